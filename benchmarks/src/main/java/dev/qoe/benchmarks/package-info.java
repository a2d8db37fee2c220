/** Benchmarks, and the tables of their figures. */
@NullMarked
package dev.qoe.benchmarks;

import org.jspecify.annotations.NullMarked;
