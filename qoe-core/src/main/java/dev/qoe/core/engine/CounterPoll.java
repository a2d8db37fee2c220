package dev.qoe.core.engine;

import java.util.Comparator;

/**
 * A reading of a counter that waits for its turn in the order of event time.
 *
 * <p>Immutable.
 *
 * @param target the series of the counter's rate
 * @param account the account of who read it
 * @param counted whether it is counted there as received and not done with yet
 * @param micros when it was read, in microseconds of the epoch
 * @param count the count, unsigned
 * @param bits 32 or 64
 * @param unitsPerCount what one count is worth, {@code > 0}
 * @param upTimeMillis how long the counter's owner has been up; {@code < 0} if that is not known
 * @param discontinuityMillis the up-time of its last discontinuity; {@code < 0} if not known
 * @param maxPerSecond the most counts a second that are possible, {@code > 0}
 */
record CounterPoll(
    LiveSeries target,
    Account account,
    boolean counted,
    long micros,
    long count,
    int bits,
    double unitsPerCount,
    long upTimeMillis,
    long discontinuityMillis,
    double maxPerSecond) {

  /** As many measurements that wait take as much memory as one of these. */
  static final int ROOM = 3;

  /** By event time; ties are broken by all else, so that the order of arrival leaves no trace. */
  static final Comparator<CounterPoll> ORDER =
      Comparator.comparingLong(CounterPoll::micros)
          .thenComparing(poll -> poll.target.element())
          .thenComparing(poll -> poll.target.kpi())
          .thenComparing(poll -> poll.account.source.options().name())
          .thenComparingLong(CounterPoll::count)
          .thenComparingInt(CounterPoll::bits)
          .thenComparingDouble(CounterPoll::unitsPerCount)
          .thenComparingLong(CounterPoll::upTimeMillis)
          .thenComparingLong(CounterPoll::discontinuityMillis)
          .thenComparingDouble(CounterPoll::maxPerSecond);

  CounterPoll counting(boolean received) {
    return new CounterPoll(
        target,
        account,
        received,
        micros,
        count,
        bits,
        unitsPerCount,
        upTimeMillis,
        discontinuityMillis,
        maxPerSecond);
  }
}
