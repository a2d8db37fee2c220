package dev.qoe.sim.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.json.QoeJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Made-up telemetry as a file describes it.
 *
 * <pre>{@code
 * {"type": "telemetry", "seed": 42, "start": "2026-01-01T00:00:00Z", "duration": "PT1M",
 *  "signals": [
 *    {"element": "acme/lab/probe-1", "kpi": "TRN_RTT", "unit": "ms", "every": "PT1S",
 *     "signal": {"sum": [{"waveform": "sine"}, {"waveform": "uniform-noise"}], "offset": 40}}],
 *  "fleet": {"element": "acme/lab", "devices": 1000, "faults_per_hour": 3, "truth": true}}
 * }</pre>
 *
 * <p>Signals have the fields of {@link SignalSettings} ({@code waveform}, {@code amplitude}, {@code
 * frequency_hz}, {@code decay_per_s}, {@code samples_per_s}, {@code seed}) or are a {@code sum} or
 * a {@code constant}; {@code scale}, {@code offset}, {@code min} and {@code max} follow in that
 * order. A fleet has those of {@link FleetPlan} ({@code element}, {@code devices}, {@code every},
 * {@code faults_per_hour}, {@code faults}, {@code counter}); with {@code truth} an event tells of
 * each fault as it begins.
 *
 * <p>The same scenario gives the same bytes. Immutable.
 *
 * @since 0.1
 */
public final class TelemetryScenario {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Instant start;
  private final Duration duration;
  private final List<Probe> probes;
  private final Optional<Devices> fleet;

  TelemetryScenario(Instant start, Duration duration, List<Probe> probes, Optional<Devices> fleet) {
    this.start = start;
    this.duration = duration;
    this.probes = List.copyOf(probes);
    this.fleet = fleet;
  }

  /** A signal that is reported as an indicator. */
  record Probe(ElementPath element, Kpi kpi, Unit unit, Duration every, Supplier<Signal> recipe) {}

  /** A fleet and whether its faults are told. */
  record Devices(FleetPlan plan, ElementPath root, boolean truth) {}

  /**
   * Reads a scenario.
   *
   * @throws IOException if the file cannot be read or is not JSON
   * @throws IllegalArgumentException if anything in it is wrong; the message lists all mistakes, a
   *     line each, with their JSON path
   */
  public static TelemetryScenario read(Path file) throws IOException {
    return of(JSON.readTree(file.toFile()));
  }

  /**
   * Returns the scenario that a JSON value describes.
   *
   * @throws IllegalArgumentException if anything in it is wrong; the message lists all mistakes, a
   *     line each, with their JSON path
   */
  public static TelemetryScenario of(JsonNode scenario) {
    return new TelemetryReader(scenario).read();
  }

  /** Returns how many times anything is reported, faults not reckoned with, {@code >= 1}. */
  public long size() {
    long size = fleet.map(f -> times(f.plan().every()) * f.plan().values()).orElse(0L);
    for (Probe probe : probes) {
      size += times(probe.every());
    }
    return size;
  }

  private long times(Duration every) {
    return duration.minusNanos(1).dividedBy(every) + 1;
  }

  /**
   * Returns the measurements as JSON, a line each, in the order in which they arrive, made as they
   * are asked for. A value that is no number is null. Where the truth is asked for, the events that
   * tell of faults stand before the first value concerned.
   */
  public Stream<String> lines() {
    int order = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Run(), order), false);
  }

  /** Something that reports at times of its own. */
  private interface Source {
    Instant next();

    void report(Queue<String> lines);
  }

  /** All sources, the one that is due first being first. */
  private final class Run implements Iterator<String> {

    private final Instant end = start.plus(duration);
    private final List<Source> sources = new ArrayList<>();
    private final Queue<String> lines = new ArrayDeque<>();

    Run() {
      probes.forEach(probe -> sources.add(new ProbeSource(probe, start)));
      fleet.ifPresent(devices -> sources.add(new FleetSource(devices, start)));
    }

    @Override
    public boolean hasNext() {
      while (lines.isEmpty()) {
        Source first = sources.stream().min(Comparator.comparing(Source::next)).orElseThrow();
        if (!first.next().isBefore(end)) {
          return false;
        }
        first.report(lines);
      }
      return true;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return lines.remove();
    }
  }

  private static final class ProbeSource implements Source {

    private final Probe probe;
    private final Signal signal;
    private final Instant start;
    private long reports;

    ProbeSource(Probe probe, Instant start) {
      this.probe = probe;
      this.start = start;
      signal = probe.recipe().get();
    }

    @Override
    public Instant next() {
      return start.plus(probe.every().multipliedBy(reports));
    }

    @Override
    public void report(Queue<String> lines) {
      Instant time = next();
      double value = signal.at(probe.every().multipliedBy(reports).toNanos() / 1e9);
      reports++;
      lines.add(
          QoeJson.write(
              new Measurement(
                  probe.element(), probe.kpi(), time, time, value, probe.unit(), 1, Set.of())));
    }
  }

  private static final class FleetSource implements Source {

    private final Fleet fleet;
    private final boolean truth;

    FleetSource(Devices devices, Instant start) {
      fleet = Fleet.of(devices.plan(), devices.root(), start);
      truth = devices.truth();
    }

    @Override
    public Instant next() {
      return fleet.nextReport();
    }

    @Override
    public void report(Queue<String> lines) {
      fleet.report(
          measurement -> lines.add(line(measurement)),
          fault -> {
            if (truth) {
              lines.add(QoeJson.write(fault.event()));
            }
          });
    }

    /** Writes what a receiver sees: when it arrives is told by the order of lines. */
    private static String line(Measurement m) {
      return QoeJson.write(
          new Measurement(
              m.element(), m.kpi(), m.time(), m.time(), m.value(), m.unit(), 1, Set.of()));
    }
  }
}
