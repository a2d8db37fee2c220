package dev.qoe.core.score;

import dev.qoe.core.kpi.KpiCatalog;

/**
 * How utilities become scores: which indicators weigh how much, and how strongly the worst counts.
 *
 * <p>An element's score is the power mean of its indicators' utilities,
 *
 * <pre>
 * score = 100 * ( sum_g W_g * ( sum_k w_k * (u_k / 100)^p / sum_k w_k ) / sum_g W_g )^(1/p)
 * </pre>
 *
 * over groups g with the QoE weight W_g of their subdomain and indicators k with the weight w_k of
 * their impact level. The exponent p = 1 is the weighted mean; the smaller it is, the more the
 * worst decides. Parents take the same mean over their children. Immutable.
 *
 * @param catalog the indicators and their groups
 * @param exponent p, {@code > 0} and {@code <= 1}
 * @param ownShare the share of an element's own indicators in its score when it has scored children
 *     too, 0 to 1
 * @since 0.1
 */
public record ScoringModel(KpiCatalog catalog, double exponent, double ownShare) {

  /**
   * Creates a model.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public ScoringModel {
    if (!(exponent > 0 && exponent <= 1)) {
      throw new IllegalArgumentException(
          "exponent of a scoring model must be above 0 and at most 1: " + exponent);
    }
    if (!(ownShare >= 0 && ownShare <= 1)) {
      throw new IllegalArgumentException(
          "own share of a scoring model must be from 0 to 1: " + ownShare);
    }
  }

  /** Returns the weighted mean over a catalogue, where own indicators count as half. */
  public static ScoringModel of(KpiCatalog catalog) {
    return new ScoringModel(catalog, 1, 0.5);
  }

  /** Returns this model with another exponent, {@code > 0} and {@code <= 1}. */
  public ScoringModel powerMean(double newExponent) {
    return new ScoringModel(catalog, newExponent, ownShare);
  }

  /** Returns the score that a mean of terms stands for, 0 to 100. */
  double score(double mean) {
    return 100 * (exponent == 1 ? mean : StrictMath.pow(mean, 1 / exponent));
  }
}
