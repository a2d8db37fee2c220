package dev.qoe.sim.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.sim.telemetry.TelemetryScenario.Devices;
import dev.qoe.sim.telemetry.TelemetryScenario.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The reader of telemetry scenarios. Confine to one thread. */
final class TelemetryReader {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final ElementPath NOWHERE = ElementPath.of("nowhere");
  private static final String ELEMENT = "an element such as \"acme/lab/probe-1\"";
  private static final long MOST = 1_000_000_000;

  private final JsonNode root;
  private final ScenarioFields fields = new ScenarioFields();

  TelemetryReader(JsonNode root) {
    this.root = root;
  }

  TelemetryScenario read() {
    if (!fields.known("", root, "type", "seed", "start", "duration", "signals", "fleet")) {
      fields.throwIfAny();
    }
    if (!root.path("type").asText().equals("telemetry")) {
      fields.mistake("type", "must be \"telemetry\": " + root.path("type"));
    }
    long seed = fields.whole("seed", root.path("seed"), 1);
    Instant start =
        fields.parsed(
            "start", root.path("start"), "a time such as \"" + START + "\"", Instant::parse, START);
    Duration duration = fields.duration("duration", root.path("duration"), MINUTE);
    checkDuration("duration", duration, LONGEST);
    if (!root.has("signals") && !root.has("fleet")) {
      fields.mistake("signals", "is missing, and so is fleet; give at least one of both");
    }
    List<Probe> probes = probes(root.path("signals"), new SignalReader(fields, seed));
    Optional<Devices> fleet =
        root.has("fleet") ? fleet(root.path("fleet"), seed) : Optional.empty();
    fields.throwIfAny();
    TelemetryScenario scenario = new TelemetryScenario(start, duration, probes, fleet);
    if (scenario.size() > MOST) {
      fields.mistake(
          "duration",
          "%s makes %d measurements; at most %d are made in one run (report less often, or run parts)"
              .formatted(duration, scenario.size(), MOST));
      fields.throwIfAny();
    }
    return scenario;
  }

  private void checkDuration(String at, Duration value, Duration max) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(max) > 0) {
      fields.mistake(at, "must be from PT0.001S to %s: %s".formatted(max, value));
    }
  }

  private List<Probe> probes(JsonNode signals, SignalReader reader) {
    if (!signals.isMissingNode() && !signals.isArray()) {
      fields.mistake("signals", "must be an array: " + signals);
    }
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      probe("signals[%d]".formatted(i), signals.get(i), reader).ifPresent(probes::add);
    }
    return probes;
  }

  private Optional<Probe> probe(String at, JsonNode json, SignalReader reader) {
    if (!fields.known(at, json, "element", "kpi", "unit", "every", "signal")) {
      return Optional.empty();
    }
    ElementPath element =
        fields.required(at + ".element", json.path("element"), ELEMENT, ElementPath::of, NOWHERE);
    Kpi kpi =
        fields.required(
            at + ".kpi", json.path("kpi"), "a code such as \"TRN_RTT\"", Kpi::of, Kpi.UP);
    Unit unit =
        fields.parsed(
            at + ".unit", json.path("unit"), "a unit such as \"ms\"", Unit::of, Unit.DECLARED);
    Duration every = fields.duration(at + ".every", json.path("every"), Duration.ofSeconds(1));
    checkDuration(at + ".every", every, LONGEST);
    Supplier<Signal> signal = reader.read(at + ".signal", json.path("signal"));
    return Optional.of(new Probe(element, kpi, unit, every, signal));
  }

  private Optional<Devices> fleet(JsonNode json, long seed) {
    if (!fields.known(
        "fleet",
        json,
        "element",
        "devices",
        "every",
        "faults_per_hour",
        "faults",
        "counter",
        "truth")) {
      return Optional.empty();
    }
    ElementPath element =
        fields.required("fleet.element", json.path("element"), ELEMENT, ElementPath::of, NOWHERE);
    int devices =
        (int) Math.min(Integer.MAX_VALUE, fields.whole("fleet.devices", json.path("devices"), 100));
    Duration every = fields.duration("fleet.every", json.path("every"), Duration.ofSeconds(10));
    double perHour = fields.number("fleet.faults_per_hour", json.path("faults_per_hour"), 0);
    Set<Fault> faults = faults(json.path("faults"));
    boolean counter = fields.flag("fleet.counter", json.path("counter"), false);
    boolean truth = fields.flag("fleet.truth", json.path("truth"), false);
    return Optional.ofNullable(
            fields.made(
                "fleet", () -> new FleetPlan(devices, every, seed, perHour, faults, counter)))
        .map(plan -> new Devices(plan, element, truth));
  }

  private Set<Fault> faults(JsonNode labels) {
    if (labels.isMissingNode()) {
      return EnumSet.allOf(Fault.class);
    }
    if (!labels.isArray()) {
      fields.mistake("fleet.faults", "must be an array of faults such as \"spike\": " + labels);
    }
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (int i = 0; i < labels.size(); i++) {
      String at = "fleet.faults[%d]".formatted(i);
      faults.add(
          fields.required(at, labels.get(i), "a fault such as \"spike\"", Fault::of, Fault.SPIKE));
    }
    return faults;
  }
}
