/** The discrete-event kernel: virtual time, and events that happen in its order. */
@NullMarked
package dev.qoe.sim.kernel;

import org.jspecify.annotations.NullMarked;
