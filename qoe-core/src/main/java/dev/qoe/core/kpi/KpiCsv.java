package dev.qoe.core.kpi;

import com.google.common.base.Throwables;
import de.siegmar.fastcsv.reader.CsvParseException;
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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
    String name = file.getFileName().toString();
    try (Reader reader = Files.newBufferedReader(file)) {
      addAll(reader, name, builder);
    } catch (CsvParseException | UncheckedIOException | CharacterCodingException e) {
      throw new ConfigurationException(
          name, List.of("not a CSV file in UTF-8: " + Throwables.getRootCause(e).getMessage()));
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
    Map<String, Subdomain> groups = new HashMap<>();
    standardSubdomains().forEach(group -> groups.put(group.domain() + "/" + group.name(), group));
    boolean empty = true;
    for (NamedCsvRecord record :
        CsvReader.builder().allowMissingFields(true).ofNamedCsvRecord(reader)) {
      if (empty) {
        requireColumns(record, file);
        empty = false;
      }
      Row row = new Row(record);
      Optional<KpiDefinition> definition = row.definition();
      row.problems.forEach(problem -> builder.problem(row.place(file) + problem));
      definition.ifPresent(
          found -> {
            builder.add(found);
            builder.replace(
                groups.computeIfAbsent(
                    found.domain() + "/" + found.subdomain(),
                    key ->
                        new Subdomain(
                            found.subdomain(), found.domain(), "user-defined", 1, 1, Set.of())));
          });
    }
    if (empty) {
      builder.problem(file + " holds no KPI");
    }
  }

  private static void requireColumns(NamedCsvRecord first, String file) {
    List<String> header =
        first.getHeader().stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
    List<String> missing = REQUIRED.stream().filter(name -> !header.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new ConfigurationException(
          file, List.of("the KPI catalogue lacks the columns " + missing));
    }
  }

  /** A row that is read field by field, so that all its mistakes are told. */
  private static final class Row {

    private final Map<String, String> fields = new HashMap<>();
    private final long line;
    private final List<String> problems = new ArrayList<>();

    Row(NamedCsvRecord record) {
      record
          .getFieldsAsMap()
          .forEach((name, text) -> fields.put(name.replace("\uFEFF", "").strip(), text.strip()));
      line = record.getStartingLineNumber();
    }

    String place(String file) {
      return "%s:%d: KPI '%s': ".formatted(file, line, text("code"));
    }

    Optional<KpiDefinition> definition() {
      Unit written = parsed("unit", Unit::of).orElse(Unit.RATIO);
      Unit unit = written.convertsTo(Unit.RATIO) ? Unit.RATIO : written;
      double min = written.convert(number("min"), unit);
      double max = written.convert(number("max"), unit);
      double optimal = written.convert(number("optimal"), unit);
      if (min >= max) {
        problems.add(
            "column 'min' must be below column 'max': %s to %s"
                .formatted(text("min"), text("max")));
      }
      Optional<Kpi> kpi = parsed("code", Kpi::of);
      Optional<Domain> domain = parsed("domain", Domain::of);
      Optional<Direction> direction = word(Direction.class, "direction");
      Optional<ImpactLevel> impact = word(ImpactLevel.class, "impact_level");
      KpiKind kind =
          given("kind")
              .flatMap(text -> word(KpiKind.class, "kind"))
              .orElse(unit.equals(Unit.RATIO) ? KpiKind.RATIO : KpiKind.GAUGE);
      Optional<UtilityCurve> curve =
          given("curve")
              .flatMap(
                  text ->
                      parsed(
                          "curve",
                          given -> CurveText.parse(given, value -> written.convert(value, unit))));
      Duration staleness =
          given("staleness")
              .flatMap(text -> parsed("staleness", Duration::parse))
              .orElse(DEFAULT_STALENESS);
      if (!problems.isEmpty()) {
        return Optional.empty();
      }
      try {
        Direction better = direction.orElseThrow();
        return Optional.of(
            new KpiDefinition(
                kpi.orElseThrow(),
                text("name"),
                given("description").orElse(text("name")),
                unit,
                written,
                domain.orElseThrow(),
                text("subdomain"),
                kind,
                min,
                max,
                optimal,
                better,
                impact.orElseThrow(),
                curve.orElseGet(() -> CurveText.standard(better, kind, unit, min, max, optimal)),
                staleness,
                text("source_standard"),
                text("formula_or_measurement")));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
        return Optional.empty();
      }
    }

    private String text(String column) {
      return fields.getOrDefault(column, "");
    }

    private Optional<String> given(String column) {
      return Optional.of(text(column)).filter(text -> !text.isBlank());
    }

    private double number(String column) {
      return parsed(column, Double::valueOf).orElse(Double.NaN);
    }

    private <E extends Enum<E>> Optional<E> word(Class<E> type, String column) {
      Optional<E> found =
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> constant.name().equals(text(column)))
              .findFirst();
      if (found.isEmpty()) {
        problems.add(
            "column '%s' must be one of %s: '%s'"
                .formatted(column, Arrays.toString(type.getEnumConstants()), text(column)));
      }
      return found;
    }

    private <T> Optional<T> parsed(String column, Function<String, T> parser) {
      try {
        return Optional.of(parser.apply(text(column)));
      } catch (NumberFormatException e) {
        problems.add("column '%s' must be a number: '%s'".formatted(column, text(column)));
      } catch (DateTimeParseException e) {
        problems.add(
            "column '%s' must be a duration such as PT5M: '%s'".formatted(column, text(column)));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
      return Optional.empty();
    }
  }

  private static Reader resource(String name) {
    InputStream stream =
        Objects.requireNonNull(KpiCsv.class.getResourceAsStream(name), "resource " + name);
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
