package dev.qoe.plugin.snmp;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * The way from a row to measurements, readings of counters and elements.
 *
 * <p>What cannot be read is counted by reason, and the rest goes on. Confine to one thread.
 */
final class Emitter {

  static final String WRONG_TYPE = "wrong-type";
  static final String NOT_A_NUMBER = "not-a-number";

  /** The remarks on a value with which all is well. */
  private static final Set<QualityFlag> SOUND = Set.of();

  /** What ifSpeed says of a line that is faster than it can tell (RFC 2863). */
  private static final double SPEED_UNTOLD = 0xFFFF_FFFFL;

  /** The code of an SI prefix that stands for 1 (RFC 3433, EntitySensorDataScale: units). */
  private static final int UNITS = 9;

  private final Device device;
  private final Sink sink;
  private final Instant begun;
  private final long upTimeMillis;
  private final boolean announcing;
  private final Map<ElementPath, Owner> taken = new HashMap<>();

  /** Whose name an element first was. */
  private record Owner(String group, OID index) {}

  /**
   * Makes one.
   *
   * @param begun when the agent told how long it had been up
   * @param upTimeMillis how long that was, in milliseconds; -1 if it did not say
   * @param announcing whether elements are handed on
   */
  Emitter(Device device, Sink sink, Instant begun, long upTimeMillis, boolean announcing) {
    this.device = device;
    this.sink = sink;
    this.begun = begun;
    this.upTimeMillis = upTimeMillis;
    this.announcing = announcing;
  }

  /** Hands on a value of the agent as a whole. */
  void emit(Kpi kpi, double value) {
    sink.accept(Measurement.of(device.place().path(), kpi, begun, value));
  }

  /** Hands on what a row says. */
  void emit(Row row) {
    Group group = row.group();
    if (!row.fits(group.when())) {
      return;
    }
    Place place = place(row);
    boolean announced = group.element().isEmpty() || !announcing;
    for (Metric metric : group.metrics()) {
      if (row.fits(metric.when())) {
        Place of = metric.child().isEmpty() ? place : place.below(metric.child().fill(row::text));
        boolean said = metric.counter() ? count(row, metric, of) : measure(row, metric, of);
        if (said && !announced) {
          announce(row, place);
          announced = true;
        }
      }
    }
    if (!announced && group.metrics().isEmpty()) {
      announce(row, place);
    }
  }

  private boolean measure(Row row, Metric metric, Place place) {
    for (Column column : metric.of()) {
      Variable value = row.value(column);
      if (value == null) {
        continue;
      }
      double raw = Row.number(column, value);
      if (Double.isNaN(raw)) {
        reject(NOT_A_NUMBER, row, column, value);
        return false;
      }
      if (!metric.ignore().isEmpty() && metric.ignore().contains(raw)) {
        continue;
      }
      double scaled = scaled(row, metric, raw);
      if (!Double.isFinite(scaled)) {
        return false;
      }
      sink.accept(
          new Measurement(
              place.path(), metric.kpi(), row.time(), row.time(), scaled, metric.unit(), 1, SOUND));
      return true;
    }
    return false;
  }

  /** Returns a number as a metric wants it; not finite if it means nothing there. */
  private static double scaled(Row row, Metric metric, double raw) {
    double value = raw;
    if (!metric.words().isEmpty()) {
      value = metric.words().getOrDefault(raw, Double.NaN);
    }
    if (!metric.scale().isEmpty()) {
      double prefix = or(row.number(metric.scale().get(0)), UNITS);
      double digits = metric.scale().size() > 1 ? or(row.number(metric.scale().get(1)), 0) : 0;
      value *= Math.pow(10, 3 * (prefix - UNITS) - digits);
    }
    value *= metric.times();
    if (!metric.per().isEmpty()) {
      value /= metric.per().equals(Metric.SPEED) ? speed(row) : or(row.number(metric.per()), 0);
    }
    value += metric.plus();
    return metric.decibel() ? 10 * Math.log10(value) : value;
  }

  private static double or(double number, double otherwise) {
    return Double.isNaN(number) ? otherwise : number;
  }

  private boolean count(Row row, Metric metric, Place place) {
    String before = place.chosen(metric.kpi());
    for (Column column : metric.of()) {
      Variable value = row.value(column);
      if (before == null ? value != null : column.name().equals(before)) {
        return value != null && count(row, metric, place, column, value);
      }
    }
    return false;
  }

  private boolean count(Row row, Metric metric, Place place, Column column, Variable value) {
    boolean wide = value instanceof Counter64;
    if (!wide && !(value instanceof Counter32) && !(value instanceof UnsignedInteger32)) {
      reject(WRONG_TYPE, row, column, value);
      return false;
    }
    place.choose(metric.kpi(), column.name());
    double speed = speed(row);
    double worth = metric.per().equals(Metric.SPEED) ? metric.times() / speed : metric.times();
    if (!(worth > 0) || !Double.isFinite(worth)) {
      return false;
    }
    double most = speed / metric.lineBits();
    sink.accept(
        new CounterReading(
            place.path(),
            metric.kpi(),
            row.time(),
            value.toLong(),
            wide ? Long.SIZE : Integer.SIZE,
            worth,
            upTimeMillis < 0
                ? CounterReading.UNKNOWN
                : upTimeMillis + begun.until(row.time(), ChronoUnit.MILLIS),
            discontinuity(row),
            most > 0 ? most : Double.POSITIVE_INFINITY));
    return true;
  }

  private static long discontinuity(Row row) {
    for (Column column : row.group().discontinuity()) {
      if (row.value(column) instanceof TimeTicks ticks) {
        return ticks.toMilliseconds();
      }
    }
    return CounterReading.UNKNOWN;
  }

  /** Returns the speed of the row's line, in bit/s; NaN if it is not known. */
  private static double speed(Row row) {
    for (Map.Entry<Column, Double> column : row.group().speed().entrySet()) {
      double told = row.number(column.getKey());
      if (told > 0 && told != SPEED_UNTOLD) {
        return told * column.getValue();
      }
    }
    return Double.NaN;
  }

  /** Rows of one group that are called the same are told apart by their indexes. */
  private Place place(Row row) {
    if (row.group().element().isEmpty()) {
      return device.place();
    }
    Place named = device.place().below(row.group().element().fill(row::text));
    Owner owner = taken.putIfAbsent(named.path(), new Owner(row.group().name(), row.index()));
    if (owner == null
        || owner.index().equals(row.index())
        || !owner.group().equals(row.group().name())) {
      return named;
    }
    return device.place().below(named.path().name() + "-" + row.index().toDottedString());
  }

  private void announce(Row row, Place place) {
    Group group = row.group();
    List<@Nullable Variable> told = new ArrayList<>(group.labels().size() + group.up().size() + 1);
    told.add(row.index());
    group.labels().forEach(column -> told.add(row.value(column)));
    group.up().keySet().forEach(column -> told.add(row.value(column)));
    if (place.isNews(group.name(), told)) {
      NetworkElement element = element(row, place.path());
      if (place.isNews(element)) {
        sink.accept(element);
      }
    }
  }

  private static NetworkElement element(Row row, ElementPath path) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String column : row.group().labels()) {
      String text = row.text(column);
      if (!text.isEmpty()) {
        labels.put(column, text);
      }
    }
    return NetworkElement.builder(path, row.group().type())
        .domain(Domain.TRANSPORT)
        .labels(labels)
        .status(status(row))
        .build();
  }

  private static ElementStatus status(Row row) {
    Group group = row.group();
    boolean told =
        !group.up().isEmpty()
            && group.up().keySet().stream().allMatch(column -> row.value(column) != null);
    if (!told) {
      return ElementStatus.UNKNOWN;
    }
    return row.fits(group.up()) ? ElementStatus.UP : ElementStatus.DOWN;
  }

  private void reject(String reason, Row row, Column column, Variable value) {
    OID object = new OID(column.oid()).append(row.index());
    String shown = Values.text(value);
    sink.reject(
        reason,
        "%s %s.%s".formatted(device.agent().name(), column.name(), row.index().toDottedString()),
        "%s is %s '%s', which is no value of it; it is left out"
            .formatted(
                object.toDottedString(),
                value.getSyntaxString(),
                shown.length() > 80 ? shown.substring(0, 80) + "..." : shown));
  }
}
