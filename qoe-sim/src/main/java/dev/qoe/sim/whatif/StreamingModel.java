package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.KpiModel;
import dev.qoe.core.service.video.P1203;
import dev.qoe.core.service.video.VideoSegment;
import dev.qoe.core.service.video.VideoSession;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayedSegment;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Stall;
import dev.qoe.sim.video.Trace;
import dev.qoe.sim.video.abr.Dynamic;
import java.time.Duration;
import java.util.List;

/**
 * The quality of adaptive video that a network gives: a plain function from downlink throughput and
 * round-trip time to the opinion of ITU-T P.1203, mode 0, without sound.
 *
 * <p>Three minutes of video are played over a link of that constant rate by the algorithm Dynamic
 * with a buffer of 25 s; segments of 3 s come in ten qualities of 235 kbit/s (320 x 240) to 5.8
 * Mbit/s (1920 x 1080) on a computer monitor. That the rate is constant, and these figures, are an
 * engineering choice of this library. Unlike other models it plays a whole session for each value,
 * which takes about a tenth of a millisecond and memory: it is meant for questions, not for the
 * path of live measurements. Immutable.
 *
 * @since 0.1
 */
public final class StreamingModel implements KpiModel {

  private static final List<Unit> INPUTS = List.of(Unit.of("Mbit/s"), Unit.of("ms"));
  private static final Unit MOS = Unit.of("MOS");
  private static final int SEGMENTS = 60;
  private static final Duration SEGMENT = Duration.ofSeconds(3);
  private static final double FRAMES_PER_SECOND = 24;
  private static final double[] KBPS = {235, 375, 560, 750, 1050, 1750, 2350, 3000, 4300, 5800};
  private static final int[][] SIZES = {
    {320, 240}, {384, 288}, {512, 384}, {512, 384}, {640, 480},
    {720, 480}, {1280, 720}, {1280, 720}, {1920, 1080}, {1920, 1080}
  };

  /** Below this rate the lowest quality stands still for most of the time. */
  private static final double LEAST_KBPS = 1;

  private static final double MOST_KBPS = 1e7;
  private static final double LONGEST_MILLIS = 6e4;

  private static final StreamingModel P1203_MODE_0 = new StreamingModel();

  private final Manifest film = Manifest.constantBitrate(SEGMENT, SEGMENTS, KBPS);
  private final P1203 model = P1203.parametric();

  private StreamingModel() {}

  /** Returns the model without the Recommendation's random forest, which may not be shipped. */
  public static StreamingModel p1203() {
    return P1203_MODE_0;
  }

  @Override
  public String title() {
    return "adaptive video quality (ITU-T P.1203)";
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
   * Returns the mean opinion score, 1 to 5, of downlink throughput in Mbit/s and round-trip time in
   * ms. What lies outside 1 kbit/s to 10 Gbit/s and 0 to 60 s counts as the nearest end.
   */
  @Override
  public double score(double[] inputs) {
    double kbps = Math.max(LEAST_KBPS, Math.min(MOST_KBPS, inputs[0] * 1000));
    double millis = Math.max(0, Math.min(LONGEST_MILLIS, inputs[1]));
    SessionResult played =
        SegmentPlayer.of(Dynamic.standard(), film, Trace.constant(kbps, millis))
            .withoutAbandonment()
            .play();
    VideoSession.Builder session =
        VideoSession.builder().initialDelaySeconds(played.startupMillis() / 1000);
    for (PlayedSegment segment : played.segments()) {
      session.video(
          VideoSegment.builder()
              .durationSeconds((double) SEGMENT.toSeconds())
              .resolution(SIZES[segment.quality()][0], SIZES[segment.quality()][1])
              .kilobitsPerSecond(KBPS[segment.quality()])
              .framesPerSecond(FRAMES_PER_SECOND)
              .build());
    }
    for (Stall stall : played.stalls()) {
      session.stall(stall.mediaMillis() / 1000, stall.durationMillis() / 1000);
    }
    return Math.max(1, Math.min(5, model.score(session.build()).mos()));
  }
}
