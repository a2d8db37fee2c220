package dev.qoe.core.engine;

import java.util.Comparator;

/**
 * A reading of a counter that waits for its turn in the order of event time. Immutable.
 *
 * @param target the series of the counter's rate
 * @param account the account of who read it
 * @param counted whether it is counted there as received and not done with yet
 * @param sample what was read
 */
record CounterPoll(LiveSeries target, Account account, boolean counted, CounterSample sample) {

  /** As many measurements that wait take as much memory as one of these. */
  static final int ROOM = 3;

  /** By event time; ties are broken by all else, so that the order of arrival leaves no trace. */
  static final Comparator<CounterPoll> ORDER =
      Comparator.comparingLong(CounterPoll::micros)
          .thenComparing(poll -> poll.target.element())
          .thenComparing(poll -> poll.target.kpi())
          .thenComparing(poll -> poll.account.source.options().name())
          .thenComparing(CounterPoll::sample, CounterSample.ORDER);

  long micros() {
    return sample.micros();
  }

  CounterPoll counting(boolean received) {
    return new CounterPoll(target, account, received, sample);
  }
}
