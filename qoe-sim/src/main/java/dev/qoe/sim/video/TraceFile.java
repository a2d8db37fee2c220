package dev.qoe.sim.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The content of a trace file, in whichever of the four formats it came. Immutable. */
final class TraceFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** mahimahi's opportunities carry one packet of 1500 bytes each. */
  private static final double PACKET_BITS = 1500 * 8;

  private static final double BIN_MILLIS = 1000;

  private final Path file;

  /**
   * Rows of Pensieve: seconds, Mbit/s; of others: milliseconds, kbit/s and, where the format has a
   * latency, milliseconds, which are NaN where it is not known yet.
   */
  private final List<double[]> rows;

  private final boolean sampled;

  private TraceFile(Path file, List<double[]> rows, boolean sampled) {
    this.file = file;
    this.rows = rows;
    this.sampled = sampled;
  }

  static TraceFile read(Path file) throws IOException {
    String text = text(file);
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw wrong(file, "trace is empty; it needs at least one period", null);
    }
    if (start.startsWith("[") || start.startsWith("{")) {
      return new TraceFile(file, json(file, text), false);
    }
    if (DriveTestTrace.startsWithHeader(start)) {
      return new TraceFile(file, driveTest(file, start), false);
    }
    List<double[]> rows = columns(file, text);
    return rows.get(0).length == 2
        ? new TraceFile(file, rows, true)
        : new TraceFile(file, mahimahi(file, rows), false);
  }

  /** Returns the content of a file, which may be compressed by gzip, without a byte order mark. */
  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 1
        && ((bytes[0] & 0xff) | ((bytes[1] & 0xff) << 8)) == GZIPInputStream.GZIP_MAGIC) {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = gzip.readAllBytes();
      } catch (EOFException | ZipException e) {
        throw wrong(file, "compressed data are broken: %s".formatted(e.getMessage()), e);
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<double[]> driveTest(Path file, String text) {
    try {
      return DriveTestTrace.read(text);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  Trace periods(Duration latency) {
    double millis = latency.toNanos() / 1e6;
    try {
      List<Trace.Period> periods = new ArrayList<>();
      for (int i = sampled ? 1 : 0; i < rows.size(); i++) {
        double[] row = rows.get(i);
        periods.add(
            sampled
                ? new Trace.Period((row[0] - rows.get(i - 1)[0]) * 1000, row[1] * 1000, millis)
                : new Trace.Period(row[0], row[1], latency(row, millis)));
      }
      return Trace.of(periods);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static double latency(double[] row, double otherwise) {
    return row.length > 2 && !Double.isNaN(row[2]) ? row[2] : otherwise;
  }

  SampledTrace samples() {
    int first = sampled ? 0 : 1;
    double[] seconds = new double[rows.size() + first];
    double[] mbps = new double[rows.size() + first];
    for (int i = 0; i < rows.size(); i++) {
      double[] row = rows.get(i);
      seconds[i + first] = sampled ? row[0] : seconds[i] + row[0] / 1000;
      mbps[i + first] = sampled ? row[1] : row[1] / 1000;
    }
    try {
      return SampledTrace.of(seconds, mbps);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<double[]> json(Path file, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(file, "not JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isArray()) {
      throw wrong(file, "trace must be an array of periods: " + root.getNodeType(), null);
    }
    List<double[]> rows = new ArrayList<>();
    for (JsonNode period : root) {
      String at = "[%d]".formatted(rows.size());
      double[] row = {
        number(file, at, period, "duration_ms"),
        number(file, at, period, "bandwidth_kbps"),
        number(file, at, period, "latency_ms")
      };
      try {
        rows.add(checked(row));
      } catch (IllegalArgumentException e) {
        throw wrong(file, at + ": " + String.valueOf(e.getMessage()), e);
      }
    }
    return rows;
  }

  private static double[] checked(double[] row) {
    Trace.Period period = new Trace.Period(row[0], row[1], row[2]);
    return new double[] {period.durationMillis(), period.rateKbps(), period.latencyMillis()};
  }

  private static double number(Path file, String at, JsonNode period, String field) {
    JsonNode value = period.path(field);
    if (!value.isNumber()) {
      throw wrong(file, "%s.%s must be a number: %s".formatted(at, field, value), null);
    }
    return value.doubleValue();
  }

  private static List<double[]> columns(Path file, String text) {
    List<double[]> rows = new ArrayList<>();
    int line = 0;
    for (String content : (Iterable<String>) text.lines()::iterator) {
      line++;
      if (content.isBlank()) {
        continue;
      }
      String[] fields = content.strip().split("\\s+", -1);
      int wanted = rows.isEmpty() ? Math.min(fields.length, 2) : rows.get(0).length;
      if (fields.length != wanted) {
        String rule = "line %d must have %d columns: '%s'";
        throw wrong(file, rule.formatted(line, wanted, content.strip()), null);
      }
      double[] row = new double[wanted];
      for (int i = 0; i < wanted; i++) {
        row[i] = parse(file, line, fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static double parse(Path file, int line, String field) {
    try {
      double value = Double.parseDouble(field);
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(file, "line %d must hold numbers: '%s'".formatted(line, field), e);
    }
    throw wrong(file, "line %d must hold finite numbers >= 0: '%s'".formatted(line, field), null);
  }

  /** Counts packets in bins of a second; the trace ends with its last packet. */
  private static List<double[]> mahimahi(Path file, List<double[]> times) {
    double end = times.get(times.size() - 1)[0];
    if (end < 1) {
      throw wrong(file, "last packet time must be >= 1 ms: " + Checks.plain(end), null);
    }
    int bins = (int) Checks.within("seconds of trace " + file, Math.ceil(end / BIN_MILLIS), 1, 1e7);
    double[] packets = new double[bins];
    double before = 0;
    for (int i = 0; i < times.size(); i++) {
      double[] time = times.get(i);
      if (time[0] < before) {
        String rule = "packet %d: times must not fall (sort them): %s after %s";
        throw wrong(file, rule.formatted(i + 1, Checks.plain(time[0]), Checks.plain(before)), null);
      }
      before = time[0];
      packets[(int) Math.max(0, Math.ceil(before / BIN_MILLIS) - 1)]++;
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      double millis = Math.min(BIN_MILLIS, end - i * BIN_MILLIS);
      rows.add(new double[] {millis, packets[i] * PACKET_BITS / millis});
    }
    return rows;
  }

  private static IllegalArgumentException wrong(Path file, String rule, @Nullable Exception cause) {
    return new IllegalArgumentException(file + ": " + rule, cause);
  }
}
