package dev.qoe.plugin.host;

/**
 * How many calls to a plugin are good to have at a time, learnt from how long they take.
 *
 * <p>While calls wait and take no longer than usual, it grows; when they take longer than half as
 * much again as usual, or the other end says that it has too much to do, it shrinks. This is the
 * gradient of latencies as in congestion control by delay (TCP Vegas, Brakmo and Peterson 1995), on
 * windows of calls. Confine to one thread.
 */
final class ConcurrencyLimit {

  private static final int LEAST = 4;
  private static final int WINDOW = 32;
  private static final double TOLERANCE = 1.5;
  private static final double LONG_SHARE = 0.05;
  private static final double SMOOTHING = 0.5;

  private final int most;
  private double limit;
  private double usualNanos;
  private double sumNanos;
  private int calls;
  private int overloads;
  private boolean wanted;

  ConcurrencyLimit(int first, int most) {
    this.limit = first;
    this.most = most;
  }

  int limit() {
    return (int) limit;
  }

  /** Returns how long a call usually takes, in nanoseconds; 0 while that is not known. */
  long usualNanos() {
    return (long) usualNanos;
  }

  /** Hears that a call would have begun, had the limit been higher. */
  void want() {
    wanted = true;
    if (calls == 0 && usualNanos == 0) {
      limit = Math.min(most, limit + 1);
    }
  }

  /** Hears how long a call took. */
  void ended(long nanos, boolean overloaded) {
    sumNanos += nanos;
    calls++;
    if (overloaded) {
      overloads++;
    }
    if (calls >= WINDOW) {
      learn();
    }
  }

  private void learn() {
    double mean = Math.max(1, sumNanos / calls);
    usualNanos = usualNanos == 0 ? mean : usualNanos + LONG_SHARE * (mean - usualNanos);
    usualNanos = Math.min(usualNanos, Math.max(mean, usualNanos * 0.95));
    double gradient = Math.max(0.5, Math.min(1, TOLERANCE * usualNanos / mean));
    double next = limit * gradient;
    if (overloads * 10 > calls) {
      next = limit * 0.7;
    } else if (wanted) {
      next += Math.sqrt(limit);
    }
    limit = Math.max(LEAST, Math.min(most, limit + SMOOTHING * (next - limit)));
    sumNanos = 0;
    calls = 0;
    overloads = 0;
    wanted = false;
  }
}
