package dev.qoe.store.jdbc;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.alert.Cause;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.ImpactLevel;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.SimulationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values with every field set to something that is not its default. */
final class Samples {

  static final Instant START = Instant.parse("2020-02-13T15:54:21.123456Z");
  static final ElementPath CELL = ElementPath.of("acme/cork/site-301/cell-19736841");

  private Samples() {}

  static NetworkElement element(String path) {
    return NetworkElement.builder(ElementPath.of(path), "cell")
        .displayName("Zelle \"Süd\" 漢字 \uD83D\uDCF6")
        .domain(Domain.of("SATELLITE"))
        .subdomain("COVERAGE")
        .protocolLayer("L3")
        .address("192.0.2.1")
        .geometry(Geometry.at(51.897, -8.47))
        .status(ElementStatus.DEGRADED)
        .weight(2.5)
        .expectedKpis(Set.of(Kpi.LTE_RSRP, Kpi.PACKET_LOSS))
        .labels(Map.of("vendor", "a\\b\n\"c\"", "band", ""))
        .createdAt(START)
        .updatedAt(START.plusSeconds(1))
        .lastSeenAt(START.plusSeconds(2))
        .build();
  }

  static KpiDefinition definition(String code, UtilityCurve curve) {
    return new KpiDefinition(
        Kpi.of(code),
        "packet loss",
        "share of packets lost",
        Unit.RATIO,
        Unit.PERCENT,
        Domain.TRANSPORT,
        "LOSS",
        KpiKind.RATIO,
        0,
        1,
        0.001,
        Direction.LOWER,
        ImpactLevel.CRITICAL,
        curve,
        Duration.ofMillis(30_500),
        "RFC 2680",
        "lost / sent");
  }

  static Alert alert(String element, String id, Instant at, AlertState... states) {
    ElementPath path = ElementPath.of(element);
    List<Transition> history = new ArrayList<>();
    for (AlertState state : states) {
      history.add(new Transition(state, at.plusSeconds(history.size()), "joan", "because 'so'"));
    }
    return new Alert(
        id,
        "CS_FALLBACK:" + element,
        path,
        "cs-fallback",
        "CS_FALLBACK",
        Severity.MAJOR,
        "voice holds data down",
        Set.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME),
        new Cause("CS_FALLBACK", "a voice call moved the device to 3G"),
        List.of(
            new Evidence(CELL, "TRN_LOSS", at, 0.32, "packet loss 32 %"),
            new Evidence(path, "rat-change", at.plusNanos(1), Double.NaN, "4G to 3G")),
        history,
        List.of(new Annotation(at.plusSeconds(60), "joan", "on it")));
  }

  static Score score(ElementPath element, Instant time, double value) {
    return new Score(
        element,
        time,
        value,
        0.86,
        List.of(
            new Contribution(
                CELL, Kpi.PACKET_LOSS, "packet loss", 0.1 + 0.2, 5, 100 - value, "30 %"),
            new Contribution(CELL, Kpi.JITTER, "jitter", -0.0, 100, 1e-300, "0 ms")));
  }

  static AuditEntry audit(String tenant, Instant at, String action) {
    return new AuditEntry(at, "joan", Tenant.of(tenant), action, "acme/cork", "was 1, is 2");
  }

  static SimulationRun run(String tenant, String name, Instant at) {
    return new SimulationRun(
        Tenant.of(tenant),
        name,
        at,
        "joan",
        "what-if",
        Map.of("TRN_OWD of acme/backhaul", "+20 ms", "note", "\"Süd\"\n\t"),
        Map.of("before", 0.1 + 0.2, "after", Double.NaN, "gain", -1e-300),
        "68.2 -> 61.5 of 100\nthrough one-way delay");
  }

  /** Returns measurements a second apart, the values 0, 1, 2... */
  static List<Measurement> measurements(ElementPath element, Kpi kpi, int count) {
    List<Measurement> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(Measurement.of(element, kpi, START.plusSeconds(i), i));
    }
    return list;
  }

  /** Returns measurements of one series whose values are their sequence numbers. */
  static List<Measurement> batch(long firstSequence, int count) {
    List<Measurement> list = new ArrayList<>();
    for (long sequence = firstSequence; sequence < firstSequence + count; sequence++) {
      list.add(Measurement.of(CELL, Kpi.JITTER, START.plusMillis(sequence), (double) sequence));
    }
    return list;
  }
}
