package dev.qoe.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.alert.Transition;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The life of an alert")
class AlertLifeTest {

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final Tenant ACME = Tenant.of("acme");
  private static final ElementPath CELL = ElementPath.of("acme/site/cell-1");
  private static final ElementPath OTHER = ElementPath.of("acme/site/cell-2");
  private static final Principal EVE = Principal.of("eve", ACME, Role.ENGINEER);
  private static final Principal ADMIN = Principal.of("ann", ACME, Role.ADMIN);

  private final ManualClock clock = ManualClock.at(START.plusSeconds(3_600));
  private QoeEngine engine = QoeEngine.builder().start();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  @DisplayName("begins when its condition has held for long enough, and not before")
  void sustained() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, for: PT30S}");
    loss(0, 0.3);
    loss(29, 0.3);
    assertThat(engine.alerts()).isEmpty();
    loss(30, 0.3);
    Alert alert = only();
    assertThat(alert.state()).isEqualTo(AlertState.OPEN);
    assertThat(alert.createdAt()).isEqualTo(at(0));
    assertThat(alert.openedAt()).contains(at(30));
    assertThat(alert.history())
        .extracting(Transition::state)
        .containsExactly(AlertState.PENDING, AlertState.OPEN);
  }

  @Test
  @DisplayName("does not begin when the condition failed in between, or could not be told")
  void interrupted() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, for: PT30S}");
    loss(0, 0.3);
    loss(20, 0.05);
    loss(25, 0.3);
    loss(50, 0.3);
    loss(50 + 86_400, 0.3);
    assertThat(engine.alerts()).as("silent for a day in between").isEmpty();
    loss(50 + 86_430, 0.3);
    assertThat(only().createdAt()).isEqualTo(at(50 + 86_400));
  }

  @Test
  @DisplayName("ends only when the value has come back by the hysteresis, for long enough")
  void hysteresisAndClearFor() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %, hysteresis: 3 %}, clearFor: PT60S}");
    loss(0, 0.11);
    loss(10, 0.08);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    loss(20, 0.06);
    loss(70, 0.08);
    loss(80, 0.06);
    loss(139, 0.06);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    loss(140, 0.06);
    assertThat(only().resolvedAt()).contains(at(140));
    loss(150, 0.08);
    assertThat(engine.alerts()).as("hysteresis holds no new alert open").hasSize(1);
    loss(160, 0.2);
    assertThat(engine.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.RESOLVED, AlertState.OPEN);
  }

  @Test
  @DisplayName("is not helped to begin by hysteresis: one bad value does not fill a span")
  void hysteresisOpensNothing() {
    rules(
        "{id: loss, when: {kpi: TRN_LOSS, over: PT120S, atLeast: 25 %, hysteresis: 15 %}, for:"
            + " PT60S}");
    loss(0, 0.5);
    for (int second = 15; second <= 120; second += 15) {
      loss(second, 0);
    }
    assertThat(engine.alerts()).isEmpty();
  }

  @Test
  @DisplayName("keeps in its evidence since when the trouble was, also once it is over")
  void evidenceSince() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, for: PT30S}");
    loss(10, 0.3);
    loss(40, 0.5);
    loss(50, 0);
    assertThat(only().resolvedAt()).contains(at(50));
    assertThat(only().evidence())
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.time()).isEqualTo(at(10));
              assertThat(fact.text()).contains("50 % at worst, over 3 values");
            });
  }

  @Test
  @DisplayName(
      "says of a flag in how many of its values it was set, and of a constant that it is one")
  void evidenceWording() {
    rules(
        "{id: call, when: {kpi: SVC_VOICE_ACTIVE, atLeast: 1}, clearFor: PT60S,"
            + " evidence: [RAN_RAT_GENERATION]}");
    record(CELL, Kpi.VOICE_ACTIVE, 0, 1);
    for (int second = 1; second < 8; second++) {
      record(CELL, Kpi.VOICE_ACTIVE, second, second % 4 == 0 ? 0 : 1);
      record(CELL, Kpi.RAT_GENERATION, second, 3);
    }
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    engine.resolve(ACME, only().id(), EVE, "seen");
    assertThat(only().evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.endsWith(" in 87.5 % of 8 values"))
        .anyMatch(text -> text.endsWith(" 3 throughout, over 7 values"));
  }

  @Test
  @DisplayName("ends by a condition of its own where it has one")
  void until() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, until: {kpi: TRN_RTT, below: 50 ms}}");
    loss(0, 0.3);
    loss(10, 0);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    record(CELL, Kpi.ROUND_TRIP_TIME, 20, 40);
    assertThat(only().resolvedAt()).contains(at(20));
  }

  @Test
  @DisplayName("needs all parts to be known to begin by 'all', one to begin by 'any'")
  void unknownParts() {
    rules(
        "{id: both, when: {all: [{kpi: TRN_LOSS, above: 10 %}, {kpi: TRN_RTT, above: 100}]}}",
        "{id: either, when: {any: [{kpi: TRN_LOSS, above: 10 %}, {kpi: TRN_RTT, above: 100}]}}",
        "{id: not, when: {not: {kpi: TRN_RTT, above: 100}}}");
    loss(0, 0.3);
    assertThat(engine.alerts()).extracting(Alert::rule).containsExactly("either");
    record(CELL, Kpi.ROUND_TRIP_TIME, 1, 20);
    assertThat(engine.alerts()).extracting(Alert::rule).containsExactly("either", "not");
    record(CELL, Kpi.ROUND_TRIP_TIME, 2, 200);
    assertThat(lasting()).containsExactlyInAnyOrder("either", "both");
  }

  @Test
  @DisplayName("looks at the mean of a span whatever the order in which its values come")
  void meanOfSpan() {
    rules(
        "{id: mean, when: {kpi: TRN_LOSS, above: 10 %, over: PT10S}}",
        "{id: also, when: {kpi: TRN_LOSS, above: 25 %, over: PT10S}}");
    loss(9, 0.05);
    loss(5, 0.02);
    loss(7, 0.2);
    assertThat(engine.alerts()).isEmpty();
    loss(6, 0.6);
    assertThat(lasting()).containsExactly("mean");
    loss(-30, 1);
    assertThat(lasting()).as("too old to count").containsExactly("mean");
  }

  @Test
  @DisplayName("is one alert for all elements that share a reduction key, till the last lets go")
  void sharedKey() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, reductionKey: '{rule}:{parent}'}");
    loss(0, 0.3);
    record(OTHER, Kpi.PACKET_LOSS, 1, 0.4);
    assertThat(only().reductionKey()).isEqualTo("loss:acme/site");
    assertThat(only().evidence()).extracting(Evidence::element).containsExactly(CELL, OTHER);
    loss(2, 0);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    record(OTHER, Kpi.PACKET_LOSS, 3, 0);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  @DisplayName("keeps its acknowledgement and remarks when it is resolved")
  void acknowledged() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}}");
    loss(0, 0.3);
    String id = only().id();
    engine.acknowledge(ACME, id, EVE);
    engine.annotate(ACME, id, EVE, "calling the site");
    loss(10, 0);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    assertThat(only().acknowledgement().orElseThrow().by()).isEqualTo("eve");
    assertThat(only().annotations()).extracting(a -> a.text()).containsExactly("calling the site");
    assertThatThrownBy(() -> engine.acknowledge(ACME, id, EVE))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining(id);
  }

  @Test
  @DisplayName("reopens with its history after a manual resolve while the evidence persists")
  void reopens() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, for: PT10S}");
    loss(0, 0.3);
    loss(10, 0.3);
    String id = only().id();
    engine.resolve(ACME, id, EVE, "fixed");
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    loss(20, 0.3);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    loss(30, 0.3);
    assertThat(only().id()).isEqualTo(id);
    assertThat(only().history())
        .extracting(Transition::state)
        .containsExactly(AlertState.PENDING, AlertState.OPEN, AlertState.RESOLVED, AlertState.OPEN);
  }

  @Test
  @DisplayName("is another alert after a manual resolve when the evidence had gone")
  void doesNotReopen() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}}");
    loss(0, 0.3);
    engine.resolve(ACME, only().id(), EVE, "fixed");
    loss(10, 0);
    loss(20, 0.3);
    assertThat(engine.alerts())
        .extracting(Alert::state)
        .containsExactly(AlertState.RESOLVED, AlertState.OPEN);
  }

  @Test
  @DisplayName(
      "is hidden by the alert that explains it, on the same element or above, and shown after")
  void suppression() {
    rules(
        "{id: down, when: {kpi: DEV_UP, below: 1}}",
        "{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, suppressedBy: [down]}");
    ElementPath site = ElementPath.of("acme/site");
    loss(0, 0.3);
    record(site, Kpi.UP, 1, 0);
    assertThat(of("loss").state()).isEqualTo(AlertState.SUPPRESSED);
    assertThat(of("loss").history().get(2).reason()).contains("down:acme/site");
    record(OTHER, Kpi.PACKET_LOSS, 2, 0.3);
    assertThat(engine.alerts())
        .filteredOn(a -> a.rule().equals("loss"))
        .allMatch(a -> a.state() == AlertState.SUPPRESSED);
    record(site, Kpi.UP, 3, 1);
    assertThat(engine.alerts())
        .filteredOn(a -> a.rule().equals("loss"))
        .hasSize(2)
        .allMatch(a -> a.state() == AlertState.OPEN);
  }

  @Test
  @DisplayName("never ends by silence, and by the end of the input least of all")
  void silence() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}}");
    loss(0, 0.3);
    clock.advance(Duration.ofDays(10));
    engine.tick();
    engine.close();
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
  }

  @Test
  @DisplayName("says that there is no data where its rule wants that, and comes back as it was")
  void noData() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, noDataAfter: PT5M}");
    clock.set(at(10));
    loss(10, 0.3);
    engine.acknowledge(ACME, only().id(), EVE);
    clock.set(at(300));
    engine.tick();
    assertThat(only().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    clock.set(at(311));
    engine.tick();
    engine.tick();
    assertThat(only().state()).isEqualTo(AlertState.NO_DATA);
    loss(312, 0.3);
    assertThat(only().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(only().history()).hasSize(5);
  }

  @Test
  @DisplayName("has data as long as one of the elements that share it is heard")
  void noDataShared() {
    rules(
        "{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, noDataAfter: PT5M, reductionKey:"
            + " '{rule}'}");
    clock.set(at(0));
    loss(0, 0.3);
    record(OTHER, Kpi.PACKET_LOSS, 0, 0.3);
    clock.set(at(301));
    record(OTHER, Kpi.PACKET_LOSS, 301, 0.3);
    engine.tick();
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    clock.set(at(700));
    engine.tick();
    assertThat(only().state()).isEqualTo(AlertState.NO_DATA);
  }

  @Test
  @DisplayName("counts its time from the values, not from a clock that runs ahead of them")
  void eventTime() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, for: PT30S}");
    engine.tick();
    loss(0, 0.3);
    engine.tick();
    loss(30, 0.3);
    assertThat(only().createdAt()).isEqualTo(at(0));
    assertThat(only().openedAt()).contains(at(30));
  }

  @Test
  @DisplayName("ends when its element is removed or no longer watched")
  void elementChanges() {
    rules("{id: loss, on: {type: cell}, when: {kpi: TRN_LOSS, above: 10 %}}");
    engine.save(NetworkElement.builder(CELL, "cell").build(), ADMIN);
    engine.save(NetworkElement.builder(OTHER, "cell").build(), ADMIN);
    loss(0, 0.3);
    record(OTHER, Kpi.PACKET_LOSS, 0, 0.3);
    engine.save(NetworkElement.builder(CELL, "lamp").build(), ADMIN);
    engine.remove(OTHER, ADMIN);
    assertThat(engine.alerts()).hasSize(2).allMatch(a -> a.state() == AlertState.RESOLVED);
  }

  @Test
  @DisplayName("takes events as evidence, whatever their attributes say")
  void events() {
    rules("{id: loss, when: {kpi: TRN_LOSS, above: 10 %}, evidenceEvents: [cell-change]}");
    for (String to : List.of("acme//x", "acme/site/cell-9", "other/secret", "a / b", "/")) {
      engine.sink().accept(new Event(CELL, "cell-change", at(0), "moved", Map.of("to", to)));
    }
    loss(0, 0.3);
    assertThat(only().evidence())
        .extracting(fact -> fact.element().text())
        .containsExactly(
            CELL.text(), CELL.text(), "acme/site/cell-9", CELL.text(), CELL.text(), CELL.text());
  }

  private void rules(String... rules) {
    engine.close();
    String text = "rules: [" + String.join(", ", rules) + "]";
    engine =
        QoeEngine.builder()
            .clock(clock)
            .rules(AlertRules.parse(text, "test", KpiCatalog.standard()))
            .start();
    clock.set(START.plus(Duration.ofDays(2)));
  }

  private void loss(long second, double value) {
    record(CELL, Kpi.PACKET_LOSS, second, value);
  }

  private void record(ElementPath element, Kpi kpi, long second, double value) {
    engine.series(element, kpi).record(at(second), value);
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private Alert only() {
    assertThat(engine.alerts()).hasSize(1);
    return engine.alerts().get(0);
  }

  private Alert of(String rule) {
    return engine.alerts().stream().filter(a -> a.rule().equals(rule)).findFirst().orElseThrow();
  }

  private List<String> lasting() {
    return engine.alerts().stream().filter(a -> a.state().lasting()).map(Alert::rule).toList();
  }
}
