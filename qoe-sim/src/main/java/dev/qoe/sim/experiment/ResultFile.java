package dev.qoe.sim.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Data in long form: a row for each point, replication and measure. */
final class ResultFile {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private ResultFile() {}

  static void write(ExperimentResult result, Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".csv")) {
      csv(result, file);
    } else if (name.endsWith(".jsonl")) {
      jsonLines(result, file);
    } else {
      throw new IllegalArgumentException(
          "data are written as .csv or .jsonl: '%s'".formatted(file));
    }
  }

  /** Returns the file that has another ending in the place of this one's. */
  static Path besides(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot <= 0 ? name : name.substring(0, dot)) + ending);
  }

  /** Takes a row. */
  private interface Rows {
    void add(Point point, int replication, Output output, double value) throws IOException;
  }

  private static void each(ExperimentResult result, Rows rows) throws IOException {
    List<Output> outputs = result.experiment().outputs();
    for (Point point : result.points()) {
      List<double[]> values =
          outputs.stream().map(output -> result.values(point.index(), output.name())).toList();
      for (int r = 0; r < values.get(0).length; r++) {
        for (int m = 0; m < values.size(); m++) {
          rows.add(point, r, outputs.get(m), values.get(m)[r]);
        }
      }
    }
  }

  private static void csv(ExperimentResult result, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      List<String> header = new ArrayList<>(List.of("point"));
      result.experiment().parameters().forEach(parameter -> header.add(column(parameter)));
      header.addAll(List.of("replication", "measure", "value", "unit"));
      csv.writeRecord(header);
      each(
          result,
          (point, replication, output, value) -> {
            List<String> row = new ArrayList<>(header.size());
            row.add(Integer.toString(point.index()));
            point.levels().forEach(level -> row.add(level.label()));
            row.add(Integer.toString(replication));
            row.add(output.name());
            row.add(Checks.shortest(value));
            row.add(output.unit().symbol());
            csv.writeRecord(row);
          });
    }
  }

  private static void jsonLines(ExperimentResult result, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        JsonGenerator json = JSON.createGenerator(out).setRootValueSeparator(null)) {
      each(
          result,
          (point, replication, output, value) -> {
            json.writeStartObject();
            json.writeNumberField("point", point.index());
            writeLevels(json, result.experiment().parameters(), point);
            json.writeNumberField("replication", replication);
            json.writeStringField("measure", output.name());
            json.writeNumberField("value", value);
            json.writeStringField("unit", output.unit().symbol());
            json.writeEndObject();
            json.writeRaw('\n');
          });
    }
  }

  private static void writeLevels(JsonGenerator json, List<Parameter> parameters, Point point)
      throws IOException {
    for (int p = 0; p < parameters.size(); p++) {
      Level level = point.levels().get(p);
      if (parameters.get(p).domain().isNumeric()) {
        json.writeNumberField(column(parameters.get(p)), level.number());
      } else {
        json.writeStringField(column(parameters.get(p)), level.label());
      }
    }
  }

  /** A column is named for its parameter and the unit of its numbers. */
  private static String column(Parameter parameter) {
    return parameter.domain().unit().equals(Domain.NO_UNIT)
        ? parameter.name()
        : parameter.name() + " [" + parameter.domain().unit() + "]";
  }
}
