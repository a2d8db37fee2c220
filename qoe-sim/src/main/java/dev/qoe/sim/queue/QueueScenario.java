package dev.qoe.sim.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.output.Moments;
import dev.qoe.sim.random.RandomStreams;
import dev.qoe.sim.scenario.Scenario;
import dev.qoe.sim.scenario.ScenarioFields;
import dev.qoe.sim.scenario.ScenarioRun;
import dev.qoe.sim.scenario.ScenarioType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

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

  /** A figure of a replication, with what theory has for it. */
  private record Measure(
      String label,
      ToDoubleFunction<QueueStatistics> seen,
      ToDoubleFunction<SteadyState> expected) {

    static final List<Measure> ALL =
        List.of(
            new Measure("utilisation", QueueStatistics::utilisation, SteadyState::utilisation),
            new Measure("meanInSystem", QueueStatistics::meanInSystem, SteadyState::meanInSystem),
            new Measure("meanInQueue", QueueStatistics::meanInQueue, SteadyState::meanInQueue),
            new Measure(
                "meanTimeInSystemSeconds",
                QueueStatistics::meanTimeInSystemSeconds,
                SteadyState::meanTimeInSystemSeconds),
            new Measure(
                "meanWaitSeconds", QueueStatistics::meanWaitSeconds, SteadyState::meanWaitSeconds),
            new Measure("waitedShare", QueueStatistics::waitedShare, SteadyState::probabilityWait),
            new Measure(
                "blockedShare", QueueStatistics::blockedShare, SteadyState::probabilityBlocked));
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

  @Override
  public void run(ScenarioRun run) throws InterruptedException {
    List<QueueStatistics> all = simulate(run.seed().orElse(seed), run.threads());
    for (int i = 0; i < all.size(); i++) {
      run.line(line(i, all.get(i)));
    }
    Optional<SteadyState> theory = model.theory();
    Measure.ALL.forEach(measure -> run.line(summary(measure, all, theory)));
  }

  private List<QueueStatistics> simulate(long chosenSeed, int threads) throws InterruptedException {
    RandomStreams streams = RandomStreams.of(chosenSeed);
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "qoe-replications");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<QueueStatistics>> running = new ArrayList<>();
      for (int i = 0; i < replications; i++) {
        RandomStreams own = streams.replication(i);
        running.add(pool.submit(() -> model.simulate(own, warmUp, horizon)));
      }
      List<QueueStatistics> all = new ArrayList<>();
      for (Future<QueueStatistics> replication : running) {
        all.add(replication.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("a replication failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static ObjectNode line(int replication, QueueStatistics seen) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("replication", replication)
        .put("arrivals", seen.arrivals())
        .put("blocked", seen.blocked())
        .put("served", seen.served())
        .put("maxInQueue", seen.maxInQueue());
    for (Measure measure : Measure.ALL) {
      put(line, measure.label, measure.seen.applyAsDouble(seen));
    }
    return line;
  }

  private ObjectNode summary(
      Measure measure, List<QueueStatistics> all, Optional<SteadyState> theory) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("measure", measure.label);
    Moments moments = Moments.create();
    all.stream()
        .mapToDouble(measure.seen)
        .filter(value -> !Double.isNaN(value))
        .forEach(moments::add);
    if (moments.n() > 0) {
      Interval interval = moments.interval(level);
      put(line, "mean", interval.mean());
      put(line, "halfWidth", interval.halfWidth());
      theory.ifPresent(
          expected -> {
            double value = measure.expected.applyAsDouble(expected);
            put(line, "theory", value);
            line.put("covered", interval.contains(value));
          });
    }
    return line.put("level", level).put("n", moments.n());
  }

  /** Puts a number, or null for one that JSON has not: of nobody there is no mean. */
  private static void put(ObjectNode line, String field, double value) {
    if (Double.isFinite(value)) {
      line.put(field, new BigDecimal(value).round(DIGITS).doubleValue());
    } else {
      line.putNull(field);
    }
  }

  @Override
  public String toString() {
    return "%s, %d replications to %s".formatted(model, replications, horizon);
  }
}
