package dev.qoe.sim.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Sobol's sequence, which fills the unit cube more evenly than chance.
 *
 * <p>Direction numbers by Joe and Kuo, "Constructing Sobol sequences with better two-dimensional
 * projections", SIAM J. Sci. Comput. 30 (2008), set 6; in the order of Gray codes (Antonov and
 * Saleev, 1979), with 32 bits. Point 0 is the origin. Confine to one thread.
 *
 * @since 0.1
 */
public final class SobolSequence {

  /** The most dimensions that there are direction numbers for. */
  public static final int MAX_DIMENSIONS = 256;

  private static final int BITS = 32;

  private final int[][] directions;
  private final int[] state;
  private long index;

  private SobolSequence(int[][] directions) {
    this.directions = directions;
    this.state = new int[directions.length];
  }

  /**
   * Returns a sequence at its origin.
   *
   * @param dimensions 1 to {@link #MAX_DIMENSIONS}
   * @throws IllegalArgumentException if {@code dimensions} is outside its range
   */
  public static SobolSequence create(int dimensions) {
    Checks.within("dimensions of a Sobol' sequence", dimensions, 1, MAX_DIMENSIONS);
    int[][] directions = new int[dimensions][];
    directions[0] = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      directions[0][i] = 1 << (BITS - 1 - i);
    }
    try (BufferedReader lines = numbers()) {
      for (int d = 1; d < dimensions; d++) {
        directions[d] = directions(Objects.requireNonNull(lines.readLine()).split(" "));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("direction numbers cannot be read", e);
    }
    return new SobolSequence(directions);
  }

  private static BufferedReader numbers() {
    InputStream in = SobolSequence.class.getResourceAsStream("joe-kuo-256");
    return new BufferedReader(
        new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII));
  }

  /** Works out the direction numbers of a dimension from {@code s a m_1 ... m_s}. */
  private static int[] directions(String[] words) {
    int degree = Integer.parseInt(words[0]);
    int polynomial = Integer.parseInt(words[1]);
    int[] v = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      if (i < degree) {
        v[i] = Integer.parseInt(words[2 + i]) << (BITS - 1 - i);
      } else {
        v[i] = v[i - degree] ^ (v[i - degree] >>> degree);
        for (int k = 1; k < degree; k++) {
          v[i] ^= ((polynomial >>> (degree - 1 - k)) & 1) * v[i - k];
        }
      }
    }
    return v;
  }

  /** Returns the number of dimensions. */
  public int dimensions() {
    return directions.length;
  }

  /**
   * Goes on without using points.
   *
   * @param points how many, {@code >= 0}
   * @throws IllegalArgumentException if {@code points < 0}
   */
  public void skip(long points) {
    if (points < 0) {
      throw new IllegalArgumentException("points to skip must be >= 0: " + points);
    }
    for (long i = 0; i < points; i++) {
      step();
    }
  }

  /** Returns the coordinates of the next point, each 0 (inclusive) to 1 (exclusive). */
  public double[] next() {
    double[] point = new double[state.length];
    for (int d = 0; d < point.length; d++) {
      point[d] = Integer.toUnsignedLong(state[d]) * 0x1p-32;
    }
    step();
    return point;
  }

  private void step() {
    int bit = Long.numberOfTrailingZeros(~index);
    index++;
    if (bit >= BITS) {
      throw new IllegalStateException("a Sobol' sequence ends after 2^32 points");
    }
    for (int d = 0; d < state.length; d++) {
      state[d] ^= directions[d][bit];
    }
  }
}
