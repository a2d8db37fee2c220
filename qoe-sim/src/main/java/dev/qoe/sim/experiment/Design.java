package dev.qoe.sim.experiment;

import dev.qoe.sim.random.RandomStreams;
import java.util.List;

/**
 * Which points an experiment visits.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface Design {

  /** Returns its name with what sets it apart, for example {@code latin-hypercube 100}. */
  String name();

  /**
   * Returns how many points it has, {@link Long#MAX_VALUE} if there are as many or more.
   *
   * @throws IllegalArgumentException if it cannot be made of these parameters
   */
  long size(List<Parameter> parameters);

  /**
   * Returns the points, a level for each parameter.
   *
   * @param parameters those of {@link #size}
   * @param streams where chance comes from, if it has a part
   */
  List<List<Level>> points(List<Parameter> parameters, RandomStreams streams);

  /** Returns the design of all combinations of all levels; the last parameter changes fastest. */
  static Design grid() {
    return new GridDesign();
  }

  /**
   * Returns the design of first levels, second levels and so on; all parameters must have as many.
   */
  static Design zip() {
    return new ZipDesign();
  }

  /**
   * Returns a Latin hypercube: each of {@code points} equal slices of each parameter is hit once
   * (McKay, Beckman and Conover, 1979).
   *
   * @throws IllegalArgumentException if {@code points < 1}
   */
  static Design latinHypercube(int points) {
    return new SampledDesign(SampledDesign.Kind.LATIN_HYPERCUBE, points);
  }

  /**
   * Returns the first points of Sobol's sequence, shifted at random in all their digits. Take a
   * power of two.
   *
   * @throws IllegalArgumentException if {@code points < 1}
   */
  static Design sobol(int points) {
    return new SampledDesign(SampledDesign.Kind.SOBOL, points);
  }

  /**
   * Returns independent random points.
   *
   * @throws IllegalArgumentException if {@code points < 1}
   */
  static Design random(int points) {
    return new SampledDesign(SampledDesign.Kind.RANDOM, points);
  }
}
