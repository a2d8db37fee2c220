package dev.qoe.benchmarks;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The collectors of the scheduler's harness: one whose targets answer after 50 ms, or never, and
 * one that misbehaves in every way that a host contains.
 */
public final class SchedulerFleet {

  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final int ITEMS = 10;

  private SchedulerFleet() {}

  /** Answers after a while, unless the target's address is {@code dead}. */
  public static final class Healthy implements CollectorFactory {

    /** For the service loader. */
    public Healthy() {}

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorDescriptor.of("fleet", "Answers after 50 ms.", List.of(), Set.of(Kpi.UP));
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      return (target, sink) -> {
        if (target.address().equals("dead")) {
          new CountDownLatch(1).await();
        }
        context.pause(LATENCY);
        tell(target, sink, context);
      };
    }
  }

  private static void tell(Target target, Sink sink, CollectorContext context) {
    for (int i = 0; i < ITEMS; i++) {
      sink.accept(Measurement.of(target.element(), Kpi.UP, context.clock().instant(), i));
    }
  }

  /** Hangs, floods, throws errors or leaks threads, as the target's address says. */
  public static final class Faulty implements CollectorFactory {

    /** For the service loader. */
    public Faulty() {}

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorDescriptor.of("faulty", "Misbehaves.", List.of(), Set.of(Kpi.UP));
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      return new Collector() {
        @Override
        public void collect(Target target, Sink sink) throws PluginException {
          switch (target.address()) {
            case "hang" -> hang();
            case "flood" -> {
              while (!Thread.currentThread().isInterrupted()) {
                tell(target, sink, context);
              }
            }
            case "error" -> throw new StackOverflowError("on purpose");
            default -> {
              Thread leaked = new Thread(Faulty::hang, "leaked");
              leaked.setDaemon(true);
              leaked.start();
            }
          }
        }
      };
    }

    private static void hang() {
      long start = System.nanoTime();
      while (System.nanoTime() - start < Duration.ofMinutes(1).toNanos()) {
        Thread.interrupted();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
  }
}
