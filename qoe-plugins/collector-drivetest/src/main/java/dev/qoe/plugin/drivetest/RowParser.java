package dev.qoe.plugin.drivetest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from the fields of a line to a {@link Row}, as the header of the file has it: columns are
 * found by name, in any order, beside any others.
 *
 * <p>Confine to one thread.
 */
final class RowParser {

  private static final String MISSING = "-";

  private static final int TIMESTAMP_LENGTH = "2020.02.13_15.02.01".length();

  private final Map<Column, Integer> positions;
  private final int fields;
  private final ZoneId zone;
  private String lastTimestamp = "";
  private @Nullable Instant lastTime;

  private RowParser(Map<Column, Integer> positions, int fields, ZoneId zone) {
    this.positions = positions;
    this.fields = fields;
    this.zone = zone;
  }

  /** Returns the parser for files of that header. */
  static RowParser of(List<String> header, ZoneId zone) {
    Map<Column, Integer> positions = new EnumMap<>(Column.class);
    List<String> names = header.stream().map(String::strip).toList();
    for (Column column : Column.values()) {
      int position = names.indexOf(column.header());
      if (position >= 0) {
        positions.put(column, position);
      }
    }
    return new RowParser(positions, header.size(), zone);
  }

  /** Returns the columns that the header lacks. */
  List<Column> missing() {
    return Arrays.stream(Column.values()).filter(c -> !positions.containsKey(c)).toList();
  }

  /** Hands what the fields mean to {@code lines}: a row if they make one, and remarks. */
  void parse(List<String> record, String place, Line.Handler lines) throws InterruptedException {
    if (record.size() != fields) {
      String detail =
          "the row has %d fields, the header %d; the row is left out (is the line cut or run"
              + " together with another?)";
      lines.accept(
          new Remark(Remark.WRONG_FIELD_COUNT, place, detail.formatted(record.size(), fields)));
      return;
    }
    Map<Column, String> texts = new EnumMap<>(Column.class);
    Map<Column, Double> numbers = new EnumMap<>(Column.class);
    for (Map.Entry<Column, Integer> entry : positions.entrySet()) {
      Column column = entry.getKey();
      String text = record.get(entry.getValue());
      if (column.essential() || !text.equals(MISSING)) {
        texts.put(column, text);
      }
      if (column.number()) {
        double number = number(column, text, place, lines);
        if (!Double.isNaN(number)) {
          numbers.put(column, number);
        }
      }
    }
    String timestamp = texts.getOrDefault(Column.TIMESTAMP, "");
    Instant time = time(timestamp);
    if (time == null) {
      String detail = "%s is '%s', not a time; the row is left out (example: 2020.02.13_15.02.01)";
      lines.accept(
          new Remark(
              Remark.NOT_A_TIME, place, detail.formatted(Column.TIMESTAMP.header(), timestamp)));
      return;
    }
    lines.accept(new Row(place, time, texts, numbers));
  }

  private static double number(Column column, String text, String place, Line.Handler lines)
      throws InterruptedException {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equals(MISSING)) {
      return Double.NaN;
    }
    double value = decimal(stripped);
    if (Double.isNaN(value)) {
      String detail =
          "%s is '%s', not a number; the field is taken as missing (write a number such as -93.5,"
              + " or '-')";
      lines.accept(
          new Remark(Remark.NOT_A_NUMBER, place, detail.formatted(column.header(), stripped)));
    }
    return value;
  }

  /** Returns the number that a decimal text means, or NaN if it means no finite one. */
  private static double decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Returns the time that a text means, or null if it means none; rows of the same second follow
   * each other, so the last one is remembered.
   */
  private @Nullable Instant time(String text) {
    if (!text.equals(lastTimestamp)) {
      lastTimestamp = text;
      lastTime = parseTime(text.strip());
    }
    return lastTime;
  }

  private @Nullable Instant parseTime(String text) {
    if (text.length() != TIMESTAMP_LENGTH
        || text.charAt(4) != '.'
        || text.charAt(7) != '.'
        || text.charAt(10) != '_'
        || text.charAt(13) != '.'
        || text.charAt(16) != '.') {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              digits(text, 0, 4),
              digits(text, 5, 7),
              digits(text, 8, 10),
              digits(text, 11, 13),
              digits(text, 14, 16),
              digits(text, 17, 19));
      return local.atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Returns the whole number in a part of a text; -1, which is no part of a time, if there is none.
   */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
