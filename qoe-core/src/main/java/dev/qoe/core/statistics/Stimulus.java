package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;

/**
 * One stimulus (or condition) of a test: what people said and what a model says.
 *
 * <p>Immutable.
 *
 * @param subjectiveMos the mean opinion score, on the test's scale
 * @param predictedMos the model's score, on the model's scale
 * @param confidenceInterval95 half the 95 % confidence interval of the mean opinion score, CI95, >=
 *     0; 0 where it is unknown
 * @since 0.1
 */
public record Stimulus(double subjectiveMos, double predictedMos, double confidenceInterval95) {

  /** From this many ratings on, P.1401 takes the normal distribution for Student's. */
  private static final int MANY_RATINGS = 30;

  /**
   * Creates a stimulus.
   *
   * @throws IllegalArgumentException if {@code confidenceInterval95 < 0} or a value is not finite
   */
  public Stimulus {
    Checks.finite("subjectiveMos", subjectiveMos);
    Checks.finite("predictedMos", predictedMos);
    Checks.notNegative("confidenceInterval95", confidenceInterval95);
  }

  /**
   * Returns the stimulus of individual ratings: MOS is their mean, CI95 = t(0.975, M - 1) s/sqrt(M)
   * for M below 30 ratings, else 1.96 s/sqrt(M); ITU-T P.1401 (01/2020).
   *
   * @param ratings the ratings, at least two, finite
   * @param predictedMos the model's score
   * @throws IllegalArgumentException if there are fewer than two ratings or a value is not finite
   */
  public static Stimulus ofRatings(double[] ratings, double predictedMos) {
    Checks.atLeast("ratings", ratings.length, 2);
    SampleMean mean = SampleMean.of(ratings);
    double halfWidth =
        ratings.length < MANY_RATINGS
            ? mean.interval(0.95).halfWidth()
            : SignificanceTest.NORMAL_975 * mean.standardError();
    return new Stimulus(mean.mean(), predictedMos, halfWidth);
  }

  /** Returns the same stimulus with another prediction. */
  public Stimulus withPredictedMos(double predictedMos) {
    return new Stimulus(subjectiveMos, predictedMos, confidenceInterval95);
  }

  /** Returns the prediction error Perror = MOS - predicted MOS. */
  public double error() {
    return subjectiveMos - predictedMos;
  }

  /** Returns the part of the error beyond the confidence interval, Perror*, {@code >= 0}. */
  public double errorBeyondConfidence() {
    return Math.max(0, Math.abs(error()) - confidenceInterval95);
  }

  /** Returns whether the prediction misses the confidence interval: |Perror| {@code > CI95}. */
  public boolean isOutlier() {
    return Math.abs(error()) > confidenceInterval95;
  }
}
