package dev.qoe.benchmarks;

import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.store.jdbc.JdbcStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process that records, at random moments, and looks at what is left: nothing acknowledged
 * may be lost, nothing be there twice, and the scores must be those of what is there.
 *
 * <p><i>Confine to one thread.</i>
 */
final class CrashHarness {

  /** After so many rounds a new folder is begun, so that they do not get ever longer. */
  private static final int ROUNDS_A_FOLDER = 10;

  /** Every so many-th round the process is killed while it starts, in most cases. */
  private static final int EARLY_EVERY = 4;

  private static final int LONGEST_MILLIS = 1_500;
  private static final long PATIENCE_SECONDS = 120;
  private static final double PER_SECOND = 30_000;

  private final Path folder;
  private final Random random;
  private long[] present = new long[CrashLoad.SOURCES];
  private long acknowledged;
  private long recovered;
  private long caughtUp;
  private int killedWhileStarting;

  /** What a killed process has told. */
  private static final class Told {
    private final long[] durable;
    private final List<String> broken = new ArrayList<>();
    private boolean ready;

    private Told(long[] before) {
      durable = before.clone();
    }

    private void line(String line) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case CrashChild.READY -> ready = true;
        case CrashChild.DURABLE -> {
          int source = Integer.parseInt(words[1]);
          durable[source] = Math.max(durable[source], Long.parseLong(words[2]));
        }
        default -> broken.add(line);
      }
    }
  }

  private CrashHarness(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /**
   * Runs so many rounds and returns the page.
   *
   * @param folder where journal and history go; is emptied
   * @param rounds how many, {@code > 0}
   * @param seed of the moments
   * @param commit the revision of the code that runs
   * @throws AssertionError if something was lost, or is there twice or wrong
   */
  static String run(Path folder, int rounds, long seed, String commit) throws Exception {
    Page page = Page.titled("Crash", commit);
    CrashHarness harness = new CrashHarness(folder, seed);
    for (int round = 0; round < rounds; round++) {
      if (round % ROUNDS_A_FOLDER == 0) {
        Disk.clear(folder);
        harness.present = new long[CrashLoad.SOURCES];
      }
      String sign = round % ROUNDS_A_FOLDER == 0 ? CrashChild.DURABLE : CrashChild.READY;
      try {
        harness.round(round % EARLY_EVERY == EARLY_EVERY - 1 ? "" : sign);
      } catch (AssertionError e) {
        throw new AssertionError("round %d, seed %d: %s".formatted(round, seed, e.getMessage()), e);
      }
    }
    Disk.clear(folder);
    page.line("* Seed: %d\n", seed);
    page.line(
        "A process records through %d sources with a journal and an H2 store, and is",
        CrashLoad.SOURCES);
    page.line("killed (`kill -9`) at a random moment; then its folder is opened again.\n");
    page.line("| what | figure |");
    page.line("|---|--:|");
    page.line("| rounds | %d |", rounds);
    page.line("| killed before they had started | %d |", harness.killedWhileStarting);
    page.line("| measurements acknowledged as durable | %,d |", harness.acknowledged);
    page.line("| of them lost | 0 |");
    page.line("| found after all rounds | %,d |", harness.recovered);
    page.line("| of them twice | 0 |");
    page.line("| brought to the store from the journal by recovery | %,d |", harness.caughtUp);
    page.line("| rounds after which ledger or scores were wrong | 0 |");
    return page.end();
  }

  private void round(String sign) throws Exception {
    Told told = kill(sign);
    check(told.broken.isEmpty(), "the process said %s", told.broken);
    long[] before = present;
    present = recover(told);
    for (int i = 0; i < present.length; i++) {
      acknowledged += told.durable[i] - before[i];
      recovered += present[i] - before[i];
    }
    killedWhileStarting += told.ready ? 0 : 1;
  }

  // ---- the kill -----------------------------------------------------------------------------

  /**
   * Starts the process and kills it; returns what it told.
   *
   * @param sign what the process has to say before the random moment begins, so that in a new
   *     folder there is something to find; empty if it may be killed while it starts
   */
  private Told kill(String sign) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                CrashChild.class.getName(),
                folder.toString(),
                Double.toString(PER_SECOND)));
    Arrays.stream(present).mapToObj(Long::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Told told = new Told(present);
    CountDownLatch begun = new CountDownLatch(1);
    Thread reader = new Thread(() -> read(process, told, sign, begun), "crash-reader");
    reader.start();
    try {
      check(
          sign.isEmpty() || begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS),
          "the process did not begin within %d s",
          PATIENCE_SECONDS);
      boolean ended = process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      check(!ended, "the process ended by itself: %s", told.broken);
    } finally {
      process.toHandle().destroyForcibly(); // unlike the process's own, leaves the pipe open
      process.waitFor();
      reader.join();
    }
    return told;
  }

  /** Reads to the end what the process tells; a line without an end was not told. */
  private static void read(Process process, Told told, String sign, CountDownLatch begun) {
    try (BufferedReader in = process.inputReader()) {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          told.line(line.toString().stripTrailing());
          if (line.toString().startsWith(sign)) {
            begun.countDown();
          }
          line.setLength(0);
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      told.broken.add("the pipe broke: " + e.getMessage());
    } finally {
      begun.countDown();
    }
  }

  // ---- what is left -------------------------------------------------------------------------

  /** Opens the folder again and checks it; returns up to which place each source is there. */
  private long[] recover(Told told) throws InterruptedException {
    JdbcStore store = CrashLoad.store(folder);
    long rowsBefore = store.measurements().count();
    try (QoeEngine engine = CrashLoad.open(folder, store)) {
      Ledger opened = engine.ledger();
      check(opened.balanced() && opened.inFlight() >= 0, "after recovery: %s", opened);
      check(engine.flush(), "the store was not caught up with: %s", engine.ledger());
      Ledger ledger = engine.ledger();
      long[] there = new long[CrashLoad.SOURCES];
      long sum = 0;
      for (int source = 0; source < there.length; source++) {
        there[source] = present(store, source);
        sum += there[source];
        check(
            there[source] >= told.durable[source],
            "%s: acknowledged up to %d, present up to %d",
            CrashLoad.source(source),
            told.durable[source],
            there[source]);
      }
      long rows = store.measurements().count();
      check(rows == sum, "%d rows in the store, but %d measurements", rows, sum);
      caughtUp += rows - rowsBefore;
      check(
          ledger.balanced()
              && ledger.inFlight() == 0
              && ledger.received() == ledger.stored()
              && ledger.stored() >= rows - rowsBefore,
          "caught up by %d rows, but the ledger says %s",
          rows - rowsBefore,
          ledger);
      compare(engine, there);
      return there;
    }
  }

  /** Returns how many measurements of a source are in the store, each once and without a gap. */
  private static long present(JdbcStore store, int source) {
    Map<String, BitSet> found = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    store
        .measurements()
        .replay(
            ElementPath.of(CrashLoad.source(source)),
            Instant.EPOCH,
            Instant.ofEpochSecond(Integer.MAX_VALUE),
            row -> enter(found, row, source, wrong));
    check(wrong.isEmpty(), "%s", wrong);
    long sum = 0;
    for (BitSet numbers : found.values()) {
      sum += numbers.cardinality();
    }
    for (int series = 0; series < CrashLoad.SERIES; series++) {
      BitSet numbers = found.getOrDefault(name(source, series), new BitSet());
      long wanted = (sum + CrashLoad.SERIES - 1 - series) / CrashLoad.SERIES;
      check(
          numbers.cardinality() == wanted && numbers.length() == wanted,
          "%s has %d measurements of %d, the last is number %d",
          name(source, series),
          numbers.cardinality(),
          wanted,
          numbers.length());
    }
    return sum;
  }

  private static void enter(
      Map<String, BitSet> found, Measurement row, int source, List<String> wrong) {
    int cell = Integer.parseInt(row.element().name().substring("cell-".length()));
    int series = cell * CrashLoad.KPIS.size() + CrashLoad.KPIS.indexOf(row.kpi());
    long number = CrashLoad.number(ChronoUnit.MICROS.between(Instant.EPOCH, row.time()));
    BitSet numbers = found.computeIfAbsent(name(source, series), unused -> new BitSet());
    if (number < 0
        || numbers.get((int) number)
        || row.value() != CrashLoad.value(source, number * CrashLoad.SERIES + series)) {
      wrong.add((number < 0 ? "never recorded: " : "twice or changed: ") + row);
    }
    numbers.set((int) number);
  }

  private static String name(int source, int series) {
    return CrashLoad.kpi(series) + " of " + CrashLoad.element(source, series);
  }

  /** Compares the scores with those of an engine that is told exactly what is there. */
  private static void compare(QoeEngine engine, long[] there) {
    try (QoeEngine reference = QoeEngine.builder().replaying().start()) {
      for (int source = 0; source < there.length; source++) {
        Series[] series = new Series[CrashLoad.SERIES];
        for (int i = 0; i < series.length; i++) {
          series[i] = reference.series(CrashLoad.element(source, i), CrashLoad.kpi(i));
        }
        for (long place = 0; place < there[source]; place++) {
          series[(int) (place % series.length)].record(
              CrashLoad.micros(place), CrashLoad.value(source, place));
        }
      }
      for (int source = 0; source < there.length; source++) {
        for (int cell = 0; cell < CrashLoad.CELLS; cell++) {
          compare(engine, reference, CrashLoad.cell(source, cell));
        }
        compare(engine, reference, ElementPath.of(CrashLoad.source(source)));
      }
    }
  }

  private static void compare(QoeEngine engine, QoeEngine reference, ElementPath element) {
    var score = engine.score(element);
    var wanted = reference.score(element);
    check(
        Double.compare(score.value(), wanted.value()) == 0
            && Double.compare(score.confidence(), wanted.confidence()) == 0,
        "the score of '%s' is %s, but should be %s",
        element,
        score,
        wanted);
  }

  private static void check(boolean holds, String format, Object... values) {
    if (!holds) {
      throw new AssertionError(String.format(Locale.ROOT, format, values));
    }
  }
}
