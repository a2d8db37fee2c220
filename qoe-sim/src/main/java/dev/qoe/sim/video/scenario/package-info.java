/** Sessions described in JSON: many traces, films and algorithms, one result line each. */
@NullMarked
package dev.qoe.sim.video.scenario;

import org.jspecify.annotations.NullMarked;
