/** The published algorithms that choose the quality of the next segment. */
@NullMarked
package dev.qoe.sim.video.abr;

import org.jspecify.annotations.NullMarked;
