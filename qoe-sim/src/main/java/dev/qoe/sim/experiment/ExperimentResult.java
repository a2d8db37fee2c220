package dev.qoe.sim.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.config.Nearest;
import dev.qoe.sim.internal.Provenance;
import dev.qoe.sim.output.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What an experiment measured: every value of every point, measure and replication.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class ExperimentResult {

  private static final double LEVEL = 0.95;
  private static final int LINES = 20;

  private final Experiment experiment;
  private final List<Point> points;
  private final double[][][] values;
  private final int threads;
  private final ManifestClock clock;

  ExperimentResult(
      Experiment experiment,
      List<Point> points,
      double[][][] values,
      int threads,
      ManifestClock clock) {
    this.experiment = experiment;
    this.points = points;
    this.values = values;
    this.threads = threads;
    this.clock = clock;
  }

  /** Returns the experiment. */
  public Experiment experiment() {
    return experiment;
  }

  /** Returns the points, in the design's order. */
  public List<Point> points() {
    return points;
  }

  /**
   * Returns the values of a measure at a point, in the order of the replications.
   *
   * @throws IllegalArgumentException if there is no such measure
   * @throws IndexOutOfBoundsException if there is no such point
   */
  public double[] values(int point, String measure) {
    return values[point][measure(measure)].clone();
  }

  /**
   * Returns the 95 % t-interval of a measure's mean at a point; of antithetic replications that of
   * the pairs' means.
   *
   * @throws IllegalArgumentException if there is no such measure
   */
  public Interval interval(int point, String measure) {
    return interval(point, measure, LEVEL);
  }

  /**
   * Returns the t-interval of a measure's mean at a point.
   *
   * @param level above 0 and below 1
   * @throws IllegalArgumentException if there is no such measure, or {@code level} is outside its
   *     range
   */
  public Interval interval(int point, String measure, double level) {
    return Interval.of(independent(point, measure), level);
  }

  /**
   * Returns the 95 % t-interval of the difference that a point makes to a base point, replication
   * by replication. As both met the same random numbers, it is mostly far narrower than the
   * intervals of the two suggest.
   *
   * @throws IllegalArgumentException if there is no such measure
   */
  public Interval difference(int point, int base, String measure) {
    return difference(point, base, measure, LEVEL);
  }

  /**
   * Returns the t-interval of the difference that a point makes to a base point, over the
   * replications that both have.
   *
   * @param level above 0 and below 1
   * @throws IllegalArgumentException if there is no such measure, or {@code level} is outside its
   *     range
   */
  public Interval difference(int point, int base, String measure, double level) {
    double[] a = independent(point, measure);
    double[] b = independent(base, measure);
    int both = Math.min(a.length, b.length);
    return Interval.ofDifference(Arrays.copyOf(a, both), Arrays.copyOf(b, both), level);
  }

  /**
   * Writes the data, a row for each point, replication and measure: as CSV or, where the name ends
   * in {@code .jsonl}, as JSON lines. A manifest, {@code NAME.manifest.json}, goes beside it.
   *
   * @throws IOException if a file cannot be written
   * @throws IllegalArgumentException if the name ends in neither {@code .csv} nor {@code .jsonl}
   */
  public ExperimentResult write(Path file) throws IOException {
    ResultFile.write(this, file);
    writeManifest(ResultFile.besides(file, ".manifest.json"));
    return this;
  }

  /**
   * Writes a plot of each measure with its 95 % band, as SVG or PNG by the name's ending.
   *
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the name ends in neither {@code .svg} nor {@code .png}
   */
  public ExperimentResult plot(Path file) throws IOException {
    ResultPlot.of(this).write(file);
    return this;
  }

  /** Returns what made this result: version, seed, parameters, machine, time. */
  public ObjectNode manifest() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("experiment", experiment.name());
    node.put("version", Provenance.version());
    node.put("seed", experiment.seed());
    node.put("design", experiment.design().name());
    ObjectNode parameters = node.putObject("parameters");
    experiment.parameters().forEach(p -> parameters.put(p.name(), p.domain().toString()));
    ObjectNode measures = node.putObject("measures");
    experiment.outputs().forEach(output -> measures.put(output.name(), output.unit().symbol()));
    node.put("points", points.size());
    experiment
        .stoppingRule()
        .ifPresentOrElse(
            rule -> node.put("replications", rule.toString()),
            () -> node.put("replications", experiment.replicationCount()));
    node.put("antithetic", experiment.isAntithetic());
    Provenance.describe(node, clock.started(), clock.took(), threads);
    return node;
  }

  /**
   * Writes the manifest.
   *
   * @throws IOException if the file cannot be written
   */
  public void writeManifest(Path file) throws IOException {
    Provenance.write(manifest(), file);
  }

  /** Returns a line of means with their intervals for each point, twenty at most. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(experiment.name());
    for (int p = 0; p < Math.min(LINES, points.size()); p++) {
      text.append("\n  ").append(points.get(p));
      for (Output output : experiment.outputs()) {
        text.append("; ").append(output.name()).append(' ').append(interval(p, output.name()));
      }
    }
    return points.size() > LINES
        ? text + "\n  and " + (points.size() - LINES) + " more points"
        : text.toString();
  }

  private double[] independent(int point, String measure) {
    return Runner.independent(values[point][measure(measure)], experiment.isAntithetic() ? 2 : 1);
  }

  private int measure(String name) {
    List<String> names = experiment.outputs().stream().map(Output::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "unknown measure '%s'%s; known are %s".formatted(name, Nearest.hint(name, names), names));
    }
    return index;
  }
}
