package dev.qoe.core.json;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
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
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.Session;
import dev.qoe.api.report.TrackPoint;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.api.score.Wanted;
import dev.qoe.api.spi.Notification;
import dev.qoe.api.spi.Target;
import dev.qoe.api.spi.Ticket;
import dev.qoe.api.spi.TicketStatus;
import dev.qoe.api.store.SimulationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One value of every type that has a JSON form, with as little left at its default as may be. */
final class Samples {

  static final ElementPath CELL = ElementPath.of("acme.ireland/cork/site-301/cell-19736841");
  static final ElementPath SITE = ElementPath.of("acme.ireland/cork/site-301");
  static final ElementPath ROUTER = ElementPath.of("acme.ireland/cork/router-7");
  static final Instant NOON = Instant.parse("2020-02-13T12:00:00Z");
  static final Instant LATER = Instant.parse("2020-02-13T12:00:07.250Z");
  static final GeoPoint HERE = new GeoPoint(51.91582, -8.45178);
  static final GeoPoint THERE = new GeoPoint(51.88733, -8.39691);
  static final GeoPoint ASIDE = new GeoPoint(51.9, -8.5);
  static final Tenant TENANT = Tenant.of("acme.ireland");

  static final AuditEntry AUDIT =
      new AuditEntry(NOON, "anna", TENANT, "alert.acknowledge", "loss@" + CELL, "on my way");
  static final Measurement MEASUREMENT =
      new Measurement(
          CELL,
          Kpi.PACKET_LOSS,
          NOON,
          LATER,
          32,
          Unit.PERCENT,
          0.5,
          Set.of(QualityFlag.STUCK, QualityFlag.SUSPECT));
  static final CounterReading COUNTER =
      new CounterReading(
          CELL, Kpi.DOWNLINK_THROUGHPUT, NOON, 4_294_967_000L, 32, 8, 90_000, 5_000, 1.25e8);
  static final CounterSpec OCTETS = CounterSpec.of64().worth(8).atMost(1.25e8);
  static final RatioReading SHARE = RatioReading.of(CELL, Kpi.PACKET_LOSS, NOON, 3, 1_000);
  static final DistributionReading HISTOGRAM =
      new DistributionReading(
          CELL, Kpi.CQI, NOON, List.of(0.0, 5.0, 10.0), List.of(12L, 88L), 0.75);
  static final Event EVENT =
      new Event(CELL, "rat-change", NOON, "LTE to UMTS", Map.of("to", "UMTS", "from", "LTE"));
  static final Ledger LEDGER =
      new Ledger(
          120, 115, Map.of("not-finite", 2L, "unknown-kpi", 1L), Map.of("store-failed", 1L), 1, 3);
  static final Contribution CONTRIBUTION =
      new Contribution(
          CELL, Kpi.PACKET_LOSS, "packet loss", 0.32, 3.5, 41.2, "32 %, wanted at most 1 %");
  static final Score SCORE = new Score(SITE, NOON, 34.625, 0.86, List.of(CONTRIBUTION));
  static final Wanted.Change CHANGE =
      new Wanted.Change(CELL, Kpi.PACKET_LOSS, 0.32, 0.004, "packet loss 32 % -> 0.4 %");
  static final Evidence EVIDENCE = new Evidence(CELL, "TRN_LOSS", NOON, 0.32, "packet loss 32 %");
  static final Evidence EVENT_AS_EVIDENCE =
      new Evidence(CELL, "rat-change", LATER, Double.NaN, "LTE to UMTS");
  static final Transition OPENING = new Transition(AlertState.OPEN, LATER, "rules", "held for 5 s");
  static final Annotation ANNOTATION = new Annotation(LATER, "anna", "seen on site");
  static final Cause CAUSE = new Cause("CS_FALLBACK", "the call took the data down to 3G");
  static final Alert ALERT =
      new Alert(
          "fallback@" + CELL + "@2020-02-13T12:00:00Z",
          "fallback@" + CELL,
          CELL,
          "fallback",
          "CS_FALLBACK",
          Severity.MAJOR,
          "data starves while a call is up",
          Set.of(Kpi.VOICE_ACTIVE, Kpi.PACKET_LOSS),
          CAUSE,
          List.of(EVIDENCE, EVENT_AS_EVIDENCE),
          List.of(new Transition(AlertState.PENDING, NOON, "rules", ""), OPENING),
          List.of(ANNOTATION));
  static final NetworkElement ELEMENT =
      NetworkElement.builder(CELL, "cell")
          .displayName("Patrick Street 1")
          .domain(Domain.RAN)
          .subdomain("COVERAGE")
          .protocolLayer("L1")
          .address("192.0.2.1")
          .geometry(new Geometry.Point(HERE))
          .status(ElementStatus.DEGRADED)
          .weight(2.5)
          .expectedKpis(Set.of(Kpi.PACKET_LOSS, Kpi.LTE_RSRP))
          .labels(Map.of("vendor", "north", "band", "20"))
          .createdAt(NOON)
          .updatedAt(LATER)
          .lastSeenAt(LATER)
          .build();
  static final Link LINK = new Link(SITE, ROUTER, "backhaul");
  static final UtilityCurve CURVE =
      new UtilityCurve.Piecewise(
          List.of(
              new UtilityCurve.Piecewise.Point(0, 100), new UtilityCurve.Piecewise.Point(0.5, 0)));
  static final KpiDefinition DEFINITION =
      new KpiDefinition(
          Kpi.PACKET_LOSS,
          "packet loss",
          "Share of the packets sent that did not arrive.",
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
          CURVE,
          Duration.ofMinutes(15),
          "ITU-T Y.1540",
          "lost / sent");
  static final Chart CHART =
      new Chart(
          "packet loss",
          "%",
          0,
          40,
          List.of(new Chart.Point(NOON, 32), new Chart.Point(LATER, Double.NaN)));
  static final TrackPoint TRACK_POINT = new TrackPoint(NOON, HERE, 34.625, "cell-19736841");
  static final Session SESSION =
      new Session(
          "drive B",
          Score.unknown(ElementPath.of("acme.ireland/drives/b"), LATER),
          List.of(CHART),
          List.of(TRACK_POINT, new TrackPoint(LATER, THERE, Double.NaN, "")));
  static final ScoredElement SCORED = new ScoredElement(SCORE, "Patrick Street", "site", 1_234);
  static final Report REPORT =
      new Report(
          "Mobile quality of experience",
          "Drive test B",
          NOON,
          LATER,
          List.of(SCORED),
          List.of(SESSION),
          List.of(ALERT),
          LEDGER,
          List.of("places are where the device was"));

  private Samples() {}

  /** Returns the samples by the name of their golden file. */
  static Map<String, Object> byName() {
    Map<String, Object> samples = new LinkedHashMap<>();
    for (Object sample : all()) {
      String name = sample.getClass().getName();
      samples.put(name.substring(name.lastIndexOf('.') + 1).replace('$', '.'), sample);
    }
    return samples;
  }

  private static List<Object> all() {
    return List.of(
        TENANT,
        new Principal("anna", TENANT, Set.of(Role.VIEWER, Role.ADMIN, Role.ENGINEER)),
        AUDIT,
        CELL,
        HERE,
        new Geometry.Unknown(),
        new Geometry.Point(HERE),
        new Geometry.Line(List.of(HERE, THERE)),
        new Geometry.Polygon(List.of(HERE, THERE, ASIDE)),
        ELEMENT,
        LINK,
        new Topology(List.of(ELEMENT), List.of(LINK)),
        Domain.of("BILLING"),
        Kpi.PACKET_LOSS,
        new Unit("furlong", "length", 201.168),
        new UtilityCurve.Linear(-120, -80),
        new UtilityCurve.Logarithmic(0.1, 50),
        new UtilityCurve.Exponential(1, 0.001, 3),
        new UtilityCurve.Logistic(100, -0.05),
        CURVE,
        new UtilityCurve.Piecewise.Point(0.5, 12.5),
        new UtilityCurve.TargetBand(-40, 18, 27, 80),
        new Subdomain("LOSS", Domain.TRANSPORT, "What gets lost.", 2, 3, Set.of(Kpi.PACKET_LOSS)),
        DEFINITION,
        MEASUREMENT,
        COUNTER,
        OCTETS,
        SHARE,
        HISTOGRAM,
        EVENT,
        LEDGER,
        CONTRIBUTION,
        SCORE,
        CHANGE,
        new Wanted(SITE, 75, 34.625, 75.5, List.of(CHANGE)),
        EVIDENCE,
        OPENING,
        ANNOTATION,
        CAUSE,
        ALERT,
        new EngineEvent.KpiUpdated(MEASUREMENT),
        new EngineEvent.ScoreChanged(SCORE),
        new EngineEvent.AlertChanged(ALERT, LATER),
        new EngineEvent.NetworkEvent(EVENT),
        new EngineEvent.SimulationResult(
            "more backhaul", Map.of("voice", 3.5, "gap", Double.NaN), NOON),
        new EngineEvent.SystemStatus("store", false, "disk is full", LATER),
        new EngineEvent.UserActivity(AUDIT),
        new SimulationRun(
            TENANT,
            "busy hour",
            NOON,
            "anna",
            "what-if",
            Map.of("judged", "acme"),
            Map.of("after", 61.5, "gap", Double.NaN),
            "68.2 -> 61.5 of 100"),
        CHART,
        new Chart.Point(NOON, 32),
        TRACK_POINT,
        SESSION,
        SCORED,
        REPORT,
        new Target(CELL, "drive.csv", Map.of("operator", "B", "device", "S8")),
        new Notification("n-1", "ops@example.org", "loss in Cork", "32 % loss", ALERT),
        new Ticket(
            "loss:cork",
            CELL,
            Severity.MAJOR,
            "Loss in Cork",
            "32 % loss",
            Map.of("queue", "transport")),
        new TicketStatus(
            "INC-7",
            "loss:cork",
            true,
            "In Progress",
            "eve",
            "https://tickets.example/INC-7",
            Instant.parse("2020-02-13T16:00:00Z"),
            List.of(new Annotation(Instant.parse("2020-02-13T15:59:00Z"), "eve", "on my way"))));
  }
}
