package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.access.AccessDeniedException;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.AlertState;
import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.api.score.Wanted;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import dev.qoe.core.service.KpiModel;
import dev.qoe.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an embedder may change while it runs. Over 400 lines: one life, seen from all sides. */
@DisplayName("An engine")
class EngineTest {

  private static final Instant NOW = Instant.parse("2020-02-13T15:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/site-1/cell-1");
  private static final Tenant ACME = Tenant.of("acme");
  private static final Principal ADMIN = Principal.of("ann", ACME, Role.ADMIN);

  private final ManualClock clock = ManualClock.at(NOW);
  private final QoeEngine engine = QoeEngine.builder().clock(clock).start();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  @DisplayName("gives the same bits for the same measurements in any order")
  void anyOrder() {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      List<Measurement> measurements = measurements(random);
      Score first = replay(measurements);
      Collections.shuffle(measurements, random);
      assertThat(replay(measurements)).as("seed %d", seed).isEqualTo(first);
    }
  }

  @Test
  @DisplayName("gives the same bits when two threads record into the same and other series")
  void twoThreads() throws InterruptedException {
    List<Measurement> measurements = measurements(new Random(99));
    Score expected = replay(measurements);
    try (QoeEngine shared = QoeEngine.builder().replaying().start()) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int offset = t;
        threads.add(
            new Thread(
                () -> {
                  for (int i = offset; i < measurements.size(); i += 2) {
                    shared.sink().accept(measurements.get(i));
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(shared.score(ElementPath.root(ACME))).isEqualTo(expected);
      assertThat(shared.ledger().stored()).isEqualTo(measurements.size());
    }
  }

  @Test
  @DisplayName("proves what is wanted: recorded into a fresh engine, it reaches the target")
  void wantedIsProven() {
    record(Kpi.PACKET_LOSS, 0.32);
    record(Kpi.DOWNLINK_THROUGHPUT, 2.2);
    record(Kpi.ROUND_TRIP_TIME, 148);
    Wanted wanted = engine.wanted(ElementPath.root(ACME), 75);
    assertThat(wanted.reached()).isTrue();
    try (QoeEngine fresh = QoeEngine.builder().clock(clock).start()) {
      for (Contribution part : engine.score(CELL).contributions()) {
        double value =
            wanted.changes().stream()
                .filter(change -> change.kpi().equals(part.kpi()))
                .map(Wanted.Change::to)
                .findFirst()
                .orElse(part.value());
        fresh.series(CELL, part.kpi()).record(NOW, value);
      }
      assertThat(fresh.score(ElementPath.root(ACME)).value()).isEqualTo(wanted.after());
      assertThat(wanted.after()).isGreaterThanOrEqualTo(75);
    }
  }

  @Test
  @DisplayName("lets values grow stale with its clock: first less sure, then without a score")
  void stale() {
    record(Kpi.PACKET_LOSS, 0.05);
    record(Kpi.LTE_RSRP, -85);
    double fresh = engine.score(CELL).confidence();
    clock.advance(Duration.ofMinutes(3));
    assertThat(engine.score(CELL).confidence()).isLessThan(fresh).isPositive();
    clock.advance(Duration.ofMinutes(3));
    assertThat(engine.score(CELL).known()).isFalse();
    assertThat(engine.score(CELL).confidence()).isZero();
    engine.series(CELL, Kpi.PACKET_LOSS).record(clock.instant(), 0);
    assertThat(engine.score(CELL).value()).isGreaterThan(50);
  }

  @Test
  @DisplayName("has the time of its clock when live and of the newest value when it replays")
  void time() {
    engine.series(CELL, Kpi.JITTER).record(NOW.minusSeconds(60), 5);
    assertThat(engine.now()).isEqualTo(NOW);
    try (QoeEngine replay = QoeEngine.builder().replaying().clock(clock).start()) {
      replay.series(CELL, Kpi.JITTER).record(NOW.plus(Duration.ofDays(365)), 5);
      assertThat(replay.now()).isEqualTo(NOW.plus(Duration.ofDays(365)));
    }
  }

  @Test
  @DisplayName("trusts a window with few values less where more are wanted")
  void fullEvidence() {
    try (QoeEngine strict = QoeEngine.builder().clock(clock).fullEvidence(4).start()) {
      strict.series(CELL, Kpi.PACKET_LOSS).record(NOW, 0);
      assertThat(strict.score(CELL).confidence()).isCloseTo(0.25, within(1e-6));
      strict.series(CELL, Kpi.PACKET_LOSS).record(NOW.plusSeconds(1), 0);
      assertThat(strict.score(CELL).confidence()).isCloseTo(0.5, within(1e-6));
    }
  }

  @Test
  @DisplayName("makes indicators from others, in chains, and says that they are derived")
  void derived() throws InterruptedException {
    List<Measurement> heard = Collections.synchronizedList(new ArrayList<>());
    engine
        .events()
        .subscribe(EngineEvent.KpiUpdated.class, event -> heard.add(event.measurement()));
    engine.derive(Kpi.WEB_MOS, model("ms", "MOS", x -> x / 100), Kpi.ROUND_TRIP_TIME);
    engine.derive(Kpi.VIDEO_MOS, model("MOS", "MOS", x -> x + 1), Kpi.WEB_MOS);
    record(Kpi.ROUND_TRIP_TIME, 200);
    assertThat(engine.value(CELL, Kpi.WEB_MOS)).contains(2.0);
    assertThat(engine.value(CELL, Kpi.VIDEO_MOS)).contains(3.0);
    engine.flush();
    assertThat(heard).hasSize(3);
    assertThat(heard.get(1).flags()).hasToString("[DERIVED]");
    assertThat(engine.ledger().received()).isEqualTo(3);
    assertThat(engine.ledger().balanced()).isTrue();
  }

  @Test
  @DisplayName("converts the units of indicators to those of the model")
  void derivedUnits() {
    engine.derive(Kpi.WEB_MOS, model("s", "MOS", x -> x), Kpi.ROUND_TRIP_TIME);
    record(Kpi.ROUND_TRIP_TIME, 3_000);
    assertThat(engine.value(CELL, Kpi.WEB_MOS)).contains(3.0);
    assertThatThrownBy(
            () -> engine.derive(Kpi.GAMING_MOS, model("dBm", "MOS", x -> x), Kpi.PACKET_LOSS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TRN_LOSS");
    assertThatThrownBy(() -> engine.derive(Kpi.GAMING_MOS, model("ms", "MOS", x -> x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 indicators");
  }

  @Test
  @DisplayName("refuses to make an indicator from itself, directly or in a circle")
  void circles() {
    KpiModel model = model("MOS", "MOS", x -> x);
    engine.derive(Kpi.WEB_MOS, model, Kpi.VIDEO_MOS);
    engine.derive(Kpi.GAMING_MOS, model, Kpi.WEB_MOS);
    assertThatThrownBy(() -> engine.derive(Kpi.VIDEO_MOS, model, Kpi.GAMING_MOS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be made from itself");
    assertThatThrownBy(() -> engine.derive(Kpi.VOICE_MOS, model, Kpi.VOICE_MOS))
        .isInstanceOf(IllegalArgumentException.class);
    record(Kpi.VIDEO_MOS, 3);
    assertThat(engine.value(CELL, Kpi.GAMING_MOS)).contains(3.0);
  }

  @Test
  @DisplayName("lets a derivation sleep while its indicator is not defined")
  void sleepingDerivation() {
    engine.derive(Kpi.WEB_MOS, model("ms", "MOS", x -> x / 100), Kpi.ROUND_TRIP_TIME);
    KpiDefinition webMos = engine.catalog().get(Kpi.WEB_MOS);
    engine.undefine(Kpi.WEB_MOS, ADMIN);
    ElementPath other = ElementPath.of("acme/other");
    engine.series(other, Kpi.ROUND_TRIP_TIME).record(NOW, 300);
    assertThat(engine.value(other, Kpi.WEB_MOS)).isEmpty();
    engine.define(catalog(webMos), ADMIN);
    engine.series(other, Kpi.ROUND_TRIP_TIME).record(NOW, 300);
    assertThat(engine.value(other, Kpi.WEB_MOS)).contains(3.0);
  }

  @Test
  @DisplayName("keeps handles valid while elements are removed and added again")
  void handlesOfElements() {
    Series loss = engine.series(CELL, Kpi.PACKET_LOSS);
    loss.record(NOW, 0.05);
    engine.remove(ElementPath.of("acme/cork"), ADMIN);
    assertThat(loss.record(NOW, 0.05)).isEqualTo(Acceptance.REFUSED);
    assertThat(engine.sink().accept(Measurement.of(CELL, Kpi.JITTER, NOW, 5)))
        .isEqualTo(Acceptance.REFUSED);
    assertThat(engine.ledger().rejected()).containsEntry("removed", 2L);
    assertThat(engine.score(CELL).known()).isFalse();
    engine.define(catalog(with(Kpi.PACKET_LOSS, Duration.ofHours(1))), ADMIN);
    assertThat(loss.record(NOW, 0.05)).as("still removed").isEqualTo(Acceptance.REFUSED);
    engine.save(NetworkElement.builder(CELL, "cell").build(), ADMIN);
    clock.advance(Duration.ofSeconds(61));
    assertThat(loss.record(NOW.plusSeconds(61), 0)).isEqualTo(Acceptance.ACCEPTED);
    assertThat(engine.score(CELL).value()).isEqualTo(100);
  }

  @Test
  @DisplayName("keeps handles valid while definitions are removed, added again and changed")
  void handlesOfDefinitions() {
    Series loss = engine.series(CELL, Kpi.PACKET_LOSS);
    KpiDefinition before = engine.catalog().get(Kpi.PACKET_LOSS);
    loss.record(NOW, 0.025);
    double score = engine.score(CELL).value();
    engine.undefine(Kpi.PACKET_LOSS, ADMIN);
    assertThat(loss.record(NOW, 0)).isEqualTo(Acceptance.REFUSED);
    assertThat(engine.score(CELL).known()).isFalse();
    engine.define(catalog(before), ADMIN);
    assertThat(engine.score(CELL).value()).isEqualTo(score);
    engine.define(catalog(with(Kpi.PACKET_LOSS, new UtilityCurve.Linear(0.05, 0))), ADMIN);
    assertThat(engine.score(CELL).value()).isCloseTo(50, within(1e-6));
    assertThat(loss.record(NOW, 0.025)).isEqualTo(Acceptance.ACCEPTED);
  }

  @Test
  @DisplayName("refuses to remove an indicator that a rule speaks of, and rules that speak of none")
  void rulesNeedTheirIndicators() {
    engine.rules(rules(0.1), ADMIN);
    assertThatThrownBy(() -> engine.undefine(Kpi.PACKET_LOSS, ADMIN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rule 'loss' speaks of KPI 'TRN_LOSS'");
    AlertRules unknown =
        new AlertRules(
            List.of(
                AlertRule.builder("x", above(Kpi.PACKET_LOSS, 0.1))
                    .until(above(Kpi.of("TRN_LOSSES"), 0))
                    .build()));
    assertThatThrownBy(() -> engine.rules(unknown, ADMIN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'TRN_LOSS'");
    assertThat(engine.series(CELL, Kpi.PACKET_LOSS).record(NOW, 0.3))
        .isEqualTo(Acceptance.ACCEPTED);
    assertThat(engine.alerts()).hasSize(1);
  }

  @Test
  @DisplayName("keeps an alert while other rules and definitions change, ends it with its own")
  void changesAndAlerts() {
    engine.rules(rules(0.1), ADMIN);
    record(Kpi.PACKET_LOSS, 0.3);
    engine.define(catalog(with(Kpi.JITTER, Duration.ofHours(1))), ADMIN);
    engine.rules(rules(0.1), ADMIN);
    assertThat(engine.alerts()).extracting(a -> a.state()).containsExactly(AlertState.OPEN);
    engine.rules(rules(0.2), ADMIN);
    assertThat(engine.alerts()).extracting(a -> a.state()).containsExactly(AlertState.RESOLVED);
  }

  @Test
  @DisplayName("lets each role do what it may, where it may, and writes down who did it")
  void permissions() throws InterruptedException {
    List<String> audit = Collections.synchronizedList(new ArrayList<>());
    engine
        .events()
        .subscribe(
            EngineEvent.UserActivity.class,
            event -> audit.add(event.entry().principal() + " " + event.entry().action()));
    engine.rules(rules(0.1), ADMIN);
    record(Kpi.PACKET_LOSS, 0.3);
    String id = engine.alerts().get(0).id();
    Principal viewer = Principal.of("vic", ACME, Role.VIEWER);
    Principal engineer = Principal.of("eve", ACME, Role.ENGINEER);
    Principal stranger = Principal.of("sid", Tenant.of("other"), Role.ADMIN);
    Principal below = Principal.of("bob", Tenant.of("acme.ireland"), Role.ADMIN);
    NetworkElement cell = NetworkElement.builder(CELL, "cell").build();
    for (Principal nobody : List.of(viewer, stranger, below)) {
      denied(() -> engine.acknowledge(ACME, id, nobody));
      denied(() -> engine.annotate(ACME, id, nobody, "hm"));
      denied(() -> engine.resolve(ACME, id, nobody, "hm"));
      denied(() -> engine.save(cell, nobody));
      denied(() -> engine.remove(CELL, nobody));
      denied(() -> engine.rules(AlertRules.none(), nobody));
      denied(() -> engine.undefine(Kpi.JITTER, nobody));
    }
    denied(() -> engine.save(cell, engineer));
    engine.acknowledge(ACME, id, engineer);
    engine.annotate(ACME, id, engineer, "calling the site");
    engine.investigate(ACME, id, engineer);
    engine.save(cell, Principal.of("root", Tenant.of("host"), Role.SUPER_ADMIN));
    engine.flush();
    assertThat(audit)
        .containsExactly(
            "ann rules.replace",
            "eve alert.acknowledged",
            "eve alert.annotate",
            "eve alert.investigating",
            "root element.save");
  }

  @Test
  @DisplayName("names all mistakes of its configuration at once and starts no thread")
  void configuration() {
    QoeEngineBuilder builder =
        QoeEngine.builder()
            .powerMean(0)
            .ownShare(2)
            .fullEvidence(0)
            .window(Duration.ofSeconds(-1))
            .emitEvery(Duration.ofNanos(10))
            .rules(new AlertRules(List.of(AlertRule.builder("x", above(Kpi.of("NO"), 1)).build())))
            .topology(
                new Topology(
                    List.of(
                        NetworkElement.builder(CELL, "cell")
                            .expectedKpis(Set.of(Kpi.of("NEITHER")))
                            .build()),
                    List.<Link>of()));
    assertThatThrownBy(builder::start)
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.problems()).hasSize(7));
  }

  @Test
  @DisplayName("expects what an element declares and weighs it as declared")
  void topology() {
    try (QoeEngine declared =
        QoeEngine.builder()
            .clock(clock)
            .topology(
                new Topology(
                    List.of(
                        NetworkElement.builder(CELL, "cell")
                            .weight(0)
                            .expectedKpis(Set.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME))
                            .build()),
                    List.of()))
            .start()) {
      declared.series(CELL, Kpi.PACKET_LOSS).record(NOW, 0);
      assertThat(declared.score(CELL).confidence()).isCloseTo(4.0 / 7, within(1e-6));
      assertThat(declared.score(ElementPath.of("acme/cork/site-1")).known()).isFalse();
      assertThat(declared.elements()).extracting(NetworkElement::path).containsExactly(CELL);
    }
  }

  @Test
  @DisplayName("takes whole periods together where it is told to, and forgets nothing")
  void wholePeriod() {
    try (QoeEngine whole = QoeEngine.builder().replaying().wholePeriod().start()) {
      Series rtt = whole.series(CELL, Kpi.ROUND_TRIP_TIME);
      rtt.record(NOW.plus(Duration.ofDays(30)), 300);
      rtt.record(NOW, 100);
      assertThat(whole.value(CELL, Kpi.ROUND_TRIP_TIME)).contains(200.0);
      assertThat(whole.score(CELL).confidence()).isEqualTo(1);
      assertThat(whole.ledger().late()).isZero();
    }
  }

  private void record(Kpi kpi, double value) {
    assertThat(engine.series(CELL, kpi).record(clock.instant(), value))
        .isEqualTo(Acceptance.ACCEPTED);
  }

  private static void denied(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(AccessDeniedException.class);
  }

  private static Condition above(Kpi kpi, double limit) {
    return new Condition.Threshold(kpi, Condition.Comparison.ABOVE, limit, 0, Duration.ZERO);
  }

  private static AlertRules rules(double limit) {
    return new AlertRules(
        List.of(AlertRule.builder("loss", above(Kpi.PACKET_LOSS, limit)).build()));
  }

  private static KpiCatalog catalog(KpiDefinition definition) {
    return KpiCatalog.builder()
        .add(KpiCatalog.standard().subdomainOf(definition))
        .add(definition)
        .build();
  }

  private static KpiDefinition with(Kpi kpi, UtilityCurve curve) {
    return copy(KpiCatalog.standard().get(kpi), curve, Duration.ofMinutes(5));
  }

  private static KpiDefinition with(Kpi kpi, Duration staleness) {
    return copy(KpiCatalog.standard().get(kpi), KpiCatalog.standard().get(kpi).curve(), staleness);
  }

  private static KpiDefinition copy(KpiDefinition d, UtilityCurve curve, Duration staleness) {
    return new KpiDefinition(
        d.kpi(),
        d.name(),
        d.description(),
        d.unit(),
        d.displayUnit(),
        d.domain(),
        d.subdomain(),
        d.kind(),
        d.min(),
        d.max(),
        d.optimal(),
        Direction.LOWER,
        d.impact(),
        curve,
        staleness,
        d.source(),
        d.measurement());
  }

  private static List<Measurement> measurements(Random random) {
    List<Kpi> kpis =
        List.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME, Kpi.LTE_RSRP, Kpi.DOWNLINK_THROUGHPUT);
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Kpi kpi = kpis.get(random.nextInt(kpis.size()));
      KpiDefinition definition = KpiCatalog.standard().get(kpi);
      double value = definition.min() + random.nextDouble() * (definition.max() - definition.min());
      ElementPath cell =
          ElementPath.of("acme/cork/site-" + random.nextInt(3) + "/cell-" + random.nextInt(3));
      measurements.add(
          Measurement.of(cell, kpi, NOW.plusMillis(random.nextInt(400_000)), value)
              .trusted(random.nextInt(5) / 4.0));
    }
    return measurements;
  }

  private static Score replay(List<Measurement> measurements) {
    try (QoeEngine replay = QoeEngine.builder().replaying().start()) {
      measurements.forEach(replay.sink()::accept);
      return replay.score(ElementPath.root(ACME));
    }
  }

  private interface Formula {
    double of(double x);
  }

  private static KpiModel model(String from, String to, Formula formula) {
    return new KpiModel() {
      @Override
      public String title() {
        return "fake";
      }

      @Override
      public List<Unit> inputUnits() {
        return List.of(Unit.of(from));
      }

      @Override
      public Unit outputUnit() {
        return Unit.of(to);
      }

      @Override
      public double score(double[] inputs) {
        return formula.of(inputs[0]);
      }
    };
  }
}
