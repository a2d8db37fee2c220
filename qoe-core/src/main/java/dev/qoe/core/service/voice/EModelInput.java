package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.NarrowbandParameter.A;
import static dev.qoe.core.service.voice.NarrowbandParameter.BPL;
import static dev.qoe.core.service.voice.NarrowbandParameter.BURST_R;
import static dev.qoe.core.service.voice.NarrowbandParameter.DR;
import static dev.qoe.core.service.voice.NarrowbandParameter.IE;
import static dev.qoe.core.service.voice.NarrowbandParameter.LSTR;
import static dev.qoe.core.service.voice.NarrowbandParameter.MT;
import static dev.qoe.core.service.voice.NarrowbandParameter.PPL;
import static dev.qoe.core.service.voice.NarrowbandParameter.ST;
import static dev.qoe.core.service.voice.NarrowbandParameter.STMR;
import static dev.qoe.core.service.voice.NarrowbandParameter.T;
import static dev.qoe.core.service.voice.NarrowbandParameter.TA;
import static dev.qoe.core.service.voice.NarrowbandParameter.TR;

import java.time.Duration;

/**
 * A narrowband connection for ITU-T G.107.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class EModelInput extends TransmissionParameters<NarrowbandParameter> {

  private final boolean echoFollowsDelay;

  private EModelInput(Draft<NarrowbandParameter> draft, boolean echoFollowsDelay) {
    super(draft);
    this.echoFollowsDelay = echoFollowsDelay;
  }

  /** Returns a builder in which every parameter has the default of G.107. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  boolean echoFollowsDelay() {
    return echoFollowsDelay;
  }

  /**
   * Gathers the parameters of a narrowband connection.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {
    private final Draft<NarrowbandParameter> draft =
        new Draft<>(NarrowbandParameter.values(), IE, BPL, PPL, BURST_R);
    private boolean echoFollowsDelay;

    private Builder() {}

    /**
     * Sets the delay from mouth to ear, Ta.
     *
     * <p>It leaves the echo path (T and Tr) alone, as in a network whose echo is cancelled; see
     * {@link #echoFollowsDelay}.
     *
     * @throws IllegalArgumentException if the delay is negative or above one hour
     */
    public Builder oneWayDelay(Duration delay) {
      return with(TA, millis(delay));
    }

    /**
     * Gives the echo path the delay of the speech path: T = Ta and Tr = 2 Ta.
     *
     * <p>With default echo losses this costs 1.4 points of R at 50 ms and 6.9 at 400 ms.
     */
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

    /**
     * Takes Ie and Bpl from a codec, unless they are set themselves; without a published Bpl the
     * default of 4.3, the least robust, stands in and is flagged.
     */
    public Builder codec(NarrowbandCodec codec) {
      draft.codec(codec, codec.ie());
      return this;
    }

    /** Sets A to the largest advantage of a kind of access. */
    public Builder advantage(AdvantageFactor access) {
      return with(A, access.maximum());
    }

    /**
     * Sets any parameter, in the parameter's unit.
     *
     * @throws IllegalArgumentException if {@code value} lies outside the parameter's computable
     *     range
     */
    public Builder with(NarrowbandParameter parameter, double value) {
      draft.set(parameter, value);
      return this;
    }

    /**
     * Returns the connection.
     *
     * @throws IllegalArgumentException if the echo path is to follow the delay and has one of its
     *     own
     */
    public EModelInput build() {
      Draft<NarrowbandParameter> complete = draft.copy();
      if (!complete.has(LSTR)) {
        complete.set(LSTR, complete.get(STMR) + complete.get(DR));
      }
      if (echoFollowsDelay) {
        complete.echoFollows(TA, T, TR);
      }
      return new EModelInput(complete, echoFollowsDelay);
    }
  }
}
