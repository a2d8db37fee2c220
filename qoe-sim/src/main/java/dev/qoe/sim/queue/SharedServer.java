package dev.qoe.sim.queue;

import dev.qoe.sim.kernel.Event;
import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.output.Moments;
import dev.qoe.sim.output.TimeAverage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A server that all customers share in equal parts, as downloads share a cell: processor sharing.
 *
 * <p>Nobody waits, but everybody takes the longer the more there are.
 *
 * <p>Nothing is allocated once it has held its greatest crowd. Confine to one thread.
 *
 * @since 0.1
 */
public final class SharedServer {

  /*
   * Virtual time is the service that a customer who is always there would have got: it passes at
   * 1/n of the speed of real time while n are there. A customer who brings work x at virtual time v
   * leaves at v + x, whoever else comes or goes; only when that is in real time changes.
   */

  private final EventKernel kernel;
  private final TimeDistribution work;
  private final UniformRandomProvider random;
  private final PriorityQueue<Job> jobs =
      new PriorityQueue<>(
          Comparator.comparingDouble((Job job) -> job.finish).thenComparingLong(job -> job.ticket));
  private final ArrayDeque<Job> spare = new ArrayDeque<>();
  private final Event completion = new Completion();
  private final TimeAverage present;
  private final TimeAverage busy;
  private final Moments timesInSystem = Moments.create();
  private Event departure = now -> {};
  private double virtualSeconds;
  private long lastNanos;
  private long sinceNanos;
  private long tickets;
  private long arrivals;
  private long next;

  private SharedServer(EventKernel kernel, TimeDistribution work, UniformRandomProvider random) {
    this.kernel = kernel;
    this.work = work;
    this.random = random;
    sinceNanos = kernel.nowNanos();
    lastNanos = sinceNanos;
    present = TimeAverage.from(sinceNanos, 0);
    busy = TimeAverage.from(sinceNanos, 0);
  }

  /** One customer; used again for others. */
  private static final class Job {
    private double finish;
    private long ticket;
    private long arrivedNanos;
  }

  /** The departure of who is done first. */
  private final class Completion implements Event {

    @Override
    public void happen(EventKernel now) {
      complete(now);
    }

    @Override
    public String toString() {
      return "end of service, " + work;
    }
  }

  /**
   * Returns a server that nobody uses yet.
   *
   * @param work the time that a customer would take alone, drawn at arrival
   * @param random the stream to draw it from
   */
  public static SharedServer of(
      EventKernel kernel, TimeDistribution work, UniformRandomProvider random) {
    return new SharedServer(kernel, work, random);
  }

  /**
   * Sets what happens when a customer leaves.
   *
   * @return this
   */
  public SharedServer onDeparture(Event event) {
    departure = event;
    return this;
  }

  /** Lets a customer come. */
  public void arrive() {
    long nanos = Checks.nanos(work.sampleSeconds(random), work);
    advance();
    Job job = spare.isEmpty() ? new Job() : spare.pop();
    job.finish = virtualSeconds + nanos * 1e-9;
    job.ticket = tickets++;
    job.arrivedNanos = kernel.nowNanos();
    jobs.add(job);
    arrivals++;
    changed();
  }

  private void complete(EventKernel now) {
    advance();
    Job job = jobs.remove();
    // What rounding to nanoseconds left over must not pile up.
    virtualSeconds = job.finish;
    timesInSystem.add((now.nowNanos() - job.arrivedNanos) * 1e-9);
    spare.push(job);
    changed();
    departure.happen(now);
  }

  private void advance() {
    long nowNanos = kernel.nowNanos();
    if (!jobs.isEmpty()) {
      virtualSeconds += (nowNanos - lastNanos) * 1e-9 / jobs.size();
    }
    lastNanos = nowNanos;
  }

  private void changed() {
    present.set(lastNanos, jobs.size());
    busy.set(lastNanos, jobs.isEmpty() ? 0 : 1);
    kernel.cancel(next);
    Job first = jobs.peek();
    if (first == null) {
      virtualSeconds = 0;
    } else {
      double seconds = Math.max(0, first.finish - virtualSeconds) * jobs.size();
      next = kernel.schedule(Checks.nanos(seconds, work), completion);
    }
  }

  /** Returns the number of customers that are served, {@code >= 0}. */
  public int inSystem() {
    return jobs.size();
  }

  /** Forgets what was seen so far, as at the end of a warm-up; customers stay. */
  public void resetStatistics() {
    sinceNanos = kernel.nowNanos();
    present.reset(sinceNanos);
    busy.reset(sinceNanos);
    timesInSystem.clear();
    arrivals = 0;
  }

  /** Returns what was seen since the last reset; nobody waits and nobody is blocked. */
  public QueueStatistics statistics() {
    long nowNanos = kernel.nowNanos();
    return new QueueStatistics(
        Duration.ofNanos(nowNanos - sinceNanos),
        arrivals,
        0,
        timesInSystem.n(),
        busy.mean(nowNanos),
        present.mean(nowNanos),
        0,
        0,
        0,
        0,
        timesInSystem.mean());
  }

  @Override
  public String toString() {
    return "server shared by %d, work %s".formatted(jobs.size(), work);
  }
}
