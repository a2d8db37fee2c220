package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.random.RandomStreams;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
class QueueAllocationTest {

  private static final int EVENTS = 100_000;

  @DisplayName("In the steady state customers come, wait, are served and go without allocation")
  @Test
  void station() {
    RandomStreams streams = RandomStreams.of(1);
    EventKernel kernel = EventKernel.create();
    Station station =
        Station.of(
            Resource.of(kernel, 2, 30, Discipline.PRIORITY),
            TimeDistribution.exponential(1),
            streams.stream("service"));
    Arrivals.start(
        kernel,
        TimeDistribution.exponential(0.5),
        streams.stream("arrivals"),
        now -> station.arrive((int) (now.nowNanos() & 3)));

    assertThat(fewestBytes(kernel)).isZero();
  }

  @DisplayName("In the steady state customers share a server without allocation")
  @Test
  void sharedServer() {
    RandomStreams streams = RandomStreams.of(1);
    EventKernel kernel = EventKernel.create();
    SharedServer server =
        SharedServer.of(kernel, TimeDistribution.exponential(0.5), streams.stream("service"));
    Arrivals.start(
        kernel,
        TimeDistribution.exponential(1),
        streams.stream("arrivals"),
        now -> server.arrive());

    assertThat(fewestBytes(kernel)).isZero();
  }

  private static long fewestBytes(EventKernel kernel) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < EVENTS; i++) {
        kernel.step();
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }
}
