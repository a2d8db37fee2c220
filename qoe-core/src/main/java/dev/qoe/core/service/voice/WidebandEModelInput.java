package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.WidebandParameter.BPL;
import static dev.qoe.core.service.voice.WidebandParameter.BURST_R;
import static dev.qoe.core.service.voice.WidebandParameter.IE;
import static dev.qoe.core.service.voice.WidebandParameter.PPL;
import static dev.qoe.core.service.voice.WidebandParameter.T;
import static dev.qoe.core.service.voice.WidebandParameter.TA;
import static dev.qoe.core.service.voice.WidebandParameter.TR;

import java.time.Duration;

/**
 * A wideband connection for ITU-T G.107.1.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class WidebandEModelInput extends TransmissionParameters<WidebandParameter> {

  private final boolean echoFollowsDelay;

  private WidebandEModelInput(Draft<WidebandParameter> draft, boolean echoFollowsDelay) {
    super(draft);
    this.echoFollowsDelay = echoFollowsDelay;
  }

  /** Returns a builder in which every parameter has its default. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  boolean echoFollowsDelay() {
    return echoFollowsDelay;
  }

  /**
   * Gathers the parameters of a wideband connection.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {
    private final Draft<WidebandParameter> draft =
        new Draft<>(WidebandParameter.values(), IE, BPL, PPL, BURST_R);
    private boolean echoFollowsDelay;

    private Builder() {}

    /**
     * Sets the delay from mouth to ear, Ta; it leaves the echo path (T and Tr) alone.
     *
     * @throws IllegalArgumentException if the delay is negative or above one hour
     */
    public Builder oneWayDelay(Duration delay) {
      return with(TA, millis(delay));
    }

    /** Gives the echo path the delay of the speech path: T = Ta and Tr = 2 Ta. */
    public Builder echoFollowsDelay() {
      echoFollowsDelay = true;
      return this;
    }

    /**
     * Sets the mean one-way delay of the echo path, T.
     *
     * @throws IllegalArgumentException if the delay is negative or above one hour
     */
    public Builder echoPathDelay(Duration delay) {
      return with(T, millis(delay));
    }

    /**
     * Sets the round-trip delay in the four-wire loop, Tr.
     *
     * @throws IllegalArgumentException if the delay is negative or above two hours
     */
    public Builder roundTripDelay(Duration delay) {
      return with(TR, millis(delay));
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

    /**
     * Takes Ie,WB for listening with one ear and Bpl,WB from a codec, unless they are set
     * themselves; without a published Bpl,WB the default of 4.3 stands in and is flagged.
     */
    public Builder codec(WidebandCodec codec) {
      return codec(codec, Listening.MONOTIC);
    }

    /**
     * Takes Ie,WB and Bpl,WB from a codec, unless they are set themselves; without a published
     * Bpl,WB the default of 4.3 stands in and is flagged.
     *
     * @throws IllegalArgumentException if no Ie,WB was published for {@code listening}
     */
    public Builder codec(WidebandCodec codec, Listening listening) {
      draft.codec(codec, codec.ie(listening));
      return this;
    }

    /**
     * Sets any parameter, in the parameter's unit.
     *
     * @throws IllegalArgumentException if {@code value} lies outside the parameter's computable
     *     range
     */
    public Builder with(WidebandParameter parameter, double value) {
      draft.set(parameter, value);
      return this;
    }

    /**
     * Returns the connection.
     *
     * @throws IllegalArgumentException if the echo path is to follow the delay and has one of its
     *     own
     */
    public WidebandEModelInput build() {
      Draft<WidebandParameter> complete = draft.copy();
      if (echoFollowsDelay) {
        complete.echoFollows(TA, T, TR);
      }
      return new WidebandEModelInput(complete, echoFollowsDelay);
    }
  }
}
