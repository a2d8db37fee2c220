package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.sim.random.RandomStreams;
import dev.qoe.sim.telemetry.Fleet;
import dev.qoe.sim.telemetry.FleetPlan;
import dev.qoe.sim.telemetry.InjectedFault;
import dev.qoe.sim.telemetry.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Telemetry that is made up when it is run.
 *
 * <p>Lines come in the order in which measurements arrive: by time, then signals in the file's
 * order, then the fleet. Immutable.
 */
final class TelemetryRun implements Scenario {

  private final long seed;
  private final Instant start;
  private final Duration duration;
  private final List<Probe> probes;
  private final Optional<Devices> fleet;

  TelemetryRun(
      long seed, Instant start, Duration duration, List<Probe> probes, Optional<Devices> fleet) {
    this.seed = seed;
    this.start = start;
    this.duration = duration;
    this.probes = List.copyOf(probes);
    this.fleet = fleet;
  }

  /** A signal that is reported as an indicator. Immutable. */
  record Probe(
      ElementPath element, Kpi kpi, Unit unit, Duration every, SignalFields.Recipe recipe) {}

  /** A fleet, its seed not yet known, and whether its faults are told. Immutable. */
  record Devices(FleetPlan plan, ElementPath root, boolean truth) {}

  /** Returns how many measurements there are, were there no faults. */
  long size() {
    long size = fleet.map(f -> times(f.plan().every()) * f.plan().valuesPerReport()).orElse(0L);
    for (Probe probe : probes) {
      size += times(probe.every());
    }
    return size;
  }

  private long times(Duration every) {
    return duration.minusNanos(1).dividedBy(every) + 1;
  }

  @Override
  public void run(ScenarioRun run) throws InterruptedException {
    RandomStreams streams = RandomStreams.of(run.seed().orElse(seed));
    PriorityQueue<Source> sources =
        new PriorityQueue<>(Comparator.comparing(Source::next).thenComparing(Source::rank));
    for (int i = 0; i < probes.size(); i++) {
      sources.add(new ProbeSource(probes.get(i), i, streams));
    }
    fleet.ifPresent(devices -> sources.add(new FleetSource(devices, streams.seed())));
    Instant end = start.plus(duration);
    while (!sources.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("made-up telemetry was interrupted");
      }
      Source first = sources.remove();
      if (first.next().isBefore(end)) {
        first.report(run);
        sources.add(first);
      }
    }
  }

  /** Something that reports at times of its own. */
  private interface Source {
    Instant next();

    int rank();

    void report(ScenarioRun run);
  }

  private static ObjectNode line(
      ElementPath element, Kpi kpi, Instant time, double value, Unit unit) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("element", element.text())
            .put("kpi", kpi.code())
            .put("time", time.toString());
    if (Double.isFinite(value)) {
      line.put("value", value);
    } else {
      line.putNull("value");
    }
    if (!unit.equals(Unit.DECLARED)) {
      line.put("unit", unit.symbol());
    }
    return line.put("quality", 1.0);
  }

  private final class ProbeSource implements Source {

    private final Probe probe;
    private final int rank;
    private final Signal signal;
    private long reports;

    ProbeSource(Probe probe, int rank, RandomStreams streams) {
      this.probe = probe;
      this.rank = rank;
      signal = probe.recipe().apply(streams);
    }

    @Override
    public Instant next() {
      return start.plus(probe.every().multipliedBy(reports));
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public void report(ScenarioRun run) {
      Duration since = probe.every().multipliedBy(reports);
      double value = signal.at(since.getSeconds() + since.getNano() / 1e9);
      run.line(line(probe.element(), probe.kpi(), next(), value, probe.unit()));
      reports++;
    }
  }

  private final class FleetSource implements Source {

    private final Fleet fleet;
    private final boolean truth;

    FleetSource(Devices devices, long seed) {
      fleet = Fleet.of(devices.plan().withSeed(seed), devices.root(), start);
      truth = devices.truth();
    }

    @Override
    public Instant next() {
      return fleet.nextReport();
    }

    @Override
    public int rank() {
      return Integer.MAX_VALUE;
    }

    @Override
    public void report(ScenarioRun run) {
      fleet.report(
          measurement -> run.line(line(measurement)),
          fault -> {
            if (truth) {
              run.line(line(fault));
            }
          });
    }

    private ObjectNode line(Measurement m) {
      return TelemetryRun.line(m.element(), m.kpi(), m.time(), m.value(), m.unit());
    }

    private ObjectNode line(InjectedFault fault) {
      ObjectNode line =
          JsonNodeFactory.instance
              .objectNode()
              .put("element", fault.element().text())
              .put("event", InjectedFault.EVENT)
              .put("time", fault.from().toString())
              .put("text", fault.event().text());
      ObjectNode attributes = line.putObject("attributes");
      fault.event().attributes().forEach(attributes::put);
      return line;
    }
  }
}
