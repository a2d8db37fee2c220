package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.FullbandParameter.BPL;
import static dev.qoe.core.service.voice.FullbandParameter.BURST_R;
import static dev.qoe.core.service.voice.FullbandParameter.IE;
import static dev.qoe.core.service.voice.FullbandParameter.MT;
import static dev.qoe.core.service.voice.FullbandParameter.PPL;
import static dev.qoe.core.service.voice.FullbandParameter.ST;
import static dev.qoe.core.service.voice.FullbandParameter.TA;

import java.time.Duration;

/**
 * A fullband or super-wideband connection for ITU-T G.107.2.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class FullbandEModelInput extends TransmissionParameters<FullbandParameter> {

  private FullbandEModelInput(Draft<FullbandParameter> draft) {
    super(draft);
  }

  /** Returns a builder in which every parameter has its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** The fullband E-model has no echo path. */
  @Override
  boolean echoFollowsDelay() {
    return false;
  }

  /**
   * Gathers the parameters of a fullband connection.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {
    private final Draft<FullbandParameter> draft =
        new Draft<>(FullbandParameter.values(), IE, BPL, PPL, BURST_R);

    private Builder() {}

    /**
     * Sets the delay from mouth to ear, Ta.
     *
     * @throws IllegalArgumentException if the delay is negative or above one hour
     */
    public Builder oneWayDelay(Duration delay) {
      return with(TA, millis(delay));
    }

    /** Sets mT and sT to those of a class. */
    public Builder delaySensitivity(DelaySensitivity sensitivity) {
      return with(MT, sensitivity.mT()).with(ST, sensitivity.sT());
    }

    /**
     * Sets the packet loss Ppl, in percent, late packets included.
     *
     * @throws IllegalArgumentException unless {@code 0 <= percent <= 100}
     */
    public Builder packetLossPercent(double percent) {
      return with(PPL, percent);
    }

    /**
     * Sets how bursty the loss is, BurstR; 1 is random loss.
     *
     * @throws IllegalArgumentException unless {@code 0.01 <= ratio <= 10000}
     */
    public Builder burstRatio(double ratio) {
      return with(BURST_R, ratio);
    }

    /** Takes Ie,FB and Bpl,FB from a codec, unless they are set themselves. */
    public Builder codec(FullbandCodec codec) {
      draft.codec(codec, codec.ie());
      return this;
    }

    /**
     * Sets any parameter, in the parameter's unit.
     *
     * @throws IllegalArgumentException if {@code value} lies outside the parameter's computable
     *     range
     */
    public Builder with(FullbandParameter parameter, double value) {
      draft.set(parameter, value);
      return this;
    }

    /** Returns the connection. */
    public FullbandEModelInput build() {
      return new FullbandEModelInput(draft);
    }
  }
}
