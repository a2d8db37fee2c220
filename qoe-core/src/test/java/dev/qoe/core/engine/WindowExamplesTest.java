package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.rule.Selector;
import dev.qoe.core.window.WindowSpec;
import dev.qoe.core.window.WindowedSeries;
import dev.qoe.core.window.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of docs/windows.md")
class WindowExamplesTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final List<String> shown = Collections.synchronizedList(new ArrayList<>());

  private void show(String name, ElementPath element, Instant from, double value) {
    shown.add(name + " " + element + " " + from + " " + value);
  }

  private void show(Instant from, double value) {
    shown.add(from + " " + value);
  }

  @Test
  @DisplayName("tell windows of indicators that an engine was asked to gather")
  void inTheEngine() throws InterruptedException {
    ElementPath cell = ElementPath.of("acme/cork/cell-1");
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .windows(
                "per-minute",
                Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1)))
                    .lateness(Duration.ofSeconds(10))
                    .amendable(Duration.ofMinutes(15))
                    .withPercentiles(),
                Kpi.ROUND_TRIP_TIME,
                Kpi.JITTER)
            .windows(
                "calls",
                Windows.of(WindowSpec.session(Duration.ofSeconds(30))),
                Selector.ofType("cell"),
                Kpi.PACKET_LOSS)
            .onWindow(
                window ->
                    show(window.name(), window.element(), window.from(), window.values().mean()))
            .start()) {
      var added = engine.sink().accept(NetworkElement.builder(cell, "cell").build());
      var series = engine.series(cell, Kpi.ROUND_TRIP_TIME);
      series.record(START, 30);
      series.record(START.plusSeconds(70), 50);
      var taken = engine.sink().accept(RatioReading.of(cell, Kpi.PACKET_LOSS, START, 1, 4));
      assertThat(taken).isEqualTo(added);
      assertThat(
              engine.window("per-minute", cell, Kpi.ROUND_TRIP_TIME).orElseThrow().values().mean())
          .isEqualTo(30);
      engine.finishWindows();
      assertThat(engine.flush()).isTrue();
      assertThat(shown)
          .containsExactlyInAnyOrder(
              "per-minute acme/cork/cell-1 2026-11-21T10:00:00Z 30.0",
              "per-minute acme/cork/cell-1 2026-11-21T10:01:00Z 50.0",
              "calls acme/cork/cell-1 2026-11-21T10:00:00Z 0.25");
      assertThat(engine.window("calls", cell, Kpi.PACKET_LOSS).orElseThrow().ratio().orElseThrow())
          .extracting("numerator", "denominator")
          .containsExactly(1.0, 4.0);
    }
  }

  @Test
  @DisplayName("gather values without an engine")
  void withoutAnEngine() {
    long epochMicros = Micros.of(START);
    long watermark = epochMicros + 70_000_000;
    WindowedSeries delays =
        Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1)))
            .lateness(Duration.ofSeconds(10))
            .amendable(Duration.ofMinutes(15))
            .smoothing(Duration.ofMinutes(5))
            .withPercentiles()
            .values(window -> show(window.from(), window.statistics().percentile(1)));

    delays.add(epochMicros, 42.0);
    delays.advanceTo(watermark);
    delays.finish();
    assertThat(shown).containsExactly("2026-11-21T10:00:00Z 42.0");
  }
}
