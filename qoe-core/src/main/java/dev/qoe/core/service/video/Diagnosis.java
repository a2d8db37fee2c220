package dev.qoe.core.service.video;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Every intermediate term of ITU-T P.1203.3, in the order of the computation.
 *
 * <p>Opinions and penalties are in points of the opinion scale.
 *
 * <p>Immutable.
 *
 * @param mediaSeconds D, scored media in seconds, {@code >= 1}
 * @param base weighted mean of O34, 1 to 5
 * @param pictureBase the same if the sound were perfect, 1 to 5
 * @param negativeBias negBias, the penalty for the worst tenth of the seconds, {@code >= 0}
 * @param spread highest minus lowest O22
 * @param changeRate noticeable changes of O22 per second of media, 0 to 1
 * @param directionChanges tot, how often O22 changes direction
 * @param longestSteadySeconds longest stretch without a change of direction, in seconds
 * @param oscillation osc, the penalty for going up and down, 0 to 1.5
 * @param adaptation adapt, the penalty for changing, 0 to 0.5
 * @param o35 quality of the media without stalling; may lie below 1
 * @param stallCount n, stalls and, if there was one, the initial delay
 * @param weightedStallSeconds W, their length in seconds, old ones counted about half
 * @param meanStallInterval A, mean media time between them in seconds
 * @param stallingIndex SI, the share of quality that stalling leaves, 0 to 1
 * @param initialDelayIndex SI if there were only the initial delay, 0 to 1
 * @param parametricMos the parametric score before the forest, 1 to 5
 * @param forestMos RF, the forest's score; empty without a forest
 * @param longStallFactor share of the score that long stalls leave (Amendment 1, clause 8.4), 0 to
 *     1; 1 where the amendment is off
 * @since 0.1
 */
public record Diagnosis(
    int mediaSeconds,
    double base,
    double pictureBase,
    double negativeBias,
    double spread,
    double changeRate,
    int directionChanges,
    int longestSteadySeconds,
    double oscillation,
    double adaptation,
    double o35,
    int stallCount,
    double weightedStallSeconds,
    double meanStallInterval,
    double stallingIndex,
    double initialDelayIndex,
    double parametricMos,
    OptionalDouble forestMos,
    double longStallFactor) {

  /** Returns the terms by the names of the Recommendation. */
  Map<String, Double> terms() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("D", (double) mediaSeconds);
    terms.put("base", base);
    terms.put("negBias", negativeBias);
    terms.put("spread", spread);
    terms.put("rate", changeRate);
    terms.put("tot", (double) directionChanges);
    terms.put("longest", (double) longestSteadySeconds);
    terms.put("osc", oscillation);
    terms.put("adapt", adaptation);
    terms.put("O35", o35);
    terms.put("n", (double) stallCount);
    terms.put("W", weightedStallSeconds);
    terms.put("A", meanStallInterval);
    terms.put("SI", stallingIndex);
    terms.put("mos", parametricMos);
    forestMos.ifPresent(rf -> terms.put("RF", rf));
    return terms;
  }
}
