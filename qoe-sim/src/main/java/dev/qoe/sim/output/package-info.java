/** Output analysis: intervals, warm-up, batch means and stopping rules over simulated figures. */
@NullMarked
package dev.qoe.sim.output;

import org.jspecify.annotations.NullMarked;
