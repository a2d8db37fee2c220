package dev.qoe.sim.sensitivity;

import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Level;
import dev.qoe.sim.experiment.Parameter;
import dev.qoe.sim.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The design of Morris' screening: random walks on a grid, each of which changes every parameter
 * once, by a little more than half of its domain.
 *
 * <p>Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33
 * (1991): p levels, step p / (2 (p - 1)). Immutable.
 *
 * @since 0.1
 */
public final class MorrisDesign implements Design {

  private final int trajectories;
  private final int levels;

  private MorrisDesign(int trajectories, int levels) {
    this.trajectories = trajectories;
    this.levels = levels;
  }

  /**
   * Returns a design of four levels.
   *
   * @param trajectories 2 to 100,000; 10 to 50 are usual
   * @throws IllegalArgumentException if {@code trajectories} is outside its range
   */
  public static MorrisDesign of(int trajectories) {
    return of(trajectories, 4);
  }

  /**
   * Returns a design.
   *
   * @param trajectories 2 to 100,000; 10 to 50 are usual
   * @param levels of the grid, even, 2 to 100
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static MorrisDesign of(int trajectories, int levels) {
    if (trajectories < 2 || trajectories > 100_000) {
      throw new IllegalArgumentException(
          "trajectories of a Morris design must be from 2 to 100000: " + trajectories);
    }
    if (levels < 2 || levels > 100 || levels % 2 != 0) {
      throw new IllegalArgumentException(
          "levels of a Morris design must be even, from 2 to 100: " + levels);
    }
    return new MorrisDesign(trajectories, levels);
  }

  /** Returns the number of trajectories. */
  public int trajectories() {
    return trajectories;
  }

  @Override
  public String name() {
    return "morris %d levels %d".formatted(trajectories, levels);
  }

  @Override
  public long size(List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("a Morris design needs at least one parameter");
    }
    return trajectories * (parameters.size() + 1L);
  }

  @Override
  public List<List<Level>> points(List<Parameter> parameters, RandomStreams streams) {
    List<List<Level>> points = new ArrayList<>();
    for (double[] shares : shares(parameters.size(), streams)) {
      points.add(
          IntStream.range(0, shares.length)
              .mapToObj(j -> parameters.get(j).domain().at(shares[j]))
              .toList());
    }
    return points;
  }

  /** Returns the points in the unit cube. */
  double[][] shares(int k, RandomStreams streams) {
    UniformRandomProvider random = streams.stream("design of Morris");
    double step = levels / (2.0 * (levels - 1));
    double[][] shares = new double[trajectories * (k + 1)][];
    int next = 0;
    for (int t = 0; t < trajectories; t++) {
      double[] at = new double[k];
      double[] change = new double[k];
      for (int j = 0; j < k; j++) {
        double low = random.nextInt(levels / 2) / (levels - 1.0);
        boolean up = random.nextBoolean();
        at[j] = up ? low : low + step;
        change[j] = up ? low + step : low;
      }
      shares[next++] = at;
      for (int j : order(k, random)) {
        at = at.clone();
        at[j] = change[j];
        shares[next++] = at;
      }
    }
    return shares;
  }

  private static int[] order(int k, UniformRandomProvider random) {
    int[] order = IntStream.range(0, k).toArray();
    for (int i = k - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
    return order;
  }
}
