package dev.qoe.core.radio;

import static dev.qoe.core.radio.SubcarrierSpacing.KHZ_120;
import static dev.qoe.core.radio.SubcarrierSpacing.KHZ_15;
import static dev.qoe.core.radio.SubcarrierSpacing.KHZ_30;
import static dev.qoe.core.radio.SubcarrierSpacing.KHZ_60;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A frequency range of NR, with its transmission bandwidths and overheads.
 *
 * <p>Resource blocks: 3GPP TS 38.101-1 and -2, table 5.3.2-1; overheads: TS 38.306 clause 4.1.2;
 * both from general knowledge with high confidence. Release 16 to 17 bandwidths (35, 45, 800 MHz
 * and above) are not here.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum FrequencyRange {
  /** 410 MHz to 7.125 GHz. */
  FR1(
      0.14,
      0.08,
      Map.of(
          KHZ_15,
          blocks(5, 25, 10, 52, 15, 79, 20, 106, 25, 133, 30, 160, 40, 216, 50, 270),
          KHZ_30,
          blocks(
              5, 11, 10, 24, 15, 38, 20, 51, 25, 65, 30, 78, 40, 106, 50, 133, 60, 162, 70, 189, 80,
              217, 90, 245, 100, 273),
          KHZ_60,
          blocks(
              10, 11, 15, 18, 20, 24, 25, 31, 30, 38, 40, 51, 50, 65, 60, 79, 70, 93, 80, 107, 90,
              121, 100, 135))),
  /** 24.25 to 52.6 GHz. */
  FR2(
      0.18,
      0.10,
      Map.of(
          KHZ_60, blocks(50, 66, 100, 132, 200, 264),
          KHZ_120, blocks(50, 32, 100, 66, 200, 132, 400, 264)));

  private final double downlinkOverhead;
  private final double uplinkOverhead;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable map of unmodifiable maps
  private final Map<SubcarrierSpacing, NavigableMap<Integer, Integer>> resourceBlocks;

  FrequencyRange(
      double downlinkOverhead,
      double uplinkOverhead,
      Map<SubcarrierSpacing, NavigableMap<Integer, Integer>> resourceBlocks) {
    this.downlinkOverhead = downlinkOverhead;
    this.uplinkOverhead = uplinkOverhead;
    this.resourceBlocks = resourceBlocks;
  }

  /** Returns the share of resource elements lost to control and reference signals, 0 to 1. */
  public double overhead(LinkDirection direction) {
    return switch (direction) {
      case DOWNLINK -> downlinkOverhead;
      case UPLINK -> uplinkOverhead;
    };
  }

  /** Returns the resource blocks N_PRB of each channel bandwidth in MHz; empty where undefined. */
  public NavigableMap<Integer, Integer> resourceBlocks(SubcarrierSpacing spacing) {
    return resourceBlocks.getOrDefault(spacing, Collections.emptyNavigableMap());
  }

  /** Returns the resource blocks N_PRB of a channel bandwidth, if the standard defines it. */
  public OptionalInt findResourceBlocks(SubcarrierSpacing spacing, int bandwidthMegahertz) {
    Integer blocks = resourceBlocks(spacing).get(bandwidthMegahertz);
    return blocks == null ? OptionalInt.empty() : OptionalInt.of(blocks);
  }

  /**
   * Returns the resource blocks N_PRB of a channel bandwidth.
   *
   * @throws IllegalArgumentException if the standard defines none for this spacing and bandwidth
   */
  public int resourceBlocks(SubcarrierSpacing spacing, int bandwidthMegahertz) {
    return findResourceBlocks(spacing, bandwidthMegahertz)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no resource blocks defined for "
                        + this
                        + ", "
                        + spacing
                        + ", "
                        + bandwidthMegahertz
                        + " MHz (bandwidths: "
                        + resourceBlocks(spacing).keySet()
                        + ")"));
  }

  private static NavigableMap<Integer, Integer> blocks(int... bandwidthThenBlocks) {
    NavigableMap<Integer, Integer> blocks = new TreeMap<>();
    for (int i = 0; i < bandwidthThenBlocks.length; i += 2) {
      blocks.put(bandwidthThenBlocks[i], bandwidthThenBlocks[i + 1]);
    }
    return Collections.unmodifiableNavigableMap(blocks);
  }
}
