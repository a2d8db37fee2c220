package dev.qoe.benchmarks;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.engine.QoeEngine;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The series of one tenant in an engine, ten of each cell in a hierarchy of depth 4, and values for
 * them in a seeded random order.
 *
 * <p><i>Confine to one thread.</i>
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
  private static final int MASK = (1 << 16) - 1;
  private static final int STEP_MICROS = 10;

  private final QoeEngine engine;
  private final Series[] series;
  private final int[] order;
  private final double[] values;
  private final Series[] batch = new Series[BATCH];
  private final long[] batchMicros = new long[BATCH];
  private final double[] batchValues = new double[BATCH];
  private int next;
  private long micros;

  private SeriesWalk(QoeEngine engine, Series[] series, long micros) {
    this.engine = engine;
    this.series = series;
    this.micros = micros;
    SplittableRandom random = new SplittableRandom(42);
    this.order = random.ints(MASK + 1, 0, series.length).toArray();
    this.values = random.doubles(MASK + 1).toArray();
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
    return order[next++ & MASK] / KPIS.size();
  }

  /** Records a value of each series, in the order of the cells. */
  void recordEach() {
    micros += STEP_MICROS;
    for (Series each : series) {
      Acceptance answer = each.record(micros, values[0]);
      if (answer != Acceptance.ACCEPTED) {
        throw new IllegalStateException(each + " was answered " + answer);
      }
    }
  }

  /** Lets event time pass, in microseconds, {@code >= 0}. */
  void pass(long durationMicros) {
    micros += durationMicros;
  }

  /** Records the next value. */
  Acceptance record() {
    int at = next++ & MASK;
    micros += STEP_MICROS;
    return series[order[at]].record(micros, values[at]);
  }

  /** Records the next {@value #BATCH} values; returns how many were taken. */
  int recordBatch() {
    for (int i = 0; i < BATCH; i++) {
      int at = next++ & MASK;
      micros += STEP_MICROS;
      batch[i] = series[order[at]];
      batchMicros[i] = micros;
      batchValues[i] = values[at];
    }
    return engine.record(batch, batchMicros, batchValues, 0, BATCH);
  }
}
