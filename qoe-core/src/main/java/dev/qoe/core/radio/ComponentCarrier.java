package dev.qoe.core.radio;

import dev.qoe.core.internal.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One carrier of a terminal in one direction, and its peak data rate; 3GPP TS 38.306 clause 4.1.2.
 *
 * <p>Rate = v Qm f Rmax (12 N_PRB / Ts) (1 - OH), with Rmax = 948/1024 and Ts = 1e-3/(14 2^mu). The
 * rates of aggregated carriers add up. From general knowledge with high confidence; it reproduces
 * the well-known 2337 Mbit/s of 100 MHz, four layers and 256QAM.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class ComponentCarrier {

  private static final double MAX_CODE_RATE = 948.0 / 1024;
  private static final int SUBCARRIERS_PER_BLOCK = 12;
  private static final Set<Double> SCALING_FACTORS = Set.of(1.0, 0.8, 0.75, 0.4);

  private final FrequencyRange frequencyRange;
  private final LinkDirection direction;
  private final SubcarrierSpacing spacing;
  private final int resourceBlocks;
  private final int layers;
  private final Modulation modulation;
  private final double scalingFactor;
  private final double symbolShare;

  private ComponentCarrier(Builder builder, int resourceBlocks) {
    this.frequencyRange = builder.frequencyRange;
    this.direction = builder.direction;
    this.spacing = builder.spacing;
    this.resourceBlocks = resourceBlocks;
    this.layers = builder.layers;
    this.modulation = builder.modulation;
    this.scalingFactor = builder.scalingFactor;
    this.symbolShare = builder.symbolShare;
  }

  /**
   * Returns a builder of a downlink carrier in {@link FrequencyRange#FR1} with 30 kHz, 100 MHz, one
   * layer and 64QAM.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the peak rate in bit/s. */
  public double peakRateBitsPerSecond() {
    return layers
        * modulation.bitsPerSymbol()
        * scalingFactor
        * MAX_CODE_RATE
        * (resourceBlocks * SUBCARRIERS_PER_BLOCK / spacing.symbolSeconds())
        * (1 - frequencyRange.overhead(direction))
        * symbolShare;
  }

  /** Returns the peak rate of aggregated carriers in bit/s: the sum of theirs. */
  public static double peakRateBitsPerSecond(List<ComponentCarrier> carriers) {
    return carriers.stream().mapToDouble(ComponentCarrier::peakRateBitsPerSecond).sum();
  }

  /** Returns the resource blocks N_PRB. */
  public int resourceBlocks() {
    return resourceBlocks;
  }

  /** Returns for example {@code DOWNLINK FR1 KHZ_30 273 PRB, 4 x QAM_256: 2337.0 Mbit/s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s %s %d PRB, %d x %s: %.1f Mbit/s",
        direction,
        frequencyRange,
        spacing,
        resourceBlocks,
        layers,
        modulation,
        peakRateBitsPerSecond() / 1e6);
  }

  /**
   * A builder of a carrier.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {

    private FrequencyRange frequencyRange = FrequencyRange.FR1;
    private LinkDirection direction = LinkDirection.DOWNLINK;
    private SubcarrierSpacing spacing = SubcarrierSpacing.KHZ_30;
    private int bandwidthMegahertz = 100;
    private @Nullable Integer resourceBlocks;
    private int layers = 1;
    private Modulation modulation = Modulation.QAM_64;
    private double scalingFactor = 1;
    private double symbolShare = 1;

    private Builder() {}

    /** Sets the frequency range. */
    public Builder frequencyRange(FrequencyRange frequencyRange) {
      this.frequencyRange = frequencyRange;
      return this;
    }

    /** Sets the direction. */
    public Builder direction(LinkDirection direction) {
      this.direction = direction;
      return this;
    }

    /** Sets the subcarrier spacing. */
    public Builder spacing(SubcarrierSpacing spacing) {
      this.spacing = spacing;
      return this;
    }

    /** Sets the channel bandwidth in MHz, one that the standard defines for range and spacing. */
    public Builder bandwidthMegahertz(int bandwidthMegahertz) {
      this.bandwidthMegahertz = bandwidthMegahertz;
      this.resourceBlocks = null;
      return this;
    }

    /**
     * Sets the resource blocks themselves instead of a channel bandwidth.
     *
     * @throws IllegalArgumentException if {@code resourceBlocks < 1} or {@code > 275}
     */
    public Builder resourceBlocks(int resourceBlocks) {
      this.resourceBlocks = Checks.between("resourceBlocks", resourceBlocks, 1, 275);
      return this;
    }

    /**
     * Sets the layers v of spatial multiplexing.
     *
     * @throws IllegalArgumentException if {@code layers < 1} or {@code layers > 8}
     */
    public Builder layers(int layers) {
      this.layers = Checks.between("layers", layers, 1, 8);
      return this;
    }

    /** Sets the highest modulation. */
    public Builder modulation(Modulation modulation) {
      this.modulation = modulation;
      return this;
    }

    /**
     * Sets the scaling factor f that the terminal signals.
     *
     * @throws IllegalArgumentException if it is none of 1, 0.8, 0.75, 0.4
     */
    public Builder scalingFactor(double scalingFactor) {
      if (!SCALING_FACTORS.contains(scalingFactor)) {
        throw new IllegalArgumentException(
            "scalingFactor must be 1, 0.8, 0.75 or 0.4: " + scalingFactor);
      }
      this.scalingFactor = scalingFactor;
      return this;
    }

    /**
     * Sets the share of symbols that time division leaves to the direction, 0 (exclusive) to 1. Not
     * part of TS 38.306, whose rates are those of a link always on.
     *
     * @throws IllegalArgumentException if {@code symbolShare <= 0} or {@code symbolShare > 1}
     */
    public Builder symbolShare(double symbolShare) {
      Checks.positive("symbolShare", symbolShare);
      this.symbolShare = Checks.between("symbolShare", symbolShare, 0, 1);
      return this;
    }

    /**
     * Returns the carrier.
     *
     * @throws IllegalArgumentException if the standard defines no such bandwidth for the frequency
     *     range and spacing, or an uplink has more than 4 layers
     */
    public ComponentCarrier build() {
      if (direction == LinkDirection.UPLINK) {
        Checks.between("uplink layers", layers, 1, 4);
      }
      Integer given = resourceBlocks;
      return new ComponentCarrier(
          this, given != null ? given : frequencyRange.resourceBlocks(spacing, bandwidthMegahertz));
    }
  }
}
