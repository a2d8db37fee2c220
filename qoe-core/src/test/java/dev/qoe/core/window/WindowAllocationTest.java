package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
@DisplayName("Adding a value to a window")
class WindowAllocationTest {

  private static final int OPERATIONS = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long told;

  @Test
  @DisplayName("allocates nothing but the results, with percentiles, out of order, for ever")
  void allocatesNothing() {
    WindowedSeries series =
        Windows.of(WindowSpec.sliding(Duration.ofMinutes(1), Duration.ofSeconds(10)))
            .lateness(Duration.ofSeconds(30))
            .amendable(Duration.ofMinutes(1))
            .withPercentiles()
            .values(result -> told++);
    long thread = Thread.currentThread().getId();
    long best = Long.MAX_VALUE;
    long added = 0;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < OPERATIONS; i++) {
        added++;
        series.add(added * 1_000 - added % 7 * 4_000_000, 50.0 + (double) (added % 100));
      }
      best = Math.min(best, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(told).isGreaterThan(40);
    assertThat((double) best / OPERATIONS).isLessThan(1);
  }
}
