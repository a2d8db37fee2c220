package dev.qoe.sim.queue;

import dev.qoe.sim.kernel.Event;
import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.output.Moments;
import java.util.ArrayDeque;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A place where customers come, wait, are served for a random time and go.
 *
 * <pre>{@code
 * Station cell = Station.of(Resource.of(kernel, 1), TimeDistribution.exponential(1), services);
 * Arrivals.start(kernel, TimeDistribution.exponential(1 / 0.9), times, k -> cell.arrive());
 * kernel.runUntil(Duration.ofHours(100));
 * System.out.println(cell.statistics());
 * }</pre>
 *
 * <p>Nothing is allocated once it has held its greatest crowd. Confine to one thread.
 *
 * @since 0.1
 */
public final class Station {

  private final Resource resource;
  private final TimeDistribution serviceTimes;
  private final UniformRandomProvider random;
  private final Moments timesInSystem = Moments.create();
  private final ArrayDeque<Visit> spare = new ArrayDeque<>();
  private Event departure = kernel -> {};

  private Station(Resource resource, TimeDistribution serviceTimes, UniformRandomProvider random) {
    this.resource = resource;
    this.serviceTimes = serviceTimes;
    this.random = random;
  }

  /** One customer: first told that a server is free, then that the service is over. */
  private final class Visit implements Event {

    private long arrivedNanos;
    private boolean inService;

    @Override
    public void happen(EventKernel kernel) {
      if (!inService) {
        inService = true;
        kernel.schedule(Checks.nanos(serviceTimes.sampleSeconds(random), serviceTimes), this);
        return;
      }
      timesInSystem.add((kernel.nowNanos() - arrivedNanos) * 1e-9);
      spare.push(this);
      resource.release();
      departure.happen(kernel);
    }

    @Override
    public String toString() {
      return (inService ? "end of service, " : "start of service, ") + serviceTimes;
    }
  }

  /**
   * Returns a station.
   *
   * @param resource its servers and its waiting room, for itself alone
   * @param serviceTimes drawn when a service begins
   * @param random the stream to draw them from
   */
  public static Station of(
      Resource resource, TimeDistribution serviceTimes, UniformRandomProvider random) {
    return new Station(resource, serviceTimes, random);
  }

  /**
   * Sets what happens when a customer leaves after service, for example the arrival at another
   * station.
   *
   * @return this
   */
  public Station onDeparture(Event event) {
    departure = event;
    return this;
  }

  /**
   * Lets a customer of priority 0 come.
   *
   * @return false if there is no room
   */
  public boolean arrive() {
    return arrive(0);
  }

  /**
   * Lets a customer come.
   *
   * @param priority smaller ones go first, if the resource's discipline is by priority
   * @return false if there is no room
   */
  public boolean arrive(int priority) {
    Visit visit = spare.isEmpty() ? new Visit() : spare.pop();
    visit.arrivedNanos = resource.kernel().nowNanos();
    visit.inService = false;
    boolean admitted = resource.request(visit, priority);
    if (!admitted) {
      spare.push(visit);
    }
    return admitted;
  }

  /** Returns the number of customers that wait or are served, {@code >= 0}. */
  public int inSystem() {
    return resource.busy() + resource.queueLength();
  }

  /** Forgets what was seen so far, as at the end of a warm-up; customers stay. */
  public void resetStatistics() {
    resource.resetStatistics();
    timesInSystem.clear();
  }

  /** Returns what was seen since the last reset. */
  public QueueStatistics statistics() {
    return resource.statistics(timesInSystem.mean());
  }

  @Override
  public String toString() {
    return resource + ", service " + serviceTimes;
  }
}
