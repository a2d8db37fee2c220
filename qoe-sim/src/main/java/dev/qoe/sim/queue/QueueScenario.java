package dev.qoe.sim.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Output;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.scenario.Scenario;
import dev.qoe.sim.scenario.ScenarioFields;
import dev.qoe.sim.scenario.ScenarioRun;
import dev.qoe.sim.scenario.ScenarioType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Replications of a queue as a file describes them, against theory where there is one.
 *
 * <pre>{@code
 * {"type": "queue", "arrivalRate": "1.8 1/s", "serviceRate": "1 1/s", "servers": 2,
 *  "warmUp": "1000 s", "horizon": "11000 s", "replications": 20, "seed": 42}
 * }</pre>
 *
 * <p>Instead of {@code arrivalRate} there may be {@code arrivals}, instead of {@code serviceRate}
 * {@code service}: {@code {"distribution": "erlang", "mean": "1 s", "phases": 4}}; the others are
 * {@code exponential} and {@code constant} ({@code mean}), {@code uniform} ({@code min}, {@code
 * max}), {@code hyperexponential} and {@code lognormal} ({@code mean}, {@code squaredVariation}).
 * {@code servers} is 1 unless said, {@code capacity} (those in service included) unlimited, {@code
 * warmUp} a tenth of the horizon, {@code replications} 20, {@code seed} 1, {@code level} 0.99.
 *
 * <p>The run writes a line a replication, then a line a measure with its interval.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class QueueScenario implements Scenario {

  /**
   * Beyond an interval's own accuracy; keeps the bytes the same wherever the quantile comes from.
   */
  private static final MathContext DIGITS = new MathContext(12);

  private final QueueModel model;
  private final Duration warmUp;
  private final Duration horizon;
  private final int replications;
  private final long seed;
  private final double level;

  QueueScenario(
      QueueModel model,
      Duration warmUp,
      Duration horizon,
      int replications,
      long seed,
      double level) {
    this.model = model;
    this.warmUp = warmUp;
    this.horizon = horizon;
    this.replications = replications;
    this.seed = seed;
    this.level = level;
  }

  /** A figure of a replication, with what theory has for it; NaN where it has nothing. */
  private record Measure(
      String label,
      String unit,
      ToDoubleFunction<QueueStatistics> seen,
      ToDoubleFunction<SteadyState> expected) {

    static final List<Measure> COUNTS =
        List.of(
            count("arrivals", QueueStatistics::arrivals),
            count("blocked", QueueStatistics::blocked),
            count("served", QueueStatistics::served),
            count("maxInQueue", QueueStatistics::maxInQueue));

    static final List<Measure> MEANS =
        List.of(
            new Measure(
                "utilisation", "ratio", QueueStatistics::utilisation, SteadyState::utilisation),
            new Measure(
                "meanInSystem", "1", QueueStatistics::meanInSystem, SteadyState::meanInSystem),
            new Measure("meanInQueue", "1", QueueStatistics::meanInQueue, SteadyState::meanInQueue),
            new Measure(
                "meanTimeInSystemSeconds",
                "s",
                QueueStatistics::meanTimeInSystemSeconds,
                SteadyState::meanTimeInSystemSeconds),
            new Measure(
                "meanWaitSeconds",
                "s",
                QueueStatistics::meanWaitSeconds,
                SteadyState::meanWaitSeconds),
            new Measure(
                "waitedShare", "ratio", QueueStatistics::waitedShare, SteadyState::probabilityWait),
            new Measure(
                "blockedShare",
                "ratio",
                QueueStatistics::blockedShare,
                SteadyState::probabilityBlocked));

    static final List<Measure> ALL = Stream.concat(COUNTS.stream(), MEANS.stream()).toList();

    private static Measure count(String label, ToDoubleFunction<QueueStatistics> seen) {
      return new Measure(label, "1", seen, theory -> Double.NaN);
    }

    Output output() {
      return new Output(label, Unit.of(unit));
    }
  }

  /** Returns this kind of scenario, {@code "type": "queue"}. */
  public static ScenarioType type() {
    return new ScenarioType() {
      @Override
      public String name() {
        return "queue";
      }

      @Override
      public String title() {
        return "replications of a queue, with intervals, against theory";
      }

      @Override
      public Scenario read(ScenarioFields fields) {
        return new QueueReader(fields).read();
      }
    };
  }

  /** Returns the queue. */
  public QueueModel model() {
    return model;
  }

  /**
   * Runs it; where there is a folder, {@code queue.csv} and its manifest are written.
   *
   * @throws dev.qoe.sim.experiment.TrialFailedException if a replication served nobody
   */
  @Override
  public void run(ScenarioRun run) throws IOException {
    ExperimentResult result =
        Experiment.named("queue")
            .replications(replications)
            .seed(run.seed().orElse(seed))
            .measure(Measure.ALL.stream().map(Measure::output).toList(), this::replicate)
            .run(Parallel.threads(run.threads()).progress(run.progress()).withoutJournal());
    Map<String, double[]> values = new LinkedHashMap<>();
    Measure.ALL.forEach(each -> values.put(each.label, result.values(0, each.label)));
    for (int i = 0; i < replications; i++) {
      run.line(line(i, values));
    }
    Optional<SteadyState> theory = model.theory();
    Measure.MEANS.forEach(
        each -> run.line(summary(each, result.interval(0, each.label, level), theory)));
    if (run.folder().isPresent()) {
      result.write(Files.createDirectories(run.folder().get()).resolve("queue.csv"));
    }
  }

  private double[] replicate(Trial trial) {
    QueueStatistics seen = model.simulate(trial.streams(), warmUp, horizon);
    if (seen.served() == 0 || seen.arrivals() == 0 || Double.isNaN(seen.meanWaitSeconds())) {
      throw new IllegalStateException(
          "too few customers came between %s and %s for any mean; take a longer horizon"
              .formatted(warmUp, horizon));
    }
    return Measure.ALL.stream().mapToDouble(each -> each.seen.applyAsDouble(seen)).toArray();
  }

  private static ObjectNode line(int replication, Map<String, double[]> values) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("replication", replication);
    for (Measure count : Measure.COUNTS) {
      line.put(count.label, (long) value(values, count)[replication]);
    }
    for (Measure mean : Measure.MEANS) {
      line.put(mean.label, rounded(value(values, mean)[replication]));
    }
    return line;
  }

  private static double[] value(Map<String, double[]> values, Measure measure) {
    return values.getOrDefault(measure.label, new double[0]);
  }

  private ObjectNode summary(Measure measure, Interval interval, Optional<SteadyState> theory) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("measure", measure.label);
    line.put("mean", rounded(interval.mean()));
    if (Double.isFinite(interval.halfWidth())) {
      line.put("halfWidth", rounded(interval.halfWidth()));
    }
    theory.ifPresent(
        steady -> {
          double expected = measure.expected.applyAsDouble(steady);
          line.put("theory", rounded(expected)).put("covered", interval.contains(expected));
        });
    return line.put("level", level).put("n", interval.n());
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  @Override
  public String toString() {
    return "%s, %d replications to %s".formatted(model, replications, horizon);
  }
}
