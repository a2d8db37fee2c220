package dev.qoe.core.service.voice;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The scales of the transmission rating R, and the way from R to opinion and back.
 *
 * <p>The three scales must never be mixed: the best narrowband connection rates 93 of 100, the best
 * wideband one 129, the best fullband one 148. The wideband and fullband R are divided by 1.29 and
 * 1.48 and then share the narrowband curve (ITU-T G.107.1 and G.107.2).
 *
 * <p>Source: ITU-T G.107 (06/2015), Annex B. The curve agrees in many public sources; its inverse
 * and the normal distributions of %GoB and %PoW are recalled, and their values agree with the
 * printed Table B.1. On the wideband and fullband scales %GoB and %PoW are this library's choice.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum RatingScale {
  /** ITU-T G.107, R from 0 to 100. */
  NARROWBAND(100, 1.0),
  /** ITU-T G.107.1, R from 0 to 129. */
  WIDEBAND(129, 1.29),
  /** ITU-T G.107.2, R from 0 to 148. */
  FULLBAND(148, 1.48);

  private static final double MIN_INVERTIBLE_MOS = 1;
  private static final double MAX_MOS = 4.5;

  private static final NormalDistribution GOOD_OR_BETTER = NormalDistribution.of(60, 16);
  private static final NormalDistribution POOR_OR_WORSE = NormalDistribution.of(45, 16);

  private final double best;
  private final double stretch;

  RatingScale(double best, double stretch) {
    this.best = best;
    this.stretch = stretch;
  }

  /** Returns the best rating of this scale: 100, 129 or 148. */
  public double best() {
    return best;
  }

  /**
   * Returns the mean opinion score of a rating, 0.988 to 4.5.
   *
   * <p>As in the Recommendation it is not clamped: the polynomial falls below 1 for R between 0 and
   * 6.5, with its minimum of about 0.989 near 3.2. See {@link #mosClampedToOne}.
   *
   * @param r the rating; any number, also below 0
   * @throws IllegalArgumentException if {@code r} is NaN
   */
  public double mos(double r) {
    double x = narrowband(r);
    if (x <= 0) {
      return 1;
    }
    if (x >= 100) {
      return MAX_MOS;
    }
    return 1 + 0.035 * x + x * (x - 60) * (100 - x) * 7e-6;
  }

  /**
   * Returns {@link #mos}, but at least 1, so that it never rises while R falls.
   *
   * @throws IllegalArgumentException if {@code r} is NaN
   */
  public double mosClampedToOne(double r) {
    return Math.max(1, mos(r));
  }

  /**
   * Returns the rating that has a mean opinion score: the inverse of {@link #mos}, from 6.5 % to
   * 100 % of the scale.
   *
   * @param mos from 1 to 4.5, both inclusive
   * @throws IllegalArgumentException if {@code mos < 1} or {@code mos > 4.5}
   */
  public double r(double mos) {
    if (!(mos >= MIN_INVERTIBLE_MOS && mos <= MAX_MOS)) {
      throw new IllegalArgumentException(
          "mos must be 1 to 4.5 to have a rating: %s; the E-model gives no other".formatted(mos));
    }
    double y = 15 * Math.sqrt(-903_522 + 1_113_960 * mos - 202_500 * mos * mos);
    double h = Math.atan2(y, 18_566 - 6_750 * mos) / 3;
    return stretch * 20 / 3 * (8 - Math.sqrt(226) * Math.cos(h + Math.PI / 3));
  }

  /**
   * Returns the share of users who find the connection good or better (%GoB), in percent, 0 to 100.
   *
   * @throws IllegalArgumentException if {@code r} is NaN
   */
  public double goodOrBetterPercent(double r) {
    return 100 * GOOD_OR_BETTER.cumulativeProbability(narrowband(r));
  }

  /**
   * Returns the share of users who find the connection poor or worse (%PoW), in percent, 0 to 100.
   *
   * @throws IllegalArgumentException if {@code r} is NaN
   */
  public double poorOrWorsePercent(double r) {
    return 100 * POOR_OR_WORSE.survivalProbability(narrowband(r));
  }

  private double narrowband(double r) {
    if (Double.isNaN(r)) {
      throw new IllegalArgumentException("R must be a number: NaN");
    }
    return r / stretch;
  }
}
