package dev.qoe.benchmarks;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.journal.JournalOptions;
import dev.qoe.core.meter.Health;
import dev.qoe.core.meter.HealthState;
import dev.qoe.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The whole engine with a journal: in front of a store that takes everything, of an H2 file, and of
 * a store that stands still.
 *
 * <p><i>Confine to one thread.</i>
 */
final class StoreHarness {

  private static final int CELLS = 1_000;
  private static final int RATE = 1_000_000;

  /** More than H2 stores, yet not so much that catching up takes long. */
  private static final int H2_RATE = 200_000;

  private static final int THREADS = 2;
  private static final int SAMPLE_EVERY = 4;
  private static final int RECOVERIES = 5;
  private static final long START_MICROS = 1_600_000_000_000_000L;
  private static final int MEBI = 1024 * 1024;
  private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Duration time;
  private final Page page;

  private StoreHarness(Path folder, Duration time, Page page) {
    this.folder = folder;
    this.time = time;
    this.page = page;
  }

  /**
   * Measures and returns the page.
   *
   * @param folder where the files go, on the disk that is meant; is emptied
   * @param time how long each measurement lasts
   * @param commit the revision of the code that runs
   */
  static String run(Path folder, Duration time, String commit) throws Exception {
    Page page = Page.titled("Store", commit);
    page.line("* File system: %s", Files.getFileStore(Files.createDirectories(folder)).type());
    page.line("* Each measurement: %.1f s; %,d series a thread", time.toMillis() / 1e3, 10 * CELLS);
    new Disk(folder, time.dividedBy(2)).measure(page);
    StoreHarness harness = new StoreHarness(folder, time, page);
    harness.nullStore();
    harness.h2();
    harness.limit();
    Disk.clear(folder);
    return page.end();
  }

  private static QoeEngine open(Path folder, HistoryStore store, JournalOptions options) {
    return QoeEngine.builder()
        .replaying()
        .store(store)
        .journal(folder.resolve("journal"), options)
        .start();
  }

  // ---- a store that takes everything --------------------------------------------------------

  private void nullStore() throws Exception {
    page.line("\n## In front of a store that takes everything\n");
    page.line(
        "Recorded in batches, judged and journaled. Full speed: until all are durable; stored:");
    page.line("until the store has them too. Offered 1 M/s: time from the end of a batch to its");
    page.line("acknowledgement. Recovery: from opening the engine until it has judged all again;");
    page.line(
        "the first time it is compiled meanwhile, *again* is the median of the next %d.\n",
        RECOVERIES);
    page.line(
        "| threads | full speed | stored | taken of 1 M/s | ack p50 | ack p99 | ack max | recovery"
            + " | again |");
    page.line("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (int threads = 1; threads <= THREADS; threads++) {
      flooded(threads, time.dividedBy(4));
      double[] full = flooded(threads, time);
      Latencies acknowledgements = new Latencies();
      Disk.clear(folder);
      double taken;
      long recorded;
      try (QoeEngine engine = open(folder, SinkStore.unlimited(), JournalOptions.standard())) {
        taken = offer(engine, threads, RATE, acknowledgements);
        settle(engine);
        recorded = engine.ledger().received();
      }
      page.line(
          "| %d | %.2f M/s | %.2f M/s | %.2f M/s | %.1f ms | %.1f ms | %.1f ms | %.1f M/s | %.1f"
              + " M/s |",
          threads,
          full[0] / 1e6,
          full[1] / 1e6,
          taken / 1e6,
          acknowledgements.millis(0.5),
          acknowledgements.millis(0.99),
          acknowledgements.millis(1),
          recorded / recovery() / 1e6,
          recorded / again() / 1e6);
    }
  }

  /** Records as fast as it goes; returns how many a second become durable, and stored. */
  private double[] flooded(int threads, Duration duration) throws Exception {
    Disk.clear(folder);
    SinkStore store = SinkStore.unlimited();
    try (QoeEngine engine = open(folder, store, JournalOptions.standard())) {
      SeriesWalk[] walks = walks(engine, threads);
      settle(engine);
      long before = engine.ledger().received();
      long start = System.nanoTime();
      Workers.run(
          threads,
          thread -> {
            while (left(start, duration)) {
              if (walks[thread].recordBatch() == 0) {
                LockSupport.parkNanos(50_000);
              }
            }
          });
      require(engine.awaitDurable(PATIENCE), "not durable", engine.ledger());
      double durableSeconds = seconds(start);
      settle(engine);
      double storedSeconds = seconds(start);
      long taken = engine.ledger().received() - before;
      require(store.count() == before + taken, "not all stored", engine.ledger());
      return new double[] {taken / durableSeconds, taken / storedSeconds};
    }
  }

  private static SeriesWalk[] walks(QoeEngine engine, int count) {
    SeriesWalk[] walks = new SeriesWalk[count];
    for (int i = 0; i < count; i++) {
      walks[i] = SeriesWalk.of(engine, "tenant-" + i, CELLS, START_MICROS);
    }
    return walks;
  }

  /**
   * Offers so many a second, each batch once and one at least; returns how many a second are taken.
   */
  private double offer(QoeEngine engine, int threads, int perSecond, Latencies acknowledgements)
      throws Exception {
    Sink sink = engine.sink();
    SeriesWalk[] walks = walks(engine, threads);
    settle(engine);
    long before = engine.ledger().received();
    long start = System.nanoTime();
    Workers.run(
        threads,
        thread -> {
          long sent = 0;
          int batches = 0;
          do {
            long due = (System.nanoTime() - start) / 1_000 * perSecond / threads / 1_000_000;
            for (; sent <= due; sent += SeriesWalk.BATCH) {
              var unused = walks[thread].recordBatch();
              if (batches++ % SAMPLE_EVERY == 0) {
                acknowledge(sink, acknowledgements);
              }
              if (!left(start, time)) {
                break;
              }
            }
            LockSupport.parkNanos(100_000);
          } while (left(start, time));
        });
    double taken = (engine.ledger().received() - before) / seconds(start);
    require(engine.awaitDurable(PATIENCE), "not durable", engine.ledger());
    return taken;
  }

  /** Notes how long it takes until all that was recorded so far is acknowledged as durable. */
  private static void acknowledge(Sink sink, Latencies acknowledgements) {
    long before = System.nanoTime();
    sink.whenDurable(
        answer -> {
          if (answer == Acceptance.ACCEPTED) {
            acknowledgements.add(System.nanoTime() - before);
          }
        });
  }

  /** Opens the folder again; returns how many seconds that takes. */
  private double recovery() {
    long start = System.nanoTime();
    try (QoeEngine engine = open(folder, SinkStore.unlimited(), JournalOptions.standard())) {
      require(engine.ledger().balanced(), "after recovery", engine.ledger());
      return seconds(start);
    }
  }

  private double again() {
    return DoubleStream.generate(this::recovery)
        .limit(RECOVERIES)
        .sorted()
        .skip(RECOVERIES / 2)
        .findFirst()
        .orElseThrow();
  }

  // ---- H2 -----------------------------------------------------------------------------------

  private void h2() throws Exception {
    Disk.clear(folder);
    page.line("\n## In front of an H2 file\n");
    page.line("| what | figure |");
    page.line("|---|--:|");
    JdbcStore store = JdbcStore.embedded(folder.resolve("history"));
    try (QoeEngine engine = open(folder, store, JournalOptions.standard())) {
      Latencies acknowledgements = new Latencies();
      double taken = offer(engine, THREADS, H2_RATE, acknowledgements);
      long start = System.nanoTime();
      long before = store.measurements().count();
      page.line("| offered, by %d threads | %,d/s |", THREADS, H2_RATE);
      page.line("| taken | %,.0f/s |", taken);
      page.line("| acknowledged after | p99 %.1f ms |", acknowledgements.millis(0.99));
      page.line("| stored in that time | %,d |", before);
      page.line("| the journal has grown to | %,.1f MB |", bytes(folder.resolve("journal")) / 1e6);
      settle(engine);
      long rows = store.measurements().count();
      page.line("| stored, until caught up | %,.0f/s |", (rows - before) / seconds(start));
      long all = engine.ledger().received();
      page.line("| taken, and stored in the end | %,d, %,d |", all, rows);
      require(rows == all, rows + " rows", engine.ledger());
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  // ---- a store that stands still ------------------------------------------------------------

  private void limit() throws Exception {
    Disk.clear(folder);
    page.line("\n## At the limit of the journal\n");
    page.line("The store stands still; the journal may take 4 MiB.\n");
    page.line("| what | figure |");
    page.line("|---|--:|");
    JournalOptions small =
        JournalOptions.builder().segmentBytes(MEBI).pendingBytes(MEBI).mostBytes(4L * MEBI).build();
    SinkStore store = new SinkStore(0, measurement -> {});
    try (QoeEngine engine = open(folder, store, small)) {
      SeriesWalk walk = SeriesWalk.of(engine, "acme", 10, START_MICROS);
      long taken = walk.size();
      long last = System.nanoTime();
      while (System.nanoTime() - last < FULL_NANOS || !journalIsFull(engine)) {
        Acceptance answer = walk.record();
        require(answer != Acceptance.REFUSED, "refused", engine.ledger());
        if (answer == Acceptance.ACCEPTED) {
          taken++;
          last = System.nanoTime();
        }
      }
      page.line("| taken until there is no room | %,d |", taken);
      page.line("| then every answer is | %s |", walk.record());
      page.line("| health | %s |", engine.health());
      long start = System.nanoTime();
      store.allow(Double.POSITIVE_INFINITY);
      while (walk.record() != Acceptance.ACCEPTED) {
        require(left(start, PATIENCE), "no room ever again", engine.ledger());
      }
      taken++;
      page.line(
          "| time from the store's return until there is room | %,.0f ms |", 1e3 * seconds(start));
      settle(engine);
      page.line("| taken, and stored in the end | %,d, %,d |", taken, store.count());
      require(store.count() == taken, "stored " + store.count() + " of " + taken, engine.ledger());
    }
  }

  // ---- common -------------------------------------------------------------------------------

  /** Waits until everything is stored. */
  private static void settle(QoeEngine engine) throws InterruptedException {
    for (long before = -1, stored; !engine.flush(); before = stored) {
      stored = engine.ledger().stored();
      require(stored > before, "the store does not go on", engine.ledger());
    }
    Ledger ledger = engine.ledger();
    require(ledger.balanced() && ledger.inFlight() == 0, "not settled", ledger);
  }

  private static void require(boolean holds, String what, Ledger ledger) {
    if (!holds) {
      throw new IllegalStateException(what + ": " + ledger);
    }
  }

  /** Whether the journal says so itself: a disk that is slow for a while is no limit. */
  private static boolean journalIsFull(QoeEngine engine) {
    Health journal = engine.health().parts().get("journal");
    return journal != null && journal.state() != HealthState.HEALTHY;
  }

  private static boolean left(long start, Duration duration) {
    return System.nanoTime() - start < duration.toNanos();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
