package dev.qoe.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
class KernelAllocationTest {

  private static final int EVENTS = 200_000;

  @DisplayName("In the steady state no event allocates: scheduled, cancelled or happening")
  @Test
  void steadyState() {
    SplittableRandom random = new SplittableRandom(1);
    EventKernel kernel = EventKernel.create();
    Event timeout = k -> {};
    for (int i = 0; i < 1000; i++) {
      kernel.schedule(random.nextInt(1000), new Rescheduled(random, timeout));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < EVENTS; i++) {
        kernel.step();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(fewest).isZero();
  }

  private static final class Rescheduled implements Event {

    private final SplittableRandom random;
    private final Event timeout;
    private long handle;

    Rescheduled(SplittableRandom random, Event timeout) {
      this.random = random;
      this.timeout = timeout;
    }

    @Override
    public void happen(EventKernel kernel) {
      kernel.cancel(handle);
      handle = kernel.schedule(random.nextInt(5000), timeout);
      kernel.schedule(random.nextInt(1000), this);
    }
  }
}
