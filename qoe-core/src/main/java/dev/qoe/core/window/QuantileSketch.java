package dev.qoe.core.window;

import java.util.Arrays;

/*
 * Buckets in the manner of Masson, Rim, Lee: DDSketch, PVLDB 12 (2019), 2195-2205: their width is
 * in proportion to the values, so the error of a quantile is relative, and sketches merge by adding
 * counts. The paper's buckets are powers of a base, which needs a logarithm, whose last bit differs
 * from machine to machine. These cut each octave into 64 equal parts (as HdrHistogram does), which
 * is a shift of the double's own bits: exact everywhere, for 1.8 times the buckets. A bucket from a
 * to b is told as 2ab/(a + b), which is off by at most (b - a)/(b + a) <= 1/129.
 */

/**
 * A sketch of a distribution, from which any quantile is read with a relative error of at most
 * 1/129 (0.78 %).
 *
 * <p>It depends on neither the order of the values nor how sketches were merged. Magnitudes below
 * 2<sup>-30</sup> (about 1e-9) count as 0, so their error is absolute. Its memory grows with the
 * range of the values: 512 bytes an octave, at most 83 octaves on each side of 0. Confine to one
 * thread.
 *
 * @since 0.1
 */
public final class QuantileSketch {

  /** The largest relative error of a quantile. */
  public static final double RELATIVE_ERROR = 1.0 / 129;

  /** The largest magnitude that is taken in. */
  public static final double MAX_VALUE = 0x1p53;

  /** What a sketch of nothing takes. */
  private static final int BYTES = 150;

  private static final double MIN_VALUE = 0x1p-30;
  private static final int SHIFT = 52 - 6;

  private final Side negative = new Side();
  private final Side positive = new Side();
  private long zeros;
  private long count;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  private QuantileSketch() {}

  /** Returns a sketch of nothing. */
  public static QuantileSketch create() {
    return new QuantileSketch();
  }

  /** Takes in a value; returns false if it is not finite or its magnitude is above 2^53. */
  public boolean add(double value) {
    return add(value, 1);
  }

  /**
   * Takes in a value that came so often; returns false if it is not finite or its magnitude is
   * above 2^53, or {@code times < 0}.
   */
  public boolean add(double value, long times) {
    double magnitude = Math.abs(value);
    if (!(magnitude <= MAX_VALUE) || times < 0) {
      return false;
    }
    if (times == 0) {
      return true;
    }
    if (magnitude < MIN_VALUE) {
      zeros += times;
    } else {
      (value < 0 ? negative : positive).add(bucket(magnitude), times);
    }
    count += times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    return true;
  }

  /** Takes in all that another sketch holds. */
  public void merge(QuantileSketch other) {
    negative.merge(other.negative);
    positive.merge(other.positive);
    zeros += other.zeros;
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** Forgets all values; the memory is kept for the next. */
  public void clear() {
    negative.clear();
    positive.clear();
    zeros = 0;
    count = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
  }

  /** Returns a sketch of the same values. */
  public QuantileSketch copy() {
    QuantileSketch copy = create();
    copy.merge(this);
    return copy;
  }

  /** Returns how many bytes it takes, roughly. */
  public long bytes() {
    return BYTES + (long) Long.BYTES * (negative.counts.length + positive.counts.length);
  }

  /** Returns how many values there are. */
  public long count() {
    return count;
  }

  /**
   * Returns a quantile: the value of rank {@code floor(probability * (count - 1))}, counted from 0,
   * within {@link #RELATIVE_ERROR}; NaN if there are no values.
   *
   * @param probability the share of values below it, 0 (the minimum, exact) to 1 (the maximum,
   *     exact); 0.95 for the 95th percentile
   * @throws IllegalArgumentException if {@code probability < 0} or {@code probability > 1}
   */
  public double quantile(double probability) {
    Probability.check(probability);
    if (count == 0) {
      return Double.NaN;
    }
    if (probability == 1) {
      return max;
    }
    long rank = (long) (probability * (count - 1));
    if (rank == 0) {
      return min;
    }
    return Math.min(max, Math.max(min, ofRank(rank)));
  }

  private double ofRank(long rank) {
    if (rank < negative.total) {
      return -middle(negative.bucketOf(negative.total - 1 - rank));
    }
    long rest = rank - negative.total;
    return rest < zeros ? 0 : middle(positive.bucketOf(rest - zeros));
  }

  private static int bucket(double magnitude) {
    return (int) (Double.doubleToRawLongBits(magnitude) >>> SHIFT);
  }

  private static double middle(int bucket) {
    double from = Double.longBitsToDouble((long) bucket << SHIFT);
    double to = Double.longBitsToDouble((bucket + 1L) << SHIFT);
    return 2 * from * (to / (from + to));
  }

  /** The buckets of one sign, from the lowest to the highest that is in use. */
  private static final class Side {
    private static final int STEP = 32;

    private long[] counts = {};
    private int first;
    private long total;

    void add(int bucket, long times) {
      reach(bucket);
      counts[bucket - first] += times;
      total += times;
    }

    void merge(Side other) {
      for (int i = 0; i < other.counts.length; i++) {
        if (other.counts[i] > 0) {
          add(other.first + i, other.counts[i]);
        }
      }
    }

    void clear() {
      Arrays.fill(counts, 0);
      total = 0;
    }

    int bucketOf(long rank) {
      long seen = 0;
      int at = -1;
      while (seen <= rank) {
        at++;
        seen += counts[at];
      }
      return first + at;
    }

    private void reach(int bucket) {
      if (counts.length > 0 && bucket >= first && bucket < first + counts.length) {
        return;
      }
      int from = Math.floorDiv(bucket, STEP) * STEP;
      int to = from + STEP;
      if (counts.length > 0) {
        from = Math.min(from, first);
        to = Math.max(to, first + counts.length);
      }
      long[] wider = new long[to - from];
      System.arraycopy(counts, 0, wider, counts.length == 0 ? 0 : first - from, counts.length);
      counts = wider;
      first = from;
    }
  }
}
