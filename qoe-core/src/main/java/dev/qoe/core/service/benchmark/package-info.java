/** Benchmark scores of drive and walk tests from data-driven profiles, and their KPIs. */
@NullMarked
package dev.qoe.core.service.benchmark;

import org.jspecify.annotations.NullMarked;
