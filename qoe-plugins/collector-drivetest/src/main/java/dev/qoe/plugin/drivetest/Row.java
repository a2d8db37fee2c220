package dev.qoe.plugin.drivetest;

import java.time.Instant;
import java.util.Map;

/**
 * The values of one row: a sample of the radio and the traffic, or the result of a burst of pings.
 *
 * <p>A number that is missing is NaN, a text that is missing is empty. Immutable.
 */
final class Row implements Line {

  private final String place;
  private final Instant time;
  private final Map<Column, String> texts;
  private final Map<Column, Double> numbers;
  private final boolean ping;

  /** Takes over the maps, which lack what is missing. */
  Row(String place, Instant time, Map<Column, String> texts, Map<Column, Double> numbers) {
    this.place = place;
    this.time = time;
    this.texts = texts;
    this.numbers = numbers;
    this.ping = !text(Column.PING_LOSS).isEmpty() || !text(Column.PING_MEAN).isEmpty();
  }

  /** Returns file and line. */
  String place() {
    return place;
  }

  /** Returns when it was logged. */
  Instant time() {
    return time;
  }

  /** Returns a field as it stands in the file, or an empty text if it is missing. */
  String text(Column column) {
    return texts.getOrDefault(column, "");
  }

  /** Returns a number as it stands in the file, or NaN if it is missing. */
  double number(Column column) {
    return numbers.getOrDefault(column, Double.NaN);
  }

  /** Returns the number of a column, or NaN if it is missing or not within bounds. */
  double within(Column column, double min, double max) {
    double value = number(column);
    return value >= min && value <= max ? value : Double.NaN;
  }

  /** Returns the mode of the radio, as it is logged. */
  String mode() {
    return text(Column.NETWORK_MODE);
  }

  /** Returns the family of the mode. */
  Rat rat() {
    return Rat.ofMode(mode());
  }

  /** Returns the identity of the serving cell, as it is logged. */
  String rawCellId() {
    return text(Column.RAW_CELL_ID);
  }

  /**
   * Returns whether it holds the result of pings; such rows are extra and repeat the radio and
   * traffic values of the row before.
   */
  boolean ping() {
    return ping;
  }

  /** Returns whether data are being transferred, so that a bit rate means something. */
  boolean transferring() {
    return text(Column.STATE).indexOf('D') >= 0;
  }

  /** Returns whether a voice call is up. */
  boolean calling() {
    return text(Column.STATE).indexOf('V') >= 0;
  }
}
