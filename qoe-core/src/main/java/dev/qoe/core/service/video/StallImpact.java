package dev.qoe.core.service.video;

/**
 * What initial delay and stalls do to a session (ITU-T P.1203.3, stalling features and SI).
 *
 * <p>Immutable.
 *
 * @param count n, the initial delay included
 * @param weightedSeconds W, the lengths, weighed less the longer ago they are
 * @param meanInterval A, mean distance of neighbours in seconds; 0 if there are fewer than two
 * @param index SI, 0 to 1: the share of quality that is left
 * @param initialDelayIndex SI if the initial delay were all
 * @param stallCount number of stalls after the start
 * @param stallSeconds sum of their lengths
 * @param initialDelaySeconds length of the initial delay
 * @param sinceLastSeconds media time since the last stall; all media if there is none
 */
record StallImpact(
    int count,
    double weightedSeconds,
    double meanInterval,
    double index,
    double initialDelayIndex,
    int stallCount,
    double stallSeconds,
    double initialDelaySeconds,
    double sinceLastSeconds) {

  private static final double FLOOR = 0.48412879;

  /** Returns the impact on a session of so many seconds of media. */
  static StallImpact of(Stalling stalling, int seconds) {
    double delay = stalling.initialDelaySeconds();
    int count = delay > 0 ? 1 : 0;
    double weighted = delay > 0 ? delay * weight(seconds) : 0;
    double initialIndex = index(count, weighted, 0, seconds);
    int stalls = 0;
    double stallSeconds = 0;
    double first = 0;
    double last = 0;
    double lastStall = 0;
    for (Stall stall : stalling.stalls()) {
      double position = stall.positionSeconds();
      if (position > seconds) {
        continue;
      }
      first = count == 0 ? position : first;
      last = position;
      weighted += stall.lengthSeconds() * weight(seconds - position);
      count++;
      if (position != 0) {
        stalls++;
        stallSeconds += stall.lengthSeconds();
        lastStall = position;
      }
    }
    double interval = count > 1 ? (last - first) / (count - 1) : 0;
    return new StallImpact(
        count,
        weighted,
        interval,
        index(count, weighted, interval, seconds),
        initialIndex,
        stalls,
        stallSeconds,
        delay,
        seconds - lastStall);
  }

  private static double weight(double age) {
    return FLOOR + (1 - FLOOR) * Math.pow(0.5, age / 10);
  }

  private static double index(int n, double weighted, double interval, int seconds) {
    return Math.exp(-n / 9.35158684)
        * Math.exp(-(weighted / seconds) / 0.91890815)
        * Math.exp(-(interval / seconds) / 11.0567558);
  }
}
