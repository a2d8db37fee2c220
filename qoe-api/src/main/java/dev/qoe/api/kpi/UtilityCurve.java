package dev.qoe.api.kpi;

import dev.qoe.api.internal.Checks;
import java.util.List;

/**
 * What a value of an indicator is worth to people: a function from its values to 0 (useless) to 100
 * (as good as it gets).
 *
 * <p>Scores stay within 0 to 100 for every finite value, and are NaN for NaN. Immutable.
 *
 * @since 0.1
 */
public sealed interface UtilityCurve {

  /** Returns the worth of {@code value}, 0 to 100. */
  double score(double value);

  private static double clamp(double share) {
    return 100 * Math.max(0, Math.min(1, share));
  }

  private static void distinct(double worst, double best, String what) {
    Checks.finite(worst, "worst value of a " + what + " curve");
    Checks.finite(best, "best value of a " + what + " curve");
    if (worst == best) {
      throw new IllegalArgumentException(
          "worst and best value of a %s curve must differ: %s".formatted(what, best));
    }
    Checks.finite(best - worst, "distance from worst to best value of a " + what + " curve");
  }

  /**
   * A straight line from the worst to the best value.
   *
   * @param worst the value that scores 0, finite
   * @param best the value that scores 100, finite; below {@code worst} where lower is better
   */
  record Linear(double worst, double best) implements UtilityCurve {
    /**
     * Creates a curve.
     *
     * @throws IllegalArgumentException if a value is not finite or both are equal
     */
    public Linear {
      distinct(worst, best, "linear");
    }

    @Override
    public double score(double value) {
      return clamp((value - worst) / (best - worst));
    }
  }

  /**
   * A line over the logarithm of the value: each doubling is worth the same (Weber-Fechner).
   *
   * @param worst the value that scores 0, {@code > 0}
   * @param best the value that scores 100, {@code > 0}; below {@code worst} where lower is better
   */
  record Logarithmic(double worst, double best) implements UtilityCurve {
    /**
     * Creates a curve.
     *
     * @throws IllegalArgumentException if a value is not {@code > 0} or both are equal
     */
    public Logarithmic {
      Checks.within(
          worst, Double.MIN_VALUE, Double.MAX_VALUE, "worst value of a logarithmic curve");
      Checks.within(best, Double.MIN_VALUE, Double.MAX_VALUE, "best value of a logarithmic curve");
      distinct(worst, best, "logarithmic");
    }

    @Override
    public double score(double value) {
      if (value <= 0) {
        return best > worst ? 0 : 100;
      }
      return clamp(StrictMath.log(value / worst) / StrictMath.log(best / worst));
    }
  }

  /**
   * An exponential decay with the impairment (the form of the IQX hypothesis: Fiedler, Hossfeld,
   * Tran-Gia, IEEE Network 24(2), 2010), scaled to 100 at the best and 0 at the worst value.
   *
   * @param worst the value that scores 0, finite
   * @param best the value that scores 100, finite
   * @param steepness how much of the loss comes early, {@code > 0} to 50; 3 loses 61 % of the score
   *     on the first third of the way
   */
  record Exponential(double worst, double best, double steepness) implements UtilityCurve {
    /**
     * Creates a curve.
     *
     * @throws IllegalArgumentException if a value is not finite, both are equal or the steepness is
     *     out of range
     */
    public Exponential {
      distinct(worst, best, "exponential");
      Checks.within(steepness, 1e-6, 50, "steepness of an exponential curve");
    }

    @Override
    public double score(double value) {
      double way = Math.max(0, Math.min(1, (value - best) / (worst - best)));
      double end = StrictMath.exp(-steepness);
      return clamp((StrictMath.exp(-steepness * way) - end) / (1 - end));
    }
  }

  /**
   * An S-shaped curve around a midpoint.
   *
   * @param midpoint the value that scores 50, finite
   * @param slope the steepness per unit of the value, finite, not 0; negative where lower is better
   */
  record Logistic(double midpoint, double slope) implements UtilityCurve {
    /**
     * Creates a curve.
     *
     * @throws IllegalArgumentException if a number is not finite or {@code slope == 0}
     */
    public Logistic {
      Checks.finite(midpoint, "midpoint of a logistic curve");
      Checks.finite(slope, "slope of a logistic curve");
      if (slope == 0) {
        throw new IllegalArgumentException("slope of a logistic curve must not be 0");
      }
    }

    @Override
    public double score(double value) {
      return clamp(1 / (1 + StrictMath.exp(-slope * (value - midpoint))));
    }
  }

  /**
   * Straight lines from point to point, flat beyond the first and the last.
   *
   * @param points at least two points in ascending order of their values
   */
  record Piecewise(List<Point> points) implements UtilityCurve {
    /**
     * Creates a curve; the list is copied.
     *
     * @throws IllegalArgumentException if there are fewer than two points or their values do not
     *     ascend
     */
    public Piecewise {
      points = List.copyOf(points);
      Checks.within(points.size(), 2, 1_000, "number of points of a piecewise curve");
      Checks.finite(
          points.get(points.size() - 1).value() - points.get(0).value(),
          "span of a piecewise curve");
      for (int i = 1; i < points.size(); i++) {
        if (!(points.get(i - 1).value() < points.get(i).value())) {
          throw new IllegalArgumentException(
              "values of a piecewise curve must ascend: %s then %s"
                  .formatted(points.get(i - 1).value(), points.get(i).value()));
        }
      }
    }

    @Override
    public double score(double value) {
      Point left = points.get(0);
      if (Double.isNaN(value) || value <= left.value()) {
        return Double.isNaN(value) ? value : left.score();
      }
      for (int i = 1; i < points.size(); i++) {
        Point right = points.get(i);
        if (value <= right.value()) {
          double share = (value - left.value()) / (right.value() - left.value());
          return left.score() + share * (right.score() - left.score());
        }
        left = right;
      }
      return left.score();
    }

    /**
     * A point of a piecewise curve. Immutable.
     *
     * @param value the indicator's value, finite
     * @param score its worth, 0 to 100
     */
    public record Point(double value, double score) {
      /**
       * Creates a point.
       *
       * @throws IllegalArgumentException if the value is not finite or the score not within 0 to
       *     100
       */
      public Point {
        Checks.finite(value, "value of a piecewise curve");
        Checks.within(score, 0, 100, "score of a piecewise curve");
      }
    }
  }

  /**
   * A band of good values with straight slopes on both sides.
   *
   * @param worstLow the value below the band that scores 0
   * @param low the lower end of the band, which scores 100
   * @param high the upper end of the band, which scores 100
   * @param worstHigh the value above the band that scores 0
   */
  record TargetBand(double worstLow, double low, double high, double worstHigh)
      implements UtilityCurve {
    /**
     * Creates a curve.
     *
     * @throws IllegalArgumentException unless {@code worstLow <= low <= high <= worstHigh}, all
     *     finite and {@code worstLow < worstHigh}
     */
    public TargetBand {
      Checks.finite(worstLow, "lowest value of a target band");
      Checks.finite(worstHigh, "highest value of a target band");
      if (!(worstLow <= low && low <= high && high <= worstHigh && worstLow < worstHigh)) {
        throw new IllegalArgumentException(
            "a target band must ascend: %s, %s, %s, %s".formatted(worstLow, low, high, worstHigh));
      }
    }

    @Override
    public double score(double value) {
      if (value < low) {
        return clamp((value - worstLow) / (low - worstLow));
      }
      return value <= high ? 100 : clamp((worstHigh - value) / (worstHigh - high));
    }
  }
}
