package dev.qoe.sim.telemetry;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fleet below each target, which has reported what was due since the last reading.
 *
 * <p>Thread-safe.
 */
final class FleetCollector implements Collector {

  /** How many reports are made up for after a pause; older ones are lost, and that is told. */
  private static final long MOST_REPORTS = 3600;

  private final FleetPlan plan;
  private final boolean tellsTruth;
  private final InstantSource clock;
  private final Map<ElementPath, Run> runs = new ConcurrentHashMap<>();

  FleetCollector(FleetPlan plan, boolean tellsTruth, InstantSource clock) {
    this.plan = plan;
    this.tellsTruth = tellsTruth;
    this.clock = clock;
  }

  @Override
  public void collect(Target target, Sink sink) throws InterruptedException {
    Instant now = clock.instant();
    runs.computeIfAbsent(target.element(), root -> new Run(Fleet.of(plan, root, aligned(now))))
        .collect(now, sink, target.element().text());
  }

  /** Returns the last full interval since 1970 up to a time, at which a fleet begins. */
  private Instant aligned(Instant now) {
    Duration since = Duration.between(Instant.EPOCH, now);
    return Instant.EPOCH.plus(plan.every().multipliedBy(since.dividedBy(plan.every())));
  }

  /** The fleet of one target, and what its sink could not take yet. */
  private final class Run {

    private final Fleet fleet;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    Run(Fleet fleet) {
      this.fleet = fleet;
    }

    synchronized void collect(Instant now, Sink sink, String place) throws InterruptedException {
      if (!waiting.isEmpty()) {
        drain(sink);
        return;
      }
      Duration behind = Duration.between(fleet.nextReport(), now);
      long missed = behind.isNegative() ? 0 : behind.dividedBy(plan.every()) + 1 - MOST_REPORTS;
      if (missed > 0) {
        fleet.skip(missed);
        sink.reject("overrun", place, missed + " reports were too old to be made up for");
      }
      while (!fleet.nextReport().isAfter(now)) {
        fleet.report(waiting::add, this::tell);
        if (!drain(sink)) {
          return;
        }
      }
    }

    private void tell(InjectedFault fault) {
      if (tellsTruth) {
        waiting.add(fault.event());
      }
    }

    /** Offers all that waits once; returns whether the sink had room for all of it. */
    private boolean drain(Sink sink) throws InterruptedException {
      for (int i = waiting.size(); i > 0; i--) {
        if (Thread.interrupted()) {
          throw new InterruptedException("collecting from a fleet was interrupted");
        }
        Object first = waiting.element();
        Acceptance answer =
            first instanceof Measurement measurement
                ? sink.accept(measurement)
                : sink.accept((Event) first);
        waiting.remove();
        if (answer == Acceptance.RETRY_LATER) {
          waiting.add(first);
        }
      }
      return waiting.isEmpty();
    }
  }
}
