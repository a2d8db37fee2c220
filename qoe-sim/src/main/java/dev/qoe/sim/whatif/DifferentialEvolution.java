package dev.qoe.sim.whatif;

import dev.qoe.sim.random.RandomStreams;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A search for the lowest rank in the unit cube that looks at the order of points only.
 *
 * <p>Differential evolution, current-to-best/1/bin with dither (Storn, Price, Journal of Global
 * Optimization 11, 1997; Das, Mullick, Suganthan, Swarm and Evolutionary Computation 27, 2016): a
 * point meets a trial that is drawn towards the best one and shifted by the difference of two
 * others, and the better of both stays. It adds, multiplies and compares, and so takes the same
 * path on every machine. The libraries that have a better known search have no module name that
 * could be required safely. Confine to one thread.
 */
final class DifferentialEvolution {

  private static final double CROSSOVER = 0.9;
  private static final double SHORTEST_STEP = 0.4;
  private static final double LONGEST_STEP = 0.9;
  private static final int FEWEST = 20;
  private static final int PER_DIMENSION = 6;

  private final ToDoubleFunction<double[]> rank;
  private final UniformRandomProvider random;
  private final double[][] points;
  private final double[] ranks;
  private int best;

  /**
   * Creates a search.
   *
   * @param start where it begins, each coordinate 0 to 1
   * @param rank what shall be low
   */
  DifferentialEvolution(double[] start, ToDoubleFunction<double[]> rank, long seed) {
    this.rank = rank;
    random = RandomStreams.of(seed).stream("differential evolution");
    points = new double[Math.max(FEWEST, PER_DIMENSION * start.length)][];
    ranks = new double[points.length];
    points[0] = start.clone();
    for (int i = 1; i < points.length; i++) {
      points[i] = random.doubles(start.length).toArray();
    }
  }

  /** Searches until it is told that it is over, and at least the start has been ranked. */
  void run(BooleanSupplier over) {
    for (int i = 0; i < points.length; i++) {
      ranks[i] =
          i > 0 && over.getAsBoolean() ? Double.POSITIVE_INFINITY : rank.applyAsDouble(points[i]);
      best = ranks[i] < ranks[best] ? i : best;
    }
    for (int i = 0; !over.getAsBoolean(); i = (i + 1) % points.length) {
      double[] trial = trial(i);
      double reached = rank.applyAsDouble(trial);
      if (reached <= ranks[i]) {
        points[i] = trial;
        ranks[i] = reached;
        best = reached < ranks[best] ? i : best;
      }
    }
  }

  private double[] trial(int of) {
    int one = other(of, best, of);
    int two = other(of, best, one);
    double step = SHORTEST_STEP + (LONGEST_STEP - SHORTEST_STEP) * random.nextDouble();
    double[] trial = points[of].clone();
    int always = random.nextInt(trial.length);
    for (int d = 0; d < trial.length; d++) {
      if (d == always || random.nextDouble() < CROSSOVER) {
        trial[d] =
            inside(
                points[of][d]
                    + step * (points[best][d] - points[of][d] + points[one][d] - points[two][d]),
                points[of][d]);
      }
    }
    return trial;
  }

  /** Returns the index of a point that is none of three. */
  private int other(int first, int second, int third) {
    int index = random.nextInt(points.length);
    while (index == first || index == second || index == third) {
      index = random.nextInt(points.length);
    }
    return index;
  }

  /** Takes what left the cube half of the way to the face it went through. */
  private static double inside(double value, double from) {
    if (value >= 0 && value <= 1) {
      return value;
    }
    return from + ((value < 0 ? 0 : 1) - from) / 2;
  }
}
