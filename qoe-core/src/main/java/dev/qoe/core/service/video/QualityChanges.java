package dev.qoe.core.service.video;

import static dev.qoe.core.service.video.RatingScale.clamp;

/**
 * How video quality moves during a session, and what that costs (ITU-T P.1203.3, oscillation and
 * adaptation).
 *
 * <p>Immutable.
 *
 * @param spread highest minus lowest O22
 * @param rate changes by more than 0.2 per second of media
 * @param turns tot, how often the direction of change turns
 * @param longestSteady longest stretch between two turns, in seconds
 * @param oscillation the penalty for going up and down, 0 to 1.5
 * @param adaptation the penalty for changing, 0 to 0.5
 */
record QualityChanges(
    double spread,
    double rate,
    int turns,
    int longestSteady,
    double oscillation,
    double adaptation) {

  private static final double NOTICEABLE = 0.2;

  /** Returns the changes of all of {@code o22}, in a session scored over so many seconds. */
  static QualityChanges of(double[] o22, int seconds) {
    double lowest = o22[0];
    double highest = o22[0];
    int changes = 0;
    for (int t = 1; t < o22.length; t++) {
      lowest = Math.min(lowest, o22[t]);
      highest = Math.max(highest, o22[t]);
      if (t < seconds && Math.abs(o22[t] - o22[t - 1]) > NOTICEABLE) {
        changes++;
      }
    }
    double spread = highest - lowest;
    double rate = (double) changes / seconds;
    Turns turns = Turns.of(o22);
    boolean restless = (double) turns.longest / seconds < 0.25;
    double oscillation =
        restless && turns.longest < 30
            ? clamp(
                Math.max(0, 1 + Math.log10(spread + 0.001))
                    * Math.exp(0.67756080 * turns.count - 8.05533303),
                0,
                1.5)
            : 0;
    double adaptation = restless ? clamp(0.17332553 * spread * rate - 0.01035647, 0, 0.5) : 0;
    return new QualityChanges(spread, rate, turns.count, turns.longest, oscillation, adaptation);
  }

  /** Changes of direction of the smoothed quality, looked at every third second. */
  private record Turns(int count, int longest) {

    private static final int PADDING = 4;
    private static final int SPAN = 5;
    private static final int STEP = 3;

    static Turns of(double[] o22) {
      int smoothed = o22.length + 2 * PADDING - SPAN + 1;
      int steps = (smoothed - 1) / STEP;
      int count = 0;
      int lastTurn = 0;
      int longest = 0;
      int lastDirection = 0;
      double z = mean(o22, 0);
      for (int k = 0; k < steps; k++) {
        double next = mean(o22, STEP * (k + 1));
        int direction = direction(next - z);
        z = next;
        if (direction != 0 && direction != lastDirection) {
          longest = Math.max(longest, k - lastTurn);
          lastTurn = k;
          lastDirection = direction;
          count++;
        }
      }
      longest = Math.max(longest, steps - lastTurn);
      return new Turns(count, STEP * longest);
    }

    /** Returns the moving mean that begins at an index of the padded series. */
    private static double mean(double[] o22, int index) {
      double sum = 0;
      for (int i = index - PADDING; i < index - PADDING + SPAN; i++) {
        sum += o22[Math.max(0, Math.min(i, o22.length - 1))];
      }
      return sum / SPAN;
    }

    /**
     * Returns the direction of a change; one of exactly +0.2 counts as down, as in the reference.
     */
    private static int direction(double change) {
      if (change > NOTICEABLE) {
        return 1;
      }
      return change > -NOTICEABLE && change < NOTICEABLE ? 0 : -1;
    }
  }
}
