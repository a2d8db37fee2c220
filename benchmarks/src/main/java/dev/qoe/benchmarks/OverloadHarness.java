package dev.qoe.benchmarks;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.engine.Overload;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.engine.QoeEngineBuilder;
import dev.qoe.core.engine.Source;
import dev.qoe.core.engine.SourceOptions;
import dev.qoe.core.journal.JournalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One source that storms, ten times as fast as the store is, beside well-behaved sources of other
 * tenants: once for each way out of overload, and once without it.
 *
 * <p><i>Confine to one thread.</i>
 */
final class OverloadHarness {

  static final int STORE_PER_SECOND = 100_000;
  static final int STORM_PER_SECOND = 1_000_000;
  static final int OTHERS_PER_SECOND = 2_000;

  private static final int OTHERS = 4;
  private static final int STORM_CELLS = 100;
  private static final String STORM = "storm";
  private static final String OTHER = "calm-";
  private static final long MOST_JOURNAL_BYTES = 24L * 1024 * 1024 * 1024;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int LOOKS = 3;

  /** Of so many measurements one is asked when it is durable. */
  private static final int ASKED_EVERY = 20;

  private static final double MEBI = 1024 * 1024;

  private final Path folder;
  private final Duration time;

  /** What was seen in one run. */
  static final class Seen {
    private final Latencies returned = new Latencies();
    private final Latencies durable = new Latencies();
    private final Latencies stored = new Latencies();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong othersToldToWait = new AtomicLong();
    private final List<Long> heap = new ArrayList<>();
    private Ledger storm = Ledger.empty();
    private Ledger all = Ledger.empty();
    private boolean balanced = true;
    private double stormSeconds;

    Ledger all() {
      return all;
    }

    /** Returns whether the ledger balanced whenever it was looked at, and nothing is left over. */
    boolean balanced() {
      return balanced;
    }

    /** Returns the storm's measurements that were accepted. */
    long accepted() {
      return accepted.get();
    }

    Ledger storm() {
      return storm;
    }
  }

  private OverloadHarness(Path folder, Duration time) {
    this.folder = folder;
    this.time = time;
  }

  /**
   * Measures and returns the page.
   *
   * @param folder where the journal goes; is emptied
   * @param time how long each storm lasts
   * @param commit the revision of the code that runs
   */
  static String run(Path folder, Duration time, String commit) throws Exception {
    Page page = Page.titled("Overload", commit);
    page.line("* Each storm: %.1f s\n", time.toMillis() / 1e3);
    page.line(
        "The store takes %,d measurements a second. One source offers %,d a second;",
        STORE_PER_SECOND, STORM_PER_SECOND);
    page.line(
        "%d sources of other tenants offer %,d a second together. *Return*: from handing in",
        OTHERS, OTHERS_PER_SECOND);
    page.line(
        "until it is accepted and counts in the scores, waiting included. *Durable*: until it is");
    page.line(
        "acknowledged, with a journal. *Stored*: until the store has it. The factors are those of");
    page.line("p99 to the run without a storm and otherwise alike (wanted: at most 2).");
    page.line("Heap: what lives after a full collection, after each third of the time.\n");
    page.line(
        "| storm | offered | accepted | dropped | others' return p99 | factor | others' durable p99"
            + " | factor | others' stored p50 | p99 | factor | others told to wait | heap MiB"
            + " | ledger |");
    page.line("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|");
    OverloadHarness harness = new OverloadHarness(folder, time);
    Seen calm = harness.storm(null, false);
    row(page, "none", calm, calm);
    for (Overload policy : List.of(Overload.BLOCK, Overload.DROP_OLDEST, Overload.SAMPLE)) {
      row(page, policy.name(), harness.storm(policy, false), calm);
    }
    Seen journaled = harness.storm(null, true);
    row(page, "none, with a journal", journaled, journaled);
    row(page, Overload.SPOOL.name(), harness.storm(Overload.SPOOL, true), journaled);
    Disk.clear(folder);
    return page.end();
  }

  private static void row(Page page, String name, Seen seen, Seen calm) {
    page.line(
        "| %s | %.2f M/s | %.2f M/s | %,d | %.3f ms | %.1f | %s | %.0f ms | %.0f ms | %.1f | %,d"
            + " | %s | %s |",
        name,
        seen.offered.get() / seen.stormSeconds / 1e6,
        seen.accepted.get() / seen.stormSeconds / 1e6,
        seen.storm.dropped().values().stream().mapToLong(Long::longValue).sum(),
        seen.returned.millis(0.99),
        seen.returned.millis(0.99) / calm.returned.millis(0.99),
        seen.durable.count() == 0
            ? "- | -"
            : "%.1f ms | %.1f"
                .formatted(
                    seen.durable.millis(0.99),
                    seen.durable.millis(0.99) / calm.durable.millis(0.99)),
        seen.stored.millis(0.5),
        seen.stored.millis(0.99),
        seen.stored.millis(0.99) / calm.stored.millis(0.99),
        seen.othersToldToWait.get(),
        String.join(", ", seen.heap.stream().map(b -> "%.0f".formatted(b / MEBI)).toList()),
        seen.balanced ? "balanced" : "NOT balanced: " + seen.all);
  }

  /**
   * Runs a storm.
   *
   * @param policy how the source that storms is treated; null if there is no storm
   */
  static Seen storm(Path folder, Duration time, @Nullable Overload policy, boolean journaled)
      throws Exception {
    return new OverloadHarness(folder, time).storm(policy, journaled);
  }

  private Seen storm(@Nullable Overload policy, boolean journaled) throws Exception {
    Disk.clear(folder);
    Seen seen = new Seen();
    SinkStore store = new SinkStore(STORE_PER_SECOND, row -> noteStored(seen, row));
    QoeEngineBuilder builder = QoeEngine.builder().store(store);
    if (journaled) {
      builder.journal(folder, JournalOptions.builder().mostBytes(MOST_JOURNAL_BYTES).build());
    }
    try (QoeEngine engine = builder.start()) {
      long start = System.nanoTime();
      Workers.run(
          policy == null ? 2 : 3,
          thread -> {
            switch (thread) {
              case 0 -> watch(engine, seen, start);
              case 1 -> behave(engine, journaled, seen, start);
              default -> rage(series(engine, policy), seen, start);
            }
          });
      seen.stormSeconds = (System.nanoTime() - start) / 1e9;
      store.allow(Double.POSITIVE_INFINITY);
      settle(engine, store, seen);
    }
    return seen;
  }

  // ---- who records --------------------------------------------------------------------------

  private static Series[] others(QoeEngine engine) {
    Series[] series = new Series[OTHERS];
    for (int i = 0; i < OTHERS; i++) {
      Source source = engine.source(SourceOptions.of(OTHER + i));
      series[i] = source.series(ElementPath.of(OTHER + i + "/core/cell"), Kpi.ROUND_TRIP_TIME);
    }
    return series;
  }

  private static Series[] series(QoeEngine engine, @Nullable Overload policy) {
    SourceOptions options = SourceOptions.of(STORM);
    Source source = engine.source(policy == null ? options : options.overload(policy));
    Series[] series = new Series[STORM_CELLS];
    for (int i = 0; i < STORM_CELLS; i++) {
      series[i] = source.series(ElementPath.of(STORM + "/core/cell-" + i), Kpi.ROUND_TRIP_TIME);
    }
    return series;
  }

  /** Records at an even pace, and again what is not taken at once. */
  private void behave(QoeEngine engine, boolean journaled, Seen seen, long start) {
    Series[] series = others(engine);
    long sent = 0;
    while (lasts(start)) {
      long due = (System.nanoTime() - start) / 1_000 * OTHERS_PER_SECOND / 1_000_000;
      for (; sent < due && lasts(start); sent++) {
        long before = System.nanoTime();
        long micros = nowMicros();
        Series each = series[(int) (sent % series.length)];
        while (each.record(micros, 20) == Acceptance.RETRY_LATER && lasts(start)) {
          seen.othersToldToWait.incrementAndGet();
          LockSupport.parkNanos(50_000);
        }
        seen.returned.add(System.nanoTime() - before);
        if (journaled && sent % ASKED_EVERY == 0) {
          engine.sink().whenDurable(answer -> seen.durable.add(System.nanoTime() - before));
        }
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** Offers far too much. */
  private void rage(Series[] series, Seen seen, long start) {
    long offered = 0;
    long accepted = 0;
    while (lasts(start)) {
      long due = (System.nanoTime() - start) / 1_000 * STORM_PER_SECOND / 1_000_000;
      long micros = nowMicros();
      for (long end = Math.min(due, offered + 1_000); offered < end; offered++) {
        Series each = series[(int) (offered % series.length)];
        accepted += each.record(micros, 20) == Acceptance.ACCEPTED ? 1 : 0;
      }
      if (offered >= due) {
        LockSupport.parkNanos(100_000);
      }
    }
    seen.offered.set(offered);
    seen.accepted.set(accepted);
  }

  private boolean lasts(long start) {
    return System.nanoTime() - start < time.toNanos();
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  // ---- who watches --------------------------------------------------------------------------

  private static void noteStored(Seen seen, Measurement row) {
    if (row.element().text().startsWith(OTHER)) {
      seen.stored.add(1_000 * (nowMicros() - ChronoUnit.MICROS.between(Instant.EPOCH, row.time())));
    }
  }

  private void watch(QoeEngine engine, Seen seen, long start) {
    for (int look = 1; look <= LOOKS; look++) {
      long end = start + time.toNanos() / LOOKS * look;
      while (System.nanoTime() < end) {
        balance(engine.ledger(), seen);
        balance(engine.ledger(Tenant.of(STORM)), seen);
        LockSupport.parkNanos(Math.min(SECOND / 10, end - System.nanoTime()));
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      seen.heap.add(runtime.totalMemory() - runtime.freeMemory());
    }
  }

  private static void balance(Ledger ledger, Seen seen) {
    seen.balanced &= ledger.balanced() && ledger.inFlight() >= 0;
  }

  /** Waits until everything that was accepted is stored. */
  private static void settle(QoeEngine engine, SinkStore store, Seen seen)
      throws InterruptedException {
    long before = -1;
    while (!engine.flush() && store.count() > before) {
      before = store.count();
    }
    seen.all = engine.ledger();
    seen.storm = engine.ledger(Tenant.of(STORM));
    balance(seen.all, seen);
    seen.balanced &= seen.all.inFlight() == 0 && seen.all.stored() == store.count();
    seen.balanced &= seen.storm.received() == seen.accepted.get();
  }
}
