package dev.qoe.core.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.qoe.api.measure.CounterSpec;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
@DisplayName("Judging a reading of a counter")
class CounterAllocationTest {

  private static final CounterSpec SPEC = CounterSpec.of32().worth(8).atMost(50e6);

  private static final int OPERATIONS = 100_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  @DisplayName("allocates nothing, over wraps and gaps too")
  void allocatesNothing() {
    CounterRate counter = CounterRate.create();
    long thread = Thread.currentThread().getId();
    long best = Long.MAX_VALUE;
    long reading = 0;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < OPERATIONS; i++) {
        reading++;
        boolean backwards = reading % 100 == 0;
        counter.judge(
            SPEC,
            reading * 10_000_000,
            backwards ? 0 : reading * 400_000_000,
            reading * 10_000 + 60_000,
            0);
      }
      best = Math.min(best, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat((double) best / OPERATIONS).isLessThan(1);
    assertThat(counter.count(CounterDecision.RATE)).isPositive();
    assertThat(counter.count(CounterDecision.WRAP)).isPositive();
    assertThat(counter.count(CounterDecision.STEP_BACK)).isPositive();
  }
}
