package dev.qoe.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the journal does on this machine's disk, beside what the disk does alone and what others do,
 * in one run.
 *
 * <p><i>Confine to one thread.</i>
 */
final class JournalHarness {

  private static final int RATE = 1_000_000;
  private static final int SAMPLE_EVERY = 1_000;
  private static final int SERIES = 100_000;

  private final Path folder;
  private final Duration time;
  private final Page page;

  /** Makes a rival on an empty folder. */
  @FunctionalInterface
  private interface Maker {
    JournalRival make(Path folder) throws Exception;
  }

  private JournalHarness(Path folder, Duration time, Page page) {
    this.folder = folder;
    this.time = time;
    this.page = page;
  }

  /**
   * Measures and returns the page.
   *
   * @param folder where the files go, on the disk that is meant; is emptied
   * @param time how long each measurement lasts
   * @param commit the revision of the code that ran
   */
  static String run(Path folder, Duration time, String commit) throws Exception {
    Page page = Page.titled("Journal", commit);
    page.line("* File system: %s", Files.getFileStore(Files.createDirectories(folder)).type());
    page.line("* Each measurement: %.1f s, after one of a quarter of that", time.toMillis() / 1e3);
    new Disk(folder, time.dividedBy(2)).measure(page);
    new JournalHarness(folder, time, page).rivals();
    Disk.clear(folder);
    return page.end();
  }

  // ---- the rivals ---------------------------------------------------------------------------

  private void rivals() throws Exception {
    page.line("\n## Measurements made durable\n");
    page.line(
        "Full speed: as many as are taken, until all are durable. Offered 1 M/s: by two threads;");
    page.line(
        "time from appending to the acknowledgement, of every thousandth. Recovery: from opening");
    page.line("to the last record. All run without JVM flags.\n");
    page.line(
        "| | threads | full speed | taken of 1 M/s | ack p50 | ack p99 | ack max | recovery |");
    page.line("|---|--:|--:|--:|--:|--:|--:|--:|");
    row("this journal", 1, JournalRival.Own::new);
    row("this journal", 2, JournalRival.Own::new);
    row("ActiveMQ Artemis journal, NIO", 2, f -> new JournalRival.Artemis(f).start());
    row("H2 MVStore, synced every 5 ms", 2, JournalRival.MvStore::new);
  }

  private void row(String name, int threads, Maker maker) throws Exception {
    flood(threads, maker, time.dividedBy(4));
    double full = flood(threads, maker, time);
    Latencies acknowledgements = new Latencies();
    Disk.clear(folder);
    long start = System.nanoTime();
    long taken;
    double seconds;
    JournalRival rival = maker.make(folder);
    try {
      taken = offer(rival, acknowledgements);
      seconds = (System.nanoTime() - start) / 1e9;
    } finally {
      rival.close();
    }
    long before = System.nanoTime();
    long read = rival.recover();
    double recovery = read / ((System.nanoTime() - before) / 1e9);
    page.line(
        "| %s | %d | %.2f M/s | %.2f M/s | %.1f ms | %.1f ms | %.1f ms | %.1f M/s |",
        name,
        threads,
        full / 1e6,
        taken / seconds / 1e6,
        acknowledgements.millis(0.5),
        acknowledgements.millis(0.99),
        acknowledgements.millis(1),
        recovery / 1e6);
  }

  /** Appends as fast as it goes; returns durable records per second. */
  private double flood(int threads, Maker maker, Duration duration) throws Exception {
    Disk.clear(folder);
    AtomicLong taken = new AtomicLong();
    JournalRival rival = maker.make(folder);
    try {
      long start = System.nanoTime();
      Workers.run(
          threads,
          thread -> {
            long own = 0;
            for (long i = thread; (i & 63) != thread || left(start, duration); i += threads) {
              if (rival.append((int) (i % SERIES), i, 0.5 * i)) {
                own++;
              } else {
                Thread.onSpinWait();
              }
            }
            taken.addAndGet(own);
            awaitDurable(rival);
          });
      return taken.get() / ((System.nanoTime() - start) / 1e9);
    } finally {
      rival.close();
    }
  }

  /** Offers a fixed rate, and one record at least; returns what was taken. */
  private long offer(JournalRival rival, Latencies acknowledgements) throws Exception {
    AtomicLong taken = new AtomicLong();
    long start = System.nanoTime();
    Workers.run(
        2,
        thread -> {
          long sent = 0;
          long own = 0;
          do {
            long due = (System.nanoTime() - start) * (RATE / 2) / 1_000_000_000L;
            for (; sent <= due; sent++) {
              long before = System.nanoTime();
              own += rival.append((int) (sent % SERIES), sent, 0.5 * sent) ? 1 : 0;
              if (sent % SAMPLE_EVERY == 0) {
                rival.whenDurable(() -> acknowledgements.add(System.nanoTime() - before));
              }
              if ((sent & 1023) == 0 && !left(start, time)) {
                break;
              }
            }
            LockSupport.parkNanos(100_000);
          } while (left(start, time));
          taken.addAndGet(own);
          awaitDurable(rival);
        });
    return taken.get();
  }

  private static boolean left(long start, Duration duration) {
    return System.nanoTime() - start < duration.toNanos();
  }

  private static void awaitDurable(JournalRival rival) throws Exception {
    CountDownLatch durable = new CountDownLatch(1);
    rival.whenDurable(durable::countDown);
    if (!durable.await(JournalRival.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("not durable after " + JournalRival.PATIENCE);
    }
  }
}
