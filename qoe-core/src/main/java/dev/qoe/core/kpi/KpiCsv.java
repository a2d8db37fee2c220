package dev.qoe.core.kpi;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.ImpactLevel;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.core.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Catalogues as CSV files: the columns of the standard one, most of which may be left out. */
final class KpiCsv {

  private static final Duration DEFAULT_STALENESS = Duration.ofMinutes(15);
  private static final List<String> REQUIRED =
      List.of(
          "code",
          "name",
          "domain",
          "subdomain",
          "unit",
          "min",
          "max",
          "optimal",
          "direction",
          "impact_level");

  private KpiCsv() {}

  static KpiCatalog standard() {
    KpiCatalog.Builder builder = KpiCatalog.builder();
    standardSubdomains().forEach(builder::add);
    try (Reader reader = resource("kpis.csv")) {
      addAll(reader, "kpis.csv", builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return builder.build();
  }

  static KpiCatalog read(Path file) throws IOException {
    KpiCatalog.Builder builder = KpiCatalog.builder();
    standardSubdomains().forEach(builder::add);
    try (Reader reader = Files.newBufferedReader(file)) {
      addAll(reader, file.getFileName().toString(), builder);
    }
    return builder.build();
  }

  private static List<Subdomain> standardSubdomains() {
    try (Reader reader = resource("subdomains.csv");
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return rows.stream()
          .map(
              row ->
                  new Subdomain(
                      row.getField("name"),
                      Domain.of(row.getField("domain")),
                      row.getField("description"),
                      Double.parseDouble(row.getField("weight")),
                      Double.parseDouble(row.getField("qoe_weight")),
                      Set.of()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(Reader reader, String file, KpiCatalog.Builder builder) {
    Set<String> groups = new HashSet<>();
    standardSubdomains().forEach(group -> groups.add(group.domain() + "/" + group.name()));
    for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(reader)) {
      List<String> missing =
          REQUIRED.stream().filter(column -> row.findField(column).isEmpty()).toList();
      if (!missing.isEmpty()) {
        throw new ConfigurationException(
            file, List.of("the KPI catalogue lacks the columns " + missing));
      }
      try {
        KpiDefinition definition = definition(row);
        builder.add(definition);
        if (groups.add(definition.domain() + "/" + definition.subdomain())) {
          builder.add(
              new Subdomain(
                  definition.subdomain(), definition.domain(), "user-defined", 1, 1, Set.of()));
        }
      } catch (IllegalArgumentException | DateTimeParseException e) {
        builder.problem(
            "%s:%d: KPI '%s': %s"
                .formatted(
                    file, row.getStartingLineNumber(), row.getField("code"), e.getMessage()));
      }
    }
  }

  private static KpiDefinition definition(NamedCsvRecord row) {
    Unit written = Unit.of(row.getField("unit"));
    Unit unit = written.convertsTo(Unit.RATIO) ? Unit.RATIO : written;
    double min = written.convert(number(row, "min"), unit);
    double max = written.convert(number(row, "max"), unit);
    double optimal = written.convert(number(row, "optimal"), unit);
    Direction direction = word(Direction.class, row, "direction");
    KpiKind kind =
        optional(row, "kind")
            .map(text -> word(KpiKind.class, row, "kind"))
            .orElse(unit.equals(Unit.RATIO) ? KpiKind.RATIO : KpiKind.GAUGE);
    UtilityCurve curve =
        optional(row, "curve")
            .map(text -> CurveText.parse(text, value -> written.convert(value, unit)))
            .orElseGet(() -> CurveText.standard(direction, kind, unit, min, max, optimal));
    return new KpiDefinition(
        Kpi.of(row.getField("code")),
        row.getField("name"),
        optional(row, "description").orElse(row.getField("name")),
        unit,
        written,
        Domain.of(row.getField("domain")),
        row.getField("subdomain"),
        kind,
        min,
        max,
        optimal,
        direction,
        word(ImpactLevel.class, row, "impact_level"),
        curve,
        optional(row, "staleness").map(Duration::parse).orElse(DEFAULT_STALENESS),
        optional(row, "source_standard").orElse(""),
        optional(row, "formula_or_measurement").orElse(""));
  }

  private static double number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "column '%s' must be a number: '%s'".formatted(column, text), e);
    }
  }

  private static <E extends Enum<E>> E word(Class<E> type, NamedCsvRecord row, String column) {
    String text = row.getField(column);
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column '%s' must be one of %s: '%s'"
              .formatted(column, Arrays.toString(type.getEnumConstants()), text),
          e);
    }
  }

  private static Optional<String> optional(NamedCsvRecord row, String column) {
    return row.findField(column).filter(text -> !text.isBlank());
  }

  private static Reader resource(String name) {
    InputStream stream =
        Objects.requireNonNull(KpiCsv.class.getResourceAsStream(name), "resource " + name);
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
