package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Manifest;

/*
 * All plans of n steps over m qualities form a tree with m^n leaves. The walk goes depth first from
 * the highest quality down, carries the sums of a plan's prefix along, and leaves a branch when not
 * even the highest quality without any stall could lift it to the best plan known. A plan replaces
 * the best only if it is better, so that among equals the lexicographically last one stays, exactly
 * as if all were compared in ascending order with >=. The prefix sums are those of the full
 * evaluation, term by term, and pruning keeps a margin far above rounding: the answer is the same
 * bit for bit.
 */

/** The search for the sequence of qualities with the highest QoE_lin. Confine to one thread. */
final class PlanSearch {

  static final int MAX_HORIZON = 5;

  private static final double STALL_COST = 4.3;
  private static final double MARGIN = 1e-9;

  private final Manifest manifest;
  private final double[] bitrate;
  private final int top;
  private final double segmentSeconds;

  /** Time to download step i in quality q. */
  private final double[][] seconds;

  private int horizon;
  private double bestReward;
  private int bestFirst;

  PlanSearch(Manifest manifest) {
    this.manifest = manifest;
    bitrate = manifest.bitratesKbps();
    top = manifest.top();
    segmentSeconds = manifest.segmentMillis() / 1000;
    seconds = new double[MAX_HORIZON][bitrate.length];
  }

  /**
   * Returns the first quality of the best plan; 0 for an empty one.
   *
   * @param first the segment whose sizes the first step takes; beyond the film, its last one's
   * @param buffer the media in the buffer, in seconds
   * @param rate the predicted rate, in MB/s
   */
  int best(int first, int horizon, int last, double buffer, double rate) {
    this.horizon = horizon;
    for (int step = 0; step < horizon; step++) {
      int segment = Math.min(first + step, manifest.segments() - 1);
      for (int q = 0; q <= top; q++) {
        seconds[step][q] = manifest.sizeBits(segment, q) / 8 / 1_000_000 / rate;
      }
    }
    bestFirst = 0;
    bestReward = Double.NEGATIVE_INFINITY;
    if (horizon > 0) {
      double floor = bestConstant(last, buffer);
      bestReward = floor - MARGIN;
      walk(0, -1, last, buffer, 0, 0, 0);
    }
    return bestFirst;
  }

  /** Returns the reward of the best plan that stays at one quality: the one to beat. */
  private double bestConstant(int last, double buffer) {
    double best = Double.NEGATIVE_INFINITY;
    for (int q = 0; q <= top; q++) {
      double level = buffer;
      double stall = 0;
      for (int step = 0; step < horizon; step++) {
        double time = seconds[step][q];
        stall += Math.max(0, time - level);
        level = Math.max(0, level - time) + segmentSeconds;
      }
      double change = Math.abs(bitrate[q] - bitrate[last]);
      best = Math.max(best, reward(horizon * bitrate[q], stall, change));
    }
    return best;
  }

  private static double reward(double bitrates, double stall, double changes) {
    return bitrates / 1000 - STALL_COST * stall - changes / 1000;
  }

  private void walk(
      int step, int first, int last, double buffer, double stall, double bitrates, double changes) {
    int left = horizon - step - 1;
    for (int q = top; q >= 0; q--) {
      double time = seconds[step][q];
      double stalled = buffer < time ? stall + (time - buffer) : stall;
      double sum = bitrates + bitrate[q];
      double change = changes + Math.abs(bitrate[q] - bitrate[last]);
      int start = step == 0 ? q : first;
      double reward = reward(sum, stalled, change);
      if (left == 0) {
        if (reward > bestReward) {
          bestReward = reward;
          bestFirst = start;
        }
      } else if (reward + most(left, q) > bestReward - MARGIN) {
        double level = (buffer < time ? 0 : buffer - time) + segmentSeconds;
        walk(step + 1, start, q, level, stalled, sum, change);
      }
    }
  }

  /** Returns what the remaining steps add at most: all at the top, without a stall. */
  private double most(int steps, int last) {
    return (steps * bitrate[top] - (bitrate[top] - bitrate[last])) / 1000;
  }
}
