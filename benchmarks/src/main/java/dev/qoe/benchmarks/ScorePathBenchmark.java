package dev.qoe.benchmarks;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import dev.qoe.core.engine.ElementState;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import dev.qoe.core.score.LiveScore;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The way of one measurement: validated, taken into its window, scored up to the root of a
 * hierarchy of depth 4, shown to a threshold rule. Ten indicators an element, series in seeded
 * random order; beside it, what others need to record a value.
 *
 * <p>The peers have to stand beside it in one class, hence it is over 400 lines.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Ratios(
    remarks = {
      "`record`, `recordBatch`: validated, windowed, scored up to the root, shown to a rule; ten"
          + " series a cell, in a random permutation, with values over their whole scales.",
      "`recordBatch`: batches of 256 measurements; the time is that of one.",
      "`twoThreads...`: each thread has a tenant of its own; the time is that of one of two"
          + " threads.",
      "`liveScore`, `elementState`: one thread reads scores of random cells while another records.",
      "`micrometer`, `openTelemetry`, `prometheus` only record: no window of event time, no score,"
          + " no rule.",
      "They run with as many series, up to 10,000; percentiles of a million Micrometer summaries do"
          + " not fit into memory."
    },
    value = {
      @Ratios.Ratio(
          tells = "two threads: one engine's throughput as a share of two engines' (wanted: 0.9)",
          of = "twoThreadsTwoEngines",
          to = "twoThreadsOneEngine"),
      @Ratios.Ratio(
          tells = "two threads in batches: the same",
          of = "twoThreadsTwoEnginesBatch",
          to = "twoThreadsOneEngineBatch"),
      @Ratios.Ratio(
          tells = "our time as a multiple of Micrometer's",
          of = "record",
          to = "micrometer"),
      @Ratios.Ratio(
          tells = "our time as a multiple of OpenTelemetry's",
          of = "record",
          to = "openTelemetry"),
      @Ratios.Ratio(
          tells = "our time as a multiple of Prometheus's",
          of = "record",
          to = "prometheus"),
      @Ratios.Ratio(
          tells = "our time in batches as a multiple of Prometheus's",
          of = "recordBatch",
          to = "prometheus")
    })
public class ScorePathBenchmark {

  private static final long START_MICROS = 1_600_000_000_000_000L;

  /** A packet loss in percent that is not reached: the rule watches and has nothing to say. */
  private static final double LOSS_LIMIT = 5;

  private static QoeEngine engine() {
    AlertRule rule =
        AlertRule.builder(
                "loss",
                new Condition.Threshold(
                    Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, LOSS_LIMIT, 0, Duration.ZERO))
            .build();
    return QoeEngine.builder().replaying().rules(new AlertRules(List.of(rule))).start();
  }

  // ---- this engine --------------------------------------------------------------------------

  /** An engine of a thread's own. */
  @State(Scope.Thread)
  public static class OwnEngine {

    /** How many cells there are; ten series each. */
    @Param({"1", "1000", "100000"})
    private int cells;

    private QoeEngine engine;
    private SeriesWalk walk;

    /** Builds the network and resolves all names. */
    @Setup(Level.Trial)
    public void start() {
      engine = engine();
      walk = SeriesWalk.of(engine, "acme", cells, START_MICROS);
    }

    /** Ends the engine. */
    @TearDown(Level.Trial)
    public void stop() {
      engine.close();
    }
  }

  /** Records one measurement; everything that follows from it is done when the call returns. */
  @Benchmark
  public Acceptance record(OwnEngine own) {
    return own.walk.record();
  }

  /** Records measurements in batches of 256; the time is that of one measurement. */
  @Benchmark
  @OperationsPerInvocation(SeriesWalk.BATCH)
  public int recordBatch(OwnEngine own) {
    return own.walk.recordBatch();
  }

  /** Asks for an element's score with its full explanation. */
  @Benchmark
  public Score explainedScore(OwnEngine own) {
    return own.engine.score(SeriesWalk.cell("acme", 0));
  }

  // ---- two threads --------------------------------------------------------------------------

  /** An engine that threads share. */
  @State(Scope.Benchmark)
  public static class SharedEngine {
    private QoeEngine engine;
    private int tenants;

    /** Starts it. */
    @Setup(Level.Trial)
    public void start() {
      engine = engine();
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void stop() {
      engine.close();
    }

    private synchronized String newTenant() {
      return "tenant-" + tenants++;
    }
  }

  /** One thread's tenant in the engine that is shared. */
  @State(Scope.Thread)
  public static class Half {

    /** How many cells a thread has; ten series each. */
    @Param({"1000", "100000"})
    private int cells;

    private SeriesWalk walk;

    /** Resolves all names. */
    @Setup(Level.Trial)
    public void start(SharedEngine shared) {
      walk = SeriesWalk.of(shared.engine, shared.newTenant(), cells, START_MICROS);
    }
  }

  /** Records by two threads for two tenants of one engine. */
  @Benchmark
  @Threads(2)
  public Acceptance twoThreadsOneEngine(Half half) {
    return half.walk.record();
  }

  /** Records by two threads into an engine each. */
  @Benchmark
  @Threads(2)
  public Acceptance twoThreadsTwoEngines(OwnEngine own) {
    return own.walk.record();
  }

  /** Records by two threads for two tenants of one engine, in batches. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(SeriesWalk.BATCH)
  public int twoThreadsOneEngineBatch(Half half) {
    return half.walk.recordBatch();
  }

  /** Records by two threads into an engine each, in batches. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(SeriesWalk.BATCH)
  public int twoThreadsTwoEnginesBatch(OwnEngine own) {
    return own.walk.recordBatch();
  }

  // ---- reading while another thread writes --------------------------------------------------

  /** An engine in which one thread writes and another reads. */
  @State(Scope.Group)
  public static class BusyEngine {

    /** How many cells there are; ten series each. */
    @Param({"1000", "100000"})
    private int cells;

    private QoeEngine engine;
    private SeriesWalk writing;
    private SeriesWalk reading;
    private LiveScore[] scores;
    private ElementPath[] paths;

    /** Builds the network and resolves all names. */
    @Setup(Level.Trial)
    public void start() {
      engine = engine();
      writing = SeriesWalk.of(engine, "acme", cells, START_MICROS);
      reading = SeriesWalk.of(engine, "acme", cells, START_MICROS);
      scores = new LiveScore[cells];
      paths = new ElementPath[cells];
      for (int cell = 0; cell < cells; cell++) {
        paths[cell] = SeriesWalk.cell("acme", cell);
        scores[cell] = engine.liveScore(paths[cell]);
      }
    }

    /** Ends the engine. */
    @TearDown(Level.Trial)
    public void stop() {
      engine.close();
    }
  }

  /** Reads the score of a random cell while another thread records. */
  @Benchmark
  @Group("live")
  public double liveScore(BusyEngine busy) {
    return busy.scores[busy.reading.nextCell()].value();
  }

  /** Records while another thread reads scores. */
  @Benchmark
  @Group("live")
  public Acceptance recordBesideLiveScore(BusyEngine busy) {
    return busy.writing.record();
  }

  /** Reads how a random cell does while another thread records. */
  @Benchmark
  @Group("state")
  public ElementState elementState(BusyEngine busy) {
    return busy.engine.state(busy.paths[busy.reading.nextCell()]);
  }

  /** Records while another thread reads how elements do. */
  @Benchmark
  @Group("state")
  public Acceptance recordBesideState(BusyEngine busy) {
    return busy.writing.record();
  }

  // ---- rivals -------------------------------------------------------------------------------

  /** Seeded random order and values for the rivals. */
  @State(Scope.Thread)
  public static class Rivals {
    private static final int MASK = (1 << 16) - 1;

    /** How many cells there are; ten series each. */
    @Param({"1", "1000"})
    private int cells;

    private int[] order;
    private double[] values;
    private int next;

    /** Draws them. */
    @Setup(Level.Trial)
    public void draw() {
      SplittableRandom random = new SplittableRandom(42);
      order = random.ints(MASK + 1, 0, size()).toArray();
      values = random.doubles(MASK + 1).toArray();
    }

    private int size() {
      return cells * SeriesWalk.KPIS.size();
    }
  }

  /** Summaries of Micrometer with three percentiles. */
  @State(Scope.Thread)
  public static class Micrometer {
    private static final double LEAST = 1e-6;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private DistributionSummary[] summaries;

    /** Registers them. */
    @Setup(Level.Trial)
    public void start(Rivals rivals) {
      summaries = new DistributionSummary[rivals.size()];
      for (int i = 0; i < summaries.length; i++) {
        summaries[i] =
            DistributionSummary.builder("qoe")
                .tag("series", Integer.toString(i))
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
        summaries[i].record(LEAST); // makes it as large as it gets
        summaries[i].record(1);
      }
    }

    /** Ends their rotation. */
    @TearDown(Level.Trial)
    public void stop() {
      registry.close();
    }
  }

  /** Records a value in a Micrometer DistributionSummary with percentiles. */
  @Benchmark
  public void micrometer(Rivals rivals, Micrometer micrometer) {
    int at = rivals.next++ & Rivals.MASK;
    micrometer.summaries[rivals.order[at]].record(rivals.values[at]);
  }

  /** A histogram of the OpenTelemetry SDK with a set of attributes a series. */
  @State(Scope.Thread)
  public static class OpenTelemetry {
    private SdkMeterProvider provider;
    private DoubleHistogram histogram;
    private Attributes[] attributes;

    /** Makes it, with room for all series. */
    @Setup(Level.Trial)
    public void start(Rivals rivals) {
      provider =
          SdkMeterProvider.builder()
              .registerMetricReader(new Unread())
              .registerView(
                  InstrumentSelector.builder().setName("qoe").build(),
                  View.builder().setCardinalityLimit(rivals.size() + 1).build())
              .build();
      histogram = provider.get("qoe").histogramBuilder("qoe").build();
      attributes = new Attributes[rivals.size()];
      for (int i = 0; i < attributes.length; i++) {
        attributes[i] = Attributes.of(AttributeKey.stringKey("series"), Integer.toString(i));
      }
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void stop() {
      provider.close();
    }
  }

  /** A reader that keeps the instruments working and reads nothing. */
  private static final class Unread implements MetricReader {
    @Override
    public void register(CollectionRegistration registration) {}

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }

  /** Records a value in an OpenTelemetry histogram. */
  @Benchmark
  public void openTelemetry(Rivals rivals, OpenTelemetry telemetry) {
    int at = rivals.next++ & Rivals.MASK;
    telemetry.histogram.record(rivals.values[at], telemetry.attributes[rivals.order[at]]);
  }

  /** A histogram of Prometheus with a data point a series. */
  @State(Scope.Thread)
  public static class Prometheus {
    private DistributionDataPoint[] points;

    /** Makes it, with all names resolved. */
    @Setup(Level.Trial)
    public void start(Rivals rivals) {
      Histogram histogram = Histogram.builder().name("qoe").labelNames("series").build();
      points = new DistributionDataPoint[rivals.size()];
      for (int i = 0; i < points.length; i++) {
        points[i] = histogram.labelValues(Integer.toString(i));
      }
    }
  }

  /** Records a value in a Prometheus histogram, classic and native. */
  @Benchmark
  public void prometheus(Rivals rivals, Prometheus prometheus) {
    int at = rivals.next++ & Rivals.MASK;
    prometheus.points[rivals.order[at]].observe(rivals.values[at]);
  }
}
