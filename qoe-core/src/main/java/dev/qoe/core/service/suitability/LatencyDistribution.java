package dev.qoe.core.service.suitability;

import dev.qoe.core.internal.Checks;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How latency and loss were distributed: exact from samples, or as percentiles known already.
 *
 * <p>From samples, the percentile p is the least latency that at least p percent of the packets did
 * not exceed. A percentile is infinite where, with loss counted as infinite delay (the view of
 * quality attenuation, BBF TR-452), it falls upon lost packets. Immutable.
 *
 * @since 0.1
 */
public final class LatencyDistribution {

  /** Up to here sums of packets are exact. */
  private static final long MOST_LOST = 1L << 52;

  private final double[] sortedMillis;
  private final long packets;
  private final Map<Double, Double> percentiles;
  private final double lossRatio;

  private LatencyDistribution(
      double[] sortedMillis, long packets, Map<Double, Double> percentiles, double lossRatio) {
    this.sortedMillis = sortedMillis;
    this.packets = packets;
    this.percentiles = percentiles;
    this.lossRatio = lossRatio;
  }

  /**
   * Returns the distribution over the packets that arrived; loss counts on its own.
   *
   * @param latencyMillis the latencies of the packets that arrived, ms, each {@code >= 0}, at least
   *     one
   * @param lost how many packets did not arrive, 0 to 2^52
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static LatencyDistribution ofArrivals(double[] latencyMillis, long lost) {
    double[] sorted = sorted(latencyMillis, lost);
    return new LatencyDistribution(
        sorted, sorted.length, Map.of(), (double) lost / (sorted.length + lost));
  }

  /**
   * Returns the distribution over all packets, a lost one counting as infinitely late.
   *
   * @param latencyMillis the latencies of the packets that arrived, ms, each {@code >= 0}, at least
   *     one
   * @param lost how many packets did not arrive, 0 to 2^52
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static LatencyDistribution withLossAsInfiniteDelay(double[] latencyMillis, long lost) {
    double[] sorted = sorted(latencyMillis, lost);
    long all = sorted.length + lost;
    return new LatencyDistribution(sorted, all, Map.of(), (double) lost / all);
  }

  /**
   * Returns a distribution of which some percentiles are known.
   *
   * @param latencyMillisByPercentile latency in ms, {@code >= 0}, by percentile, {@code > 0} to
   *     100; not falling
   * @param lossRatio the share of packets that were lost, 0 to 1
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static LatencyDistribution ofPercentiles(
      Map<Double, Double> latencyMillisByPercentile, double lossRatio) {
    if (latencyMillisByPercentile.isEmpty()) {
      throw new IllegalArgumentException("percentiles must not be empty");
    }
    Map<Double, Double> sorted = new TreeMap<>(latencyMillisByPercentile);
    double previous = 0;
    for (Map.Entry<Double, Double> each : sorted.entrySet()) {
      Checks.between("percentile", Checks.positive("percentile", each.getKey()), 0, 100);
      double value = Checks.notNegative("latency of percentile " + each.getKey(), each.getValue());
      if (value < previous) {
        throw new IllegalArgumentException("percentiles of latency must not fall: " + sorted);
      }
      previous = value;
    }
    return new LatencyDistribution(
        new double[0],
        0,
        Collections.unmodifiableMap(sorted),
        Checks.between("loss ratio", lossRatio, 0, 1));
  }

  /**
   * Returns a percentile ({@code > 0} to 100) in ms, possibly infinite; empty if it is not known.
   */
  public OptionalDouble percentile(double percent) {
    if (sortedMillis.length == 0) {
      Double known = percentiles.get(percent);
      return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
    }
    // The nearest rank; the tolerance keeps 90 % of 10 packets from becoming rank 10 by rounding.
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * packets - 1e-9));
    return OptionalDouble.of(
        rank <= sortedMillis.length ? sortedMillis[(int) rank - 1] : Double.POSITIVE_INFINITY);
  }

  /** Returns the share of packets that were lost, 0 to 1. */
  public double lossRatio() {
    return lossRatio;
  }

  @Override
  public String toString() {
    return sortedMillis.length == 0
        ? "latency percentiles %s ms, loss %s".formatted(percentiles, lossRatio)
        : "%d latencies, loss %s".formatted(sortedMillis.length, lossRatio);
  }

  private static double[] sorted(double[] latencyMillis, long lost) {
    if (latencyMillis.length == 0) {
      throw new IllegalArgumentException("at least one packet must have arrived");
    }
    if (lost < 0 || lost > MOST_LOST) {
      throw new IllegalArgumentException(
          "lost packets must be 0 to %d: %d".formatted(MOST_LOST, lost));
    }
    for (int i = 0; i < latencyMillis.length; i++) {
      Checks.notNegative("latencyMillis[" + i + "]", latencyMillis[i]);
    }
    double[] sorted = latencyMillis.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
