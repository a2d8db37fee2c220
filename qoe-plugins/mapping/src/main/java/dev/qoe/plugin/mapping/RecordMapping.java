package dev.qoe.plugin.mapping;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way from a record's fields, as texts, to measurements.
 *
 * <p>A field that is empty gives nothing; what cannot be read is rejected with its reason.
 * Immutable.
 *
 * @since 0.1
 */
public final class RecordMapping {

  /** Where the records that are mapped come from. Immutable. */
  public record Origin(String place, Instant received, Map<String, String> variables) {

    /**
     * Creates an origin; the map is copied.
     *
     * @param place where the record is, for messages
     * @param received when it came, which is its time if it tells none
     * @param variables what else may fill the places of templates
     */
    public Origin {
      variables = Map.copyOf(variables);
    }
  }

  /** Says whether, and as which element, something may be told. */
  @FunctionalInterface
  public interface Gate {
    /**
     * Returns the element whose name is {@code path}.
     *
     * @param values what fills the places of templates, by name
     * @throws IllegalArgumentException if it may not be told
     */
    ElementPath admit(String path, Function<String, Optional<String>> values);
  }

  /** One value of a record. */
  record Value(int field, String name, Template kpi, Template unit, double scale) {}

  private final List<String> fields;
  private final Map<String, Integer> variables;
  private final Template element;
  private final List<Value> values;
  private final int timeField;
  private final TimeFormat timeFormat;
  private final int qualityField;

  RecordMapping(
      List<String> fields,
      Map<String, Integer> variables,
      Template element,
      List<Value> values,
      int timeField,
      TimeFormat timeFormat,
      int qualityField) {
    this.fields = List.copyOf(fields);
    this.variables = new LinkedHashMap<>(variables);
    this.element = element;
    this.values = List.copyOf(values);
    this.timeField = timeField;
    this.timeFormat = timeFormat;
    this.qualityField = qualityField;
  }

  /**
   * Returns the mapping that a configuration tells.
   *
   * @param config names and values: {@code element}, {@code values}, {@code time}, {@code quality}
   *     and {@code fields}
   * @throws IllegalArgumentException if it has mistakes; the message names all of them
   */
  public static RecordMapping of(Map<String, ?> config) {
    return new MappingReader().read(config);
  }

  /** Returns the fields it wants, in the order in which {@link #map} takes them. */
  public List<String> fields() {
    return fields;
  }

  /** Returns the places that its elements, indicators and units want to be filled. */
  public List<String> names() {
    List<String> names = new ArrayList<>(element.names());
    values.forEach(value -> names.addAll(value.kpi().names()));
    values.forEach(value -> names.addAll(value.unit().names()));
    return names.stream().filter(name -> !variables.containsKey(name)).distinct().toList();
  }

  /**
   * Hands what a record tells to {@code sink}, and returns how many measurements that were.
   *
   * @param record the fields as texts, in the order of {@link #fields()}; "" for none
   * @param gate says what may be told
   */
  public int map(String[] record, Origin origin, Gate gate, Sink sink) {
    Function<String, Optional<String>> lookup = name -> lookup(name, record, origin);
    ElementPath path;
    Instant time;
    double quality;
    try {
      path = gate.admit(element.fill(lookup), lookup);
      time = time(record, origin);
      quality = quality(record);
    } catch (RejectedRecordException e) {
      sink.reject(e.reason(), origin.place(), String.valueOf(e.getMessage()));
      return 0;
    } catch (IllegalArgumentException e) {
      sink.reject("bad-record", origin.place(), String.valueOf(e.getMessage()));
      return 0;
    }
    int told = 0;
    for (Value value : values) {
      String text = record[value.field()].strip();
      if (!text.isEmpty() && tell(value, text, path, time, quality, origin, lookup, sink)) {
        told++;
      }
    }
    return told;
  }

  private static boolean tell(
      Value value,
      String text,
      ElementPath path,
      Instant time,
      double quality,
      Origin origin,
      Function<String, Optional<String>> lookup,
      Sink sink) {
    try {
      double number = finite(number(text) * value.scale(), text);
      Kpi kpi = Kpi.of(value.kpi().fill(lookup));
      String unit = value.unit().fill(lookup);
      Unit told = unit.isEmpty() ? Unit.DECLARED : Unit.of(unit);
      Measurement measurement =
          Measurement.of(path, kpi, time, number).in(told).receivedAt(origin.received());
      sink.accept(quality == 1 ? measurement : measurement.trusted(quality));
      return true;
    } catch (IllegalArgumentException e) {
      String reason = e instanceof NumberFormatException ? "not-a-number" : "bad-record";
      sink.reject(
          reason,
          origin.place(),
          "field '%s': %s".formatted(value.name(), String.valueOf(e.getMessage())));
      return false;
    }
  }

  /**
   * Returns the number that a text tells, in decimal digits.
   *
   * @throws NumberFormatException if it tells none, or none that is finite
   */
  public static double number(String text) {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default -> finite(decimal(text) ? parsed(text) : Double.NaN, text);
    };
  }

  /** Returns whether there is nothing but what decimal numbers are written with. */
  private static boolean decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if ((letter < '0' || letter > '9') && "+-.eE".indexOf(letter) < 0) {
        return false;
      }
    }
    return true;
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double finite(double number, String text) {
    if (!Double.isFinite(number)) {
      String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
      throw new NumberFormatException("value must be a finite number: '%s'".formatted(shown));
    }
    return number;
  }

  private Instant time(String[] record, Origin origin) {
    String text = timeField < 0 ? "" : record[timeField].strip();
    if (timeField >= 0 && text.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no time in field '%s'".formatted(fields.get(timeField)));
    }
    return text.isEmpty() ? origin.received() : timeFormat.parse(text);
  }

  private double quality(String[] record) {
    String text = qualityField < 0 ? "" : record[qualityField].strip();
    if (text.isEmpty()) {
      return 1;
    }
    double quality = number(text);
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality must be from 0 to 1: " + text);
    }
    return quality;
  }

  private Optional<String> lookup(String name, String[] record, Origin origin) {
    Integer field = variables.get(name);
    return field == null
        ? Optional.ofNullable(origin.variables().get(name))
        : Optional.of(record[field]);
  }
}
