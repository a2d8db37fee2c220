package dev.qoe.core.engine;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How an element does now, at a glance.
 *
 * <p>Immutable.
 *
 * @param element which
 * @param status what its host says of it; unknown for one that was not declared
 * @param lastSeen the newest event time of any of its indicators; empty before the first
 * @param health its score, 0 to 100, or NaN if nothing recent is known
 * @param confidence how sure that is, 0 to 1
 * @since 0.1
 */
public record ElementState(
    ElementPath element,
    ElementStatus status,
    Optional<Instant> lastSeen,
    double health,
    double confidence) {}
