package dev.qoe.api.report;

import dev.qoe.api.score.Score;

/**
 * An element with its score over a report's period.
 *
 * <p>Immutable.
 *
 * @param score its score
 * @param displayName what people call it
 * @param type what kind of thing it is, for example {@code cell}
 * @param measurements on how many measurements the score stands
 * @since 0.1
 */
public record ScoredElement(Score score, String displayName, String type, long measurements) {}
