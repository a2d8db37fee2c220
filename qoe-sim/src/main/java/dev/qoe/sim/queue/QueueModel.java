package dev.qoe.sim.queue;

import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.util.Optional;

/**
 * One queue, first come, first served, in Kendall's terms: gaps / service / servers / capacity.
 *
 * <pre>{@code
 * QueueModel cell = QueueModel.mmc(1.8, 1, 2);
 * QueueStatistics run = cell.simulate(RandomStreams.of(42), warmUp, horizon);
 * SteadyState theory = cell.theory().orElseThrow();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param gaps the times between arrivals
 * @param service the times of service
 * @param servers how many, {@code >= 1}
 * @param capacity how many there may be in all, those in service included, {@code >= servers};
 *     {@link Resource#UNLIMITED} if nobody is blocked
 * @since 0.1
 */
public record QueueModel(
    TimeDistribution gaps, TimeDistribution service, int servers, int capacity) {

  private static final String GAPS = "arrivals";
  private static final String SERVICE = "service";

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public QueueModel {
    Checks.atLeast("servers", servers, 1);
    Checks.atLeast("capacity (those in service included)", capacity, servers);
  }

  /**
   * Returns M/M/c.
   *
   * @param arrivalRate customers a second, {@code > 0}
   * @param serviceRate of each server, customers a second, {@code > 0}
   * @param servers how many, {@code >= 1}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static QueueModel mmc(double arrivalRate, double serviceRate, int servers) {
    return mmck(arrivalRate, serviceRate, servers, Resource.UNLIMITED);
  }

  /**
   * Returns M/M/c/K.
   *
   * @param arrivalRate customers a second, {@code > 0}
   * @param serviceRate of each server, customers a second, {@code > 0}
   * @param servers how many, {@code >= 1}
   * @param capacity K, the most in the system, {@code >= servers}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static QueueModel mmck(double arrivalRate, double serviceRate, int servers, int capacity) {
    return new QueueModel(
        TimeDistribution.exponential(1 / Checks.positive("arrival rate", arrivalRate)),
        TimeDistribution.exponential(1 / Checks.positive("service rate", serviceRate)),
        servers,
        capacity);
  }

  /** Returns the load of each server, {@code > 0}; from 1 on only a capacity bounds the queue. */
  public double load() {
    return service.meanSeconds() / gaps.meanSeconds() / servers;
  }

  /**
   * Runs the queue, empty at first, and returns what was seen after the warm-up.
   *
   * @param streams one replication's; "arrivals" and "service" are drawn from
   * @param warmUp how long not to look, {@code >= 0}
   * @param horizon how long the run is in all, {@code > warmUp}
   * @throws IllegalArgumentException if {@code warmUp < 0} or {@code horizon <= warmUp}
   */
  public QueueStatistics simulate(RandomStreams streams, Duration warmUp, Duration horizon) {
    if (warmUp.isNegative() || horizon.compareTo(warmUp) <= 0) {
      throw new IllegalArgumentException(
          "warm-up must be >= 0 and shorter than the horizon: %s, %s".formatted(warmUp, horizon));
    }
    EventKernel kernel = EventKernel.create();
    Resource resource = Resource.of(kernel, servers, capacity, Discipline.FIFO);
    Station station = Station.of(resource, service, streams.stream(SERVICE));
    Arrivals.start(kernel, gaps, streams.stream(GAPS), k -> station.arrive());
    kernel.runUntil(warmUp);
    station.resetStatistics();
    kernel.runUntil(horizon);
    return station.statistics();
  }

  /** Returns the steady state, if theory has a closed form for this queue, and it has one. */
  public Optional<SteadyState> theory() {
    boolean unlimited = capacity == Resource.UNLIMITED;
    if (unlimited && load() >= 1) {
      return Optional.empty();
    }
    double arrivalRate = 1 / gaps.meanSeconds();
    double serviceRate = 1 / service.meanSeconds();
    if (gaps instanceof Times.Exponential) {
      if (unlimited && servers == 1) {
        return Optional.of(
            QueueTheory.mg1(arrivalRate, service.meanSeconds(), service.squaredVariation()));
      }
      if (unlimited && service instanceof Times.Exponential) {
        return Optional.of(QueueTheory.mmc(arrivalRate, serviceRate, servers));
      }
      // Without a waiting room the distribution of service does not matter.
      if (!unlimited && (service instanceof Times.Exponential || capacity == servers)) {
        return Optional.of(QueueTheory.mmck(arrivalRate, serviceRate, servers, capacity));
      }
    }
    return unlimited
            && servers == 1
            && gaps instanceof Times.Constant
            && service instanceof Times.Exponential
        ? Optional.of(QueueTheory.dm1(arrivalRate, serviceRate))
        : Optional.empty();
  }
}
