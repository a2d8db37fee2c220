package dev.qoe.plugin.file;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Batch;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way of a file's bytes through lines and records to measurements. Thread-safe. */
final class RecordFuzz {

  private static final int MOST_BYTES = 1_000;

  private static final RecordMapping MAPPING =
      RecordMapping.of(
          Map.of(
              "element",
              "{target+}/{cell}",
              "fields",
              Map.of("cell", "cell"),
              "values",
              List.of(Map.of("field", "rtt", "kpi", "TRN_RTT", "unit", "ms")),
              "time",
              Map.of("field", "t", "format", "iso")));

  private final Options options;

  RecordFuzz(Options.Format format) {
    options =
        new Options(
            format, MAPPING, ',', StandardCharsets.UTF_8, false, MOST_BYTES, Optional.empty());
  }

  /** Reads a file: what cannot be read is rejected, and nothing else happens. */
  void read(byte[] bytes) throws IOException, InterruptedException {
    LineReader lines = new LineReader(new ByteArrayInputStream(bytes), MOST_BYTES);
    RecordReader reader = new RecordReader(options, "file");
    try {
      if (reader.columns() && (!lines.next() || reader.header(text(lines)).isPresent())) {
        return;
      }
    } catch (RejectedRecordException e) {
      return;
    }
    StringBuilder record = new StringBuilder();
    while (lines.next()) {
      int from = record.length();
      record.append(text(lines));
      if (!reader.goesOn(record, from) || record.length() > MOST_BYTES) {
        map(reader, record.toString());
        record.setLength(0);
        reader.begin();
      } else {
        record.append('\n');
      }
    }
  }

  private static String text(LineReader lines) throws IOException, InterruptedException {
    return new String(lines.line().bytes(), StandardCharsets.UTF_8);
  }

  private static void map(RecordReader reader, String record) {
    try {
      MAPPING.map(
          reader.read(record),
          new RecordMapping.Origin("file:1", Instant.EPOCH, Map.of("target", "acme")),
          (path, values) -> ElementPath.of(path),
          Batch.create());
    } catch (RejectedRecordException e) {
      if (e.reason().isEmpty()) {
        throw new AssertionError("a reason must be told", e);
      }
    }
  }
}
