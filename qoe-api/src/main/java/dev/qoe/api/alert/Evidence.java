package dev.qoe.api.alert;

import dev.qoe.api.network.ElementPath;
import java.time.Instant;

/**
 * One fact that supports an alert.
 *
 * <p>Immutable.
 *
 * @param element what the fact is about
 * @param kind the indicator's code, or the type of the event
 * @param time when it was true
 * @param value the indicator's value in its unit; NaN if the fact is no number
 * @param text the fact as people read it, for example {@code packet loss 32 %}
 * @since 0.1
 */
public record Evidence(ElementPath element, String kind, Instant time, double value, String text) {}
