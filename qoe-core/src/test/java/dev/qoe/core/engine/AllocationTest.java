package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
@DisplayName("Recording a value")
class AllocationTest {

  private static final int OPERATIONS = 100_000;
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

  private double bytesPerOperation(QoeEngine engine, long startMicros, long stepMicros) {
    Series[] series = {
      engine.series(ElementPath.of("acme/cork/site-1/cell-1"), Kpi.PACKET_LOSS),
      engine.series(ElementPath.of("acme/cork/site-1/cell-2"), Kpi.ROUND_TRIP_TIME),
      engine.series(ElementPath.of("acme/cork/site-2/cell-3"), Kpi.LTE_RSRP)
    };
    double[] values = {0.02, 80, -95};
    long thread = Thread.currentThread().getId();
    long best = Long.MAX_VALUE;
    for (long round = 0; round < 5; round++) {
      long from = startMicros + round * OPERATIONS * stepMicros;
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < OPERATIONS; i++) {
        series[i % 3].record(from + i * stepMicros, values[i % 3]);
      }
      best = Math.min(best, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(engine.ledger().stored()).isEqualTo(5L * OPERATIONS);
    return (double) best / OPERATIONS;
  }
}
