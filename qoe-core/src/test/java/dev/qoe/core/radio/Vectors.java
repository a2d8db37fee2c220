package dev.qoe.core.radio;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The reference rows beside these tests. */
final class Vectors {

  private Vectors() {}

  static List<NamedCsvRecord> rows(String file) {
    try (InputStream stream =
            Objects.requireNonNull(Vectors.class.getResourceAsStream(file), "no resource " + file);
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return csv.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static double number(NamedCsvRecord row, String field) {
    return Double.parseDouble(row.getField(field));
  }

  static int integer(NamedCsvRecord row, String field) {
    return Integer.parseInt(row.getField(field));
  }

  /** Returns the scenario of that name with the heights of the report. */
  static PathLossModel scenario(String name) {
    return switch (name) {
      case "UMa" -> UrbanMacro.of();
      case "UMi" -> UrbanMicro.of();
      case "RMa" -> RuralMacro.of();
      case "InH", "InH-mixed" -> IndoorOffice.of(IndoorOffice.Layout.MIXED);
      case "InH-open" -> IndoorOffice.of(IndoorOffice.Layout.OPEN);
      default -> throw new IllegalArgumentException("unknown scenario: " + name);
    };
  }
}
