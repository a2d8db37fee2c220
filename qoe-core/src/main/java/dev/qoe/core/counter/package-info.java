/** Rates out of counts: one engine that tells a wrap from a reset, for all that read counters. */
@NullMarked
package dev.qoe.core.counter;

import org.jspecify.annotations.NullMarked;
