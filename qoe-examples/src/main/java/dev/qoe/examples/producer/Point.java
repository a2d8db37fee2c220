package dev.qoe.examples.producer;

import java.time.Instant;

/**
 * A value that is published.
 *
 * <p>Immutable.
 *
 * @param element the element it is of, below the receiver's root, such as {@code cork/cell-1}
 * @param kpi the code of the indicator
 * @param time when it was true
 * @param value the value, finite
 * @param unit the symbol of its unit; empty for the indicator's own
 */
public record Point(String element, String kpi, Instant time, double value, String unit) {}
