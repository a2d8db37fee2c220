package dev.qoe.core.engine;

import java.util.PriorityQueue;

/**
 * Values and readings of counters that wait, in the order of event time; of the same time, readings
 * come first. Guarded by the shard's lock.
 */
final class WaitingLine {

  private final TimeBuffer values = new TimeBuffer();
  private final PriorityQueue<CounterPoll> polls = new PriorityQueue<>(CounterPoll.ORDER);

  /** Returns the values. */
  TimeBuffer values() {
    return values;
  }

  /** Returns the readings of counters. */
  PriorityQueue<CounterPoll> polls() {
    return polls;
  }

  /** Returns the event time of the first; the largest number if nothing waits. */
  long firstMicros() {
    CounterPoll poll = polls.peek();
    return poll == null ? values.firstMicros() : Math.min(values.firstMicros(), poll.micros());
  }

  /** Returns whether the first is a reading of a counter. */
  boolean startsWithPoll() {
    CounterPoll poll = polls.peek();
    return poll != null && poll.micros() <= values.firstMicros();
  }
}
