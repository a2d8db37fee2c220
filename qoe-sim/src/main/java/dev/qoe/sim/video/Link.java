package dev.qoe.sim.video;

import java.util.function.IntConsumer;

/**
 * A walk along a trace, as Sabre walks: waits, latencies and bits use its periods up.
 *
 * <p>Units are milliseconds and bits, so that kbit/s are bits per millisecond. The order of the
 * operations is Sabre's, because sums of doubles depend on it. Confine to one thread.
 */
final class Link {

  /** A poll looks at a download when at least this much has arrived. */
  private static final double POLL_BITS = 12_000;

  /** And when at least this much time has passed. */
  static final double POLL_MILLIS = 50;

  private final Trace trace;
  private final IntConsumer onPeriod;
  private int period;
  private double rate;
  private double left;
  private double now;

  /** A whole poll within the present period. */
  private double pollBits;

  private double pollMillis;

  /** What the last {@link #step} took. */
  double stepBits;

  double stepMillis;

  /** Starts at the trace's beginning; {@code onPeriod} is told of every further period. */
  Link(Trace trace, IntConsumer onPeriod) {
    this.trace = trace;
    this.onPeriod = onPeriod;
    enter(0);
  }

  /** Returns the time spent on the link so far. */
  double now() {
    return now;
  }

  private void enter(int index) {
    period = index;
    left = trace.durationMillis(index);
    rate = trace.rateKbps(index);
    pollBits = Math.max(POLL_BITS, POLL_MILLIS * rate);
    pollMillis = pollBits / rate;
  }

  private void spend(double millis) {
    left -= millis;
    now += millis;
  }

  private void spendPeriod() {
    now += left;
    enter(period + 1 == trace.size() ? 0 : period + 1);
    onPeriod.accept(period);
  }

  /**
   * Lets a request travel: one latency, of which each period grants its share. Returns its time.
   */
  double request() {
    double share = 1;
    double total = 0;
    while (true) {
      double latency = trace.latencyMillis(period);
      double need = share * latency;
      if (need <= left) {
        spend(need);
        return total + need;
      }
      total += left;
      share -= left / latency;
      spendPeriod();
      if (share <= 0) {
        return total;
      }
    }
  }

  /** Downloads without looking; returns the time. */
  double drain(double bits) {
    double total = 0;
    while (bits > 0) {
      if (bits <= left * rate) {
        double need = bits / rate;
        spend(need);
        return total + need;
      }
      total += left;
      bits -= left * rate;
      spendPeriod();
    }
    return total;
  }

  /** Takes a whole poll, the common case of {@link #step} with {@link #POLL_MILLIS}. */
  void poll(double remaining) {
    if (pollBits <= remaining && pollBits <= left * rate) {
      spend(pollMillis);
      stepBits = pollBits;
      stepMillis = pollMillis;
    } else {
      step(remaining, POLL_MILLIS);
    }
  }

  /**
   * Downloads until both quotas, of bits and of time, are used up or nothing remains; leaves what
   * it took in {@link #stepBits} and {@link #stepMillis}.
   */
  void step(double remaining, double quotaMillis) {
    double quotaBits = POLL_BITS;
    stepBits = 0;
    stepMillis = 0;
    while (remaining > 0 && (quotaBits > 0 || quotaMillis > 0)) {
      double bits;
      double millis;
      if (rate > 0) {
        double wanted = Math.min(Math.max(quotaBits, quotaMillis * rate), remaining);
        double available = left * rate;
        if (wanted <= available) {
          bits = wanted;
          millis = bits / rate;
          spend(millis);
          stepBits += bits;
          stepMillis += millis;
          return;
        }
        bits = available;
        millis = left;
        spendPeriod();
      } else {
        bits = 0;
        if (quotaBits > 0 || quotaMillis > left) {
          millis = left;
          spendPeriod();
        } else {
          millis = quotaMillis;
          spend(millis);
        }
      }
      stepBits += bits;
      stepMillis += millis;
      remaining -= bits;
      quotaBits -= bits;
      quotaMillis -= millis;
    }
  }

  /** Lets time pass without a download. */
  void idle(double millis) {
    while (millis > left) {
      millis -= left;
      spendPeriod();
    }
    spend(millis);
  }
}
