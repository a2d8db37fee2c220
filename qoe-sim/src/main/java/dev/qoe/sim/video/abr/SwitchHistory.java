package dev.qoe.sim.video.abr;

/**
 * The last eight decisions, by the quality from which each was taken.
 *
 * <p>Confine to one thread.
 */
final class SwitchHistory {

  private static final int SAMPLES = 8;
  private static final double MAX_DROPS = 0.075;

  private final int[] drops;
  private final int[] others;
  private final int[] from = new int[SAMPLES];
  private final boolean[] dropped = new boolean[SAMPLES];
  private int count;

  SwitchHistory(int qualities) {
    drops = new int[qualities];
    others = new int[qualities];
  }

  void add(int before, int after) {
    int slot = count++ % SAMPLES;
    if (count > SAMPLES) {
      tally(from[slot], dropped[slot], -1);
    }
    from[slot] = before;
    dropped[slot] = after < before;
    tally(before, dropped[slot], 1);
  }

  private void tally(int quality, boolean drop, int by) {
    if (drop) {
      drops[quality] += by;
    } else {
      others[quality] += by;
    }
  }

  /**
   * Returns the highest quality allowed: scanning upwards and adding up, the first quality at which
   * enough decisions were seen and too many of them led down, or one below if it led down itself.
   */
  int limit() {
    int down = 0;
    int all = 0;
    for (int q = 0; q < drops.length; q++) {
      down += drops[q];
      all += drops[q] + others[q];
      if (all >= SAMPLES && down > MAX_DROPS * (all - down)) {
        return q > 0 && drops[q] > 0 ? q - 1 : q;
      }
    }
    return drops.length - 1;
  }
}
