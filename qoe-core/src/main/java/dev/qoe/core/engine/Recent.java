package dev.qoe.core.engine;

import java.time.Instant;

/**
 * What is known of a series' recent values: those of the current span of event time and of the one
 * before.
 *
 * <p>Immutable.
 *
 * @param count how many there are, {@code > 0}
 * @param value the series' value made of them, in the indicator's unit: their mean, or their sum
 *     for counts since the last report
 * @param min the least of them
 * @param max the greatest of them
 * @param newest the newest event time among them
 * @since 0.1
 */
public record Recent(long count, double value, double min, double max, Instant newest) {}
