package dev.qoe.core.counter;

/**
 * What a reading of a counter was taken for: a rate, or a gap and why.
 *
 * @since 0.1
 */
public enum CounterDecision {
  /** The first reading: nothing to compare it with. */
  FIRST("first reading", false, true),
  /** The count went on. */
  RATE("rate", true, true),
  /**
   * The count went on a little faster than is possible, by no more than the times of the readings
   * are uncertain (5 %): the rate is the most that is possible.
   */
  CAPPED("rate at the limit", true, true),
  /**
   * The count began again at 0 because it was full; the source says that it was never restarted.
   */
  WRAP("rate over a wrap", true, true),
  /** The source was restarted, or says that the count lost its continuity. */
  RESET("gap: source restarted or count reset", false, true),
  /** The count stepped back, and nothing proves that it was full. */
  STEP_BACK("gap: count stepped back without a proof of a wrap", false, true),
  /** The count grew faster than is possible. */
  TOO_FAST("gap: faster than possible", false, true),
  /** The count may have been full once more often than it seems. */
  AMBIGUOUS("gap: may have wrapped unseen", false, true),
  /** The counter is of another width than before. */
  WIDTH("gap: counter of another width", false, true),
  /** The times of the readings and the up-time of the source disagree on how long it took. */
  CLOCK("gap: time and up-time disagree", false, true),
  /** A reading of the same time as the one before: left out. */
  DUPLICATE("left out: same time as before", false, false),
  /** A reading of an earlier time than the one before: left out. */
  OUT_OF_ORDER("left out: earlier than the one before", false, false);

  private final String words;
  private final boolean rate;
  private final boolean reference;

  CounterDecision(String words, boolean rate, boolean reference) {
    this.words = words;
    this.rate = rate;
    this.reference = reference;
  }

  /** Returns whether there is a rate; otherwise there is none to show. */
  public boolean hasRate() {
    return rate;
  }

  /** Returns whether the next reading is compared with this one. */
  public boolean isReference() {
    return reference;
  }

  /** Returns the decision in words, for example {@code gap: counter of another width}. */
  @Override
  public String toString() {
    return words;
  }
}
