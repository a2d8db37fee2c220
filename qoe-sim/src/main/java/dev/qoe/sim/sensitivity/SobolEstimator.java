package dev.qoe.sim.sensitivity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sobol' indices of the outputs of a design, standardised.
 *
 * <p>First order: Saltelli et al., "Variance based sensitivity analysis of model output", Computer
 * Physics Communications 181 (2010), table 2 (b); total order: table 2 (f), Jansen; second order:
 * Saltelli (2002), theorem 2. Immutable.
 */
final class SobolEstimator {

  private final double[] a;
  private final double[] b;
  private final double[][] ab;
  private final double[][] ba;
  private final int[] all;

  private SobolEstimator(double[] a, double[] b, double[][] ab, double[][] ba) {
    this.a = a;
    this.b = b;
    this.ab = ab;
    this.ba = ba;
    all = IntStream.range(0, a.length).toArray();
  }

  /** Sorts the outputs of {@code n} base points by their rows. */
  static SobolEstimator of(double[] outputs, int n, int k, boolean secondOrder) {
    double[] y = standardised(outputs);
    int rows = y.length / n;
    double[] a = new double[n];
    double[] b = new double[n];
    double[][] ab = new double[k][n];
    double[][] ba = new double[secondOrder ? k : 0][n];
    for (int i = 0; i < n; i++) {
      a[i] = y[i * rows];
      b[i] = y[i * rows + rows - 1];
      for (int j = 0; j < k; j++) {
        ab[j][i] = y[i * rows + 1 + j];
        if (secondOrder) {
          ba[j][i] = y[i * rows + 1 + k + j];
        }
      }
    }
    return new SobolEstimator(a, b, ab, ba);
  }

  private static double[] standardised(double[] outputs) {
    double mean = Arrays.stream(outputs).sum() / outputs.length;
    double squares = Arrays.stream(outputs).map(y -> (y - mean) * (y - mean)).sum();
    double deviation = Math.sqrt(squares / outputs.length);
    return Arrays.stream(outputs).map(y -> deviation > 0 ? (y - mean) / deviation : 0).toArray();
  }

  /** Returns whether the base points tell of no variance at all. */
  boolean isConstant() {
    return Arrays.stream(a).allMatch(y -> y == a[0]) && Arrays.stream(b).allMatch(y -> y == a[0]);
  }

  Estimate first(int j, Bootstrap bootstrap) {
    return new Estimate(first(j, all), bootstrap.halfWidth(picked -> first(j, picked)));
  }

  Estimate total(int j, Bootstrap bootstrap) {
    return new Estimate(total(j, all), bootstrap.halfWidth(picked -> total(j, picked)));
  }

  Estimate second(int j, int k, Bootstrap bootstrap) {
    return new Estimate(second(j, k, all), bootstrap.halfWidth(picked -> second(j, k, picked)));
  }

  private double first(int j, int[] picked) {
    double sum = 0;
    for (int i : picked) {
      sum += b[i] * (ab[j][i] - a[i]);
    }
    return share(sum / picked.length, picked);
  }

  private double total(int j, int[] picked) {
    double sum = 0;
    for (int i : picked) {
      double change = a[i] - ab[j][i];
      sum += change * change;
    }
    return share(sum / picked.length / 2, picked);
  }

  private double second(int j, int k, int[] picked) {
    double sum = 0;
    for (int i : picked) {
      sum += ba[j][i] * ab[k][i] - a[i] * b[i];
    }
    return share(sum / picked.length, picked) - first(j, picked) - first(k, picked);
  }

  /** Returns a variance as a share of that of A and B together; 0 if there is none. */
  private double share(double variance, int[] picked) {
    double sum = 0;
    for (int i : picked) {
      sum += a[i] + b[i];
    }
    double mean = sum / (2 * picked.length);
    double squares = 0;
    for (int i : picked) {
      squares += (a[i] - mean) * (a[i] - mean) + (b[i] - mean) * (b[i] - mean);
    }
    return squares > 0 ? variance / (squares / (2 * picked.length)) : 0;
  }
}
