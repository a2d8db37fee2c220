package dev.qoe.sim.experiment;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.internal.Provenance;
import dev.qoe.sim.output.StoppingRule;
import dev.qoe.sim.random.RandomStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: parameters to vary, measures to take, and how often.
 *
 * <pre>{@code
 * Experiment.named("20 ms more backhaul")
 *     .sweep("backhaulDelay", Range.of(0, 100, 5).millis())
 *     .replications(30).seed(42)
 *     .measure("voiceMos", trial -> mos(trial.duration("backhaulDelay"), trial.random("jitter")))
 *     .run(Parallel.threads(2))
 *     .plot(Path.of("voice.svg"))
 *     .write(Path.of("voice.csv"));
 * }</pre>
 *
 * <p>The same seed gives the same bytes, whatever the number of threads. All points of a
 * replication draw the same random numbers, so that they differ by their parameters and not by
 * luck.
 *
 * <p>Each method returns a changed copy. Immutable.
 *
 * @since 0.1
 */
public final class Experiment {

  private static final long MAX_POINTS = 1_000_000;
  private static final long MAX_VALUES = 50_000_000;
  private static final long JOURNAL_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String name;
  private final List<Parameter> parameters;
  private final List<Probe> probes;
  private final Design design;
  private final int replications;
  private final @Nullable StoppingRule rule;
  private final boolean antithetic;
  private final long seed;

  private Experiment(
      String name,
      List<Parameter> parameters,
      List<Probe> probes,
      Design design,
      int replications,
      @Nullable StoppingRule rule,
      boolean antithetic,
      long seed) {
    this.name = name;
    this.parameters = parameters;
    this.probes = probes;
    this.design = design;
    this.replications = replications;
    this.rule = rule;
    this.antithetic = antithetic;
    this.seed = seed;
  }

  /**
   * Returns an experiment without parameters and measures: a grid, one replication, seed 1.
   *
   * @throws IllegalArgumentException if {@code name} is blank
   */
  public static Experiment named(String name) {
    return new Experiment(
        Checks.name("experiment", name), List.of(), List.of(), Design.grid(), 1, null, false, 1);
  }

  /**
   * Returns this experiment with one more parameter.
   *
   * @throws IllegalArgumentException if the name is blank or taken
   */
  public Experiment sweep(String parameter, Domain domain) {
    refuseTaken("parameter", parameter, parameters.stream().map(Parameter::name));
    return new Experiment(
        name,
        plus(parameters, new Parameter(parameter, domain)),
        probes,
        design,
        replications,
        rule,
        antithetic,
        seed);
  }

  /** Returns this experiment with another choice of points; without one it is a grid. */
  public Experiment design(Design points) {
    Objects.requireNonNull(points);
    return new Experiment(name, parameters, probes, points, replications, rule, antithetic, seed);
  }

  /**
   * Returns this experiment with a number of replications at each point.
   *
   * @param count 1 to 10,000,000
   * @throws IllegalArgumentException if {@code count} is outside its range
   */
  public Experiment replications(int count) {
    Checks.within("replications", count, 1, 10_000_000);
    return new Experiment(name, parameters, probes, design, count, null, antithetic, seed);
  }

  /**
   * Returns this experiment with as many replications at each point as make all its measures
   * precise. Of antithetic replications the rule counts pairs.
   */
  public Experiment replications(StoppingRule until) {
    Objects.requireNonNull(until);
    return new Experiment(name, parameters, probes, design, 1, until, antithetic, seed);
  }

  /**
   * Returns this experiment with replications in pairs, of which the second draws {@code 1 - u}
   * where the first draws {@code u}. Where a measure grows or falls with its random numbers, the
   * mean of a pair scatters less than that of two independent replications.
   */
  public Experiment antithetic() {
    return new Experiment(name, parameters, probes, design, replications, rule, true, seed);
  }

  /** Returns this experiment with another seed. */
  public Experiment seed(long value) {
    return new Experiment(name, parameters, probes, design, replications, rule, antithetic, value);
  }

  /**
   * Returns this experiment with one more measure, without a unit.
   *
   * @throws IllegalArgumentException if the name is blank or taken
   */
  public Experiment measure(String measure, Measure code) {
    return measure(Output.of(measure), code);
  }

  /**
   * Returns this experiment with one more measure.
   *
   * @throws IllegalArgumentException if the name is blank or taken
   */
  public Experiment measure(String measure, Unit unit, Measure code) {
    return measure(new Output(measure, unit), code);
  }

  private Experiment measure(Output output, Measure code) {
    Objects.requireNonNull(code);
    Measures one = trial -> new double[] {code.of(trial)};
    return with(new Probe(List.of(output), one, code.getClass()));
  }

  /**
   * Returns this experiment with measures that are taken together, by one simulation.
   *
   * @param outputs at least one
   * @throws IllegalArgumentException if there is none, or a name is taken
   */
  public Experiment measure(List<Output> outputs, Measures code) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("outputs are missing; name at least one");
    }
    return with(new Probe(List.copyOf(outputs), Objects.requireNonNull(code), code.getClass()));
  }

  private Experiment with(Probe probe) {
    List<String> taken = new ArrayList<>(outputs().stream().map(Output::name).toList());
    for (Output output : probe.outputs()) {
      refuseTaken("measure", output.name(), taken.stream());
      taken.add(output.name());
    }
    return new Experiment(
        name, parameters, plus(probes, probe), design, replications, rule, antithetic, seed);
  }

  /**
   * Runs it and blocks until it is done.
   *
   * @throws IllegalArgumentException if it has no measure, if its design cannot be made of its
   *     parameters or has too many points, if antithetic replications are odd in number, or if a
   *     journal belongs to another run
   * @throws TrialFailedException if a measure threw, was not finite or did not end in time
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws java.io.UncheckedIOException if the journal cannot be written
   */
  public ExperimentResult run(Parallel how) {
    refuseUnready();
    List<Point> points = points();
    ManifestClock clock = ManifestClock.start(how.clock());
    try (Journal journal = journal(how)) {
      Runner runner = new Runner(this, points, how, journal);
      double[][][] values = runner.run();
      journal.complete();
      return new ExperimentResult(this, points, values, how.threads(), clock.stop());
    }
  }

  /**
   * Does nothing if it is ready to run.
   *
   * @throws IllegalArgumentException as {@link #run} does before anything is run
   */
  public void refuseUnready() {
    if (probes.isEmpty()) {
      throw new IllegalArgumentException(
          "experiment '%s' measures nothing; give it a measure".formatted(name));
    }
    if (antithetic && rule == null && replications % 2 != 0) {
      throw new IllegalArgumentException(
          "antithetic replications come in pairs; their number must be even: " + replications);
    }
    long size = design.size(parameters);
    if (size > MAX_POINTS) {
      throw new IllegalArgumentException(
          "design '%s' has %s points; at most %d are run; take larger steps or a design that samples"
              .formatted(
                  design.name(), size == Long.MAX_VALUE ? "more than 9e18" : size, MAX_POINTS));
    }
    long each = outputs().size() * (long) (rule == null ? replications : rule.minimum());
    if (size * each > MAX_VALUES) {
      throw new IllegalArgumentException(
          "experiment '%s' makes %d values (%d points x %d replications and measures); at most %d"
                  .formatted(name, size * each, size, each, MAX_VALUES)
              + " fit; take fewer of either");
    }
  }

  private List<Point> points() {
    List<List<Level>> levels = design.points(parameters, RandomStreams.of(seed));
    List<Point> points = new ArrayList<>(levels.size());
    for (List<Level> level : levels) {
      points.add(new Point(points.size(), parameters, level));
    }
    return List.copyOf(points);
  }

  private Journal journal(Parallel how) {
    if (!how.isJournaled()) {
      return Journal.none();
    }
    Map<String, String> header = identity();
    return how.journal()
        .map(file -> Journal.kept(file, header))
        .orElseGet(
            () -> Journal.temporary(Path.of(fileName() + ".journal"), header, JOURNAL_AFTER_NANOS));
  }

  private String fileName() {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return words.replaceAll("^-|-$", "").isEmpty() ? "experiment" : words;
  }

  /** Returns all that replications depend on, apart from the number of the replication. */
  private Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("experiment", name);
    identity.put("version", Provenance.version());
    identity.put("seed", Long.toString(seed));
    identity.put("design", design.name());
    identity.put("parameters", parameters.toString());
    identity.put("measures", outputs().stream().map(Output::name).toList().toString());
    identity.put("antithetic", Boolean.toString(antithetic));
    identity.put("code", Provenance.code(probes.stream().map(Probe::code).toList()));
    return identity;
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns its parameters. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Returns its design. */
  public Design design() {
    return design;
  }

  /** Returns what it measures. */
  public List<Output> outputs() {
    return probes.stream().flatMap(probe -> probe.outputs().stream()).toList();
  }

  /** Returns its seed. */
  public long seed() {
    return seed;
  }

  /** Returns whether replications come in antithetic pairs. */
  public boolean isAntithetic() {
    return antithetic;
  }

  List<Probe> probes() {
    return probes;
  }

  /** Returns the number of replications at each point; 1 if a rule decides. */
  public int replicationCount() {
    return replications;
  }

  /** Returns the rule that decides when there are enough replications, if one does. */
  public Optional<StoppingRule> stoppingRule() {
    return Optional.ofNullable(rule);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  private static void refuseTaken(String what, String given, Stream<String> taken) {
    if (taken.anyMatch(given::equals)) {
      throw new IllegalArgumentException(
          "%s '%s' is there already; give this one another name".formatted(what, given));
    }
  }
}
