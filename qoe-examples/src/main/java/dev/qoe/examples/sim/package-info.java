/** Simulations to read, run and change: each a {@code main}. */
@NullMarked
package dev.qoe.examples.sim;

import org.jspecify.annotations.NullMarked;
