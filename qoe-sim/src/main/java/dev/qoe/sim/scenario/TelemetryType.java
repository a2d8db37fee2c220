package dev.qoe.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.sim.telemetry.Fault;
import dev.qoe.sim.telemetry.FleetPlan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Made-up telemetry: signals, and a fleet of devices with faults; a line a measurement.
 *
 * <pre>{@code
 * {"type": "telemetry", "seed": 42, "start": "2026-01-01T00:00:00Z", "duration": "1 min",
 *  "signals": [
 *    {"element": "acme/lab/probe-1", "kpi": "TRN_RTT", "unit": "ms", "every": "1 s",
 *     "signal": {"sum": [{"waveform": "sine"}, {"waveform": "uniform-noise"}], "offset": 40}}],
 *  "fleet": {"element": "acme/lab", "devices": 1000, "every": "10 s", "faults_per_hour": 3,
 *            "faults": ["spike", "stuck"], "counter": false, "truth": true}}
 * }</pre>
 */
final class TelemetryType implements ScenarioType {

  private static final Unit SECOND = Unit.of("s");
  private static final double SHORTEST = 0.001;
  private static final double DAY = 86_400;
  private static final double LONGEST = 3660 * DAY;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MOST = 1_000_000_000;

  @Override
  public String name() {
    return "telemetry";
  }

  @Override
  public String title() {
    return "made-up measurements: signals, and fleets of devices with faults";
  }

  @Override
  public Scenario read(ScenarioFields fields) {
    long seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
    Instant start = parsed(fields, "start", Instant::parse, START);
    Duration duration = duration(fields, "duration", LONGEST, 60);
    List<TelemetryRun.Probe> probes = new ArrayList<>();
    if (fields.has("signals")) {
      fields.objects("signals").forEach(one -> probes.add(probe(one)));
    }
    Optional<TelemetryRun.Devices> fleet =
        fields.has("fleet") ? Optional.of(fleet(fields.object("fleet"))) : Optional.empty();
    if (!fields.has("signals") && fleet.isEmpty()) {
      fields.mistake("signals", "is missing, and so is fleet; give at least one of both");
    }
    TelemetryRun run = new TelemetryRun(seed, start, duration, probes, fleet);
    if (run.size() > MOST) {
      fields.mistake(
          "duration",
          "makes %d measurements, and a run at most %d; report less often, or run parts"
              .formatted(run.size(), MOST));
    }
    fields.check();
    return new KeptLines(name(), fields, run);
  }

  private static TelemetryRun.Probe probe(ScenarioFields fields) {
    return new TelemetryRun.Probe(
        required(fields, "element", ElementPath::of, ElementPath.of("nowhere")),
        required(fields, "kpi", Kpi::of, Kpi.UP),
        parsed(fields, "unit", Unit::of, Unit.DECLARED),
        duration(fields, "every", LONGEST, 1),
        SignalFields.read(fields.object("signal")));
  }

  private static TelemetryRun.Devices fleet(ScenarioFields fields) {
    ElementPath root = required(fields, "element", ElementPath::of, ElementPath.of("nowhere"));
    FleetPlan plan =
        new FleetPlan(
            (int) fields.whole("devices", 1, 100_000, 100),
            duration(fields, "every", DAY, 10),
            0,
            fields.number("faults_per_hour", 0, 3600, 0),
            faults(fields),
            fields.flag("counter", false));
    return new TelemetryRun.Devices(plan, root, fields.flag("truth", false));
  }

  private static Set<Fault> faults(ScenarioFields fields) {
    if (!fields.has("faults")) {
      return EnumSet.allOf(Fault.class);
    }
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    List<String> labels = fields.texts("faults");
    for (int i = 0; i < labels.size(); i++) {
      try {
        faults.add(Fault.of(labels.get(i)));
      } catch (IllegalArgumentException e) {
        fields.mistake("faults[%d]".formatted(i), String.valueOf(e.getMessage()));
      }
    }
    return faults;
  }

  private static Duration duration(
      ScenarioFields fields, String field, double max, double otherwise) {
    double seconds = fields.quantity(field, SECOND, SHORTEST, max, otherwise);
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static <T> T required(
      ScenarioFields fields, String field, Function<String, T> parser, T otherwise) {
    return parsed(fields, field, fields.text(field), parser, otherwise);
  }

  private static <T> T parsed(
      ScenarioFields fields, String field, Function<String, T> parser, T otherwise) {
    return parsed(fields, field, fields.text(field, ""), parser, otherwise);
  }

  private static <T> T parsed(
      ScenarioFields fields, String field, String text, Function<String, T> parser, T otherwise) {
    JsonNode given = fields.json(field);
    try {
      return text.isEmpty() ? otherwise : parser.apply(text);
    } catch (IllegalArgumentException e) {
      fields.mistake(field, String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      fields.mistake(field, "must be a time such as \"%s\": %s".formatted(START, given));
    }
    return otherwise;
  }
}
