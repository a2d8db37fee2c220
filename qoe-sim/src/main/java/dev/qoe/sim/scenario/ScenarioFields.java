package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.config.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one object of a scenario's file: reads them by name and type, and gathers what is
 * wrong with them, so that all mistakes are told at once with their JSON path.
 *
 * <p>A field that is missing or wrong yields a stand-in of its type, so that reading goes on;
 * {@link #check()} throws before anything is made of stand-ins. Fields that were never asked for
 * are mistakes too, and the nearest known name is offered. Confine to one thread.
 *
 * @since 0.1
 */
public final class ScenarioFields {

  private static final Pattern QUANTITY =
      Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?) ?(\\S+)");

  private final String path;
  private final ObjectNode node;
  private final Path folder;
  private final Mistakes mistakes;
  private final List<ScenarioFields> parts = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private boolean checked;

  ScenarioFields(String path, ObjectNode node, Path folder, Mistakes mistakes) {
    this.path = path;
    this.node = node;
    this.folder = folder;
    this.mistakes = mistakes;
  }

  /** Returns the fields of a whole scenario. */
  static ScenarioFields of(ObjectNode root, Path folder) {
    return new ScenarioFields("", root, folder, new Mistakes());
  }

  /** Returns whether there is such a field. */
  public boolean has(String field) {
    known.add(field);
    return node.has(field);
  }

  /** Returns the names of all fields, in the file's order, and counts them as known. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    known.addAll(names);
    return names;
  }

  /** Returns a field as it is; a missing node if there is none. */
  public JsonNode json(String field) {
    known.add(field);
    return node.path(field);
  }

  /** Returns a text that must be there. */
  public String text(String field) {
    return text(field, required(field), "");
  }

  /** Returns a text, or another one if there is no such field. */
  public String text(String field, String otherwise) {
    return has(field) ? text(field, node.path(field), otherwise) : otherwise;
  }

  /** Returns a text that must be one of those known; the nearest is offered. */
  public String oneOf(String field, Collection<String> choices) {
    String given = text(field);
    return given.isEmpty() ? given : chosen(field, given, choices);
  }

  /** Returns a text of those known, or another one if there is no such field. */
  public String oneOf(String field, Collection<String> choices, String otherwise) {
    return has(field) ? oneOf(field, choices) : otherwise;
  }

  /** Returns a number that must be there, both bounds inclusive. */
  public double number(String field, double min, double max) {
    return number(field, required(field), min, max);
  }

  /** Returns a number, both bounds inclusive, or another one if there is no such field. */
  public double number(String field, double min, double max, double otherwise) {
    return has(field) ? number(field, node.path(field), min, max) : otherwise;
  }

  /** Returns a whole number that must be there, both bounds inclusive. */
  public long whole(String field, long min, long max) {
    return whole(field, required(field), min, max);
  }

  /** Returns a whole number, both bounds inclusive, or another one if there is no such field. */
  public long whole(String field, long min, long max, long otherwise) {
    return has(field) ? whole(field, node.path(field), min, max) : otherwise;
  }

  /** Returns a truth value, or another one if there is no such field. */
  public boolean flag(String field, boolean otherwise) {
    JsonNode value = json(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      mistake(field, "must be true or false: " + shown(value));
    }
    return value.asBoolean(otherwise);
  }

  /**
   * Returns a quantity that must be there, written with its unit: {@code "20 ms"}.
   *
   * @param unit the unit that it is returned in; any of the same quantity may be written
   * @param min in that unit, inclusive
   * @param max in that unit, inclusive
   */
  public double quantity(String field, Unit unit, double min, double max) {
    return quantity(field, required(field), unit, min, max);
  }

  /** Returns a quantity as {@link #quantity(String, Unit, double, double)}, or another one. */
  public double quantity(String field, Unit unit, double min, double max, double otherwise) {
    return has(field) ? quantity(field, node.path(field), unit, min, max) : otherwise;
  }

  /** Returns an array of finite numbers that must be there. */
  public double[] numbers(String field) {
    JsonNode values = array(field, "an array of numbers");
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          number(field + "[" + i + "]", values.get(i), -Double.MAX_VALUE, Double.MAX_VALUE);
    }
    return numbers;
  }

  /** Returns an array of texts that must be there. */
  public List<String> texts(String field) {
    JsonNode values = array(field, "an array of texts");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      texts.add(text(field + "[" + i + "]", values.get(i), ""));
    }
    return texts;
  }

  /** Returns the fields of an object that must be there. */
  public ScenarioFields object(String field) {
    return part(field, required(field));
  }

  /** Returns the fields of each object of an array that must be there, with at least one. */
  public List<ScenarioFields> objects(String field) {
    JsonNode values = array(field, "an array of objects");
    List<ScenarioFields> objects = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      objects.add(part(field + "[" + i + "]", values.get(i)));
    }
    return objects;
  }

  /** Returns the fields of each object in an object that must be there, by their names. */
  public Map<String, ScenarioFields> namedObjects(String field) {
    ScenarioFields all = object(field);
    Map<String, ScenarioFields> objects = new LinkedHashMap<>();
    for (String name : all.names()) {
      objects.put(name, all.object(name));
    }
    if (objects.isEmpty() && node.path(field).isObject()) {
      mistake(field, "is empty; give at least one");
    }
    return objects;
  }

  /** Returns the folder that relative paths of the scenario begin at. */
  public Path folder() {
    return folder;
  }

  /** Returns the JSON path of a field of this object. */
  public String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Notes a mistake of a field: what the rule is and what was found. */
  public void mistake(String field, String rule) {
    mistakes.add(field.isEmpty() ? path : at(field), rule);
  }

  /** Returns the object as it stands in the file. */
  @Override
  public String toString() {
    return node.toString();
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if there were mistakes, or fields that were never asked for;
   *     the message lists all, a line each, with their JSON path
   */
  public void check() {
    refuseUnknown();
    mistakes.throwIfAny();
  }

  private void refuseUnknown() {
    if (!checked) {
      checked = true;
      node.fieldNames()
          .forEachRemaining(
              field -> {
                if (!known.contains(field)) {
                  mistake(
                      field,
                      "unknown field%s; known are %s"
                          .formatted(Nearest.hint(field, known), new TreeSet<>(known)));
                }
              });
    }
    parts.forEach(ScenarioFields::refuseUnknown);
  }

  private JsonNode required(String field) {
    JsonNode value = json(field);
    if (value.isMissingNode()) {
      mistake(field, "is missing");
    }
    return value;
  }

  private JsonNode array(String field, String rule) {
    JsonNode value = required(field);
    if (value.isMissingNode() || (value.isArray() && !value.isEmpty())) {
      return value;
    }
    mistake(field, value.isArray() ? "is empty; give at least one" : wrong(rule, value));
    return JsonNodeFactory.instance.arrayNode();
  }

  private ScenarioFields part(String field, JsonNode value) {
    if (!value.isObject() && !value.isMissingNode()) {
      mistake(field, wrong("an object", value));
    }
    ObjectNode object =
        value.isObject() ? (ObjectNode) value : JsonNodeFactory.instance.objectNode();
    if (!value.isObject()) {
      return new ScenarioFields(at(field), object, folder, new Mistakes());
    }
    ScenarioFields part = new ScenarioFields(at(field), object, folder, mistakes);
    parts.add(part);
    return part;
  }

  private String text(String field, JsonNode value, String otherwise) {
    if (value.isTextual() && !value.textValue().isBlank()) {
      return value.textValue();
    }
    if (!value.isMissingNode()) {
      mistake(field, wrong("a text that is not blank", value));
    }
    return otherwise;
  }

  private String chosen(String field, String given, Collection<String> choices) {
    if (choices.contains(given)) {
      return given;
    }
    mistake(
        field,
        "unknown '%s'%s; known are %s"
            .formatted(given, Nearest.hint(given, choices), String.join(", ", choices)));
    return choices.stream().findFirst().orElse("");
  }

  private double number(String field, JsonNode value, double min, double max) {
    if (value.isMissingNode()) {
      return min;
    }
    if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
      mistake(field, wrong("a number%s".formatted(range(min, max)), value));
      return min;
    }
    return value.doubleValue();
  }

  private long whole(String field, JsonNode value, long min, long max) {
    if (value.isMissingNode()) {
      return min;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      mistake(field, wrong("a whole number from %d to %d".formatted(min, max), value));
      return min;
    }
    return value.longValue();
  }

  private double quantity(String field, JsonNode value, Unit unit, double min, double max) {
    if (value.isMissingNode()) {
      return min;
    }
    OptionalDouble read = quantity(value.isTextual() ? value.textValue().strip() : "", unit);
    if (read.isEmpty() || !(read.getAsDouble() >= min && read.getAsDouble() <= max)) {
      String rule = "a number with a unit of %s%s, in %s (example: \"%s %s\")";
      mistake(
          field,
          wrong(rule.formatted(unit.quantity(), range(min, max), unit, plain(min), unit), value));
      return min;
    }
    return read.getAsDouble();
  }

  private static OptionalDouble quantity(String text, Unit unit) {
    Matcher parts = QUANTITY.matcher(text);
    if (!parts.matches() || !Unit.of(parts.group(2)).convertsTo(unit)) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(parts.group(1));
    return OptionalDouble.of(Unit.of(parts.group(2)).convert(value, unit));
  }

  private static String range(double min, double max) {
    if (min == -Double.MAX_VALUE && max == Double.MAX_VALUE) {
      return "";
    }
    if (max == Double.MAX_VALUE) {
      return ", at least " + plain(min);
    }
    return " from %s to %s".formatted(plain(min), plain(max));
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String wrong(String rule, JsonNode value) {
    return "must be %s: %s".formatted(rule, shown(value));
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
