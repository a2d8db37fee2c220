package dev.qoe.benchmarks;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The way of one measurement: validated, taken into its window, scored up to the root of a
 * hierarchy of depth 4, shown to a threshold rule. Ten indicators an element, series in seeded
 * random order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScorePathBenchmark {

  private static final List<Kpi> KPIS =
      List.of(
          Kpi.PACKET_LOSS,
          Kpi.ROUND_TRIP_TIME,
          Kpi.ONE_WAY_DELAY,
          Kpi.JITTER,
          Kpi.LTE_RSRP,
          Kpi.LTE_RSRQ,
          Kpi.LTE_SINR,
          Kpi.CQI,
          Kpi.DOWNLINK_THROUGHPUT,
          Kpi.UPLINK_THROUGHPUT);
  private static final int SITE_CELLS = 3;
  private static final int AREA_SITES = 20;
  private static final int MASK = (1 << 16) - 1;
  private static final int BATCH = 256;
  private static final long START_MICROS = 1_600_000_000_000_000L;

  /** How many cells there are; ten series each. */
  @Param({"1", "1000", "100000"})
  private int cells;

  private QoeEngine engine;
  private Series[] series;
  private int[] order;
  private double[] values;
  private final Series[] batch = new Series[BATCH];
  private final long[] batchMicros = new long[BATCH];
  private final double[] batchValues = new double[BATCH];
  private int next;
  private long micros = START_MICROS;

  /** Builds the network and resolves all names. */
  @Setup(Level.Trial)
  public void start() {
    AlertRule rule =
        AlertRule.builder(
                "loss",
                new Condition.Threshold(
                    Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 2, 0, Duration.ZERO))
            .build();
    engine = QoeEngine.builder().replaying().rules(new AlertRules(List.of(rule))).start();
    SplittableRandom random = new SplittableRandom(42);
    series = new Series[cells * KPIS.size()];
    for (int cell = 0; cell < cells; cell++) {
      ElementPath path =
          ElementPath.of(
              "acme/area-%d/site-%d/cell-%d"
                  .formatted(cell / SITE_CELLS / AREA_SITES, cell / SITE_CELLS, cell));
      for (int kpi = 0; kpi < KPIS.size(); kpi++) {
        series[cell * KPIS.size() + kpi] = engine.series(path, KPIS.get(kpi));
      }
    }
    order = random.ints(MASK + 1, 0, series.length).toArray();
    values = random.doubles(MASK + 1).toArray();
    for (Series each : series) {
      each.record(micros, values[0]);
    }
  }

  /** Ends the engine. */
  @TearDown(Level.Trial)
  public void stop() {
    engine.close();
  }

  /** Records one measurement; everything that follows from it is done when the call returns. */
  @Benchmark
  public Acceptance record() {
    int at = next++ & MASK;
    micros += 10;
    return series[order[at]].record(micros, values[at]);
  }

  /** Records measurements in batches of {@value #BATCH}; the time is that of one measurement. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int recordBatch() {
    for (int i = 0; i < BATCH; i++) {
      int at = next++ & MASK;
      micros += 10;
      batch[i] = series[order[at]];
      batchMicros[i] = micros;
      batchValues[i] = values[at];
    }
    return engine.record(batch, batchMicros, batchValues, 0, BATCH);
  }

  /** Asks for an element's score with its full explanation. */
  @Benchmark
  public Score explainedScore() {
    return engine.score(series[0].element());
  }
}
