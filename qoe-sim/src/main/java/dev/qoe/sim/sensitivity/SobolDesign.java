package dev.qoe.sim.sensitivity;

import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Level;
import dev.qoe.sim.experiment.Parameter;
import dev.qoe.sim.experiment.SobolSequence;
import dev.qoe.sim.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;

/**
 * The design that Sobol' indices need: for each of n base points two independent points A and B,
 * and the points that have all coordinates of A but one, which is that of B.
 *
 * <p>Saltelli, "Making best use of model evaluations to compute sensitivity indices", Computer
 * Physics Communications 145 (2002). A and B are the halves of a Sobol' sequence in twice the
 * dimensions, from its point number max(16, n) on. Rows of a base point: A, AB_1 ... AB_k, with
 * second order BA_1 ... BA_k, then B. Immutable.
 *
 * @since 0.1
 */
public final class SobolDesign implements Design {

  private static final int MIN_SKIP = 16;

  private final int basePoints;
  private final boolean secondOrder;

  private SobolDesign(int basePoints, boolean secondOrder) {
    this.basePoints = basePoints;
    this.secondOrder = secondOrder;
  }

  /**
   * Returns the design for first and total order: n (k + 2) points for k parameters.
   *
   * @param basePoints n, a power of two from 4 to 2^20, which is what makes the sequence even
   * @throws IllegalArgumentException if {@code basePoints} is not so
   */
  public static SobolDesign of(int basePoints) {
    if (basePoints < 4 || basePoints > 1 << 20 || Integer.bitCount(basePoints) != 1) {
      throw new IllegalArgumentException(
          "base points of a Sobol' design must be a power of two from 4 to 1048576: " + basePoints);
    }
    return new SobolDesign(basePoints, false);
  }

  /** Returns this design with second order: n (2 k + 2) points for k parameters. */
  public SobolDesign withSecondOrder() {
    return new SobolDesign(basePoints, true);
  }

  /** Returns the number n of base points. */
  public int basePoints() {
    return basePoints;
  }

  /** Returns whether it serves for second order. */
  public boolean hasSecondOrder() {
    return secondOrder;
  }

  @Override
  public String name() {
    return "sobol-sensitivity " + basePoints + (secondOrder ? " second-order" : "");
  }

  @Override
  public long size(List<Parameter> parameters) {
    if (parameters.isEmpty() || parameters.size() > SobolSequence.MAX_DIMENSIONS / 2) {
      throw new IllegalArgumentException(
          "a Sobol' design needs 1 to %d parameters: %d"
              .formatted(SobolSequence.MAX_DIMENSIONS / 2, parameters.size()));
    }
    return (long) basePoints * rows(parameters.size());
  }

  /** Returns how many points there are for each base point. */
  int rows(int parameters) {
    return (secondOrder ? 2 : 1) * parameters + 2;
  }

  @Override
  public List<List<Level>> points(List<Parameter> parameters, RandomStreams streams) {
    int k = parameters.size();
    SobolSequence sequence = SobolSequence.create(2 * k);
    sequence.skip(Math.max(MIN_SKIP, basePoints));
    List<List<Level>> points = new ArrayList<>();
    for (int i = 0; i < basePoints; i++) {
      double[] shares = sequence.next();
      points.add(mixed(parameters, shares, 0, -1));
      for (int j = 0; j < k; j++) {
        points.add(mixed(parameters, shares, 0, j));
      }
      for (int j = 0; secondOrder && j < k; j++) {
        points.add(mixed(parameters, shares, k, j));
      }
      points.add(mixed(parameters, shares, k, -1));
    }
    return points;
  }

  /** Returns the half of a base point that starts at {@code own}, one coordinate from the other. */
  private static List<Level> mixed(
      List<Parameter> parameters, double[] shares, int own, int exchanged) {
    int k = parameters.size();
    List<Level> levels = new ArrayList<>(k);
    for (int j = 0; j < k; j++) {
      int from = j == exchanged ? k - own : own;
      levels.add(parameters.get(j).domain().at(shares[from + j]));
    }
    return List.copyOf(levels);
  }
}
