package dev.qoe.core.service.voice;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.KpiModel;
import java.time.Duration;
import java.util.List;

/**
 * The voice quality that a network gives: a plain function from its one-way delay, jitter and
 * packet loss to a mean opinion score.
 *
 * <p>A {@linkplain JitterBuffer jitter buffer} turns the jitter into delay and late loss; the
 * terminals add a fixed delay; the E-model of the band rates the rest. Calls allocate nothing. How
 * the three KPIs become the E-model's parameters is an engineering choice of this library: Ta =
 * network delay + terminal delay + buffer depth; Ppl = network loss + late share of what arrives;
 * no echo, unless the connection it was made from says otherwise.
 *
 * <p>Opinion scores of different bands are on different scales of R and must be compared with care:
 * the 4.4 of a narrowband call means less than that of a fullband call.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class VoiceModel implements KpiModel {

  private static final List<Unit> INPUTS = List.of(Unit.of("ms"), Unit.of("ms"), Unit.PERCENT);
  private static final Unit MOS = Unit.of("MOS");

  /** Far beyond any conversation; with a minute of buffer and one of terminals below an hour. */
  private static final double LONGEST_MILLIS = 1e6;

  private final RatingFunction rating;
  private final JitterBuffer buffer;
  private final double terminalDelayMillis;

  private VoiceModel(RatingFunction rating, JitterBuffer buffer, double terminalDelayMillis) {
    this.rating = rating;
    this.buffer = buffer;
    this.terminalDelayMillis = terminalDelayMillis;
  }

  /** Returns narrowband voice with a codec, by ITU-T G.107. */
  public static VoiceModel g107(NarrowbandCodec codec) {
    return g107(EModelInput.builder().codec(codec).build());
  }

  /** Returns narrowband voice over connections like {@code base}, by ITU-T G.107. */
  public static VoiceModel g107(EModelInput base) {
    return of(EModel.g107().function(base));
  }

  /** Returns wideband voice with a codec, heard with one ear, by ITU-T G.107.1. */
  public static VoiceModel g107_1(WidebandCodec codec) {
    return g107_1(WidebandEModelInput.builder().codec(codec).build());
  }

  /** Returns wideband voice over connections like {@code base}, by ITU-T G.107.1. */
  public static VoiceModel g107_1(WidebandEModelInput base) {
    return of(WidebandEModel.g107_1().function(base));
  }

  /** Returns super-wideband or fullband voice with a codec, by ITU-T G.107.2. */
  public static VoiceModel g107_2(FullbandCodec codec) {
    return g107_2(FullbandEModelInput.builder().codec(codec).build());
  }

  /** Returns fullband voice over connections like {@code base}, by ITU-T G.107.2. */
  public static VoiceModel g107_2(FullbandEModelInput base) {
    return of(FullbandEModel.g107_2().function(base));
  }

  private static VoiceModel of(RatingFunction rating) {
    return new VoiceModel(rating, JitterBuffer.adaptive(), 0);
  }

  /** Returns this model with another jitter buffer. */
  public VoiceModel with(JitterBuffer newBuffer) {
    return new VoiceModel(rating, newBuffer, terminalDelayMillis);
  }

  /**
   * Returns this model with a delay that both terminals together add to the network's: framing,
   * look-ahead, packetisation and audio, 0 unless it is set.
   *
   * <p>With 20 ms packets AMR-WB needs at least 25 ms and EVS 32 ms.
   *
   * @throws IllegalArgumentException if {@code delay} is negative or above one minute
   */
  public VoiceModel withTerminalDelay(Duration delay) {
    if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "terminal delay must be PT0S to PT1M: %s; 25 ms to 120 ms is common".formatted(delay));
    }
    return new VoiceModel(rating, buffer, TransmissionParameters.millis(delay));
  }

  @Override
  public String title() {
    return switch (rating.scale()) {
      case NARROWBAND -> "conversational voice quality, narrowband (ITU-T G.107)";
      case WIDEBAND -> "conversational voice quality, wideband (ITU-T G.107.1)";
      case FULLBAND -> "conversational voice quality, fullband (ITU-T G.107.2)";
    };
  }

  @Override
  public List<Unit> inputUnits() {
    return INPUTS;
  }

  @Override
  public Unit outputUnit() {
    return MOS;
  }

  /**
   * Returns the mean opinion score, 1 to 4.5, of one-way delay in ms, jitter in ms and packet loss
   * in percent. What lies outside 0 to 1,000,000 ms and 0 to 100 % counts as the nearest end, as a
   * live measurement may: unlike {@link #mos} it refuses nothing.
   */
  @Override
  public double score(double[] inputs) {
    double r =
        r(
            clamp(inputs[0], LONGEST_MILLIS),
            clamp(inputs[1], LONGEST_MILLIS),
            clamp(inputs[2], 100));
    return rating.scale().mosClampedToOne(r);
  }

  /** Returns the scale of {@link #r}. */
  public RatingScale scale() {
    return rating.scale();
  }

  /**
   * Returns the mean opinion score, 0.988 to 4.5.
   *
   * @param oneWayDelayMillis the base delay of the network, &gt;= 0 ms; the sum of all delays at
   *     most one hour
   * @param jitterMillis the jitter of RFC 3550, &gt;= 0 ms
   * @param lossPercent the packets lost in the network, 0 to 100 %
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public double mos(double oneWayDelayMillis, double jitterMillis, double lossPercent) {
    return rating.scale().mos(r(oneWayDelayMillis, jitterMillis, lossPercent));
  }

  /**
   * Returns the mean opinion score, 0.988 to 4.5, for a burst ratio.
   *
   * @param burstRatio how bursty the loss is, 0.01 to 10,000; see {@link LossBurstiness}
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public double mos(
      double oneWayDelayMillis, double jitterMillis, double lossPercent, double burstRatio) {
    return rating.scale().mos(r(oneWayDelayMillis, jitterMillis, lossPercent, burstRatio));
  }

  /**
   * Returns the transmission rating, on {@link #scale}.
   *
   * @param oneWayDelayMillis the base delay of the network, &gt;= 0 ms
   * @param jitterMillis the jitter of RFC 3550, &gt;= 0 ms
   * @param lossPercent the packets lost in the network, 0 to 100 %
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public double r(double oneWayDelayMillis, double jitterMillis, double lossPercent) {
    checkDelay(oneWayDelayMillis);
    return rating.r(
        mouthToEarMillis(oneWayDelayMillis, jitterMillis),
        totalLossPercent(jitterMillis, lossPercent));
  }

  /**
   * Returns the transmission rating, on {@link #scale}, for a burst ratio.
   *
   * @param burstRatio how bursty the loss is, 0.01 to 10,000; see {@link LossBurstiness}
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public double r(
      double oneWayDelayMillis, double jitterMillis, double lossPercent, double burstRatio) {
    checkDelay(oneWayDelayMillis);
    return rating.r(
        mouthToEarMillis(oneWayDelayMillis, jitterMillis),
        totalLossPercent(jitterMillis, lossPercent),
        burstRatio);
  }

  private double mouthToEarMillis(double oneWayDelayMillis, double jitterMillis) {
    return oneWayDelayMillis + terminalDelayMillis + buffer.addedDelayMillis(jitterMillis);
  }

  private double totalLossPercent(double jitterMillis, double lossPercent) {
    double lost = NarrowbandParameter.PPL.domain().check(lossPercent);
    return Math.min(100, lost + (100 - lost) * buffer.lateLossRatio(jitterMillis));
  }

  private static double clamp(double value, double max) {
    return Math.max(0, Math.min(max, value));
  }

  private static void checkDelay(double oneWayDelayMillis) {
    if (!(oneWayDelayMillis >= 0)) {
      throw new IllegalArgumentException(
          "oneWayDelayMillis must be >= 0: %s".formatted(oneWayDelayMillis));
    }
  }
}
