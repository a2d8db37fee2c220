package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.UtilityCurve;

/**
 * What the values of one indicator add to a mean: {@code (u / 100)^p}, as a share.
 *
 * <p>What does not depend on the value is worked out once; the result is that of the curve to
 * within 2^-30. Immutable.
 */
abstract class Term {

  private final KpiDefinition definition;
  private final int weight;

  private Term(KpiDefinition definition, int weight) {
    this.definition = definition;
    this.weight = weight;
  }

  /**
   * Returns the terms of an indicator in a power mean of that exponent.
   *
   * @param weight its weight among the indicators of its group
   */
  static Term of(KpiDefinition definition, int weight, double exponent) {
    UtilityCurve curve = definition.curve();
    if (exponent != 1) {
      return new Curved(definition, weight, exponent);
    }
    if (curve instanceof UtilityCurve.Linear line) {
      return new Line(definition, weight, line);
    }
    if (curve instanceof UtilityCurve.Logarithmic logarithmic) {
      return new Logarithm(definition, weight, logarithmic);
    }
    return curve instanceof UtilityCurve.Exponential exponential
        ? new Decay(definition, weight, exponential)
        : new Curved(definition, weight, exponent);
  }

  final KpiDefinition definition() {
    return definition;
  }

  final int weight() {
    return weight;
  }

  /** Returns what {@code value} adds, as a share. */
  abstract long of(double value);

  private static long clamped(double share) {
    return share >= 1 ? Fixed.ONE : share <= 0 ? 0 : Fixed.share(share);
  }

  private static final class Line extends Term {
    private final double worst;
    private final double perUnit;

    private Line(KpiDefinition definition, int weight, UtilityCurve.Linear line) {
      super(definition, weight);
      worst = line.worst();
      perUnit = 1 / (line.best() - line.worst());
    }

    @Override
    long of(double value) {
      return clamped((value - worst) * perUnit);
    }
  }

  private static final class Logarithm extends Term {
    private final double worst;
    private final double perUnit;
    private final long atZero;

    private Logarithm(KpiDefinition definition, int weight, UtilityCurve.Logarithmic curve) {
      super(definition, weight);
      worst = StrictMath.log(curve.worst());
      perUnit = 1 / (StrictMath.log(curve.best()) - worst);
      atZero = Fixed.share(curve.score(0) / 100);
    }

    @Override
    long of(double value) {
      return value <= 0 ? atZero : clamped((Elementary.log(value) - worst) * perUnit);
    }
  }

  private static final class Decay extends Term {
    private final double best;
    private final double perUnit;
    private final double steepness;
    private final double end;
    private final double perRest;

    private Decay(KpiDefinition definition, int weight, UtilityCurve.Exponential curve) {
      super(definition, weight);
      best = curve.best();
      perUnit = 1 / (curve.worst() - curve.best());
      steepness = curve.steepness();
      end = StrictMath.exp(-steepness);
      perRest = 1 / (1 - end);
    }

    @Override
    long of(double value) {
      double way = Math.max(0, Math.min(1, (value - best) * perUnit));
      return clamped((Elementary.exp(-steepness * way) - end) * perRest);
    }
  }

  private static final class Curved extends Term {
    private final UtilityCurve curve;
    private final double exponent;

    private Curved(KpiDefinition definition, int weight, double exponent) {
      super(definition, weight);
      this.curve = definition.curve();
      this.exponent = exponent;
    }

    @Override
    long of(double value) {
      double share = curve.score(value) / 100;
      return Fixed.share(exponent == 1 ? share : StrictMath.pow(share, exponent));
    }
  }
}
