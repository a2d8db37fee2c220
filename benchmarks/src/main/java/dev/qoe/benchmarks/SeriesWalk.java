package dev.qoe.benchmarks;

import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The series of one tenant in an engine, ten of each cell in a hierarchy of depth 4, and values for
 * them in a seeded random order.
 *
 * <p>Each round takes every series once, in the same random permutation. The values are spread
 * evenly from the worst to the best that their indicator knows, so that nearly each changes the
 * scores up to the root. Order and values are read from tables that are small or read from front to
 * back, so that little of the time is the walk's own. <i>Confine to one thread.</i>
 */
final class SeriesWalk {

  static final List<Kpi> KPIS =
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

  /** How many measurements a batch has. */
  static final int BATCH = 256;

  private static final int SITE_CELLS = 3;
  private static final int AREA_SITES = 20;
  private static final int SHARES = 1 << 12;
  private static final int STEP_MICROS = 10;

  private final QoeEngine engine;
  private final Series[] series;

  /** A random permutation of the series' numbers, its beginning again up to a whole batch. */
  private final int[] order;

  /** The series in this order. */
  private final Series[][] batches;

  /** Shares from 0 to 1; a round does not end with them, so each series comes by all of them. */
  private final double[] shares;

  private final double[] lowest = new double[KPIS.size()];
  private final double[] extents = new double[KPIS.size()];
  private final long[] batchMicros = new long[BATCH];
  private final double[] batchValues = new double[BATCH];
  private int next;
  private int nextShare;
  private long micros;

  private SeriesWalk(QoeEngine engine, Series[] series, long micros) {
    this.engine = engine;
    this.series = series;
    this.micros = micros;
    SplittableRandom random = new SplittableRandom(42);
    int[] once = permutation(series.length, random);
    this.batches = new Series[(series.length + BATCH - 1) / BATCH][BATCH];
    this.order = new int[batches.length * BATCH];
    for (int i = 0; i < order.length; i++) {
      order[i] = once[i % once.length];
      batches[i / BATCH][i % BATCH] = series[order[i]];
    }
    this.shares = random.doubles(SHARES - 1).toArray();
    for (int kpi = 0; kpi < KPIS.size(); kpi++) {
      KpiDefinition definition = KpiCatalog.standard().get(KPIS.get(kpi));
      boolean higher = definition.direction() == Direction.HIGHER;
      lowest[kpi] = higher ? definition.min() : definition.optimal();
      extents[kpi] = (higher ? definition.optimal() : definition.max()) - lowest[kpi];
    }
  }

  private static int[] permutation(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** Resolves the names of {@code cells >= 1} cells and records a value of each series. */
  static SeriesWalk of(QoeEngine engine, String tenant, int cells, long epochMicros) {
    Series[] series = new Series[cells * KPIS.size()];
    for (int cell = 0; cell < cells; cell++) {
      ElementPath path = cell(tenant, cell);
      for (int kpi = 0; kpi < KPIS.size(); kpi++) {
        series[cell * KPIS.size() + kpi] = engine.series(path, KPIS.get(kpi));
      }
    }
    SeriesWalk walk = new SeriesWalk(engine, series, epochMicros);
    walk.recordEach();
    return walk;
  }

  /** Returns the path of a cell, counted from 0. */
  static ElementPath cell(String tenant, int cell) {
    return ElementPath.of(
        "%s/area-%d/site-%d/cell-%d"
            .formatted(tenant, cell / SITE_CELLS / AREA_SITES, cell / SITE_CELLS, cell));
  }

  int size() {
    return series.length;
  }

  /** Returns which cell the walk comes to next, and goes on. */
  int nextCell() {
    int at = order[next];
    go(1);
    return at / KPIS.size();
  }

  /** Records a value of each series, in the order of the cells. */
  void recordEach() {
    micros += STEP_MICROS;
    for (int i = 0; i < series.length; i++) {
      Acceptance answer = series[i].record(micros, nextValue(i));
      if (answer != Acceptance.ACCEPTED) {
        throw new IllegalStateException(series[i] + " was answered " + answer);
      }
    }
  }

  /** Lets event time pass, in microseconds, {@code >= 0}. */
  void pass(long durationMicros) {
    micros += durationMicros;
  }

  /** Records the next value. */
  Acceptance record() {
    Series target = batches[next / BATCH][next % BATCH];
    double value = nextValue(order[next]);
    micros += STEP_MICROS;
    go(1);
    return target.record(micros, value);
  }

  /** Records the next {@value #BATCH} values; returns how many were taken. */
  int recordBatch() {
    int begin = next - next % BATCH;
    for (int i = 0; i < BATCH; i++) {
      micros += STEP_MICROS;
      batchMicros[i] = micros;
      batchValues[i] = nextValue(order[begin + i]);
    }
    go(BATCH);
    return engine.record(batches[begin / BATCH], batchMicros, batchValues, 0, BATCH);
  }

  private void go(int steps) {
    next = next + steps < order.length ? next + steps : 0;
  }

  private double nextValue(int series) {
    int kpi = series % KPIS.size();
    double share = shares[nextShare];
    nextShare = nextShare + 1 < shares.length ? nextShare + 1 : 0;
    return lowest[kpi] + extents[kpi] * share;
  }
}
