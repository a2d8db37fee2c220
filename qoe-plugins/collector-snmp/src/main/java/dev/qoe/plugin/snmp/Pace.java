package dev.qoe.plugin.snmp;

/**
 * How many rows an agent is asked for at once: more while all goes well, half where an answer does
 * not come or does not fit.
 *
 * <p>Thread-safe.
 */
final class Pace {

  /** How many to begin with: few enough for agents with small buffers. */
  private static final int FIRST = 10;

  /** After how many good answers one row more is tried, once there was trouble. */
  private static final int GOOD_ANSWERS = 16;

  private final int most;
  private int now;
  private int ceiling;
  private int good;

  Pace(int most) {
    this.most = most;
    this.ceiling = most;
    this.now = Math.min(FIRST, most);
  }

  /** Returns how many rows to ask for now, {@code >= 1}. */
  synchronized int rows() {
    return now;
  }

  /** Notes that a request for {@code rows} was answered at once. */
  synchronized void answered(int rows) {
    good++;
    if (good >= GOOD_ANSWERS && ceiling < most) {
      good = 0;
      ceiling++;
    }
    if (rows >= now) {
      now = Math.min(ceiling, 2 * now);
    }
  }

  /** Notes that a request for {@code rows} was not answered, or its answer did not fit. */
  synchronized void failed(int rows) {
    good = 0;
    ceiling = Math.max(1, rows / 2);
    now = ceiling;
  }
}
