/**
 * Trace-driven adaptive video: players that fetch a film segment by segment over a recorded link,
 * and the contract of the algorithms that choose each segment's quality.
 */
@NullMarked
package dev.qoe.sim.video;

import org.jspecify.annotations.NullMarked;
