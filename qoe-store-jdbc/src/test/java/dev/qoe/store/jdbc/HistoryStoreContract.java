package dev.qoe.store.jdbc;

import static dev.qoe.store.jdbc.Samples.CELL;
import static dev.qoe.store.jdbc.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.api.store.SimulationRun;
import dev.qoe.api.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What any history store promises. Over 400 lines, since a contract stands in one place. */
abstract class HistoryStoreContract {

  private static final Instant FOREVER = Instant.MAX;

  private HistoryStore store;

  /** Opens a store that holds nothing the first time, and the same again each later time. */
  abstract HistoryStore open() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    if (store != null) {
      store.close();
    }
  }

  private void reopen() throws Exception {
    store.close();
    store = open();
  }

  @Test
  @DisplayName("An element comes back with every field after the store was reopened")
  void elementRoundTrip() throws Exception {
    NetworkElement element = Samples.element(CELL.text());

    store.elements().save(List.of(element));
    reopen();

    assertThat(store.elements().find(CELL)).contains(element);
    assertThat(store.elements().find(ElementPath.of("acme/cork"))).isEmpty();
  }

  @Test
  @DisplayName("Every kind of place comes back as it was")
  void geometries() {
    List<GeoPoint> points =
        List.of(new GeoPoint(51.1, -8.2), new GeoPoint(0.1 + 0.2, 180), new GeoPoint(-90, -0.0));
    List<NetworkElement> elements =
        Stream.of(
                Geometry.unknown(),
                Geometry.at(1.5, 2.5),
                new Geometry.Line(points),
                new Geometry.Polygon(points))
            .map(
                place ->
                    NetworkElement.builder(
                            ElementPath.of("acme/" + place.getClass().getSimpleName()), "x")
                        .geometry(place)
                        .build())
            .toList();
    assertThat(elements).hasSameSizeAs(Geometry.class.getPermittedSubclasses());

    store.elements().save(elements);

    assertThat(store.elements().list(Tenant.of("acme")))
        .containsExactlyInAnyOrderElementsOf(elements);
  }

  @Test
  @DisplayName("Saving an element again replaces it, the last of a batch counting")
  void elementReplaced() {
    NetworkElement first = Samples.element(CELL.text());
    NetworkElement second = first.toBuilder().displayName("second").build();
    NetworkElement third = first.toBuilder().displayName("third").build();

    store.elements().save(List.of(first));
    store.elements().save(List.of(second, third));

    assertThat(store.elements().list(Tenant.of("acme"))).containsExactly(third);
  }

  @Test
  @DisplayName("A removed element is gone, and removing it again says so")
  void elementRemoved() {
    store.elements().save(List.of(Samples.element(CELL.text())));

    assertThat(store.elements().remove(CELL)).isTrue();
    assertThat(store.elements().remove(CELL)).isFalse();
    assertThat(store.elements().find(CELL)).isEmpty();
  }

  @Test
  @DisplayName("A tenant sees its elements and its descendants', nobody else's, in path order")
  void elementsOfTenant() {
    store
        .elements()
        .save(
            Stream.of(
                    "acme/b",
                    "acme.ireland/a",
                    "acme/B",
                    "acme-2/a",
                    "acmex/a",
                    "acme_/a",
                    "acme/ä",
                    "acme",
                    "other/a")
                .map(Samples::element)
                .toList());

    assertThat(store.elements().list(Tenant.of("acme")))
        .extracting(element -> element.path().text())
        .containsExactly("acme", "acme.ireland/a", "acme/B", "acme/b", "acme/ä");
    assertThat(store.elements().list(Tenant.of("acme.ireland"))).hasSize(1);
  }

  @Test
  @DisplayName("A definition with any kind of curve comes back with every field, in code order")
  void definitions() throws Exception {
    List<KpiDefinition> definitions =
        List.of(
            Samples.definition("A_LINEAR", new UtilityCurve.Linear(0.1 + 0.2, 0)),
            Samples.definition("B_LOG", new UtilityCurve.Logarithmic(1e-9, 50)),
            Samples.definition("C_EXP", new UtilityCurve.Exponential(1, 0, 3.3)),
            Samples.definition("D_LOGISTIC", new UtilityCurve.Logistic(0.5, -7)),
            Samples.definition(
                "E_PIECES",
                new UtilityCurve.Piecewise(
                    List.of(
                        new UtilityCurve.Piecewise.Point(-1, 0),
                        new UtilityCurve.Piecewise.Point(1 / 3.0, 99.9)))),
            Samples.definition("F_BAND", new UtilityCurve.TargetBand(-1, 0, 0.5, 2)));
    assertThat(definitions).hasSameSizeAs(UtilityCurve.class.getPermittedSubclasses());
    List<KpiDefinition> shuffled = new ArrayList<>(definitions.subList(3, 6));
    shuffled.addAll(definitions.subList(0, 3));

    store.kpis().save(shuffled);
    store.kpis().save(shuffled.subList(0, 2));
    reopen();

    assertThat(store.kpis().list()).containsExactlyElementsOf(definitions);
  }

  @Test
  @DisplayName("A measurement comes back with ingest time, unit, quality and flags")
  void measurementRoundTrip() throws Exception {
    Measurement plain = Measurement.of(CELL, Kpi.PACKET_LOSS, START, 0.1 + 0.2);
    Measurement doubtful =
        Measurement.of(CELL, Kpi.PACKET_LOSS, START.plusNanos(1_000), 32)
            .in(Unit.PERCENT)
            .receivedAt(START.plusSeconds(90))
            .trusted(0.25, QualityFlag.values());
    Measurement odd =
        Measurement.of(CELL, Kpi.PACKET_LOSS, Instant.parse("1969-12-31T23:59:59.999999Z"), -1.5)
            .in(new Unit("furlong", "length", 201.168))
            .trusted(0);

    store.measurements().append(1, List.of(plain, doubtful, odd));
    reopen();

    assertThat(store.measurements().find(CELL, Kpi.PACKET_LOSS, Instant.MIN, FOREVER, 10))
        .containsExactly(odd, plain, doubtful);
    assertThat(store.measurements().count()).isEqualTo(3);
  }

  @Test
  @DisplayName("Numbers may leave gaps, which a later batch fills")
  void measurementsWithGaps() {
    List<Measurement> batch = Samples.measurements(CELL, Kpi.PACKET_LOSS, 4);
    store.measurements().append(new long[] {9, 2}, List.of(batch.get(3), batch.get(0)));

    store.measurements().append(new long[] {2, 5, 7}, batch.subList(0, 3));

    assertThat(store.measurements().find(CELL, Kpi.PACKET_LOSS, START, FOREVER, 10))
        .containsExactlyElementsOf(batch);
  }

  @Test
  @DisplayName("A batch handed in again adds nothing and changes nothing")
  void measurementsIdempotent() {
    List<Measurement> batch = Samples.measurements(CELL, Kpi.PACKET_LOSS, 1_000);
    store.measurements().append(1, batch.subList(0, 700));

    store.measurements().append(1, batch);
    store.measurements().append(1, batch);

    assertThat(store.measurements().find(CELL, Kpi.PACKET_LOSS, START, FOREVER, 2_000))
        .containsExactlyElementsOf(batch);
  }

  @Test
  @DisplayName("Values of one instant are kept apart and ordered by their sequence numbers")
  void sameInstant() {
    Measurement later = Measurement.of(CELL, Kpi.PACKET_LOSS, START, 2);
    Measurement earlier = Measurement.of(CELL, Kpi.PACKET_LOSS, START, 1);

    store.measurements().append(20, List.of(later));
    store.measurements().append(10, List.of(earlier));

    assertThat(store.measurements().find(CELL, Kpi.PACKET_LOSS, START, FOREVER, 10))
        .containsExactly(earlier, later);
  }

  @Test
  @DisplayName("A range takes in its first instant, leaves out its last, and stops at the limit")
  void measurementRange() {
    store.measurements().append(1, Samples.measurements(CELL, Kpi.PACKET_LOSS, 10));
    store.measurements().append(11, Samples.measurements(CELL, Kpi.JITTER, 10));

    assertThat(
            store
                .measurements()
                .find(CELL, Kpi.PACKET_LOSS, START.plusSeconds(2), START.plusSeconds(5), 10))
        .extracting(Measurement::value)
        .containsExactly(2.0, 3.0, 4.0);
    assertThat(store.measurements().find(CELL, Kpi.PACKET_LOSS, START.plusNanos(1), FOREVER, 2))
        .extracting(Measurement::value)
        .containsExactly(1.0, 2.0);
    assertThatThrownBy(() -> store.measurements().find(CELL, Kpi.PACKET_LOSS, START, FOREVER, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be > 0: 0");
  }

  @Test
  @DisplayName("A replay hands on all below an element in the order of time and sequence number")
  void replay() {
    ElementPath site = ElementPath.of("acme/site");
    List<Measurement> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ElementPath cell = i % 3 == 0 ? site : site.child("cell-" + i % 3);
      expected.add(Measurement.of(cell, Kpi.JITTER, START.plusSeconds(i / 4), i));
    }
    for (int i = 99; i >= 0; i--) {
      store.measurements().append(i, expected.subList(i, i + 1));
    }
    store
        .measurements()
        .append(500, Samples.measurements(ElementPath.of("acme/site-2"), Kpi.JITTER, 5));

    List<Measurement> replayed = new ArrayList<>();
    store.measurements().replay(site, START, START.plus(Duration.ofHours(1)), replayed::add);

    assertThat(replayed).containsExactlyElementsOf(expected);
  }

  @Test
  @DisplayName("What the receiver of a replay throws comes out unchanged, and the store works on")
  void replayFails() {
    store.measurements().append(1, Samples.measurements(CELL, Kpi.JITTER, 5));

    assertThatThrownBy(
            () ->
                store
                    .measurements()
                    .replay(
                        CELL,
                        START,
                        FOREVER,
                        measurement -> {
                          throw new UnsupportedOperationException("enough");
                        }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("enough");
    assertThat(store.measurements().count()).isEqualTo(5);
  }

  @Test
  @DisplayName("A score comes back with its contributions, an unknown one as unknown")
  void scores() throws Exception {
    Score known = Samples.score(CELL, START, 34.6);
    Score unknown = Score.unknown(CELL, START.plusSeconds(1));

    store.scores().append(List.of(known, unknown));
    reopen();

    assertThat(store.scores().find(CELL, START, FOREVER)).containsExactly(known, unknown);
    assertThat(store.scores().find(CELL, START, START.plusSeconds(1))).containsExactly(known);
    assertThat(store.scores().latest(CELL)).contains(unknown);
    assertThat(store.scores().latest(ElementPath.of("acme"))).isEmpty();
  }

  @Test
  @DisplayName("A score of the same element and time is replaced")
  void scoreReplaced() {
    store.scores().append(List.of(Samples.score(CELL, START, 10)));
    store.scores().append(List.of(Samples.score(CELL, START, 20), Samples.score(CELL, START, 30)));

    assertThat(store.scores().find(CELL, START, FOREVER))
        .containsExactly(Samples.score(CELL, START, 30));
  }

  @Test
  @DisplayName("An alert comes back with evidence, history and annotations")
  void alertRoundTrip() throws Exception {
    Alert alert =
        Samples.alert(
            CELL.text(),
            "a",
            START.plusNanos(7),
            AlertState.PENDING,
            AlertState.OPEN,
            AlertState.ACKNOWLEDGED,
            AlertState.RESOLVED);

    store.alerts().save(alert);
    reopen();

    assertThat(store.alerts().find(Tenant.of("acme"), "a")).contains(alert);
    assertThat(store.alerts().find(Tenant.of("other"), "a")).isEmpty();
  }

  @Test
  @DisplayName("Lasting are the alerts in lasting states, in the order of creation")
  void lastingAlerts() {
    AlertState[] states = AlertState.values();
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      alerts.add(Samples.alert("acme/x", "id" + (9 - i), START.plusSeconds(i), states[i]));
    }
    for (int i = states.length - 1; i >= 0; i--) {
      store.alerts().save(alerts.get(i));
    }

    assertThat(store.alerts().list(Tenant.of("acme"))).containsExactlyElementsOf(alerts);
    assertThat(store.alerts().lasting(Tenant.of("acme")))
        .containsExactlyElementsOf(
            alerts.stream().filter(alert -> alert.state().lasting()).toList());
  }

  @Test
  @DisplayName("Saving an alert again replaces it; other tenants' alerts of that name stay")
  void alertReplaced() {
    Alert open = Samples.alert("acme.ireland/x", "a", START, AlertState.OPEN);
    Alert over = Samples.alert("acme.ireland/x", "a", START, AlertState.OPEN, AlertState.RESOLVED);
    Alert sibling = Samples.alert("acme.france/x", "a", START, AlertState.OPEN);
    store.alerts().save(open);
    store.alerts().save(sibling);

    store.alerts().save(over);

    assertThat(store.alerts().list(Tenant.of("acme.ireland"))).containsExactly(over);
    assertThat(store.alerts().lasting(Tenant.of("acme"))).containsExactly(sibling);
  }

  @Test
  @DisplayName("Audit entries come back oldest first, equal ones each, to whom they concern")
  void audit() throws Exception {
    AuditEntry second = Samples.audit("acme", START.plusSeconds(2), "second");
    AuditEntry first = Samples.audit("acme.ireland", START, "first");
    AuditEntry foreign = Samples.audit("acme2", START, "foreign");
    Stream.of(second, first, foreign, second).forEach(store.audit()::append);
    reopen();

    assertThat(store.audit().list(Tenant.of("acme"))).containsExactly(first, second, second);
    assertThat(store.audit().list(Tenant.of("acme.ireland"))).containsExactly(first);
  }

  @Test
  @DisplayName("A simulation run comes back with parameters, results and summary")
  void runRoundTrip() throws Exception {
    SimulationRun run = Samples.run("acme", "busy hour", START);

    store.runs().save(run);
    reopen();

    assertThat(store.runs().latest(Tenant.of("acme"), "busy hour")).contains(run);
    assertThat(store.runs().latest(Tenant.of("acme"), "Busy hour")).isEmpty();
    assertThat(store.runs().latest(Tenant.of("other"), "busy hour")).isEmpty();
  }

  @Test
  @DisplayName("Runs of one name are kept each, the newest is had by name, and one can be removed")
  void runsOfOneName() {
    SimulationRun first = Samples.run("acme", "a", START);
    SimulationRun second = Samples.run("acme", "a", START.plusSeconds(1));
    store.runs().save(second);
    store.runs().save(first);
    store.runs().save(first);

    assertThat(store.runs().list(Tenant.of("acme"))).containsExactly(first, second);
    assertThat(store.runs().latest(Tenant.of("acme"), "a")).contains(second);
    assertThat(store.runs().remove(Tenant.of("acme"), "a", second.createdAt())).isTrue();
    assertThat(store.runs().remove(Tenant.of("acme"), "a", second.createdAt())).isFalse();
    assertThat(store.runs().latest(Tenant.of("acme"), "a")).contains(first);
  }

  @Test
  @DisplayName("A tenant sees its runs and its descendants', nobody else's")
  void runsOfTenant() {
    SimulationRun own = Samples.run("acme", "a", START.plusSeconds(1));
    SimulationRun below = Samples.run("acme.ireland", "b", START);
    Stream.of(own, below, Samples.run("acme2", "c", START), Samples.run("other", "d", START))
        .forEach(store.runs()::save);

    assertThat(store.runs().list(Tenant.of("acme"))).containsExactly(below, own);
    assertThat(store.runs().list(Tenant.of("acme.ireland"))).containsExactly(below);
  }

  @Test
  @DisplayName("Threads that write the same batches at once leave each measurement once")
  void concurrentWriters() throws Exception {
    List<Measurement> batch = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      batch.addAll(Samples.measurements(ElementPath.of("acme/cell-" + i), Kpi.JITTER, 4));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        done.add(
            threads.submit(
                () -> {
                  store.measurements().append(1, batch);
                  store.scores().append(List.of(Samples.score(CELL, START, 50)));
                  store.elements().save(List.of(Samples.element(CELL.text())));
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(store.measurements().count()).isEqualTo(batch.size());
    assertThat(store.scores().find(CELL, START, FOREVER)).hasSize(1);
  }

  @Test
  @DisplayName("Nothing given is nothing kept")
  void nothing() {
    store.measurements().append(1, List.of());
    store.scores().append(List.of());
    store.elements().save(List.of());
    store.kpis().save(List.of());

    assertThat(store.measurements().count()).isZero();
    assertThat(store.kpis().list()).isEmpty();
  }

  @Test
  @DisplayName("A closed store may be closed again, and says that it is closed")
  void closed() {
    store.close();
    store.close();

    assertThatThrownBy(() -> store.measurements().count())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot count measurements")
        .hasMessageContaining("it is closed; open it again");
  }
}
