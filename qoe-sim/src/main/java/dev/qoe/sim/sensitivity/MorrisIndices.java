package dev.qoe.sim.sensitivity;

import dev.qoe.core.config.Nearest;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parameter;
import dev.qoe.sim.experiment.Range;
import dev.qoe.sim.output.Moments;
import dev.qoe.sim.plot.Chart;
import dev.qoe.sim.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Morris' screening: how much an output changes when one parameter crosses its whole domain, at
 * many places of the others. Few runs tell which parameters matter at all.
 *
 * <p>Campolongo, Cariboni and Saltelli, "An effective screening design for sensitivity analysis of
 * large models", Environmental Modelling &amp; Software 22 (2007). Made of a result that has the
 * design, or the design is verified row by row. Immutable.
 *
 * @since 0.1
 */
public final class MorrisIndices {

  private final String output;
  private final List<String> names;
  private final List<Effect> effects;

  private MorrisIndices(String output, List<String> names, List<Effect> effects) {
    this.output = output;
    this.names = names;
    this.effects = effects;
  }

  /**
   * What a parameter does to the output; all in the output's unit per crossing of its domain.
   *
   * <p>Immutable.
   *
   * @param mu the mean effect; near 0 if effects of both signs cancel
   * @param muStar the mean magnitude of the effect, {@code >= 0}, with its interval
   * @param sigma the standard deviation of the effects, {@code >= 0}: 0 where the effect is the
   *     same everywhere, large where it depends on the other parameters or is not linear
   */
  public record Effect(double mu, Estimate muStar, double sigma) {}

  /**
   * Returns the effects on a measure's means.
   *
   * @throws IllegalArgumentException if the result's design is no {@link MorrisDesign}, or there is
   *     no such measure
   */
  public static MorrisIndices of(ExperimentResult result, String measure) {
    if (!(result.experiment().design() instanceof MorrisDesign design)) {
      throw new IllegalArgumentException(
          "design '%s' does not serve for Morris' effects; take MorrisDesign.of(20)"
              .formatted(result.experiment().design().name()));
    }
    List<Parameter> parameters = result.experiment().parameters();
    long seed = result.experiment().seed();
    double[][] shares = design.shares(parameters.size(), RandomStreams.of(seed));
    return of(measure, parameters, shares, Outputs.means(result, measure), seed);
  }

  /**
   * Returns the effects on outputs that were computed elsewhere.
   *
   * @param ranges the range of each column, by the names of the parameters, in their order
   * @param rows the points: trajectories of k + 1 rows, of which each changes one column, and each
   *     column once
   * @param outputs a finite value for each row
   * @param seed of the bootstrap
   * @throws IllegalArgumentException if rows and outputs differ in number, if the rows are not such
   *     a design, or if an output is not finite
   */
  public static MorrisIndices of(
      Map<String, Range> ranges, double[][] rows, double[] outputs, long seed) {
    Outputs.check(rows.length, outputs);
    List<Parameter> parameters =
        ranges.entrySet().stream().map(e -> new Parameter(e.getKey(), e.getValue())).toList();
    List<Range> columns = List.copyOf(ranges.values());
    double[][] shares = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns.size()) {
        throw new IllegalArgumentException(
            "row %d must have %d columns: %d".formatted(i, columns.size(), rows[i].length));
      }
      double[] row = rows[i];
      shares[i] =
          IntStream.range(0, row.length)
              .mapToDouble(
                  j ->
                      (row[j] - columns.get(j).min())
                          / (columns.get(j).max() - columns.get(j).min()))
              .toArray();
    }
    return of("output", parameters, shares, outputs, seed);
  }

  private static MorrisIndices of(
      String output, List<Parameter> parameters, double[][] shares, double[] outputs, long seed) {
    int k = parameters.size();
    if (k == 0 || shares.length == 0 || shares.length % (k + 1) != 0) {
      throw new IllegalArgumentException(
          "rows of a Morris design for %d parameters must be a multiple of %d: %d"
              .formatted(k, k + 1, shares.length));
    }
    int trajectories = shares.length / (k + 1);
    double[][] effects = new double[k][trajectories];
    for (int t = 0; t < trajectories; t++) {
      boolean[] changed = new boolean[k];
      for (int i = t * (k + 1) + 1; i < (t + 1) * (k + 1); i++) {
        int j = changed(shares, i, changed);
        effects[j][t] = (outputs[i] - outputs[i - 1]) / (shares[i][j] - shares[i - 1][j]);
      }
    }
    Bootstrap bootstrap = Bootstrap.of(trajectories, seed);
    List<Effect> summed = new ArrayList<>();
    for (double[] ofParameter : effects) {
      summed.add(effect(ofParameter, bootstrap));
    }
    return new MorrisIndices(
        output, parameters.stream().map(Parameter::name).toList(), List.copyOf(summed));
  }

  /** Returns which column a row changes, and marks it. */
  private static int changed(double[][] rows, int i, boolean[] changed) {
    int found = -1;
    for (int j = 0; j < changed.length; j++) {
      if (rows[i][j] != rows[i - 1][j]) {
        if (found >= 0 || changed[j]) {
          throw new IllegalArgumentException(
              "row %d is not of a Morris design: it must change one column that its trajectory has"
                      .formatted(i)
                  + " not changed before");
        }
        found = j;
      }
    }
    if (found < 0) {
      throw new IllegalArgumentException(
          "row %d is not of a Morris design: it changes nothing".formatted(i));
    }
    changed[found] = true;
    return found;
  }

  private static Effect effect(double[] effects, Bootstrap bootstrap) {
    Moments signed = Moments.of(effects);
    double muStar = meanMagnitude(effects, IntStream.range(0, effects.length).toArray());
    double sigma = effects.length > 1 ? signed.standardDeviation() : 0;
    return new Effect(
        signed.mean(),
        new Estimate(muStar, bootstrap.halfWidth(picked -> meanMagnitude(effects, picked))),
        sigma);
  }

  private static double meanMagnitude(double[] effects, int[] picked) {
    double sum = 0;
    for (int i : picked) {
      sum += Math.abs(effects[i]);
    }
    return sum / picked.length;
  }

  /** Returns the names of the parameters. */
  public List<String> parameters() {
    return names;
  }

  /** Returns whether no parameter changed the output anywhere. */
  public boolean isConstant() {
    return effects.stream().allMatch(effect -> effect.muStar().value() == 0);
  }

  /**
   * Returns what a parameter does.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public Effect effect(String parameter) {
    int index = names.indexOf(parameter);
    if (index < 0) {
      throw new IllegalArgumentException(
          "unknown parameter '%s'%s; known are %s"
              .formatted(parameter, Nearest.hint(parameter, names), names));
    }
    return effects.get(index);
  }

  /**
   * Writes a row for each parameter, as CSV.
   *
   * @throws IOException if the file cannot be written
   */
  public MorrisIndices write(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("measure", "parameter", "mu", "mu_star", "half_width_95", "sigma"));
    for (int j = 0; j < names.size(); j++) {
      Effect effect = effects.get(j);
      rows.add(
          List.of(
              output,
              names.get(j),
              Outputs.shortest(effect.mu()),
              Outputs.shortest(effect.muStar().value()),
              Outputs.shortest(effect.muStar().halfWidth()),
              Outputs.shortest(effect.sigma())));
    }
    Outputs.write(file, rows);
    return this;
  }

  /**
   * Plots the mean magnitude of each parameter's effect, as SVG or PNG by the name's ending.
   *
   * @throws IOException if the file cannot be written
   */
  public MorrisIndices plot(Path file) throws IOException {
    Chart chart =
        Chart.titled("What moves " + output + (isConstant() ? ": nothing, it is constant" : ""))
            .x("parameter", "")
            .y("mean change of " + output + " over the parameter's domain", "")
            .categories(names);
    Outputs.whiskers(chart, "", effects.stream().map(Effect::muStar).toList()).write(file);
    return this;
  }

  /** Returns a line for each parameter, the strongest first. */
  @Override
  public String toString() {
    if (isConstant()) {
      return output + " is constant: no parameter moves it";
    }
    StringBuilder text = new StringBuilder("effects on " + output);
    IntStream.range(0, names.size())
        .boxed()
        .sorted(
            (i, j) ->
                Double.compare(effects.get(j).muStar().value(), effects.get(i).muStar().value()))
        .forEach(
            j ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%n  %s: mu* %s, mu %.3f, sigma %.3f",
                        names.get(j),
                        effects.get(j).muStar(),
                        effects.get(j).mu(),
                        effects.get(j).sigma())));
    return text.toString();
  }
}
