package dev.qoe.sim.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.json.QoeJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetTest {

  private static final ElementPath ROOT = ElementPath.of("acme/lab");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(10);

  /** What a fleet has said, and the truth about it. */
  private record Run(List<Measurement> measurements, List<InjectedFault> truth) {

    static Run of(FleetPlan plan, int reports) {
      Run run = new Run(new ArrayList<>(), new ArrayList<>());
      Fleet fleet = Fleet.of(plan, ROOT, START);
      for (int i = 0; i < reports; i++) {
        fleet.report(run.measurements::add, run.truth::add);
      }
      return run;
    }

    /** Returns the values of each series by event time, without their quality. */
    Map<String, Map<Instant, Double>> byTime() {
      Map<String, Map<Instant, Double>> all = new LinkedHashMap<>();
      for (Measurement m : measurements) {
        all.computeIfAbsent(m.element() + " " + m.kpi(), key -> new LinkedHashMap<>())
            .put(m.time(), m.value());
      }
      return all;
    }

    String digest() throws Exception {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      measurements.forEach(m -> sha.update(QoeJson.write(m).getBytes(StandardCharsets.UTF_8)));
      truth.forEach(t -> sha.update(QoeJson.write(t.event()).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    }
  }

  @DisplayName("Every device reports every indicator at every interval, within its bounds")
  @Test
  void sound() {
    Run run = Run.of(FleetPlan.of(50, 1), 20);

    assertThat(run.measurements()).hasSize(50 * 4 * 20);
    assertThat(run.truth()).isEmpty();
    assertThat(run.measurements())
        .allSatisfy(
            m -> {
              assertThat(m.value()).isFinite().isNotNegative();
              assertThat(m.time()).isEqualTo(m.ingestTime());
              assertThat(m.element().parent()).contains(ROOT);
            });
    assertThat(run.measurements().get(0).element().name()).isEqualTo("device-01");
    assertThat(run.measurements().get(0).time()).isEqualTo(START);
    assertThat(run.byTime()).hasSize(200);
  }

  @DisplayName("Devices differ in what they are like, and all personalities occur")
  @Test
  void personalities() {
    Collection<Personality> all = Fleet.of(FleetPlan.of(200, 1), ROOT, START).devices().values();

    assertThat(Set.copyOf(all)).hasSize(Personality.values().length);
    List<Map<Instant, Double>> series =
        List.copyOf(Run.of(FleetPlan.of(3, 1), 50).byTime().values());
    assertThat(series.get(0).values()).doesNotContainSequence(series.get(4).values());
  }

  @DisplayName("The same seed gives the same bytes, faults and all; the digest is kept")
  @Test
  void deterministic() throws Exception {
    FleetPlan plan = FleetPlan.of(20, 42).withFaults(20).withCounter();

    String digest = Run.of(plan, 200).digest();

    assertThat(Run.of(plan, 200).digest()).isEqualTo(digest).isEqualTo("4bcb663fb00f0e89");
    assertThat(Run.of(plan.withSeed(43), 200).digest()).isNotEqualTo(digest);
  }

  @DisplayName("The values between faults are those of a fleet without faults")
  @Test
  void soundBetweenFaults() {
    FleetPlan plan = FleetPlan.of(10, 3);
    Map<String, Map<Instant, Double>> sound = Run.of(plan, 200).byTime();
    Run run = Run.of(plan.withFaults(20), 200);

    assertThat(run.truth()).hasSizeGreaterThan(50);
    long same = 0;
    for (Measurement m : run.measurements()) {
      boolean faulty = run.truth().stream().anyMatch(fault -> covers(fault, m));
      if (!faulty && m.time().equals(m.ingestTime())) {
        assertThat(m.value()).isEqualTo(right(sound, m));
        same++;
      }
    }
    assertThat(same).isGreaterThan(4_000);
  }

  private static double right(Map<String, Map<Instant, Double>> sound, Measurement m) {
    return sound
        .getOrDefault(m.element() + " " + m.kpi(), Map.of())
        .getOrDefault(m.time(), Double.NaN);
  }

  private static boolean covers(InjectedFault fault, Measurement m) {
    return fault.element().equals(m.element())
        && fault.kpi().equals(m.kpi())
        && !m.ingestTime().isBefore(fault.from())
        && !m.ingestTime().isAfter(fault.to());
  }

  @DisplayName("The truth tells when each kind of fault was at work, and it was")
  @ParameterizedTest
  @EnumSource(Fault.class)
  void truth(Fault kind) {
    FleetPlan plan = FleetPlan.of(3, 5).withCounter();
    Map<String, Map<Instant, Double>> sound = Run.of(plan, 400).byTime();
    Run run = Run.of(plan.withFaults(20, kind), 400);

    assertThat(run.truth()).hasSizeGreaterThan(10);
    for (InjectedFault fault : run.truth()) {
      assertThat(fault.fault()).isEqualTo(kind);
      List<Measurement> seen = run.measurements().stream().filter(m -> covers(fault, m)).toList();
      Map<Instant, Double> right =
          sound.getOrDefault(fault.element() + " " + fault.kpi(), Map.of());
      check(fault, seen, right, run);
    }
  }

  // Over 40 lines: one case for each kind of fault.
  private static void check(
      InjectedFault fault, List<Measurement> seen, Map<Instant, Double> right, Run run) {
    double value = right.getOrDefault(fault.from(), Double.NaN);
    switch (fault.fault()) {
      case DROPOUT -> assertThat(seen).isEmpty();
      case STUCK -> assertThat(seen.stream().map(Measurement::value).distinct()).hasSize(1);
      case SPIKE -> {
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).value()).isGreaterThan(Math.min(0.99, 2 * value));
      }
      case NOT_A_NUMBER -> assertThat(seen).singleElement().matches(m -> Double.isNaN(m.value()));
      case WRONG_UNIT ->
          assertThat(seen)
              .allSatisfy(
                  m ->
                      assertThat(m.value())
                          .isGreaterThanOrEqualTo(100 * right.getOrDefault(m.time(), Double.NaN)));
      case LATE -> {
        assertThat(seen.stream().filter(m -> m.time().equals(fault.from()))).isEmpty();
        Instant last = START.plus(EVERY.multipliedBy(399));
        if (fault.from().plus(EVERY.multipliedBy(30)).isBefore(last)) {
          assertThat(run.measurements())
              .anyMatch(
                  m ->
                      m.element().equals(fault.element())
                          && m.kpi().equals(fault.kpi())
                          && m.time().equals(fault.from())
                          && m.ingestTime().isAfter(fault.from())
                          && m.value() == value);
        }
      }
      case DUPLICATE ->
          assertThat(seen.stream().filter(m -> m.time().equals(fault.from())))
              .hasSize(2)
              .allMatch(m -> m.value() == value);
      case FUTURE ->
          assertThat(seen)
              .singleElement()
              .matches(m -> !m.time().isBefore(m.ingestTime().plusSeconds(60)));
      case COUNTER_RESET -> {
        assertThat(fault.kpi()).isEqualTo(Fleet.BYTES_RECEIVED);
        assertThat(seen).singleElement().matches(m -> m.value() == 0);
      }
    }
  }

  @DisplayName("A counter only grows, by what a device receives")
  @Test
  void counter() {
    Run run = Run.of(FleetPlan.of(5, 9).withCounter(), 100);
    run.byTime()
        .forEach(
            (series, values) -> {
              if (series.endsWith(Fleet.BYTES_RECEIVED.code())) {
                assertThat(List.copyOf(values.values())).isSorted();
                double perSecond = List.copyOf(values.values()).get(99) / 1000;
                assertThat(perSecond).as(series).isBetween(2e6, 2e7);
              }
            });
  }

  @DisplayName("As many faults befall a fleet as planned: seed fixed, odds of failure none")
  @Test
  void rate() {
    Run run = Run.of(FleetPlan.of(100, 8).withFaults(2, Fault.SPIKE), 720);
    // 400 series for two hours at two an hour: 1600, standard deviation 40.
    assertThat((double) run.truth().size()).isCloseTo(1600, within(200.0));
  }

  @DisplayName("Reports until a time are those that are due, the time included")
  @Test
  void until() {
    Fleet fleet = Fleet.of(FleetPlan.of(1, 1), ROOT, START);
    List<Measurement> seen = new ArrayList<>();

    fleet.reportUntil(START.plusSeconds(20), seen::add, fault -> {});

    assertThat(seen).hasSize(12);
    assertThat(fleet.nextReport()).isEqualTo(START.plusSeconds(30));
    assertThat(fleet).hasToString("1 devices every PT10S, 0 faults an hour");
  }

  @DisplayName("Plans out of range are refused, and unknown faults")
  @Test
  void refusals() {
    assertThatThrownBy(() -> FleetPlan.of(0, 1)).hasMessage("devices must be from 1 to 100000: 0");
    assertThatThrownBy(() -> FleetPlan.of(1, 1).every(Duration.ZERO))
        .hasMessage("interval of reports must be from PT0.001S to PT24H: PT0S");
    assertThatThrownBy(() -> FleetPlan.of(1, 1).withFaults(-1))
        .hasMessage("faults per hour must be from 0 to 3600: -1");
    assertThatThrownBy(() -> Fault.of("flood"))
        .hasMessageStartingWith("unknown fault 'flood'; known are dropout, stuck, ");
    assertThat(FleetPlan.of(7, 1).withCounter().valuesPerReport()).isEqualTo(35);
    assertThat(Kpi.of("DEV_BYTES_RECEIVED")).isEqualTo(Fleet.BYTES_RECEIVED);
  }
}
