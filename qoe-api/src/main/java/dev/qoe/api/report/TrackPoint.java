package dev.qoe.api.report;

import dev.qoe.api.network.GeoPoint;
import java.time.Instant;

/**
 * Where something was at a time, and how good it was there.
 *
 * <p>Immutable.
 *
 * @param time when
 * @param place where
 * @param score 0 to 100; NaN if not known
 * @param element the name of the element that served there, for example {@code cell-19736841}
 * @since 0.1
 */
public record TrackPoint(Instant time, GeoPoint place, double score, String element) {}
