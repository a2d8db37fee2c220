package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import java.util.List;
import java.util.Locale;

/**
 * How well a model predicts mean opinion scores; ITU-T P.1401 (01/2020).
 *
 * <p>The text of the Recommendation was not open; the equations are from general knowledge with
 * high confidence. It divides by N - d, where d counts the coefficients of the mapping; older
 * examples divide by N - 1 without a mapping, so that d is a parameter.
 *
 * <p>Immutable.
 *
 * @param stimuli the number N of stimuli
 * @param mappingCoefficients d: 4 for a cubic, 2 for a line, 0 or 1 for none
 * @param rmse the root mean square error, sqrt(sum Perror^2/(N - d))
 * @param rmseStar the error beyond the ratings' confidence, RMSE*, sqrt(sum Perror*^2/(N - d))
 * @param correlation Pearson's R with its 95 % interval by Fisher's transform
 * @param outlierRatio the share of predictions outside the ratings' confidence, OR, 0 to 1
 * @param outlierRatioDeviation its standard deviation, sqrt(OR(1 - OR)/N)
 * @since 0.1
 */
public record PredictionQuality(
    int stimuli,
    int mappingCoefficients,
    double rmse,
    double rmseStar,
    Interval correlation,
    double outlierRatio,
    double outlierRatioDeviation) {

  /**
   * Returns the quality of predictions as they are, with d = 0.
   *
   * @param stimuli at least four, neither ratings nor predictions all equal
   * @throws IllegalArgumentException if there are fewer than four, or all are equal
   */
  public static PredictionQuality of(List<Stimulus> stimuli) {
    return of(stimuli, 0);
  }

  /**
   * Returns the quality of predictions after a mapping, with its d.
   *
   * @param stimuli as measured, before the mapping
   * @param mapping the mapping, mostly fitted to the same stimuli
   * @throws IllegalArgumentException as {@link #of(List, int)} does
   */
  public static PredictionQuality of(List<Stimulus> stimuli, MosMapping mapping) {
    return of(mapping.applyTo(stimuli), mapping.coefficientCount());
  }

  /**
   * Returns the quality of predictions as they are.
   *
   * @param stimuli at least four and more than {@code d}, neither ratings nor predictions all equal
   * @param d the coefficients of the mapping already applied to them, {@code >= 0}
   * @throws IllegalArgumentException if {@code d < 0}, there are fewer than four stimuli or not
   *     more than {@code d}, or all ratings or predictions are equal
   */
  public static PredictionQuality of(List<Stimulus> stimuli, int d) {
    Checks.atLeast("d", d, 0);
    int n = Checks.atLeast("stimuli", stimuli.size(), Math.max(4, d + 1));
    double squares = 0;
    double squaresBeyond = 0;
    int outliers = 0;
    for (Stimulus stimulus : stimuli) {
      squares += stimulus.error() * stimulus.error();
      squaresBeyond += stimulus.errorBeyondConfidence() * stimulus.errorBeyondConfidence();
      outliers += stimulus.isOutlier() ? 1 : 0;
    }
    double outlierRatio = (double) outliers / n;
    return new PredictionQuality(
        n,
        d,
        Math.sqrt(squares / (n - d)),
        Math.sqrt(squaresBeyond / (n - d)),
        correlationInterval(pearson(stimuli), n),
        outlierRatio,
        Math.sqrt(outlierRatio * (1 - outlierRatio) / n));
  }

  /**
   * Compares the correlation with that of another model in another test.
   *
   * @see SignificanceTest#ofCorrelations
   */
  public SignificanceTest compareCorrelation(PredictionQuality other) {
    return SignificanceTest.ofCorrelations(
        correlation.estimate(), stimuli, other.correlation.estimate(), other.stimuli);
  }

  /**
   * Compares the root mean square error with that of another model.
   *
   * @see SignificanceTest#ofErrors
   */
  public SignificanceTest compareRmse(PredictionQuality other) {
    return SignificanceTest.ofErrors(
        rmse, stimuli - mappingCoefficients, other.rmse, other.stimuli - other.mappingCoefficients);
  }

  /** Returns for example {@code RMSE 0.31, RMSE* 0.12, R 0.94 (0.90 to 0.97), OR 0.25, N 48}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "RMSE %.2f, RMSE* %.2f, R %.2f (%.2f to %.2f), OR %.2f, N %d",
        rmse,
        rmseStar,
        correlation.estimate(),
        correlation.lower(),
        correlation.upper(),
        outlierRatio,
        stimuli);
  }

  /** Returns R; two passes, since the one-pass formula cancels. */
  private static double pearson(List<Stimulus> stimuli) {
    double meanRating = stimuli.stream().mapToDouble(Stimulus::subjectiveMos).average().orElse(0);
    double meanPrediction =
        stimuli.stream().mapToDouble(Stimulus::predictedMos).average().orElse(0);
    double products = 0;
    double ratings = 0;
    double predictions = 0;
    for (Stimulus stimulus : stimuli) {
      double rating = stimulus.subjectiveMos() - meanRating;
      double prediction = stimulus.predictedMos() - meanPrediction;
      products += rating * prediction;
      ratings += rating * rating;
      predictions += prediction * prediction;
    }
    if (ratings == 0 || predictions == 0) {
      throw new IllegalArgumentException(
          "correlation needs ratings and predictions that differ: all "
              + (ratings == 0 ? "ratings are " + meanRating : "predictions are " + meanPrediction));
    }
    return Math.max(-1, Math.min(1, products / Math.sqrt(ratings * predictions)));
  }

  private static Interval correlationInterval(double r, int n) {
    double z = SignificanceTest.atanh(r);
    double halfWidth = SignificanceTest.NORMAL_975 / Math.sqrt(n - 3);
    return new Interval(r, Math.tanh(z - halfWidth), Math.tanh(z + halfWidth), 0.95);
  }
}
