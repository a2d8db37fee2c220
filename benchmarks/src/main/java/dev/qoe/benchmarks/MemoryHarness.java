package dev.qoe.benchmarks;

import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.engine.Source;
import dev.qoe.core.engine.SourceOptions;
import dev.qoe.core.window.WindowSpec;
import dev.qoe.core.window.WindowedSeries;
import dev.qoe.core.window.Windows;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a series takes in memory, counted by the histogram of all objects that live.
 *
 * <p><i>Confine to one thread.</i>
 */
final class MemoryHarness {

  private static final long START_MICROS = 1_600_000_000_000_000L;
  private static final long MINUTE_MICROS = 60_000_000;
  private static final int LARGEST = 12;
  private static final int WINDOWS = 3;
  private static final int[] VALUES = {10, 1_000};
  private static final int SKETCHES_OF = 10;

  private final Page page;

  private MemoryHarness(Page page) {
    this.page = page;
  }

  /**
   * Measures and returns the page.
   *
   * @param series how many there are, a multiple of ten, {@code > 0}
   * @param commit the revision of the code that runs
   */
  static String run(int series, String commit) {
    Page page = Page.titled("Memory", commit);
    page.line("* Counted by: histogram of the live objects after a full collection, before and");
    page.line("  after; heap up to %,d MB", Runtime.getRuntime().maxMemory() / 1_000_000);
    MemoryHarness harness = new MemoryHarness(page);
    harness.engine(series);
    harness.sketches(Math.max(1, series / SKETCHES_OF));
    return page.end();
  }

  private void engine(int series) {
    int cells = series / SeriesWalk.KPIS.size();
    page.line("\n## Series of an engine\n");
    page.line(
        "%,d series of %,d cells in a hierarchy of depth 4, with names, handles,", series, cells);
    page.line("elements, scores up to the root and a window of one minute (count, mean, least,");
    page.line("greatest) together with the one before it, both filled.\n");
    page.line("| | bytes a series (wanted: 400) |");
    page.line("|---|--:|");
    List<Map<String, Long>> kept = new ArrayList<>();
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Map<String, Long> before = liveBytes();
      SeriesWalk walk = SeriesWalk.of(engine, "acme", cells, START_MICROS);
      Map<String, Long> made = since(before);
      page.line("| recorded once | %,.0f |", (double) sum(made) / series);
      for (int window = 0; window < WINDOWS; window++) {
        walk.pass(MINUTE_MICROS);
        walk.recordEach();
        walk.recordEach();
      }
      kept.add(since(before));
      page.line("| two windows filled | %,.0f |", (double) sum(kept.get(0)) / series);
      Source source = engine.source(SourceOptions.of("probe"));
      Map<String, Long> alone = liveBytes();
      Series[] handles = new Series[walk.size()];
      for (int i = 0; i < handles.length; i++) {
        ElementPath cell = SeriesWalk.cell("acme", i / SeriesWalk.KPIS.size());
        handles[i] = source.series(cell, SeriesWalk.KPIS.get(i % SeriesWalk.KPIS.size()));
      }
      page.line("| a handle more, of a source | %,.0f |", (double) sum(since(alone)) / series);
      require(handles[0].element().equals(SeriesWalk.cell("acme", 0)) && walk.size() == series);
    }
    page.line("\nThe largest of it, once two windows are filled:\n");
    page.line("| class | bytes a series |");
    page.line("|---|--:|");
    kept.get(0).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(LARGEST)
        .forEach(
            each ->
                page.line("| `%s` | %,.1f |", each.getKey(), (double) each.getValue() / series));
  }

  private void sketches(int streams) {
    page.line("\n## Windows with percentiles\n");
    page.line("%,d streams with one open window of a minute each, of values that spread", streams);
    page.line("log-normally over about two decades.\n");
    page.line("| | values | bytes a stream |");
    page.line("|---|--:|--:|");
    Windows plain = Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1)));
    for (int values : VALUES) {
      stream("count, mean, least, greatest, deviation", values, streams, () -> open(plain));
      stream("the same with percentiles", values, streams, () -> open(plain.withPercentiles()));
    }
  }

  private static WindowedSeries open(Windows windows) {
    return windows.values(window -> {});
  }

  private void stream(String name, int values, int streams, Supplier<WindowedSeries> maker) {
    SplittableRandom random = new SplittableRandom(42);
    Map<String, Long> before = liveBytes();
    List<WindowedSeries> all = new ArrayList<>(streams);
    for (int i = 0; i < streams; i++) {
      WindowedSeries series = maker.get();
      for (int value = 0; value < values; value++) {
        double normal = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
        var unused = series.add(START_MICROS + value, Math.exp(2 * normal));
      }
      all.add(series);
    }
    page.line("| %s | %,d | %,.0f |", name, values, (double) sum(since(before)) / streams);
    require(all.size() == streams);
  }

  /** Keeps what is asked about alive up to here. */
  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("the harness lost what it measures");
    }
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> since(Map<String, Long> before) {
    Map<String, Long> more = new TreeMap<>(liveBytes());
    before.forEach((name, bytes) -> more.merge(name, -bytes, Long::sum));
    return more;
  }

  /**
   * Returns the bytes of the objects that live, by class, as {@code jcmd GC.class_histogram} does.
   */
  private static Map<String, Long> liveBytes() {
    try {
      Object histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      Map<String, Long> bytes = new HashMap<>();
      for (String line : histogram.toString().lines().toList()) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length >= 4 && fields[0].endsWith(":")) { // number, instances, bytes, class
          bytes.merge(fields[3], Long.parseLong(fields[2]), Long::sum);
        }
      }
      return bytes;
    } catch (JMException e) {
      throw new IllegalStateException("this JVM tells no histogram of its heap", e);
    }
  }
}
