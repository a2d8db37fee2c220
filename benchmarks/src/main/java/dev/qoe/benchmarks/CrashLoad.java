package dev.qoe.benchmarks;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.List;

/**
 * What is recorded in a crash test, measurement by measurement: anyone can tell what came before
 * any place of a source's sequence.
 *
 * <p>The measurement at place {@code i >= 0} of a source is the {@code i / 40}th of its series
 * {@code i % 40}. <i>Immutable.</i>
 */
final class CrashLoad {

  static final int SOURCES = 3;
  static final int CELLS = 10;
  static final List<Kpi> KPIS =
      List.of(Kpi.ROUND_TRIP_TIME, Kpi.ONE_WAY_DELAY, Kpi.JITTER, Kpi.DOWNLINK_THROUGHPUT);
  static final int SERIES = CELLS * 4;

  private static final long START_MICROS = 1_600_000_000_000_000L;
  private static final long STEP_MICROS = 1_000;

  private CrashLoad() {}

  /** Returns a source's name, which is also that of its tenant. */
  static String source(int source) {
    return "tenant-" + source;
  }

  /** Returns a cell of a source. */
  static ElementPath cell(int source, int cell) {
    return ElementPath.of("%s/core-%d/cell-%d".formatted(source(source), cell % 3, cell));
  }

  /** Returns the element of one of a source's series. */
  static ElementPath element(int source, int series) {
    return cell(source, series / KPIS.size());
  }

  /** Returns the indicator of one of a source's series. */
  static Kpi kpi(int series) {
    return KPIS.get(series % KPIS.size());
  }

  /** Returns when the measurement of a place is true, in microseconds after 1970. */
  static long micros(long place) {
    return START_MICROS + place / SERIES * STEP_MICROS;
  }

  /** Returns how many measurements of its series come before one that is true then; -1 if none. */
  static long number(long epochMicros) {
    long since = epochMicros - START_MICROS;
    return since % STEP_MICROS == 0 && since >= 0 ? since / STEP_MICROS : -1;
  }

  /** Returns the value of a place, 1 to 101. */
  static double value(int source, long place) {
    long mixed = (place * 31 + source) * 0x9E3779B97F4A7C15L;
    return 1 + (mixed >>> 40) % 1_000 / 10.0;
  }

  /** Opens the engine that is killed, or recovered, on a folder. */
  static QoeEngine open(Path folder, JdbcStore store) {
    return QoeEngine.builder()
        .replaying()
        .store(store)
        .journal(
            folder.resolve("journal"),
            JournalOptions.builder().segmentBytes(4L * 1024 * 1024).build())
        .start();
  }

  /** Opens the history in a folder. */
  static JdbcStore store(Path folder) {
    return JdbcStore.embedded(folder.resolve("history"));
  }
}
