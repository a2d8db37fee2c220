package dev.qoe.plugin.drivetest;

/** A line of a drive test: a row of values, or a remark on something that is wrong with it. */
sealed interface Line permits Row, Remark {

  /** Takes the lines of a file, in order. */
  @FunctionalInterface
  interface Handler {
    /** Takes the next line. */
    void accept(Line line) throws InterruptedException;
  }
}
