package dev.qoe.core.service.video;

import java.util.Arrays;

/**
 * The media time of a stream of frames, and which frame each second shows.
 *
 * <p>Time is added up frame by frame in double precision, as the reference does: thirty times 1/30
 * is not 1, so that at many borders of segments exact arithmetic would show another segment.
 *
 * <p>Confine to one thread.
 */
final class FrameClock {

  /** A last second that lacks less than a hundredth counts as whole. */
  private static final double ALMOST_WHOLE = 0.99;

  /** Half a unit of the fifth decimal, to which the reference rounds a time, in seconds. */
  private static final double ROUNDING = 5e-6;

  private double now;
  private double previous;
  private int frames;

  /** The first frame whose time is at least t seconds, and the same with rounded times. */
  private int[] firstAt = new int[64];

  private int[] firstNear = new int[64];
  private int knownSeconds;

  /** Adds frames of the given length in seconds. */
  void add(double length, int count) {
    double time = now;
    double before = previous;
    for (int k = 0; k < count; k++) {
      if (time >= knownSeconds) {
        passSeconds(time, before, frames + k);
      }
      before = time;
      time += length;
    }
    now = time;
    previous = before;
    frames += count;
  }

  private void passSeconds(double time, double before, int frame) {
    for (; time >= knownSeconds; knownSeconds++) {
      if (knownSeconds == firstAt.length) {
        firstAt = Arrays.copyOf(firstAt, 2 * knownSeconds);
        firstNear = Arrays.copyOf(firstNear, 2 * knownSeconds);
      }
      firstAt[knownSeconds] = frame;
      boolean beforeIsNear = frame > 0 && before >= knownSeconds - ROUNDING;
      firstNear[knownSeconds] = beforeIsNear ? frame - 1 : frame;
    }
  }

  /** Returns the time at which the next frame starts, in seconds. */
  double now() {
    return now;
  }

  /** Returns the number of frames so far. */
  int frames() {
    return frames;
  }

  /** Returns the number of whole seconds so far. */
  int seconds() {
    double whole = Math.floor(now);
    return (int) (now - whole > ALMOST_WHOLE ? whole + 1 : whole);
  }

  /** Returns the frame that stands for second t = 1, 2, ...: the last that starts before t. */
  int shownAt(int t) {
    return (t < knownSeconds ? firstAt[t] : frames) - 1;
  }

  /** Returns the first frame whose time, rounded to five decimals, is at least t seconds. */
  int firstNear(int t) {
    if (t <= 0) {
      return 0;
    }
    return t < knownSeconds ? firstNear[t] : frames;
  }
}
