package dev.qoe.examples.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.json.QoeJson;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Measurements and events as they come in a file: JSON lines or CSV, plain or gzip.
 *
 * <p>A file whose first character is a brace holds JSON lines, any other is CSV with a header.
 */
final class MeasurementLines {

  private static final int GZIP_MAGIC = 0x8b1f;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern EVENT = Pattern.compile("\"event\"\\s*:");
  private static final List<String> REQUIRED = List.of("element", "kpi", "time", "value");
  private static final List<String> COLUMNS =
      List.of("element", "kpi", "time", "value", "unit", "quality");
  private static final Set<String> NUMBERS = Set.of("value", "quality");

  /** What is done with each line. */
  interface Visitor {

    /** Takes a measurement. */
    void measurement(Measurement measurement, String place);

    /** Takes an event. */
    void event(Event event, String place);

    /** Takes note of a line that is neither. */
    void bad(String reason, String place, String detail);
  }

  private final String name;
  private final Visitor visitor;
  private long line;

  private MeasurementLines(String name, Visitor visitor) {
    this.name = name;
    this.visitor = visitor;
  }

  /**
   * Shows every line of a file to {@code visitor}; what follows a break in a broken gzip is told as
   * bad.
   *
   * @param input the file; {@code -} is stdin
   * @throws IOException if the file cannot be opened
   * @throws ConfigurationException if it is CSV of other columns
   */
  static void read(Path input, Visitor visitor) throws IOException {
    boolean stdin = input.toString().equals("-");
    String name = stdin ? "stdin" : String.valueOf(input.getFileName());
    MeasurementLines lines = new MeasurementLines(name, visitor);
    try (InputStream file = stdin ? System.in : Files.newInputStream(input);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(unzipped(file), StandardCharsets.UTF_8))) {
      lines.read(text);
    }
  }

  private static InputStream unzipped(InputStream file) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(file);
    bytes.mark(2);
    int magic = bytes.read() | bytes.read() << 8;
    bytes.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(bytes) : bytes;
  }

  private void read(BufferedReader text) {
    try {
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      text.mark(1);
      int first = text.read();
      text.reset();
      if (first == '{') {
        json(text);
      } else {
        csv(text);
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      visitor.bad(
          "broken-file", place(line + 1), "the file breaks off here: " + root(e).getMessage());
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  // ---- JSON lines ---------------------------------------------------------------------------

  private void json(BufferedReader text) throws IOException {
    for (String json = text.readLine(); json != null; json = text.readLine()) {
      line++;
      if (!json.isBlank()) {
        json(json);
      }
    }
  }

  private void json(String json) {
    try {
      if (EVENT.matcher(json).find()) {
        visitor.event(QoeJson.read(json, Event.class), place(line));
      } else {
        visitor.measurement(QoeJson.read(json, Measurement.class), place(line));
      }
    } catch (IllegalArgumentException e) {
      visitor.bad("bad-line", place(line), String.valueOf(e.getMessage()));
    }
  }

  // ---- CSV ----------------------------------------------------------------------------------

  private void csv(BufferedReader text) throws IOException {
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
      List<String> header = List.of();
      for (CsvRecord row : rows) {
        line = row.getStartingLineNumber();
        if (header.isEmpty()) {
          header = header(row);
        } else {
          row(header, row);
        }
      }
    }
  }

  private List<String> header(CsvRecord row) {
    List<String> header = row.getFields().stream().map(String::strip).toList();
    List<String> problems = new ArrayList<>();
    for (String column : header) {
      if (!COLUMNS.contains(column)) {
        problems.add(
            "line %d: column '%s' is not known%s; known are %s"
                .formatted(
                    line, column, Nearest.hint(column, COLUMNS), String.join(", ", COLUMNS)));
      }
    }
    for (String column : REQUIRED) {
      if (!header.contains(column)) {
        problems.add("line %d: column '%s' is missing".formatted(line, column));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(name, problems);
    }
    return header;
  }

  private void row(List<String> header, CsvRecord row) {
    if (row.getFieldCount() != header.size()) {
      visitor.bad(
          "bad-line",
          place(line),
          "a row must have %d fields as the header: it has %d"
              .formatted(header.size(), row.getFieldCount()));
      return;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.size(); i++) {
      put(node, header.get(i), row.getField(i).strip());
    }
    try {
      visitor.measurement(QoeJson.read(node.toString(), Measurement.class), place(line));
    } catch (IllegalArgumentException e) {
      visitor.bad("bad-line", place(line), String.valueOf(e.getMessage()));
    }
  }

  /** Puts a field as the JSON that it means; an empty one is left out. */
  private static void put(ObjectNode node, String column, String text) {
    if (text.isEmpty()) {
      return;
    }
    boolean micros = column.equals("time") && text.matches("-?\\d{1,18}");
    if (micros) {
      node.put(column, Long.parseLong(text));
    } else if (NUMBERS.contains(column) && isNumber(text)) {
      node.put(column, new BigDecimal(text));
    } else {
      node.put(column, text);
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
  }

  private String place(long number) {
    return name + ":" + number;
  }
}
