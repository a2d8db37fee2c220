package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Role;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.rule.Selector;
import dev.qoe.core.window.RatioStatistics;
import dev.qoe.core.window.WindowSpec;
import dev.qoe.core.window.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that an engine does with windows, told by the same few helpers: over 400 lines. */
@DisplayName("Windows that an engine keeps")
@Timeout(60)
class EngineWindowsTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");
  private static final ElementPath OTHER = ElementPath.of("acme/cork/cell-2");
  private static final Kpi RTT = Kpi.ROUND_TRIP_TIME;
  private static final Windows MINUTES = Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1)));
  private static final Principal ADMIN = Principal.of("ann", Tenant.of("acme"), Role.SUPER_ADMIN);

  private final List<ToldWindow> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  @DisplayName("tell of accepted values, once a value has passed their end by the lateness")
  void closes() throws InterruptedException {
    Windows patient = MINUTES.lateness(Duration.ofSeconds(10)).withPercentiles();
    try (QoeEngine engine = replaying().windows("rtt", patient, RTT).start()) {
      record(engine, RTT, 0, 30);
      record(engine, RTT, 59, 50);
      record(engine, RTT, 69, 900);
      record(engine, RTT, 58, 40);
      assertThat(engine.flush()).isTrue();
      assertThat(told).isEmpty();
      assertThat(engine.window("rtt", CELL, RTT)).isEmpty();
      record(engine, RTT, 70, 900);
      assertThat(engine.flush()).isTrue();
      assertThat(told).hasSize(1);
      ToldWindow window = told.get(0);
      assertThat(window.name()).isEqualTo("rtt");
      assertThat(window.element()).isEqualTo(CELL);
      assertThat(window.kpi()).isEqualTo(RTT);
      assertThat(window.from()).isEqualTo(START);
      assertThat(window.to()).isEqualTo(START.plusSeconds(60));
      assertThat(window.amended()).isFalse();
      assertThat(window.ratio()).isEmpty();
      assertThat(window.values().count()).isEqualTo(3);
      assertThat(window.values().mean()).isEqualTo(40);
      assertThat(window.values().min()).isEqualTo(30);
      assertThat(window.values().max()).isEqualTo(50);
      assertThat(window.values().standardDeviation()).isEqualTo(10);
      assertThat(window.values().changePerSecond()).isEqualTo(20.0 / 59);
      assertThat(window.values().percentile(0.5)).isCloseTo(40, within(0.4));
      assertThat(engine.window("rtt", CELL, RTT)).contains(window);
    }
  }

  @Test
  @DisplayName("hold what was accepted only, whichever way it came in")
  void ways() throws InterruptedException {
    try (QoeEngine engine = replaying().windows("rtt", MINUTES, RTT).start()) {
      Series series = engine.series(CELL, RTT);
      engine.record(
          new Series[] {series, series},
          new long[] {Micros.of(START), Micros.of(START) + 1},
          new double[] {10, Double.NaN},
          0,
          2);
      accept(engine.sink().accept(Measurement.of(CELL, RTT, START, 20)));
      accept(engine.source(SourceOptions.of("probe")).series(CELL, RTT).record(START, 30));
      assertThat(series.record(START, Double.POSITIVE_INFINITY)).isEqualTo(Acceptance.REFUSED);
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(told).hasSize(1);
      assertThat(told.get(0).values().count()).isEqualTo(3);
      assertThat(told.get(0).values().sum()).isEqualTo(60);
    }
  }

  @Test
  @DisplayName("watch what is selected as by a rule, several of them the same series")
  void selected() throws InterruptedException {
    try (QoeEngine engine =
        replaying()
            .windows("all", MINUTES, RTT, Kpi.JITTER)
            .windows("cork", MINUTES, Selector.ofPath("acme/cork/**"), RTT)
            .windows("routers", MINUTES, Selector.ofType("router"), RTT)
            .start()) {
      record(engine, RTT, 0, 30);
      record(engine, Kpi.JITTER, 0, 3);
      record(engine, Kpi.PACKET_LOSS, 0, 0.5);
      accept(engine.series(ElementPath.of("acme/dublin/x"), RTT).record(START, 7));
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(told)
          .extracting(each -> each.name() + " " + each.element() + " " + each.kpi())
          .containsExactlyInAnyOrder(
              "all acme/cork/cell-1 " + RTT,
              "cork acme/cork/cell-1 " + RTT,
              "all acme/cork/cell-1 " + Kpi.JITTER,
              "all acme/dublin/x " + RTT);
      told.clear();
      engine.save(NetworkElement.builder(CELL, "router").build(), ADMIN);
      record(engine, RTT, 120, 30);
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(told).extracting(ToldWindow::name).contains("routers");
    }
  }

  @Test
  @DisplayName("tell again what a late value amends, and count what comes later than that")
  void late() throws InterruptedException {
    Windows kept = MINUTES.amendable(Duration.ofMinutes(2));
    try (QoeEngine engine = replaying().windows("rtt", kept, RTT).start()) {
      record(engine, RTT, 0, 30);
      record(engine, RTT, 61, 30);
      record(engine, RTT, 30, 50);
      assertThat(engine.flush()).isTrue();
      assertThat(told).extracting(each -> each.window().revision()).containsExactly(0, 1);
      assertThat(told.get(1).amended()).isTrue();
      assertThat(told.get(1).values().mean()).isEqualTo(40);
      assertThat(engine.window("rtt", CELL, RTT)).contains(told.get(1));
      assertThat(engine.statistics().valuesLateForWindows()).isZero();
      record(engine, RTT, 600, 30);
      record(engine, RTT, 31, 60);
      assertThat(engine.statistics().valuesLateForWindows()).isEqualTo(1);
      assertThat(engine.flush()).isTrue();
      assertThat(engine.statistics().windowsTold()).isEqualTo(told.size());
      assertThat(engine.ledger().stored()).isEqualTo(5);
    }
  }

  @Test
  @DisplayName("of a ratio add parts and wholes, beside what the shares tell")
  void ratios() throws InterruptedException {
    Windows patient = MINUTES.lateness(Duration.ofSeconds(30)).amendable(Duration.ofMinutes(5));
    try (QoeEngine engine =
        replaying().windows("loss", patient.withPercentiles(), Kpi.PACKET_LOSS).start()) {
      KpiDefinition loss = engine.catalog().get(Kpi.PACKET_LOSS);
      assertThat(loss.kind()).isEqualTo(KpiKind.RATIO);
      accept(engine.sink().accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START, 1, 49)));
      accept(
          engine
              .sink()
              .accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START.plusSeconds(9), 9, 351)));
      record(engine, Kpi.PACKET_LOSS, 600, 0.5);
      accept(
          engine
              .sink()
              .accept(RatioReading.of(CELL, Kpi.PACKET_LOSS, START.plusSeconds(300), 2, 3)));
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(told)
          .extracting(each -> each.ratio().orElseThrow())
          .containsExactly(
              new RatioStatistics(2, 10, 400),
              new RatioStatistics(1, 2, 3),
              new RatioStatistics(1, 0.5, 1));
      assertThat(told).extracting(each -> each.window().revision()).containsExactly(0, 1, 0);
      assertThat(told.get(0).ratio().orElseThrow().ratio()).isEqualTo(0.025);
      assertThat(told.get(0).values().max()).isEqualTo(9.0 / 351);
      assertThat(told.get(0).values().percentile(1)).isEqualTo(9.0 / 351);
    }
  }

  @Test
  @DisplayName("count a histogram as so many values of its mean, as scores do")
  void histograms() throws InterruptedException {
    try (QoeEngine engine = replaying().windows("rtt", MINUTES, RTT).start()) {
      record(engine, RTT, 0, 40);
      accept(
          engine
              .sink()
              .accept(
                  new DistributionReading(
                      CELL, RTT, START, List.of(0.0, 20.0, 40.0), List.of(1L, 2L), 1)));
      double mean = engine.value(CELL, RTT).orElseThrow();
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(told.get(0).values().count()).isEqualTo(4);
      assertThat(told.get(0).values().mean()).isCloseTo(27.5, within(1e-12));
      assertThat(mean).isCloseTo(27.5, within(1e-12));
    }
  }

  @Test
  @DisplayName("of a series that has gone silent are told when the others have passed their end")
  void silentInReplay() throws InterruptedException {
    Windows patient = MINUTES.lateness(Duration.ofSeconds(90));
    try (QoeEngine engine =
        replaying()
            .windows("rtt", patient, RTT)
            .windows("calls", Windows.of(WindowSpec.session(Duration.ofSeconds(20))), RTT)
            .start()) {
      accept(engine.series(OTHER, RTT).record(START.plusSeconds(5), 30));
      record(engine, RTT, 60, 1);
      record(engine, RTT, 120, 1);
      assertThat(engine.flush()).isTrue();
      assertThat(of(OTHER)).extracting(ToldWindow::name).containsExactly("calls");
      record(engine, RTT, 180, 1);
      assertThat(engine.flush()).isTrue();
      assertThat(of(OTHER)).extracting(ToldWindow::name).containsExactly("calls", "rtt");
      accept(engine.series(OTHER, RTT).record(START.plusSeconds(70), 31));
      accept(engine.series(OTHER, RTT).record(START.plusSeconds(1_000), 31));
      assertThat(engine.flush()).isTrue();
      assertThat(of(OTHER).stream().filter(each -> each.name().equals("rtt")))
          .as("what holds nothing is not closed by others")
          .extracting(each -> each.window().revision())
          .containsExactly(0, 0);
      assertThat(engine.statistics().valuesLateForWindows()).isZero();
    }
  }

  @Test
  @DisplayName("of a series that has gone silent are told by the clock")
  void silentByClock() throws InterruptedException {
    Instant[] now = {START.plusSeconds(30)};
    try (QoeEngine engine =
        QoeEngine.builder()
            .clock(() -> now[0])
            .windows("rtt", MINUTES.lateness(Duration.ofSeconds(10)), RTT)
            .onWindow(told::add)
            .start()) {
      record(engine, RTT, 20, 30);
      now[0] = START.plusSeconds(69);
      engine.tick();
      assertThat(engine.flush()).isTrue();
      assertThat(told).isEmpty();
      now[0] = START.plusSeconds(70);
      engine.tick();
      now[0] = START.plusSeconds(71);
      engine.tick();
      assertThat(engine.flush()).isTrue();
      assertThat(told).extracting(ToldWindow::from).containsExactly(START);
    }
  }

  @Test
  @DisplayName("are not cut up by the clock while old values are imported")
  void imported() throws InterruptedException {
    Instant[] now = {START.plus(Duration.ofDays(1))};
    try (QoeEngine engine =
        QoeEngine.builder()
            .clock(() -> now[0])
            .windows("rtt", MINUTES, RTT)
            .onWindow(told::add)
            .start()) {
      for (int second = 0; second < 300; second++) {
        record(engine, RTT, second, 1);
        if (second % 7 == 0) {
          now[0] = now[0].plusSeconds(1);
          engine.tick();
        }
      }
      now[0] = now[0].plusSeconds(2);
      engine.tick();
      now[0] = now[0].plusSeconds(1);
      engine.tick();
      assertThat(engine.flush()).isTrue();
      assertThat(told).hasSize(5).allMatch(each -> each.values().count() == 60);
      assertThat(engine.statistics().valuesLateForWindows()).isZero();
    }
  }

  @Test
  @DisplayName("wait for ordered sources, by the clock only once none is waited for")
  void orderedByClock() throws InterruptedException {
    Instant[] now = {START.plusSeconds(30)};
    try (QoeEngine engine =
        QoeEngine.builder()
            .clock(() -> now[0])
            .windows("rtt", MINUTES, RTT)
            .onWindow(told::add)
            .start()) {
      Source probe = engine.source(SourceOptions.of("probe").ordered(Duration.ofSeconds(20)));
      Series rtt = probe.series(CELL, RTT);
      accept(rtt.record(START, 10));
      accept(rtt.record(START.plusSeconds(59), 10));
      now[0] = START.plusSeconds(300);
      engine.tick();
      accept(rtt.record(START.plusSeconds(41), 20));
      assertThat(engine.flush()).isTrue();
      assertThat(told).isEmpty();
      probe.close();
      engine.tick();
      now[0] = now[0].plusSeconds(1);
      engine.tick();
      assertThat(engine.flush()).isTrue();
      assertThat(told).hasSize(1);
      assertThat(told.get(0).values().count()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("hold all that ordered sources sent when the clock closes them")
  void idleByClock() throws InterruptedException {
    Instant[] now = {START.plusSeconds(60)};
    try (QoeEngine engine =
        QoeEngine.builder()
            .clock(() -> now[0])
            .windows("rtt", MINUTES, RTT)
            .onWindow(told::add)
            .start()) {
      Source probe =
          engine.source(
              SourceOptions.of("probe").ordered(Duration.ZERO).idleAfter(Duration.ofNanos(1)));
      Series rtt = probe.series(CELL, RTT);
      accept(rtt.record(START, 10));
      accept(rtt.record(START.plusMillis(30_000), 10));
      accept(rtt.record(START.plusMillis(30_001), 10));
      now[0] = START.plusSeconds(300);
      engine.tick();
      now[0] = START.plusSeconds(301);
      engine.tick();
      assertThat(engine.flush()).isTrue();
      assertThat(told).extracting(each -> each.values().count()).containsExactly(3L);
    }
  }

  @Test
  @DisplayName("are closed and give back what they took when their element is removed")
  void removed() throws InterruptedException {
    try (QoeEngine engine =
        replaying().windows("rtt", MINUTES.withPercentiles(), RTT, Kpi.PACKET_LOSS).start()) {
      long before = engine.statistics().windowBytes();
      for (int round = 0; round < 3; round++) {
        record(engine, RTT, 100L * round, 30);
        record(engine, Kpi.PACKET_LOSS, 100L * round, 0.5);
        assertThat(engine.statistics().windowBytes()).isGreaterThan(before + 1_000);
        engine.remove(CELL, ADMIN);
        assertThat(engine.window("rtt", CELL, RTT)).isEmpty();
        assertThat(engine.flush()).isTrue();
        assertThat(told).hasSize(2 * round + 2);
        assertThat(engine.statistics().windowBytes()).isEqualTo(before);
        engine.save(NetworkElement.builder(CELL, "cell").build(), ADMIN);
      }
      engine.undefine(Kpi.PACKET_LOSS, ADMIN);
      engine.remove(CELL, ADMIN);
      assertThat(engine.statistics().windowBytes()).isEqualTo(before);
    }
  }

  @Test
  @DisplayName("count into the engine's memory, so that no further series fit")
  void memory() {
    Windows long_ = MINUTES.lateness(Duration.ofHours(2)).withPercentiles();
    try (QoeEngine engine = replaying().memory(50_000).windows("rtt", long_, RTT).start()) {
      Series rtt = engine.series(CELL, RTT);
      for (int i = 0; i < 100; i++) {
        accept(rtt.record(START.plusSeconds(60L * i), 30));
      }
      assertThatThrownBy(() -> engine.series(OTHER, RTT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("memory-used-up");
      accept(rtt.record(START.plusSeconds(60L * 100), 30));
    }
  }

  @Test
  @DisplayName("are given up and counted, not merged, when a slow listener lets too many wait")
  void slowListener() throws InterruptedException {
    CountDownLatch full = new CountDownLatch(1);
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .memory(4_000_000)
            .windows("rtt", Windows.of(WindowSpec.tumbling(Duration.ofMillis(1))), RTT)
            .onWindow(
                window -> {
                  awaitQuietly(full);
                  told.add(window);
                })
            .start()) {
      Series rtt = engine.series(CELL, RTT);
      int values = 20_000;
      for (int i = 0; i < values; i++) {
        accept(rtt.record(START.plusMillis(i), i));
      }
      assertThat(engine.statistics().windowsTold()).isEqualTo(values - 1);
      assertThat(engine.statistics().windowsGivenUp()).isBetween(values - 3_000L, values - 1_000L);
      full.countDown();
      assertThat(engine.flush()).isTrue();
      assertThat(told.size() + engine.statistics().windowsGivenUp()).isEqualTo(values - 1);
      assertThat(told).extracting(ToldWindow::from).isSorted();
      int before = told.size();
      accept(rtt.record(START.plusMillis(values), 1));
      assertThat(engine.flush()).isTrue();
      assertThat(told).hasSize(before + 1);
    }
  }

  @Test
  @DisplayName("are told to those who listen later until they leave, and they may record")
  void listening() throws InterruptedException {
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .windows("rtt", MINUTES, RTT)
            .onWindow(
                window -> {
                  throw new IllegalStateException("broken listener");
                })
            .start()) {
      Series jitter = engine.series(CELL, Kpi.JITTER);
      var listening =
          engine.onWindow(
              window -> {
                accept(jitter.record(window.to(), window.values().mean()));
                told.add(window);
              });
      record(engine, RTT, 0, 30);
      record(engine, RTT, 60, 30);
      assertThat(engine.flush()).isTrue();
      listening.close();
      record(engine, RTT, 120, 30);
      assertThat(engine.flush()).isTrue();
      assertThat(told).hasSize(1);
      assertThat(engine.value(CELL, Kpi.JITTER)).contains(30.0);
    }
  }

  @Test
  @DisplayName(
      "have a name each and indicators that the catalogue knows, or all that is wrong is told")
  void badDeclarations() {
    assertThatThrownBy(
            () ->
                replaying()
                    .windows("rtt", MINUTES, RTT)
                    .windows("rtt", MINUTES, Kpi.of("TRN_JITTER_RTPP"))
                    .windows("", MINUTES, RTT)
                    .windows("nothing", MINUTES)
                    .mostSeries(0)
                    .start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("windows 'rtt' are declared twice")
        .hasMessageContaining("KPI 'TRN_JITTER_RTPP', which the catalogue does not know")
        .hasMessageContaining(Kpi.JITTER.code())
        .hasMessageContaining("must have a name")
        .hasMessageContaining("windows 'nothing' must be of at least one KPI")
        .hasMessageContaining("number of series");
    try (QoeEngine engine = replaying().windows("rtt", MINUTES, RTT).start()) {
      assertThatThrownBy(() -> engine.window("rt", CELL, RTT))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("'rt'")
          .hasMessageContaining("[rtt]");
      assertThat(engine.window("rtt", CELL, RTT)).isEmpty();
    }
  }

  private QoeEngineBuilder replaying() {
    return QoeEngine.builder().replaying().onWindow(told::add);
  }

  private List<ToldWindow> of(ElementPath element) {
    return told.stream().filter(each -> each.element().equals(element)).toList();
  }

  private static void record(QoeEngine engine, Kpi kpi, long second, double value) {
    accept(engine.series(CELL, kpi).record(START.plusSeconds(second), value));
  }

  private static void accept(Acceptance answer) {
    assertThat(answer).isEqualTo(Acceptance.ACCEPTED);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
