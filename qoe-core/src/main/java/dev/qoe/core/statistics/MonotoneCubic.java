package dev.qoe.core.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Least squares fits by polynomials in t, -1 to 1, that do not fall there.
 *
 * <p>The squared error is convex in the coefficients, and so is the set of cubics whose derivative
 * is nowhere negative on [-1, 1]. The best one either needs no constraint, or its derivative, a
 * parabola that is not negative, touches zero: at -1, at 1, at both, at one point r between (where
 * it is a multiple of (t - r)^2), or everywhere. Each case but the last two is a linear regression
 * on functions that have the touching built in; for r, the regression on (t - r)^3 is searched over
 * a grid and then narrowed. The best fit of those that do not fall is the solution.
 */
final class MonotoneCubic {

  /** How far below 0 rounding may put a derivative that touches 0. */
  private static final double TOUCHING = 1e-9;

  private static final int GRID = 400;

  private static final double[] ONE = {1, 0, 0, 0};
  private static final double[] T = {0, 1, 0, 0};
  private static final double[] T2 = {0, 0, 1, 0};
  private static final double[] T3 = {0, 0, 0, 1};
  private static final double[] LEVEL_AT_BOTH_ENDS = {0, -3, 0, 1};
  private static final double[] LEVEL_AT_START = {0, 2, 1, 0};
  private static final double[] LEVEL_AT_END = {0, -2, 1, 0};

  private MonotoneCubic() {}

  /** Returns the coefficients of the best line that does not fall. */
  static double[] line(double[] t, double[] y) {
    double[] c = LeastSquares.fit(t, y, List.of(ONE, T));
    return c[1] >= 0 ? new double[] {c[0], c[1]} : new double[] {level(t, y)[0], 0};
  }

  /** Returns the four coefficients of the best cubic that does not fall. */
  static double[] fit(double[] t, double[] y) {
    double[] free = LeastSquares.fit(t, y, List.of(ONE, T, T2, T3));
    if (minDerivative(free) >= 0) {
      return free;
    }
    List<double[]> candidates = new ArrayList<>();
    candidates.add(LeastSquares.fit(t, y, List.of(ONE, LEVEL_AT_START, LEVEL_AT_BOTH_ENDS)));
    candidates.add(LeastSquares.fit(t, y, List.of(ONE, LEVEL_AT_END, LEVEL_AT_BOTH_ENDS)));
    candidates.add(LeastSquares.fit(t, y, List.of(ONE, LEVEL_AT_BOTH_ENDS)));
    candidates.add(levelWithin(t, y));
    double[] best = level(t, y);
    for (double[] candidate : candidates) {
      if (minDerivative(candidate) >= -TOUCHING
          && LeastSquares.squaredError(t, y, candidate) < LeastSquares.squaredError(t, y, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static double[] level(double[] t, double[] y) {
    return LeastSquares.fit(t, y, List.of(ONE));
  }

  /** Returns the best cubic that is level at one point: the grid's best, narrowed by thirds. */
  private static double[] levelWithin(double[] t, double[] y) {
    double step = 2.0 / GRID;
    double bestRoot = -1;
    double bestError = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= GRID; i++) {
      double root = -1 + i * step;
      double error = LeastSquares.squaredError(t, y, levelAt(root, t, y));
      if (error < bestError) {
        bestError = error;
        bestRoot = root;
      }
    }
    double low = Math.max(-1, bestRoot - step);
    double high = Math.min(1, bestRoot + step);
    while (high - low > 1e-10) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (LeastSquares.squaredError(t, y, levelAt(left, t, y))
          < LeastSquares.squaredError(t, y, levelAt(right, t, y))) {
        high = right;
      } else {
        low = left;
      }
    }
    return levelAt((low + high) / 2, t, y);
  }

  /** Returns the best c + g (t - r)^3 with g {@code >= 0}. */
  private static double[] levelAt(double r, double[] t, double[] y) {
    double[] cube = {-r * r * r, 3 * r * r, -3 * r, 1};
    double[] c = LeastSquares.fit(t, y, List.of(ONE, cube));
    return c[3] >= 0 ? c : level(t, y);
  }

  /** Returns the least value on [-1, 1] of c1 + 2 c2 t + 3 c3 t^2. */
  private static double minDerivative(double[] c) {
    double min = Math.min(derivative(c, -1), derivative(c, 1));
    double vertex = -c[2] / (3 * c[3]);
    return Math.abs(vertex) < 1 ? Math.min(min, derivative(c, vertex)) : min;
  }

  private static double derivative(double[] c, double t) {
    return c[1] + t * (2 * c[2] + t * 3 * c[3]);
  }

  /** Returns the polynomial's value, by Horner's rule. */
  static double evaluate(double[] coefficients, double t) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * t + coefficients[i];
    }
    return value;
  }
}
