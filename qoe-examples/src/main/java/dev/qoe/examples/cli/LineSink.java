package dev.qoe.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import dev.qoe.core.counter.CounterRate;
import dev.qoe.core.kpi.KpiCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A sink that prints what it takes as JSON lines: counters as their rates, ratios as the share,
 * histograms as their mean.
 *
 * <p>What is left out is counted by reason, and the first of it told. Thread-safe.
 */
final class LineSink implements Sink {

  private static final int MOST_TOLD = 100;

  /** A counter is told apart by what it counts of what. */
  private record Series(ElementPath element, Kpi kpi) {}

  private final KpiCatalog catalog = KpiCatalog.standard();
  private final OutputStream out;
  private final PrintWriter err;
  private final JsonGenerator json;
  private final Map<Series, CounterRate> counters = new HashMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private long printed;
  private boolean broken;

  LineSink(OutputStream out, PrintWriter err) throws IOException {
    this.out = out;
    this.err = err;
    this.json = new JsonFactory().createGenerator(out);
    json.setRootValueSeparator(null);
  }

  @Override
  public synchronized Acceptance accept(Measurement m) {
    if (!Double.isFinite(m.value())) {
      reject("not-finite", m.element() + " " + m.kpi(), "value must be finite: " + m.value());
      return Acceptance.REFUSED;
    }
    String unit = m.unit().equals(Unit.DECLARED) ? unit(m.kpi()) : m.unit().symbol();
    return print(m.element(), m.kpi(), m.time(), m.value(), unit, m.quality());
  }

  @Override
  public synchronized Acceptance accept(CounterReading reading) {
    CounterRate counter =
        counters.computeIfAbsent(
            new Series(reading.element(), reading.kpi()), series -> CounterRate.create());
    if (!counter.judge(reading).hasRate()) {
      String decision = counter.decision().name().toLowerCase(Locale.ROOT).replace('_', '-');
      count("counter-" + decision);
      return broken ? Acceptance.RETRY_LATER : Acceptance.ACCEPTED;
    }
    Kpi kpi = reading.kpi();
    return print(reading.element(), kpi, reading.time(), counter.rate(), unit(kpi), 1);
  }

  @Override
  public synchronized Acceptance accept(RatioReading reading) {
    if (!(reading.denominator() > 0)) {
      count("ratio-of-nothing");
      return Acceptance.ACCEPTED;
    }
    double share = reading.numerator() / reading.denominator();
    return print(
        reading.element(), reading.kpi(), reading.time(), share, "ratio", reading.quality());
  }

  /** Takes every value of a bin to be at its middle. */
  @Override
  public synchronized Acceptance accept(DistributionReading reading) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < reading.counts().size(); i++) {
      sum += reading.counts().get(i) * (reading.bounds().get(i) + reading.bounds().get(i + 1)) / 2;
      count += reading.counts().get(i);
    }
    if (count == 0) {
      count("histogram-of-nothing");
      return Acceptance.ACCEPTED;
    }
    Kpi kpi = reading.kpi();
    return print(reading.element(), kpi, reading.time(), sum / count, unit(kpi), reading.quality());
  }

  @Override
  public synchronized Acceptance accept(Event event) {
    return line(
        () -> {
          json.writeStringField("element", event.element().text());
          json.writeStringField("event", event.type());
          json.writeStringField("time", event.time().toString());
          json.writeStringField("text", event.text());
          json.writeObjectFieldStart("attributes");
          for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
          }
          json.writeEndObject();
        });
  }

  /** Elements are taken note of by engines only. */
  @Override
  public Acceptance accept(NetworkElement element) {
    return Acceptance.ACCEPTED;
  }

  @Override
  public synchronized void reject(String reason, String place, String detail) {
    if (count(reason) <= MOST_TOLD) {
      err.println(place + ": " + detail);
    }
  }

  /** What is printed is handed over; a reader that has gone makes that fail. */
  @Override
  public void whenDurable(Consumer<Acceptance> answer) {
    answer.accept(flush() ? Acceptance.ACCEPTED : Acceptance.RETRY_LATER);
  }

  /** Hands over what is printed; returns whether somebody reads it. */
  synchronized boolean flush() {
    if (!broken) {
      try {
        json.flush();
        out.flush();
      } catch (IOException e) {
        broken = true;
      }
    }
    return !broken;
  }

  /** Tells how much was printed and what was left out. */
  synchronized void summarise() {
    err.printf("collected: %d lines%n", printed);
    leftOut.forEach((reason, count) -> err.printf("  left out: %d %s%n", count, reason));
  }

  private Acceptance print(
      ElementPath element, Kpi kpi, Instant time, double value, String unit, double quality) {
    return line(
        () -> {
          json.writeStringField("element", element.text());
          json.writeStringField("kpi", kpi.toString());
          json.writeStringField("time", time.toString());
          json.writeNumberField("value", value);
          if (!unit.isEmpty()) {
            json.writeStringField("unit", unit);
          }
          json.writeNumberField("quality", quality);
        });
  }

  /** Writes the fields of a line. */
  @FunctionalInterface
  private interface Fields {
    void write() throws IOException;
  }

  private Acceptance line(Fields fields) {
    if (broken) {
      return Acceptance.RETRY_LATER;
    }
    try {
      json.writeStartObject();
      fields.write();
      json.writeEndObject();
      json.writeRaw('\n');
      printed++;
      return Acceptance.ACCEPTED;
    } catch (IOException e) {
      broken = true;
      return Acceptance.RETRY_LATER;
    }
  }

  private long count(String reason) {
    return leftOut.merge(reason, 1L, Long::sum);
  }

  /** Returns the unit that the catalogue gives the indicator; empty if it does not know it. */
  private String unit(Kpi kpi) {
    return catalog.find(kpi).map(KpiDefinition::unit).map(Unit::symbol).orElse("");
  }
}
