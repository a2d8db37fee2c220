package dev.qoe.benchmarks;

import dev.qoe.core.service.video.AudioCodec;
import dev.qoe.core.service.video.AudioSegment;
import dev.qoe.core.service.video.Device;
import dev.qoe.core.service.video.LiveVideoSession;
import dev.qoe.core.service.video.Mode;
import dev.qoe.core.service.video.P1203;
import dev.qoe.core.service.video.P1203Result;
import dev.qoe.core.service.video.Resolution;
import dev.qoe.core.service.video.VideoSegment;
import dev.qoe.core.service.video.VideoSession;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one P.1203 score costs: of a whole session, and of a live one in its last second.
 *
 * <p>The rival, the reference in Python, cannot run here. It took 31 to 45 ms for 60 s of mode 0
 * and 129 to 166 ms for 300 s: figures of another machine (two virtual processors) and another
 * language.
 *
 * <p>Confine to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VideoBenchmark {

  private static final int SEGMENT_SECONDS = 4;
  private static final int[] HEIGHTS = {360, 480, 720, 1080};

  /** Length of the session, in seconds of media. */
  @Param({"60", "300"})
  public int seconds;

  /** Frame rate, in frames/s. */
  @Param({"25", "60"})
  public int framesPerSecond;

  private final P1203 model = P1203.parametric();
  private VideoSession session;
  private LiveVideoSession live;

  /** Makes the sessions. */
  @Setup
  public void setUp() {
    session = randomSession();
    live = live();
  }

  /** Scores a session of 4-s segments, with initial delay and two stalls. */
  @Benchmark
  public P1203Result batch() {
    return model.score(session);
  }

  /** Plays a session from its start, a second at a time: divide by its length for one second. */
  @Benchmark
  public LiveVideoSession append() {
    return live();
  }

  /** Asks a live session for its score. */
  @Benchmark
  public Optional<P1203Result> onDemand() {
    return live.result();
  }

  private LiveVideoSession live() {
    LiveVideoSession fresh = model.open(Mode.METADATA, Device.MOBILE, Resolution.FULL_HD);
    session.video().forEach(segment -> appendSeconds(fresh, segment));
    return fresh;
  }

  private static void appendSeconds(LiveVideoSession live, VideoSegment segment) {
    VideoSegment second = segment.toBuilder().durationSeconds(1).build();
    for (int t = 0; t < SEGMENT_SECONDS; t++) {
      live.append(second);
      live.append(new AudioSegment(AudioCodec.AAC_LC, 1, 128));
    }
  }

  private VideoSession randomSession() {
    Random random = new Random(1203);
    VideoSession.Builder builder =
        VideoSession.builder().device(Device.MOBILE).initialDelaySeconds(2);
    for (int t = 0; t < seconds; t += SEGMENT_SECONDS) {
      int quality = random.nextInt(HEIGHTS.length);
      builder.video(
          VideoSegment.builder()
              .durationSeconds(SEGMENT_SECONDS)
              .resolution(HEIGHTS[quality] * 16 / 9, HEIGHTS[quality])
              .kilobitsPerSecond((300 << quality) * (0.8 + 0.4 * random.nextDouble()))
              .framesPerSecond(framesPerSecond)
              .representation(HEIGHTS[quality] + "p")
              .build());
      builder.audio(new AudioSegment(AudioCodec.AAC_LC, SEGMENT_SECONDS, 128));
    }
    return builder.stall(seconds / 4.0, 2).stall(seconds / 2.0, 3).build();
  }
}
