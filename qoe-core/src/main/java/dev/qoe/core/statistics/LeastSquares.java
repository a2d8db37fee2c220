package dev.qoe.core.statistics;

import java.util.List;

/**
 * Linear regression on a few polynomials of t, -1 to 1, where the normal equations are well
 * conditioned.
 */
final class LeastSquares {

  private LeastSquares() {}

  /**
   * Returns the coefficients in powers of t of the combination of {@code basis} that is nearest to
   * {@code y}; the points must tell the functions apart.
   */
  static double[] fit(double[] t, double[] y, List<double[]> basis) {
    int n = basis.size();
    double[][] equations = new double[n][n + 1];
    for (int point = 0; point < t.length; point++) {
      double at = t[point];
      double[] values =
          basis.stream().mapToDouble(function -> MonotoneCubic.evaluate(function, at)).toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          equations[i][j] += values[i] * values[j];
        }
        equations[i][n] += values[i] * y[point];
      }
    }
    return combine(basis, solve(equations));
  }

  /** Returns the sum of the squared errors of a polynomial. */
  static double squaredError(double[] t, double[] y, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < t.length; i++) {
      double error = y[i] - MonotoneCubic.evaluate(coefficients, t[i]);
      sum += error * error;
    }
    return sum;
  }

  private static double[] combine(List<double[]> basis, double[] weights) {
    double[] sum = new double[basis.get(0).length];
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[k] * basis.get(k)[i];
      }
    }
    return sum;
  }

  /** Solves n equations in n unknowns, right side last, by elimination with row pivots. */
  private static double[] solve(double[][] equations) {
    int n = equations.length;
    for (int column = 0; column < n; column++) {
      swapGreatestUp(equations, column);
      for (int row = column + 1; row < n; row++) {
        double factor = equations[row][column] / equations[column][column];
        for (int k = column; k <= n; k++) {
          equations[row][k] -= factor * equations[column][k];
        }
      }
    }
    double[] solution = new double[n];
    for (int row = n - 1; row >= 0; row--) {
      double rest = equations[row][n];
      for (int k = row + 1; k < n; k++) {
        rest -= equations[row][k] * solution[k];
      }
      solution[row] = rest / equations[row][row];
    }
    return solution;
  }

  private static void swapGreatestUp(double[][] equations, int column) {
    int greatest = column;
    for (int row = column + 1; row < equations.length; row++) {
      if (Math.abs(equations[row][column]) > Math.abs(equations[greatest][column])) {
        greatest = row;
      }
    }
    double[] swapped = equations[column];
    equations[column] = equations[greatest];
    equations[greatest] = swapped;
  }
}
