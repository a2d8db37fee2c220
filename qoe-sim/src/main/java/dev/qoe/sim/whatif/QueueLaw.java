package dev.qoe.sim.whatif;

/**
 * How long jobs wait at a link or cell, and how many find no room, at a given load.
 *
 * <p>All are steady-state results for Poisson arrivals and exponential sizes (Kleinrock, Queueing
 * Systems I, 1975; for processor sharing Coffman, Muntz, Trotter, J. ACM 17, 1970). Times are in
 * mean service times, load is what arrives per what can be served, {@code >= 0}; it may exceed 1.
 * Immutable.
 *
 * @since 0.1
 */
public sealed interface QueueLaw {

  /** The load beyond which an unlimited queue counts as this loaded: it has no steady state. */
  double MAX_LOAD = 0.999;

  /** Returns one server with unlimited room, first come, first served. */
  static QueueLaw mm1() {
    return new MM1();
  }

  /**
   * Returns one server with room for {@code places} jobs, the one in service included.
   *
   * @throws IllegalArgumentException if {@code places} is not within 1 to 100,000
   */
  static QueueLaw mm1k(int places) {
    return new MM1K(places);
  }

  /** Returns one server that all jobs share equally, so that none waits but all are slower. */
  static QueueLaw processorSharing() {
    return new ProcessorSharing();
  }

  /** Returns the mean time from arrival to departure, in mean service times, {@code >= 1}. */
  double sojourn(double load);

  /** Returns the standard deviation of that time, in mean service times. */
  double deviation(double load);

  /** Returns the share of jobs that find no room, 0 to 1. */
  double loss(double load);

  /** Returns whether a load is more than the model has a steady state for. */
  boolean overloaded(double load);

  private static double bounded(double load) {
    return Math.max(0, Math.min(MAX_LOAD, load));
  }

  /** What does not fit in the long run. */
  private static double excess(double load) {
    return load > 1 ? 1 - 1 / load : 0;
  }

  /** M/M/1. Immutable. */
  record MM1() implements QueueLaw {
    @Override
    public double sojourn(double load) {
      return 1 / (1 - bounded(load));
    }

    @Override
    public double deviation(double load) {
      return sojourn(load);
    }

    @Override
    public double loss(double load) {
      return excess(load);
    }

    @Override
    public boolean overloaded(double load) {
      return load > MAX_LOAD;
    }

    @Override
    public String toString() {
      return "M/M/1";
    }
  }

  /**
   * M/M/1/K. Immutable.
   *
   * @param places K, the room for jobs, the one in service included, 1 to 100,000
   */
  record MM1K(int places) implements QueueLaw {

    private static final int MOST = 100_000;

    /**
     * Creates a model.
     *
     * @throws IllegalArgumentException if {@code places} is not within 1 to 100,000
     */
    public MM1K {
      Checks.within("places of an M/M/1/K queue", places, 1, MOST);
    }

    @Override
    public double sojourn(double load) {
      return 1 + found(load, 1);
    }

    /** Erlang(n + 1) for who finds n: variance E[n + 1] + Var[n]. */
    @Override
    public double deviation(double load) {
      double mean = found(load, 1);
      return Math.sqrt(1 + mean + Math.max(0, found(load, 2) - mean * mean));
    }

    @Override
    public double loss(double load) {
      double rest = 0;
      double term = 1;
      for (int n = 0; n < places; n++) {
        term /= Math.max(load, Double.MIN_NORMAL);
        rest += term;
        if (!(rest < Double.MAX_VALUE)) {
          return 0;
        }
      }
      return 1 / (1 + rest);
    }

    @Override
    public boolean overloaded(double load) {
      return false;
    }

    /**
     * Returns the mean of n^power over the jobs n that one who finds room meets: n = 0 to K - 1
     * with weights load^n, scaled so that the largest weight is 1.
     */
    private double found(double load, int power) {
      double ratio = load > 1 ? 1 / load : load;
      double weight = 1;
      double weights = 0;
      double sum = 0;
      for (int i = 0; i < places && weight > 0; i++) {
        double n = load > 1 ? places - 1 - i : i;
        weights += weight;
        sum += weight * (power == 1 ? n : n * n);
        weight *= ratio;
      }
      return sum / weights;
    }

    @Override
    public String toString() {
      return "M/M/1/" + places;
    }
  }

  /** M/M/1 with processor sharing; its mean holds for any distribution of sizes. Immutable. */
  record ProcessorSharing() implements QueueLaw {
    @Override
    public double sojourn(double load) {
      return 1 / (1 - bounded(load));
    }

    @Override
    public double deviation(double load) {
      double rho = bounded(load);
      return Math.sqrt((2 + rho) / (2 - rho)) / (1 - rho);
    }

    @Override
    public double loss(double load) {
      return excess(load);
    }

    @Override
    public boolean overloaded(double load) {
      return load > MAX_LOAD;
    }

    @Override
    public String toString() {
      return "processor sharing";
    }
  }
}
