package dev.qoe.core.service.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The video quality of each second of a session that may still grow (ITU-T P.1203.1, modes 0 and
 * 1).
 *
 * <p>A window slides over the frames and holds about 20 s of them. Second t is scored once the
 * window reaches 10 s beyond it, on the chunk around it: the neighbouring frames in the window that
 * come from one representation. What lies less than 10 s back is scored on demand, with the window
 * as it is, and scored anew when more has come. Frames are never held: a run of equal segments, a
 * clock and the place of the oldest frame suffice, because frames of one run are all alike.
 *
 * <p>Equal runs join, so that it does not matter into how many segments of whole frames a stretch
 * was cut.
 *
 * <p>Confine to one thread.
 */
final class VideoTimeline {

  private static final double WINDOW_SECONDS = 20;
  private static final int LOOK_AHEAD_SECONDS = 10;

  private final Mode mode;
  private final Device device;
  private final Resolution display;
  private final FrameClock clock = new FrameClock();
  private final FrameSizes sizes = new FrameSizes();
  private final List<Run> runs = new ArrayList<>();

  private double windowSeconds;
  private int windowStart;
  private int oldestRun;

  private double[] scored = new double[64];
  private int scoredSeconds;

  private Chunk lastChunk = Chunk.NONE;
  private double lastQuality;

  VideoTimeline(Mode mode, Device device, Resolution display) {
    this.mode = mode;
    this.device = device;
    this.display = display;
  }

  void append(VideoSegment segment) {
    int count = segment.frameCount(mode);
    if (count == 0) {
      return;
    }
    if (runs.isEmpty() || !segment.continues(runs.get(runs.size() - 1).segment, mode)) {
      runs.add(new Run(segment, clock.frames(), 1.0 / segment.frameRate(mode)));
    }
    double length = runs.get(runs.size() - 1).frameSeconds;
    for (int k = 0; k < count; k++) {
      if (mode == Mode.FRAMES) {
        sizes.add(segment.frames().get(k), clock.now());
      }
      slide(length);
      clock.add(length, 1);
      if (clock.now() - LOOK_AHEAD_SECONDS >= scoredSeconds + 1) {
        scoreNextSecond();
      }
    }
  }

  /** Makes place for a frame; at most one old frame leaves, even if that is not enough. */
  private void slide(double length) {
    if (windowSeconds + length > WINDOW_SECONDS) {
      windowSeconds -= runs.get(oldestRun).frameSeconds;
      windowStart++;
      if (windowStart == endOf(oldestRun)) {
        oldestRun++;
      }
    }
    windowSeconds += length;
  }

  private void scoreNextSecond() {
    if (scoredSeconds == scored.length) {
      scored = Arrays.copyOf(scored, 2 * scoredSeconds);
    }
    scored[scoredSeconds] = quality(scoredSeconds + 1, windowStart);
    scoredSeconds++;
  }

  /** Returns O22 of each second so far. */
  double[] o22() {
    int seconds = clock.seconds();
    double[] o22 = Arrays.copyOf(scored, seconds);
    int start = windowStart;
    for (int t = scoredSeconds + 1; t <= seconds; t++) {
      start = Math.max(start, clock.firstNear(t - LOOK_AHEAD_SECONDS));
      o22[t - 1] = quality(t, start);
    }
    return o22;
  }

  private double quality(int second, int start) {
    Chunk chunk = chunkAround(clock.shownAt(second), start);
    if (!chunk.equals(lastChunk)) {
      lastQuality = chunk.quality(runs.get(chunk.run()).segment, mode, device, display);
      lastChunk = chunk;
    }
    return lastQuality;
  }

  private Chunk chunkAround(int frame, int start) {
    int first = runOf(frame);
    int last = first;
    while (runs.get(first).start > start && sameChunk(first - 1, first)) {
      first--;
    }
    while (endOf(last) < clock.frames() && sameChunk(last, last + 1)) {
      last++;
    }
    int from = Math.max(start, runs.get(first).start);
    if (mode == Mode.FRAMES) {
      double seconds = weighted(first, last, from, run -> run.frameSeconds);
      return sizes.chunk(first, from, endOf(last), seconds);
    }
    VideoSegment segment = runs.get(first).segment;
    double kilobitsPerSecond =
        segment.representation().isEmpty() || first == last
            ? segment.kilobitsPerSecond()
            : weighted(first, last, from, run -> run.segment.kilobitsPerSecond())
                / (endOf(last) - from);
    return new Chunk(first, kilobitsPerSecond, 0);
  }

  /** Returns the sum of a value over the frames of runs, the first run from a frame on. */
  private double weighted(int first, int last, int from, ToDoubleFunction<Run> value) {
    double sum = 0;
    for (int i = first; i <= last; i++) {
      int frames = endOf(i) - Math.max(from, runs.get(i).start);
      sum += frames * value.applyAsDouble(runs.get(i));
    }
    return sum;
  }

  private boolean sameChunk(int left, int right) {
    return runs.get(left).segment.sameChunk(runs.get(right).segment, mode);
  }

  private int runOf(int frame) {
    int run = runs.size() - 1;
    while (runs.get(run).start > frame) {
      run--;
    }
    return run;
  }

  private int endOf(int run) {
    return run + 1 < runs.size() ? runs.get(run + 1).start : clock.frames();
  }

  /** Neighbouring segments that only time tells apart. */
  private static final class Run {
    final VideoSegment segment;
    final int start;
    final double frameSeconds;

    Run(VideoSegment segment, int start, double frameSeconds) {
      this.segment = segment;
      this.start = start;
      this.frameSeconds = frameSeconds;
    }
  }
}
