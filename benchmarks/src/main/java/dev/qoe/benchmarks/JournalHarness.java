package dev.qoe.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the journal does on this machine's disk, beside what the disk does alone and what others do,
 * in one run.
 *
 * <p><i>Confine to one thread.</i>
 */
final class JournalHarness {

  private static final int MEBI = 1024 * 1024;
  private static final int COMMIT_BYTES = 200 * 1024;
  private static final int RATE = 1_000_000;
  private static final int SAMPLE_EVERY = 1_000;
  private static final int SERIES = 100_000;

  private final Path folder;
  private final Duration time;
  private final StringBuilder page = new StringBuilder(4096);

  /** Makes a rival on an empty folder. */
  @FunctionalInterface
  private interface Maker {
    JournalRival make(Path folder) throws Exception;
  }

  private JournalHarness(Path folder, Duration time) {
    this.folder = folder;
    this.time = time;
  }

  /**
   * Measures and returns the page.
   *
   * @param folder where the files go, on the disk that is meant; is emptied
   * @param time how long each measurement lasts
   * @param commit the revision of the code that ran
   */
  static String run(Path folder, Duration time, String commit) throws Exception {
    JournalHarness harness = new JournalHarness(folder, time);
    harness.line("# Journal\n");
    harness.line("* Machine: %s", Report.machine());
    harness.line(
        "* JDK: %s %s", System.getProperty("java.vm.name"), System.getProperty("java.vm.version"));
    harness.line("* File system: %s", Files.getFileStore(Files.createDirectories(folder)).type());
    harness.line("* Commit: %s", commit);
    harness.line(
        "* Each measurement: %.1f s, after one of a quarter of that", time.toMillis() / 1e3);
    harness.line("* Load average before: %.1f", load());
    harness.disk();
    harness.rivals();
    harness.line("\nLoad average after: %.1f.", load());
    harness.clear();
    return harness.page.toString();
  }

  /** What else the machine does: figures from a busy one are lower bounds. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private void line(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  // ---- the disk alone -----------------------------------------------------------------------

  private void disk() throws IOException {
    line("\n## The disk alone\n");
    line("| what | figure |");
    line("|---|--:|");
    line("| sequential writes of 1 MiB, forced at the end | %,.0f MB/s |", sequential());
    for (int bytes : new int[] {4096, COMMIT_BYTES}) {
      Latencies forces = forces(bytes);
      line(
          "| `force()` after %d KiB appended | p50 %.2f ms, p99 %.2f ms |",
          bytes / 1024, forces.millis(0.5), forces.millis(0.99));
    }
  }

  private double sequential() throws IOException {
    clear();
    ByteBuffer buffer = ByteBuffer.allocateDirect(MEBI);
    long start = System.nanoTime();
    long written = 0;
    try (FileChannel channel = newFile()) {
      while (System.nanoTime() - start < time.toNanos() / 2 && written < 4L * 1024 * MEBI) {
        written += channel.write(buffer.clear());
      }
      channel.force(true);
    }
    return written / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  private Latencies forces(int bytes) throws IOException {
    clear();
    Latencies forces = new Latencies();
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    long start = System.nanoTime();
    try (FileChannel channel = newFile()) {
      while (System.nanoTime() - start < time.toNanos() / 2) {
        buffer.clear();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        long before = System.nanoTime();
        channel.force(false);
        forces.add(System.nanoTime() - before);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
      }
    }
    return forces;
  }

  private FileChannel newFile() throws IOException {
    return FileChannel.open(
        folder.resolve("disk"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  // ---- the rivals ---------------------------------------------------------------------------

  private void rivals() throws Exception {
    line("\n## Measurements made durable\n");
    line("Full speed: as many as are taken, until all are durable. Offered 1 M/s: by two threads;");
    line("time from appending to the acknowledgement, of every thousandth. Recovery: from opening");
    line("to the last record. All run without JVM flags.\n");
    line("| | threads | full speed | taken of 1 M/s | ack p50 | ack p99 | ack max | recovery |");
    line("|---|--:|--:|--:|--:|--:|--:|--:|");
    row("this journal", 1, JournalRival.Own::new);
    row("this journal", 2, JournalRival.Own::new);
    row("ActiveMQ Artemis journal, NIO", 2, f -> new JournalRival.Artemis(f).start());
    row("H2 MVStore, synced every 5 ms", 2, JournalRival.MvStore::new);
  }

  private void row(String name, int threads, Maker maker) throws Exception {
    flood(threads, maker, time.dividedBy(4));
    double full = flood(threads, maker, time);
    Latencies acknowledgements = new Latencies();
    clear();
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
    line(
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
    clear();
    AtomicLong taken = new AtomicLong();
    JournalRival rival = maker.make(folder);
    try {
      long start = System.nanoTime();
      onThreads(
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

  /** Offers a fixed rate; returns what was taken. */
  private long offer(JournalRival rival, Latencies acknowledgements) throws Exception {
    AtomicLong taken = new AtomicLong();
    long start = System.nanoTime();
    onThreads(
        2,
        thread -> {
          long sent = 0;
          long own = 0;
          while (left(start, time)) {
            long due = (System.nanoTime() - start) * (RATE / 2) / 1_000_000_000L;
            for (; sent < due; sent++) {
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
          }
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

  /** What one of several threads does. */
  @FunctionalInterface
  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void onThreads(int count, Work work) throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Exception> failures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  work.run(number);
                } catch (Exception e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Measures and writes the page.
   *
   * @param arguments the folder to write journals to, the page, the commit, seconds a measurement
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "expected 4 arguments, got " + arguments.length + ": FOLDER PAGE COMMIT SECONDS");
    }
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[3]));
    Files.writeString(Path.of(arguments[1]), run(Path.of(arguments[0]), time, arguments[2]));
  }
}
