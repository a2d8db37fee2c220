/** Plots of results, as SVG or PNG. */
@NullMarked
package dev.qoe.sim.plot;

import org.jspecify.annotations.NullMarked;
