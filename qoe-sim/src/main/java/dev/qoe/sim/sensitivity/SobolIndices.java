package dev.qoe.sim.sensitivity;

import dev.qoe.core.config.Nearest;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parameter;
import dev.qoe.sim.plot.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sobol' indices: which share of an output's variance each parameter makes, alone (first order), in
 * pairs (second order) and with all its interactions (total order).
 *
 * <pre>{@code
 * ExperimentResult result = experiment.design(SobolDesign.of(1024)).run(Parallel.threads(2));
 * SobolIndices.of(result, "mos").plot(Path.of("sensitivity.svg"));
 * }</pre>
 *
 * <p>Indices are only as good as their design, so they are made of a result that has it, or the
 * design is verified row by row. Intervals are bootstrapped over the base points. An output that
 * does not vary has no shares: all indices are 0 and {@link #isConstant()} says so. Immutable.
 *
 * @since 0.1
 */
public final class SobolIndices {

  private final String output;
  private final List<String> names;
  private final boolean constant;
  private final List<Estimate> first;
  private final List<Estimate> total;
  private final List<List<Estimate>> second;

  private SobolIndices(
      String output,
      List<String> names,
      SobolEstimator estimator,
      Bootstrap bootstrap,
      boolean second) {
    this.output = output;
    this.names = List.copyOf(names);
    constant = estimator.isConstant();
    first = each(j -> constant ? Estimate.ZERO : estimator.first(j, bootstrap));
    total = each(j -> constant ? Estimate.ZERO : estimator.total(j, bootstrap));
    List<List<Estimate>> pairs = new ArrayList<>();
    for (int j = 0; second && j < names.size(); j++) {
      List<Estimate> row = new ArrayList<>();
      for (int k = j + 1; k < names.size(); k++) {
        row.add(constant ? Estimate.ZERO : estimator.second(j, k, bootstrap));
      }
      pairs.add(List.copyOf(row));
    }
    this.second = List.copyOf(pairs);
  }

  private interface Index {
    Estimate of(int parameter);
  }

  private List<Estimate> each(Index index) {
    return IntStream.range(0, names.size()).mapToObj(index::of).toList();
  }

  /**
   * Returns the indices of a measure's means.
   *
   * @throws IllegalArgumentException if the result's design is no {@link SobolDesign}, or there is
   *     no such measure
   */
  public static SobolIndices of(ExperimentResult result, String measure) {
    if (!(result.experiment().design() instanceof SobolDesign design)) {
      throw new IllegalArgumentException(
          "design '%s' does not serve for Sobol' indices; take SobolDesign.of(1024)"
              .formatted(result.experiment().design().name()));
    }
    List<String> names = result.experiment().parameters().stream().map(Parameter::name).toList();
    int k = names.size();
    return new SobolIndices(
        measure,
        names,
        SobolEstimator.of(
            Outputs.means(result, measure), design.basePoints(), k, design.hasSecondOrder()),
        Bootstrap.of(design.basePoints(), result.experiment().seed()),
        design.hasSecondOrder());
  }

  /**
   * Returns the indices of outputs that were computed elsewhere, for rows in the order of {@link
   * SobolDesign}.
   *
   * @param parameters the names of the columns
   * @param rows the points, n (k + 2) or with second order n (2 k + 2) of them
   * @param outputs a finite value for each row
   * @param secondOrder whether there are rows for second order
   * @param seed of the bootstrap
   * @throws IllegalArgumentException if rows and outputs differ in number, if the rows are not such
   *     a design, or if an output is not finite
   */
  public static SobolIndices of(
      List<String> parameters, double[][] rows, double[] outputs, boolean secondOrder, long seed) {
    Outputs.check(rows.length, outputs);
    int k = parameters.size();
    int perBase = (secondOrder ? 2 : 1) * k + 2;
    if (k == 0 || rows.length == 0 || rows.length % perBase != 0) {
      throw new IllegalArgumentException(
          "rows of a Sobol' design for %d parameters%s must be a multiple of %d: %d"
              .formatted(k, secondOrder ? " with second order" : "", perBase, rows.length));
    }
    for (int i = 0; i < rows.length; i++) {
      verify(rows, i, k, perBase);
    }
    int n = rows.length / perBase;
    return new SobolIndices(
        "output",
        parameters,
        SobolEstimator.of(outputs, n, k, secondOrder),
        Bootstrap.of(n, seed),
        secondOrder);
  }

  /** Verifies that a row is a mixture of its base point's first and last row, as it should be. */
  private static void verify(double[][] rows, int i, int k, int perBase) {
    double[] a = rows[i - i % perBase];
    double[] b = rows[i - i % perBase + perBase - 1];
    int place = i % perBase - 1;
    boolean fromA = place < k;
    for (int j = 0; j < k; j++) {
      boolean own = place < 0 || place == perBase - 2 || j != place % k;
      double expected = (place == perBase - 2 ? !own : own == fromA) ? a[j] : b[j];
      if (rows[i].length != k || rows[i][j] != expected) {
        throw new IllegalArgumentException(
            "row %d is not of a Sobol' design: column %d must be %s: %s"
                .formatted(i, j, expected, Arrays.toString(rows[i])));
      }
    }
  }

  /** Returns the names of the parameters. */
  public List<String> parameters() {
    return names;
  }

  /** Returns whether the output does not vary, so that no parameter moves it. */
  public boolean isConstant() {
    return constant;
  }

  /** Returns whether there are second-order indices. */
  public boolean hasSecondOrder() {
    return !second.isEmpty();
  }

  /**
   * Returns the share that a parameter makes alone; by chance it may come out below 0.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public Estimate first(String parameter) {
    return first.get(index(parameter));
  }

  /**
   * Returns the share that a parameter makes with all its interactions.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public Estimate total(String parameter) {
    return total.get(index(parameter));
  }

  /**
   * Returns the share that two parameters make together beyond what each makes alone.
   *
   * @throws IllegalArgumentException if there is no such parameter, if both are the same, or if the
   *     design does not serve for second order
   */
  public Estimate second(String parameter, String other) {
    int j = Math.min(index(parameter), index(other));
    int k = Math.max(index(parameter), index(other));
    if (!hasSecondOrder() || j == k) {
      throw new IllegalArgumentException(
          j == k
              ? "second order is of two different parameters: " + parameter
              : "the design has no second order; take SobolDesign.of(n).withSecondOrder()");
    }
    return second.get(j).get(k - j - 1);
  }

  /**
   * Writes a row for each index: order, parameter, other, value, half width; as CSV.
   *
   * @throws IOException if the file cannot be written
   */
  public SobolIndices write(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("measure", "order", "parameter", "other", "value", "half_width_95"));
    for (int j = 0; j < names.size(); j++) {
      rows.add(row("first", names.get(j), "", first.get(j)));
      rows.add(row("total", names.get(j), "", total.get(j)));
      for (int k = j + 1; hasSecondOrder() && k < names.size(); k++) {
        rows.add(row("second", names.get(j), names.get(k), second.get(j).get(k - j - 1)));
      }
    }
    Outputs.write(file, rows);
    return this;
  }

  private List<String> row(String order, String parameter, String other, Estimate estimate) {
    return List.of(
        output,
        order,
        parameter,
        other,
        Outputs.shortest(estimate.value()),
        Outputs.shortest(estimate.halfWidth()));
  }

  /**
   * Plots first and total order of each parameter, as SVG or PNG by the name's ending.
   *
   * @throws IOException if the file cannot be written
   */
  public SobolIndices plot(Path file) throws IOException {
    Chart chart =
        Chart.titled("What moves " + output + (constant ? ": nothing, it is constant" : ""))
            .x("parameter", "")
            .y("share of variance", "")
            .categories(names);
    Outputs.whiskers(Outputs.whiskers(chart, "alone", first), "with interactions", total)
        .write(file);
    return this;
  }

  /** Returns a line for each parameter, the strongest first. */
  @Override
  public String toString() {
    if (constant) {
      return output + " is constant: no parameter moves it";
    }
    StringBuilder text = new StringBuilder("shares of the variance of " + output);
    IntStream.range(0, names.size())
        .boxed()
        .sorted((i, j) -> Double.compare(total.get(j).value(), total.get(i).value()))
        .forEach(
            j ->
                text.append(
                    "\n  %s: alone %s, with interactions %s"
                        .formatted(names.get(j), first.get(j), total.get(j))));
    return text.toString();
  }

  private int index(String parameter) {
    int index = names.indexOf(parameter);
    if (index < 0) {
      throw new IllegalArgumentException(
          "unknown parameter '%s'%s; known are %s"
              .formatted(parameter, Nearest.hint(parameter, names), names));
    }
    return index;
  }
}
