package dev.qoe.plugin.mapping;

import dev.qoe.api.kpi.Kpi;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the mapping of a configuration, and gathers its mistakes. Confine to one thread. */
final class MappingReader {

  private static final Set<String> NAMES = Set.of("element", "values", "time", "quality", "fields");
  private static final Set<String> VALUE_NAMES = Set.of("field", "path", "kpi", "unit", "scale");
  private static final Set<String> TIME_NAMES = Set.of("field", "path", "format", "zone");

  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, Integer> fields = new LinkedHashMap<>();

  RecordMapping read(Map<String, ?> config) {
    known("mapping", config, NAMES);
    Template element = template("element", text(config, "element", ""));
    if (element.toString().isEmpty()) {
      mistakes.add("'element' is missing: the path of the element, such as acme/{site}/{cell}");
    }
    Map<String, Integer> variables = new LinkedHashMap<>();
    if (config.get("fields") instanceof Map<?, ?> named) {
      named.forEach((name, field) -> variables.put(name.toString(), index(field.toString())));
    } else if (config.containsKey("fields")) {
      mistakes.add("'fields' must be a map of names and fields");
    }
    List<RecordMapping.Value> values = values(config.get("values"));
    int timeField = -1;
    TimeFormat format = TimeFormat.of("iso", ZoneOffset.UTC);
    Object time = config.get("time");
    if (time instanceof Map<?, ?> told) {
      Map<String, ?> map = named(told);
      known("'time'", map, TIME_NAMES);
      timeField = field(map, "'time'");
      format = format(map);
    } else if (time != null) {
      timeField = index(time.toString());
    }
    String quality = text(config, "quality", "");
    int qualityField = quality.isEmpty() ? -1 : index(quality);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return new RecordMapping(
        new ArrayList<>(fields.keySet()),
        variables,
        element,
        values,
        timeField,
        format,
        qualityField);
  }

  private List<RecordMapping.Value> values(@Nullable Object given) {
    List<RecordMapping.Value> values = new ArrayList<>();
    List<?> many =
        given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
    for (Object one : many) {
      if (one instanceof Map<?, ?> map) {
        value(named(map)).ifPresent(values::add);
      } else {
        mistakes.add(
            "'values' must be a list of maps such as {field: rtt, kpi: TRN_RTT, unit: ms}");
      }
    }
    if (many.isEmpty()) {
      mistakes.add("'values' is missing: a list such as [{field: rtt, kpi: TRN_RTT, unit: ms}]");
    }
    return values;
  }

  private Optional<RecordMapping.Value> value(Map<String, ?> map) {
    int before = mistakes.size();
    known("a value", map, VALUE_NAMES);
    int field = field(map, "a value");
    String name = text(map, "field", text(map, "path", ""));
    Template kpi = template("kpi", text(map, "kpi", ""));
    Template unit = template("unit", text(map, "unit", ""));
    double scale = 1;
    try {
      scale = RecordMapping.number(text(map, "scale", "1"));
      if (kpi.names().isEmpty()) {
        Kpi.of(kpi.toString());
      }
    } catch (IllegalArgumentException e) {
      mistakes.add("value of field '%s': %s".formatted(name, e.getMessage()));
    }
    return before == mistakes.size()
        ? Optional.of(new RecordMapping.Value(field, name, kpi, unit, scale))
        : Optional.empty();
  }

  private TimeFormat format(Map<String, ?> map) {
    String zone = text(map, "zone", "UTC");
    try {
      return TimeFormat.of(text(map, "format", "iso"), ZoneId.of(zone));
    } catch (DateTimeException e) {
      mistakes.add("'zone' of 'time' must be a time zone such as Europe/Dublin: '" + zone + "'");
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
    }
    return TimeFormat.of("iso", ZoneOffset.UTC);
  }

  private int field(Map<String, ?> map, String what) {
    String field = text(map, "field", text(map, "path", ""));
    if (field.isEmpty()) {
      mistakes.add("%s names no 'field' (or 'path')".formatted(what));
      return -1;
    }
    return index(field);
  }

  private int index(String field) {
    return fields.computeIfAbsent(field, name -> fields.size());
  }

  private Template template(String what, String text) {
    try {
      return Template.of(text);
    } catch (IllegalArgumentException e) {
      mistakes.add("'%s': %s".formatted(what, e.getMessage()));
      return Template.of("");
    }
  }

  private void known(String what, Map<String, ?> map, Set<String> names) {
    for (String name : map.keySet()) {
      if (!names.contains(name)) {
        mistakes.add("%s has no '%s'; it has %s".formatted(what, name, new TreeSet<>(names)));
      }
    }
  }

  private static Map<String, ?> named(Map<?, ?> map) {
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put(name.toString(), value));
    return named;
  }

  private String text(Map<String, ?> map, String name, String otherwise) {
    Object value = map.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Map || value instanceof List) {
      mistakes.add("'%s' must be a single text or number".formatted(name));
      return otherwise;
    }
    return value.toString();
  }
}
