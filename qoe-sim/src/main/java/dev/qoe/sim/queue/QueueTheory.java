package dev.qoe.sim.queue;

/**
 * Closed forms of queues in the steady state.
 *
 * <p>Sources: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th ed. (G);
 * Kleinrock, Queueing Systems I (K). Rates are in customers a second, per server where they are of
 * service.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class QueueTheory {

  /** Above this all weights are scaled down, lest they overflow. */
  private static final double LARGE = 1e200;

  private QueueTheory() {}

  /**
   * Returns M/M/1 (G, section 2.2).
   *
   * @param arrivalRate {@code > 0}
   * @param serviceRate {@code > arrivalRate}
   * @throws IllegalArgumentException if a rate is outside its range
   */
  public static SteadyState mm1(double arrivalRate, double serviceRate) {
    return mmc(arrivalRate, serviceRate, 1);
  }

  /**
   * Returns M/M/c (G, section 2.3).
   *
   * @param arrivalRate {@code > 0}
   * @param serviceRate of each server, {@code > arrivalRate / servers}
   * @param servers {@code >= 1}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static SteadyState mmc(double arrivalRate, double serviceRate, int servers) {
    double load = load(arrivalRate, serviceRate);
    Checks.atLeast("servers", servers, 1);
    double rho = stable(load / servers);
    double wait = erlangC(load, servers);
    double queue = wait * rho / (1 - rho);
    return littles(arrivalRate, rho, emptiness(load, servers, rho), wait, 0, queue + load, queue);
  }

  /**
   * Returns M/M/c/K (G, section 2.5); with K = c it is Erlang's loss system.
   *
   * @param arrivalRate {@code > 0}
   * @param serviceRate of each server, {@code > 0}
   * @param servers {@code >= 1}
   * @param capacity K, the most in the system, {@code >= servers}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static SteadyState mmck(
      double arrivalRate, double serviceRate, int servers, int capacity) {
    double load = load(arrivalRate, serviceRate);
    Checks.atLeast("servers", servers, 1);
    Checks.atLeast("capacity", capacity, servers);
    double weight = 1;
    double empty = 1;
    double total = 1;
    double inSystem = 0;
    double inQueue = 0;
    double queueing = 0;
    for (int n = 1; n <= capacity; n++) {
      weight *= load / Math.min(n, servers);
      total += weight;
      inSystem += n * weight;
      if (n >= servers) {
        inQueue += (n - servers) * weight;
        queueing += weight;
      }
      if (total > LARGE) {
        weight /= LARGE;
        empty /= LARGE;
        total /= LARGE;
        inSystem /= LARGE;
        inQueue /= LARGE;
        queueing /= LARGE;
      }
    }
    double blocked = weight / total;
    double admitted = arrivalRate * (1 - blocked);
    double wait = (queueing - weight) / (total - weight);
    return littles(
        admitted,
        admitted / serviceRate / servers,
        empty / total,
        wait,
        blocked,
        inSystem / total,
        inQueue / total);
  }

  /**
   * Returns M/D/1, constant service (G, section 5.1.1).
   *
   * @param arrivalRate {@code > 0}
   * @param serviceSeconds above 0 and below {@code 1 / arrivalRate}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static SteadyState md1(double arrivalRate, double serviceSeconds) {
    return mg1(arrivalRate, serviceSeconds, 0);
  }

  /**
   * Returns M/G/1 by the formula of Pollaczek and Khinchine (G, eq. 5.11; K, eq. 5.63).
   *
   * @param arrivalRate {@code > 0}
   * @param meanServiceSeconds above 0 and below {@code 1 / arrivalRate}
   * @param squaredVariation of the service time: variance over squared mean, {@code >= 0}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static SteadyState mg1(
      double arrivalRate, double meanServiceSeconds, double squaredVariation) {
    Checks.positive("arrival rate", arrivalRate);
    Checks.positive("mean service time in seconds", meanServiceSeconds);
    Checks.notNegative("squared variation", squaredVariation);
    double rho = stable(arrivalRate * meanServiceSeconds);
    double queue = rho * rho * (1 + squaredVariation) / (2 * (1 - rho));
    return littles(arrivalRate, rho, 1 - rho, rho, 0, queue + rho, queue);
  }

  /**
   * Returns D/M/1, constant gaps between arrivals (K, eq. 6.20): the probability to wait is the
   * root below 1 of {@code s = exp(-(1 - s) / rho)}.
   *
   * @param arrivalRate {@code > 0}
   * @param serviceRate {@code > arrivalRate}
   * @throws IllegalArgumentException if a rate is outside its range
   */
  public static SteadyState dm1(double arrivalRate, double serviceRate) {
    double rho = stable(load(arrivalRate, serviceRate));
    double wait = 0;
    // Newton from the left: the function is convex, so that the steps never pass the root.
    for (double step = 1; wait + step != wait && step > 0; wait += step) {
      double value = StrictMath.exp(-(1 - wait) / rho);
      step = (value - wait) / (1 - value / rho);
    }
    double queue = rho * wait / (1 - wait);
    return littles(arrivalRate, rho, 1 - rho, wait, 0, queue + rho, queue);
  }

  /**
   * Returns Erlang's B: the share of calls lost by servers without waiting room, for any
   * distribution of their durations (G, section 2.6).
   *
   * @param load arrivals during a mean service time, in erlang, {@code >= 0}
   * @param servers {@code >= 1}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static double erlangB(double load, int servers) {
    Checks.notNegative("load in erlang", load);
    Checks.atLeast("servers", servers, 1);
    double lost = 1;
    for (int n = 1; n <= servers; n++) {
      lost = load * lost / (n + load * lost);
    }
    return lost;
  }

  /**
   * Returns Erlang's C: the share of customers that must wait for one of the servers of M/M/c (G,
   * section 2.3).
   *
   * @param load arrivals during a mean service time, in erlang, {@code >= 0} and below {@code
   *     servers}
   * @param servers {@code >= 1}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static double erlangC(double load, int servers) {
    double lost = erlangB(load, servers);
    double rho = stable(load / servers);
    return lost / (1 - rho * (1 - lost));
  }

  /** Returns the probability that all servers of M/M/c are idle. */
  private static double emptiness(double load, int servers, double rho) {
    double weight = 1;
    double empty = 1;
    double below = 0;
    for (int n = 1; n <= servers; n++) {
      below += weight;
      weight *= load / n;
      if (below > LARGE) {
        weight /= LARGE;
        empty /= LARGE;
        below /= LARGE;
      }
    }
    return empty / (below + weight / (1 - rho));
  }

  private static SteadyState littles(
      double admittedRate,
      double utilisation,
      double empty,
      double wait,
      double blocked,
      double inSystem,
      double inQueue) {
    return new SteadyState(
        utilisation,
        empty,
        wait,
        blocked,
        inSystem,
        inQueue,
        inSystem / admittedRate,
        inQueue / admittedRate);
  }

  private static double load(double arrivalRate, double serviceRate) {
    return Checks.positive("arrival rate", arrivalRate)
        / Checks.positive("service rate", serviceRate);
  }

  private static double stable(double rho) {
    if (!(rho < 1)) {
      throw new IllegalArgumentException(
          "load of a server must be < 1, or the queue grows without end: %s; limit its capacity, or"
                  .formatted(rho)
              + " serve faster");
    }
    return rho;
  }
}
