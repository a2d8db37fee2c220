package dev.qoe.plugin.snmp;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
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

  /** What ifSpeed says of a line that is faster than it can tell (RFC 2863). */
  private static final double SPEED_UNTOLD = 0xFFFF_FFFFL;

  /** The code of an SI prefix that stands for 1 (RFC 3433, EntitySensorDataScale: units). */
  private static final int UNITS = 9;

  private final Target target;
  private final Device device;
  private final Sink sink;
  private final InstantSource clock;
  private final Instant begun;
  private final long upTimeMillis;
  private final boolean announcing;
  private final Map<ElementPath, String> taken = new HashMap<>();
  private long emitted;

  Emitter(
      Target target,
      Device device,
      Sink sink,
      InstantSource clock,
      long upTimeMillis,
      boolean announcing) {
    this.target = target;
    this.device = device;
    this.sink = sink;
    this.clock = clock;
    this.begun = clock.instant();
    this.upTimeMillis = upTimeMillis;
    this.announcing = announcing;
  }

  /** Returns how much was handed on, {@code >= 0}. */
  long emitted() {
    return emitted;
  }

  /** Hands on a value of the agent as a whole. */
  void emit(Kpi kpi, double value) {
    emitted++;
    sink.accept(Measurement.of(target.element(), kpi, clock.instant(), value));
  }

  /** Hands on what a row says. */
  void emit(Row row) {
    Group group = row.group();
    if (!row.fits(group.when())) {
      return;
    }
    ElementPath element = element(row);
    boolean announced = group.element().isEmpty() || !announcing;
    for (Metric metric : group.metrics()) {
      if (row.fits(metric.when())) {
        ElementPath of =
            metric.child().isEmpty()
                ? element
                : element.child(Template.fill(metric.child(), row::text));
        boolean said = metric.counter() ? count(row, metric, of) : measure(row, metric, of);
        if (said && !announced) {
          announce(row, element);
          announced = true;
        }
      }
    }
    if (!announced && group.metrics().isEmpty()) {
      announce(row, element);
    }
  }

  private boolean measure(Row row, Metric metric, ElementPath element) {
    for (String column : metric.of()) {
      OptionalDouble number = row.number(column);
      if (number.isEmpty()) {
        Variable value = row.value(column);
        if (value == null) {
          continue;
        }
        reject(NOT_A_NUMBER, row, column, value);
        return false;
      }
      double raw = number.getAsDouble();
      if (metric.ignore().contains(raw)) {
        continue;
      }
      OptionalDouble scaled = scaled(row, metric, raw);
      if (scaled.isPresent()) {
        emitted++;
        sink.accept(
            Measurement.of(element, metric.kpi(), clock.instant(), scaled.getAsDouble())
                .in(metric.unit()));
      }
      return scaled.isPresent();
    }
    return false;
  }

  private static OptionalDouble scaled(Row row, Metric metric, double raw) {
    double value = raw;
    if (!metric.words().isEmpty()) {
      Double word = metric.words().get(raw);
      if (word == null) {
        return OptionalDouble.empty();
      }
      value = word;
    }
    if (!metric.scale().isEmpty()) {
      double prefix = row.number(metric.scale().get(0)).orElse(UNITS);
      double digits = metric.scale().size() > 1 ? row.number(metric.scale().get(1)).orElse(0) : 0;
      value *= Math.pow(10, 3 * (prefix - UNITS) - digits);
    }
    value *= metric.times();
    if (!metric.per().isEmpty()) {
      value /= metric.per().equals(Metric.SPEED) ? speed(row) : row.number(metric.per()).orElse(0);
    }
    value += metric.plus();
    if (metric.decibel()) {
      value = 10 * Math.log10(value);
    }
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private boolean count(Row row, Metric metric, ElementPath element) {
    String series = element + " " + metric.kpi();
    String column = device.chosen(series);
    if (column == null) {
      column = metric.of().stream().filter(of -> row.value(of) != null).findFirst().orElse("");
    }
    Variable value = row.value(column);
    if (value == null) {
      return false;
    }
    boolean wide = value instanceof Counter64;
    if (!wide && !(value instanceof Counter32) && !(value instanceof UnsignedInteger32)) {
      reject(WRONG_TYPE, row, column, value);
      return false;
    }
    if (!device.choose(series, column).equals(column)) {
      return false;
    }
    double speed = speed(row);
    double worth = metric.per().equals(Metric.SPEED) ? metric.times() / speed : metric.times();
    if (!(worth > 0) || !Double.isFinite(worth)) {
      return false;
    }
    double most = speed / metric.lineBits();
    Instant now = clock.instant();
    emitted++;
    sink.accept(
        new CounterReading(
            element,
            metric.kpi(),
            now,
            value.toLong(),
            wide ? Long.SIZE : Integer.SIZE,
            worth,
            upTimeMillis < 0
                ? CounterReading.UNKNOWN
                : upTimeMillis + Duration.between(begun, now).toMillis(),
            discontinuity(row),
            most > 0 ? most : Double.POSITIVE_INFINITY));
    return true;
  }

  private static long discontinuity(Row row) {
    return row.value(row.group().discontinuity()) instanceof TimeTicks ticks
        ? ticks.toMilliseconds()
        : CounterReading.UNKNOWN;
  }

  /** Returns the speed of the row's line, in bit/s; NaN if it is not known. */
  private static double speed(Row row) {
    for (Map.Entry<String, Double> column : row.group().speed().entrySet()) {
      double told = row.number(column.getKey()).orElse(0);
      if (told > 0 && told != SPEED_UNTOLD) {
        return told * column.getValue();
      }
    }
    return Double.NaN;
  }

  private ElementPath element(Row row) {
    if (row.group().element().isEmpty()) {
      return target.element();
    }
    ElementPath named = target.element().child(Template.fill(row.group().element(), row::text));
    String who = row.group().name() + " " + row.index();
    String owner = taken.putIfAbsent(named, who);
    if (owner == null || owner.equals(who) || !owner.startsWith(row.group().name() + " ")) {
      return named;
    }
    return target.element().child(named.name() + "-" + row.index().toDottedString());
  }

  private void announce(Row row, ElementPath element) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String column : row.group().labels()) {
      String text = row.text(column);
      if (!text.isEmpty()) {
        labels.put(column, text);
      }
    }
    NetworkElement found =
        NetworkElement.builder(element, row.group().type())
            .domain(Domain.TRANSPORT)
            .labels(labels)
            .status(status(row))
            .build();
    if (device.isNews(found)) {
      sink.accept(found);
    }
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

  private void reject(String reason, Row row, String column, @Nullable Variable value) {
    Column of = row.group().columns().get(column);
    OID object = of == null ? row.index() : new OID(of.oid()).append(row.index());
    String shown = value == null ? "" : Values.text(value);
    sink.reject(
        reason,
        "%s %s.%s".formatted(device.agent().name(), column, row.index().toDottedString()),
        "%s is %s '%s', which is no value of it; it is left out"
            .formatted(
                object.toDottedString(),
                value == null ? "nothing" : value.getSyntaxString(),
                shown.length() > 80 ? shown.substring(0, 80) + "..." : shown));
  }
}
