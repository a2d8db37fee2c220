package dev.qoe.core.service.web;

/**
 * The normal equations J'J d = J'r of a small least-squares problem, solved by Cholesky's
 * factorisation after each column of J is scaled to length 1.
 *
 * <p>Confine to one thread.
 */
final class NormalEquations {

  private final int size;
  private final double[][] product;
  private final double[] right;

  NormalEquations(int size) {
    this.size = size;
    this.product = new double[size][size];
    this.right = new double[size];
  }

  /** Adds one row of J and its residual. */
  void add(double[] row, double residual) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        product[i][j] += row[i] * row[j];
      }
      right[i] += row[i] * residual;
    }
  }

  /** Returns d. */
  double[] step() {
    return solve(right);
  }

  /** Returns the diagonal of (J'J)^-1. */
  double[] inverseDiagonal() {
    double[] diagonal = new double[size];
    for (int k = 0; k < size; k++) {
      double[] unit = new double[size];
      unit[k] = 1;
      diagonal[k] = solve(unit)[k];
    }
    return diagonal;
  }

  private double[] solve(double[] b) {
    double[][] l = factor();
    double[] z = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = b[i] / scale(i);
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * z[k];
      }
      z[i] = sum / l[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        z[i] -= l[k][i] * z[k];
      }
      z[i] /= l[i][i];
    }
    for (int i = 0; i < size; i++) {
      z[i] /= scale(i);
    }
    return z;
  }

  private double[][] factor() {
    double[][] l = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = product[i][j] / (scale(i) * scale(j));
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i != j) {
          l[i][j] = sum / l[j][j];
        } else if (sum > Math.ulp(1.0)) {
          l[i][i] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException(
              "the observations do not determine the law's parameters (remedy: observe more"
                  + " values)");
        }
      }
    }
    return l;
  }

  private double scale(int i) {
    return Math.sqrt(product[i][i]);
  }
}
