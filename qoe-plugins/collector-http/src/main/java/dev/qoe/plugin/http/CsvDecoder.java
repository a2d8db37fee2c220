package dev.qoe.plugin.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds measurements in comma-separated values with a header: by rules that name columns, or in the
 * columns {@code element, kpi, time, value, unit, quality}.
 *
 * <p>A blank is no value. Immutable.
 */
final class CsvDecoder implements Decoder {

  private static final List<String> NEEDED = List.of("kpi", "value");

  /** A line put after the last: a quote that is never closed swallows it. */
  private static final String END = "\u0003end";

  private final JsonDecoder.Paths paths;
  private final OwnForms forms = new OwnForms(List.of());

  CsvDecoder(JsonDecoder.Paths paths) {
    this.paths = paths;
  }

  @Override
  public int decode(String text, Origin origin, Sink to) throws PluginException {
    String ended = text + "\n" + END;
    int looked = 0;
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(ended)) {
      List<String> header = List.of();
      for (CsvRecord row : rows) {
        String place = origin.name() + ":" + row.getStartingLineNumber();
        String last = row.getField(row.getFieldCount() - 1);
        if (row.getFieldCount() == 1 && last.equals(END)) {
          break;
        }
        looked++;
        if (last.endsWith(END)) {
          to.reject(
              "open-quote", place, "a quote is never closed: from here on nothing can be read");
        } else if (header.isEmpty()) {
          header = header(row, place);
        } else if (row.getFieldCount() != header.size()) {
          to.reject(
              "bad-row",
              place,
              "a row must have %d fields as the header: it has %d"
                  .formatted(header.size(), row.getFieldCount()));
        } else {
          row(header, row, place, origin, to);
        }
      }
      if (header.isEmpty()) {
        throw new PluginException(
            ErrorKind.MALFORMED, origin.name() + ": there is no header, where one should be");
      }
      return looked - 1;
    } catch (CsvParseException e) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "%s: it is no CSV: %s".formatted(origin.name(), OwnForms.shown(e.toString())),
          e);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a text cannot fail to be read", e);
    }
  }

  private List<String> header(CsvRecord row, String place) throws PluginException {
    List<String> header = row.getFields().stream().map(String::strip).toList();
    List<String> needed =
        paths.values().isEmpty() ? NEEDED : paths.values().stream().map(ValueRule::path).toList();
    if (needed.stream().noneMatch(header::contains)
        || (paths.values().isEmpty() && !header.containsAll(NEEDED))) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "%s: the header must have columns %s: %s"
              .formatted(place, needed, OwnForms.shown(header)));
    }
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column) && !column.isEmpty()) {
        throw new PluginException(
            ErrorKind.MALFORMED,
            "%s: column '%s' stands twice in the header: which is meant, is not known"
                .formatted(place, OwnForms.shown(column)));
      }
    }
    return header;
  }

  private void row(List<String> header, CsvRecord row, String place, Origin origin, Sink to) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String field = row.getField(i).strip();
      if (!field.isEmpty()) {
        fields.put(header.get(i), field);
      }
    }
    if (paths.values().isEmpty()) {
      own(fields, place, origin, to);
      return;
    }
    try {
      Optional<ElementPath> element =
          paths.element().path(origin.root(), word -> Optional.ofNullable(fields.get(word)));
      Optional<Instant> time =
          paths.time().isEmpty()
              ? Optional.of(origin.now())
              : Optional.ofNullable(fields.get(paths.time())).flatMap(Times::parse);
      if (element.isEmpty() || time.isEmpty()) {
        to.reject("bad-row", place, "name or time is not there: " + OwnForms.shown(fields));
        return;
      }
      for (ValueRule rule : paths.values()) {
        String field = fields.get(rule.path());
        if (field != null) {
          value(field, rule, element.get(), time.get(), place, origin, to);
        }
      }
    } catch (IllegalArgumentException e) {
      to.reject("bad-row", place, String.valueOf(e.getMessage()));
    }
  }

  private static void value(
      String field,
      ValueRule rule,
      ElementPath element,
      Instant time,
      String place,
      Origin origin,
      Sink to) {
    try {
      Emission.value(element, rule, time, number(field), place, origin, to);
    } catch (NumberFormatException e) {
      to.reject(
          "not-a-number",
          place,
          "'%s' must be a number: '%s'".formatted(rule.path(), OwnForms.shown(field)));
    }
  }

  private void own(Map<String, String> fields, String place, Origin origin, Sink to) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (name, field) -> {
          if (name.equals("value") || name.equals("quality")) {
            try {
              object.put(name, number(field));
            } catch (NumberFormatException e) {
              object.put(name, field);
            }
          } else {
            object.put(name, field);
          }
        });
    forms.read(object, place, origin, to);
  }

  /** Returns a number; Java's own forms, such as {@code 1f} and {@code 0x1p3}, are none. */
  static double number(String field) {
    char last = field.charAt(field.length() - 1);
    if (field.length() > 400 || Character.isLetter(last) || isHexadecimal(field)) {
      throw new NumberFormatException(field);
    }
    return Double.parseDouble(field);
  }

  private static boolean isHexadecimal(String field) {
    return field.indexOf('x') >= 0 || field.indexOf('X') >= 0;
  }
}
