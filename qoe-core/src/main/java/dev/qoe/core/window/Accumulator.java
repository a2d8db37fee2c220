package dev.qoe.core.window;

/** What values are gathered in; it depends on neither their order nor how it was merged. */
interface Accumulator<A> {

  boolean isEmpty();

  void merge(A other);

  void clear();

  /** Returns how many bytes it takes, roughly. */
  long bytes();
}
