package dev.qoe.sim.video;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The throughput of a drive test as G-NetTrack Pro logs it, one row a second.
 *
 * <p>Only seconds of a transfer count (column {@code State} holds a D): what is received while
 * nothing is asked for says nothing about the link. Rows with the result of pings are extra rows
 * that repeat the second before; they give the latency from there on. Several rows of one second
 * are taken together by their mean, and seconds that were not logged are not invented. Confine to
 * one thread.
 */
final class DriveTestTrace {

  private static final String TIME = "Timestamp";
  private static final String RATE = "DL_bitrate";
  private static final String STATE = "State";
  private static final String PING = "PINGAVG";
  private static final String LOSS = "PINGLOSS";
  private static final String MISSING = "-";
  private static final double SECOND_MILLIS = 1000;

  private final List<double[]> rows = new ArrayList<>();
  private final int[] columns = new int[5];
  private int fields;
  private double pingMillis = Double.NaN;
  private String second = "";
  private double sumKbps;
  private int samples;

  private DriveTestTrace() {}

  /** Returns whether a text is the start of a drive test. */
  static boolean startsWithHeader(String text) {
    int end = text.indexOf('\n');
    String header = end < 0 ? text : text.substring(0, end);
    return header.contains(RATE) && header.contains(",");
  }

  /**
   * Returns duration in ms, rate in kbit/s and latency in ms of each second; the latency is NaN
   * before the first ping.
   *
   * @throws IllegalArgumentException if a column is missing or a field is no number {@code >= 0};
   *     the message names line, column, value and rule
   */
  static List<double[]> read(String text) {
    DriveTestTrace trace = new DriveTestTrace();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .skipEmptyLines(true)
            .ofCsvRecord(text)) {
      for (CsvRecord row : csv) {
        if (trace.fields == 0) {
          trace.header(row.getFields());
        } else {
          trace.row(row);
        }
      }
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("not comma-separated values: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trace.endSecond();
    if (trace.rows.isEmpty()) {
      throw new IllegalArgumentException(
          "trace is empty; it needs at least one row of a transfer (State D or VD, no ping)");
    }
    return trace.rows;
  }

  private void header(List<String> names) {
    fields = names.size();
    List<String> stripped = names.stream().map(String::strip).toList();
    String[] wanted = {TIME, RATE, STATE, PING, LOSS};
    for (int i = 0; i < wanted.length; i++) {
      columns[i] = stripped.indexOf(wanted[i]);
      if (columns[i] < 0) {
        throw new IllegalArgumentException(
            "line 1 lacks column '%s' of a drive test: %s"
                .formatted(wanted[i], String.join(",", stripped)));
      }
    }
  }

  private void row(CsvRecord row) {
    if (row.getFieldCount() != fields) {
      throw new IllegalArgumentException(
          "line %d must have %d fields as the first one: it has %d"
              .formatted(row.getStartingLineNumber(), fields, row.getFieldCount()));
    }
    String ping = row.getField(columns[3]);
    if (!ping.equals(MISSING) || !row.getField(columns[4]).equals(MISSING)) {
      if (!ping.equals(MISSING)) {
        pingMillis = number(row, PING, ping);
      }
      return;
    }
    String rate = row.getField(columns[1]);
    boolean transfer = row.getField(columns[2]).toUpperCase(Locale.ROOT).contains("D");
    if (!transfer || rate.equals(MISSING)) {
      return;
    }
    if (!row.getField(columns[0]).equals(second)) {
      endSecond();
      second = row.getField(columns[0]);
    }
    sumKbps += number(row, RATE, rate);
    samples++;
  }

  private void endSecond() {
    if (samples > 0) {
      rows.add(new double[] {SECOND_MILLIS, sumKbps / samples, pingMillis});
    }
    sumKbps = 0;
    samples = 0;
  }

  private static double number(CsvRecord row, String column, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "line %d: %s must be a number or '-': '%s'"
              .formatted(row.getStartingLineNumber(), column, text),
          e);
    }
    throw new IllegalArgumentException(
        "line %d: %s must be finite and >= 0: '%s'"
            .formatted(row.getStartingLineNumber(), column, text));
  }
}
