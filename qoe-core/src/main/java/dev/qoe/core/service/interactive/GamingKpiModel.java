package dev.qoe.core.service.interactive;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.KpiModel;
import java.util.List;

/**
 * The cloud gaming quality that a network gives: a plain function from round-trip time and packet
 * loss to the opinion of ITU-T G.1072 (01/2020), for one video stream and one kind of game.
 *
 * <p>What the network loses counts as {@code PL}, loss that freezes the picture or drops frames,
 * unless it was told to count as {@code PLu}, loss that damages parts of the picture. Calls
 * allocate nothing and give the same as {@link CloudGamingModel}.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class GamingKpiModel implements KpiModel {

  private static final List<Unit> INPUTS = List.of(Unit.of("ms"), Unit.PERCENT);
  private static final Unit MOS = Unit.of("MOS");

  /** An hour: the longest delay that the model takes. */
  private static final double LONGEST_MILLIS = 3.6e6;

  private final CloudGamingInput stream;
  private final boolean slicing;
  private final double coding;

  private GamingKpiModel(CloudGamingInput stream, boolean slicing) {
    this.stream = stream;
    this.slicing = slicing;
    this.coding = CloudGamingModel.coding(stream);
  }

  /** Returns the model of the default stream: 1080p, 60 frames/s, 50 Mbit/s, both classes high. */
  public static GamingKpiModel g1072() {
    return g1072(CloudGamingInput.builder().build());
  }

  /**
   * Returns the model of a stream and a game.
   *
   * @param stream its delay is replaced by the KPI, and so is the loss that the KPI stands for; the
   *     other kind of loss stays
   */
  public static GamingKpiModel g1072(CloudGamingInput stream) {
    return new GamingKpiModel(stream, false);
  }

  /** Returns this model for a transport without retransmission: loss damages pictures. */
  public GamingKpiModel withLossThatDamagesPictures() {
    return new GamingKpiModel(stream, true);
  }

  @Override
  public String title() {
    return "cloud gaming quality (ITU-T G.1072)";
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
   * Returns the mean opinion score, 1.3 to 4.64, of round-trip time in ms and packet loss in
   * percent. What lies outside 0 ms to an hour and 0 to 100 % counts as the nearest end.
   */
  @Override
  public double score(double[] inputs) {
    double delay = clamp(inputs[0], LONGEST_MILLIS);
    double loss = clamp(inputs[1], 100);
    double freezing = slicing ? stream.packetLossPercent() : loss;
    double damaging = slicing ? loss : stream.slicingPacketLossPercent();
    double frameLoss = CloudGamingModel.frameLossRate(stream, delay, freezing);
    return CloudGamingResult.mos(
        CloudGamingResult.rating(
            CloudGamingModel.videoCoding(coding),
            CloudGamingModel.videoTransmission(stream.videoClass(), coding, damaging),
            CloudGamingModel.temporal(stream, frameLoss),
            CloudGamingModel.inputFrames(stream, frameLoss),
            CloudGamingModel.inputDelay(stream, delay)));
  }

  private static double clamp(double value, double max) {
    return Math.max(0, Math.min(max, value));
  }
}
