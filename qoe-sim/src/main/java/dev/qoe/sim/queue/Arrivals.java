package dev.qoe.sim.queue;

import dev.qoe.sim.kernel.Event;
import dev.qoe.sim.kernel.EventKernel;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A source of arrivals, one after a random time after the other.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class Arrivals {

  private final EventKernel kernel;
  private final TimeDistribution gaps;
  private final UniformRandomProvider random;
  private final Event arrival;
  private final Event tick = new Tick();
  private long next;
  private long count;

  private Arrivals(
      EventKernel kernel, TimeDistribution gaps, UniformRandomProvider random, Event arrival) {
    this.kernel = kernel;
    this.gaps = gaps;
    this.random = random;
    this.arrival = arrival;
  }

  /**
   * Starts a source; the first arrival is a gap from now.
   *
   * @param gaps the times between arrivals
   * @param random the stream to draw them from
   * @param arrival happens at every arrival
   */
  public static Arrivals start(
      EventKernel kernel, TimeDistribution gaps, UniformRandomProvider random, Event arrival) {
    Arrivals arrivals = new Arrivals(kernel, gaps, random, arrival);
    arrivals.scheduleNext();
    return arrivals;
  }

  private void scheduleNext() {
    next = kernel.schedule(Checks.nanos(gaps.sampleSeconds(random), gaps), tick);
  }

  /** Lets one come, when the next is on its way. */
  private final class Tick implements Event {

    @Override
    public void happen(EventKernel now) {
      scheduleNext();
      count++;
      arrival.happen(now);
    }

    @Override
    public String toString() {
      return Arrivals.this.toString();
    }
  }

  /** Ends the source: nobody comes any more. */
  public void stop() {
    kernel.cancel(next);
  }

  /** Returns how many have come, {@code >= 0}. */
  public long count() {
    return count;
  }

  @Override
  public String toString() {
    return "arrivals, gaps " + gaps;
  }
}
