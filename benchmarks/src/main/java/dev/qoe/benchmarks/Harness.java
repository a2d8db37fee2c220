package dev.qoe.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measurements that are no benchmarks of single calls: how long or how much, and what runs.
 *
 * <p>{@code docs/benchmarks/run} starts them by name.
 */
enum Harness {
  /** The journal beside the disk and its rivals; seconds a measurement. */
  JOURNAL(10) {
    @Override
    String run(Path folder, long amount, String commit) throws Exception {
      return JournalHarness.run(folder, Duration.ofSeconds(amount), commit);
    }
  },
  /** Heap a series; how many series. */
  MEMORY(1_000_000) {
    @Override
    String run(Path folder, long amount, String commit) {
      return MemoryHarness.run(Math.toIntExact(amount), commit);
    }
  },
  /** Processes that are killed; how many. */
  CRASH(50) {
    @Override
    String run(Path folder, long amount, String commit) throws Exception {
      return CrashHarness.run(folder, Math.toIntExact(amount), System.nanoTime(), commit);
    }
  },
  /** A source that storms; seconds a policy. */
  OVERLOAD(300) {
    @Override
    String run(Path folder, long amount, String commit) throws Exception {
      return OverloadHarness.run(folder, Duration.ofSeconds(amount), commit);
    }
  },
  /** The engine with a journal, and stores behind it; seconds a measurement. */
  STORE(10) {
    @Override
    String run(Path folder, long amount, String commit) throws Exception {
      return StoreHarness.run(folder, Duration.ofSeconds(amount), commit);
    }
  };

  private final long usual;

  Harness(long usual) {
    this.usual = usual;
  }

  /**
   * Measures and returns the page.
   *
   * @param folder where files may go, on the disk that is meant; is emptied
   * @param amount how long or how much, {@code > 0}
   * @param commit the revision of the code that runs
   */
  abstract String run(Path folder, long amount, String commit) throws Exception;

  /**
   * Measures and writes the page {@code <name>.md}.
   *
   * @param arguments name, folder to write journals and databases to, folder of the pages, commit,
   *     and how long or how much unless it is as usual
   * @throws IOException if the page cannot be written
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4 || arguments.length > 5) {
      throw new IllegalArgumentException(
          "expected 4 or 5 arguments, got "
              + arguments.length
              + ": NAME FOLDER PAGES COMMIT [AMOUNT]");
    }
    Harness harness = valueOf(arguments[0].toUpperCase(Locale.ROOT));
    long amount = arguments.length == 5 ? Long.parseLong(arguments[4]) : harness.usual;
    String page = harness.run(Path.of(arguments[1]), amount, arguments[3]);
    Files.writeString(Path.of(arguments[2]).resolve(arguments[0] + ".md"), page);
  }
}
