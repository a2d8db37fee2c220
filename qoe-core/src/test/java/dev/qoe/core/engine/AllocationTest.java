package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import dev.qoe.core.window.WindowSpec;
import dev.qoe.core.window.Windows;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
@DisplayName("Recording a value")
class AllocationTest {

  private static final int OPERATIONS = 100_000;
  private static final int BATCH = 90;
  private static final Kpi RTT = Kpi.ROUND_TRIP_TIME;
  private static final long START = 1_600_000_000_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  @DisplayName("allocates nothing, replayed or live")
  void allocatesNothing() {
    try (QoeEngine replayed = QoeEngine.builder().replaying().start();
        QoeEngine remembering = QoeEngine.builder().replaying().shortHistory(16).start();
        QoeEngine live = QoeEngine.builder().start()) {
      long now = System.currentTimeMillis() * 1_000 - 300_000_000L;
      assertThat(bytesPerOperation(replayed, START, 1_000_000)).as("replayed").isLessThan(1);
      assertThat(bytesPerOperation(remembering, START, 1_000_000))
          .as("with a short history")
          .isLessThan(1);
      assertThat(bytesPerOperation(live, now, 500)).as("live").isLessThan(1);
    }
  }

  @Test
  @DisplayName("allocates nothing in windows that are open, only when one is closed")
  void windows() {
    Windows hours = Windows.of(WindowSpec.tumbling(Duration.ofHours(1)));
    Windows patient =
        Windows.of(WindowSpec.sliding(Duration.ofHours(2), Duration.ofHours(1)))
            .lateness(Duration.ofMinutes(1))
            .withPercentiles();
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .windows("hours", hours, Kpi.PACKET_LOSS, RTT, Kpi.LTE_RSRP)
            .windows("sliding", patient, Kpi.PACKET_LOSS, Kpi.LTE_RSRP)
            .start()) {
      assertThat(bytesPerOperation(engine, START, 1_000)).isLessThan(1);
      engine.finishWindows();
      assertThat(engine.statistics().windowsTold()).isEqualTo(3 + 2 * 2);
    }
    try (QoeEngine engine =
        QoeEngine.builder()
            .replaying()
            .windows("minutes", Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1))), RTT)
            .start()) {
      assertThat(bytesPerOperation(engine, START, 10_000)).as("of 2,000 values").isLessThan(1);
      assertThat(engine.statistics().windowsTold()).isGreaterThan(80);
    }
  }

  @Test
  @DisplayName("allocates nothing in batches, under a rule, nor from readings of a counter")
  void otherWaysIn() {
    AlertRule rule =
        AlertRule.builder(
                "loss",
                new Condition.Threshold(
                    Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 5, 0, Duration.ofMinutes(1)))
            .build();
    try (QoeEngine engine =
        QoeEngine.builder().replaying().rules(new AlertRules(List.of(rule))).start()) {
      Series[] series = new Series[BATCH];
      double[] values = new double[BATCH];
      for (int i = 0; i < BATCH; i++) {
        ElementPath cell = ElementPath.of("acme/cork/site-%d/cell-%d".formatted(i / 9, i / 3));
        Kpi kpi = List.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME, Kpi.LTE_RSRP).get(i % 3);
        series[i] = engine.series(cell, kpi);
        values[i] = engine.catalog().get(kpi).optimal();
      }
      CounterSeries counter =
          engine.counter(
              ElementPath.of("acme/cork/router/port"),
              Kpi.DOWNLINK_THROUGHPUT,
              CounterSpec.of64().worth(8));
      long[] micros = new long[BATCH];
      long[] next = {START, 0};
      assertThat(
              least(
                  OPERATIONS / BATCH * BATCH,
                  () -> {
                    for (int i = 0; i < OPERATIONS / BATCH; i++) {
                      Arrays.fill(micros, next[0] += 1_000_000);
                      assertThatTaken(engine.record(series, micros, values, 0, BATCH));
                    }
                  }))
          .as("batches")
          .isLessThan(1);
      assertThat(
              least(
                  OPERATIONS,
                  () -> {
                    for (int i = 0; i < OPERATIONS; i++) {
                      counter.record(next[0] += 1_000_000, next[1] += 125_000);
                    }
                  }))
          .as("readings of a counter")
          .isLessThan(1);
      assertThat(engine.value(counter.element(), counter.kpi())).hasValue(1e6);
    }
  }

  private static void assertThatTaken(int done) {
    if (done != BATCH) {
      throw new AssertionError("only %d were taken".formatted(done));
    }
  }

  /** Returns the least bytes an operation that a run of so many took, out of five. */
  private double least(int operations, Runnable run) {
    long thread = Thread.currentThread().getId();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      run.run();
      best = Math.min(best, threads.getThreadAllocatedBytes(thread) - before);
    }
    return (double) best / operations;
  }

  private double bytesPerOperation(QoeEngine engine, long startMicros, long stepMicros) {
    Series[] series = {
      engine.series(ElementPath.of("acme/cork/site-1/cell-1"), Kpi.PACKET_LOSS),
      engine.series(ElementPath.of("acme/cork/site-1/cell-2"), Kpi.ROUND_TRIP_TIME),
      engine.series(ElementPath.of("acme/cork/site-2/cell-3"), Kpi.LTE_RSRP)
    };
    double[] values = {0.02, 80, -95};
    long[] next = {startMicros};
    double least =
        least(
            OPERATIONS,
            () -> {
              for (int i = 0; i < OPERATIONS; i++) {
                series[i % 3].record(next[0] += stepMicros, values[i % 3]);
              }
            });
    assertThat(engine.ledger().stored()).isEqualTo(5L * OPERATIONS);
    return least;
  }
}
