package dev.qoe.core.service.video;

import java.util.Arrays;

/**
 * The audio quality of each second of a session that may still grow (ITU-T P.1203.2).
 *
 * <p>Confine to one thread.
 */
final class AudioTimeline {

  private static final double FRAME_RATE = 100;

  private final FrameClock clock = new FrameClock();

  /** Where each segment ends, in frames, and its quality. */
  private int[] ends = new int[16];

  private double[] qualities = new double[16];
  private int segments;

  void append(AudioSegment segment) {
    clock.add(1.0 / FRAME_RATE, (int) (segment.durationSeconds() * FRAME_RATE));
    if (segments == ends.length) {
      ends = Arrays.copyOf(ends, 2 * segments);
      qualities = Arrays.copyOf(qualities, 2 * segments);
    }
    ends[segments] = clock.frames();
    qualities[segments++] = segment.codec().quality(segment.kilobitsPerSecond());
  }

  /** Returns O21 of each second so far. */
  double[] o21() {
    double[] o21 = new double[clock.seconds()];
    int segment = 0;
    for (int t = 1; t <= o21.length; t++) {
      int frame = clock.shownAt(t);
      while (ends[segment] <= frame) {
        segment++;
      }
      o21[t - 1] = qualities[segment];
    }
    return o21;
  }
}
