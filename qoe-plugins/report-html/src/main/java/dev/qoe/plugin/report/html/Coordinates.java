package dev.qoe.plugin.report.html;

/**
 * How places in a picture are written: with one decimal, and none if it is zero.
 *
 * <p>Thread-safe.
 */
final class Coordinates {

  private Coordinates() {}

  /** Appends {@code x}, a blank and {@code y}. */
  static void append(StringBuilder text, double x, double y) {
    append(text, x);
    text.append(' ');
    append(text, y);
  }

  /** Returns one coordinate. */
  static String of(double value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, double value) {
    long tenths = Math.round(value * 10);
    if (tenths < 0) {
      text.append('-');
    }
    long size = Math.abs(tenths);
    text.append(size / 10);
    if (size % 10 != 0) {
      text.append('.').append(size % 10);
    }
  }
}
