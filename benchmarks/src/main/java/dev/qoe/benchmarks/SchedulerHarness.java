package dev.qoe.benchmarks;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.plugin.host.CollectConfig;
import dev.qoe.plugin.host.PluginHost;
import dev.qoe.plugin.host.PluginStatus;
import dev.qoe.plugin.host.Scheduler;
import dev.qoe.plugin.host.TargetStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Measures what a scheduler promises: 2,000 targets at a 10-s rate with their deadlines kept, dead
 * targets that do not slow the others, and faulty plugins that do not take their rate.
 *
 * <p>Runs with and without the trouble alternate; what is told is the median of ten ratios.
 */
final class SchedulerHarness {

  private static final int RUNS = 10;
  private static final Duration RUN = Duration.ofSeconds(10);

  /** What a run showed. */
  private record Result(
      double p50Millis, double p99Millis, long cycles, long lost, long items, double cpuSeconds) {}

  private SchedulerHarness() {}

  /** Runs everything and writes {@code scheduler.md}: folder and commit are the arguments. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add("# Scheduler\n");
    lines.add("* Machine: " + Runtime.getRuntime().availableProcessors() + " processors");
    lines.add("* JDK: " + System.getProperty("java.vm.version"));
    lines.add("* Commit: " + args[1]);
    lines.add(
        "* Each target answers after 50 ms with 10 measurements; a dead one never answers. Cycle"
            + " times are from when a cycle was due to its end.\n");
    fleet(lines);
    dead(lines);
    faulty(lines);
    Files.write(Path.of(args[0], "scheduler.md"), lines);
  }

  private static void fleet(List<String> lines) throws InterruptedException {
    Result all =
        run(
            List.of(job("fleet", 2000, 10, Duration.ofSeconds(10), Duration.ofSeconds(5))),
            Duration.ofSeconds(60));
    lines.add("## 2,000 targets, 200 of them dead, every 10 s with a deadline of 5 s, for 60 s\n");
    lines.add("| cycles of those that answer | missed | p50 | p99 | CPU |");
    lines.add("|--:|--:|--:|--:|--:|");
    lines.add(
        text(
            "| %d | %d | %.1f ms | %.1f ms | %.2f s (%.1f %% of a core) |%n",
            all.cycles,
            all.lost,
            all.p50Millis,
            all.p99Millis,
            all.cpuSeconds,
            all.cpuSeconds / 60 * 100));
  }

  private static void dead(List<String> lines) throws InterruptedException {
    lines.add("## 10 % dead among 500 targets, every 2 s with a deadline of 1 s\n");
    lines.add("| run | p99 without | p99 with | ratio | missed with |");
    lines.add("|--:|--:|--:|--:|--:|");
    double[] ratios = new double[RUNS];
    Duration interval = Duration.ofSeconds(2);
    Duration deadline = Duration.ofSeconds(1);
    for (int i = 0; i < RUNS; i++) {
      Result without = run(List.of(job("fleet", 500, 0, interval, deadline)), RUN);
      Result with = run(List.of(job("fleet", 500, 10, interval, deadline)), RUN);
      ratios[i] = with.p99Millis / without.p99Millis;
      lines.add(
          text(
              "| %d | %.1f ms | %.1f ms | %.3f | %d |",
              i + 1, without.p99Millis, with.p99Millis, ratios[i], with.lost));
    }
    lines.add(text("%nMedian of the ratios: **%.3f** (wanted: below 1.2)%n", median(ratios)));
  }

  private static void faulty(List<String> lines) throws InterruptedException {
    lines.add("## Beside a plugin that hangs, floods, throws errors and leaks threads\n");
    lines.add("| run | items/s without | items/s with | ratio | the faulty plugin |");
    lines.add("|--:|--:|--:|--:|---|");
    double[] ratios = new double[RUNS];
    CollectConfig.Job good = job("fleet", 500, 0, Duration.ofSeconds(1), Duration.ofSeconds(1));
    for (int i = 0; i < RUNS; i++) {
      Result without = run(List.of(good), RUN);
      List<String> states = new ArrayList<>();
      Result with = run(List.of(good, faults()), RUN, states);
      ratios[i] = (double) with.items / without.items;
      lines.add(
          text(
              "| %d | %d | %d | %.3f | %s |",
              i + 1,
              without.items / RUN.toSeconds(),
              with.items / RUN.toSeconds(),
              ratios[i],
              String.join(" ", states)));
    }
    lines.add(text("%nMedian of the ratios: **%.3f** (wanted: above 0.9)", median(ratios)));
  }

  // ---- one run ---------------------------------------------------------------------------------

  private static CollectConfig.Job job(
      String type, int targets, int deadEvery, Duration interval, Duration deadline) {
    List<Target> all = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      boolean dead = deadEvery > 0 && i % deadEvery == 0;
      all.add(Target.of(ElementPath.of("fleet/device-" + i), dead ? "dead" : "alive"));
    }
    return new CollectConfig.Job(
        type, type, interval, deadline, 0.05, Optional.empty(), Map.of(), all, Map.of());
  }

  private static CollectConfig.Job faults() {
    List<Target> all = new ArrayList<>();
    for (String fault : List.of("hang", "flood", "error", "leak")) {
      for (int i = 0; i < 5; i++) {
        all.add(Target.of(ElementPath.of("faulty/" + fault + "-" + i), fault));
      }
    }
    Duration second = Duration.ofSeconds(1);
    return new CollectConfig.Job(
        "faulty", "faulty", second, second, 0, Optional.empty(), Map.of(), all, Map.of());
  }

  private static Result run(List<CollectConfig.Job> jobs, Duration time)
      throws InterruptedException {
    return run(jobs, time, new ArrayList<>());
  }

  private static Result run(List<CollectConfig.Job> jobs, Duration time, List<String> states)
      throws InterruptedException {
    CollectConfig config =
        new CollectConfig(
            Path.of("harness"),
            new CollectConfig.Plugins(List.of(), List.of(), List.of(), Optional.empty()),
            jobs);
    Counting sink = new Counting();
    List<Double> millis = new ArrayList<>();
    try (PluginHost host = PluginHost.builder().start();
        Scheduler scheduler = Scheduler.start(host, config, sink)) {
      Duration interval = jobs.get(0).interval();
      TimeUnit.NANOSECONDS.sleep(interval.toNanos()); // all have begun
      long cpu = cpuNanos();
      long before = sink.fleet.sum();
      List<TargetStatus> first = alive(scheduler);
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        alive(scheduler).forEach(target -> millis.add(target.last().toNanos() / 1e6));
      }
      List<TargetStatus> last = alive(scheduler);
      for (PluginStatus plugin : host.plugins()) {
        if (plugin.id().equals("faulty") && jobs.size() > 1) {
          states.add(plugin.state() + ": " + plugin.cause());
        }
      }
      return new Result(
          percentile(millis, 0.5),
          percentile(millis, 0.99),
          sum(last, TargetStatus::cycles) - sum(first, TargetStatus::cycles),
          lost(last) - lost(first),
          sink.fleet.sum() - before,
          (cpuNanos() - cpu) / 1e9);
    }
  }

  private static List<TargetStatus> alive(Scheduler scheduler) {
    return scheduler.targets().stream().filter(t -> t.address().equals("alive")).toList();
  }

  private static long lost(List<TargetStatus> targets) {
    return sum(targets, TargetStatus::timeouts) + sum(targets, TargetStatus::skipped);
  }

  private static long sum(
      List<TargetStatus> targets, java.util.function.ToLongFunction<TargetStatus> what) {
    return targets.stream().mapToLong(what).sum();
  }

  private static double percentile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Counts what the healthy plugin tells. */
  private static final class Counting implements Sink {
    private final LongAdder fleet = new LongAdder();

    @Override
    public Acceptance accept(Measurement measurement) {
      if (measurement.element().text().startsWith("fleet/")) {
        fleet.increment();
      }
      return Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(CounterReading reading) {
      return Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(RatioReading reading) {
      return Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(DistributionReading reading) {
      return Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(Event event) {
      return Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(NetworkElement element) {
      return Acceptance.ACCEPTED;
    }

    @Override
    public void reject(String reason, String place, String detail) {}

    @Override
    public void whenDurable(Consumer<Acceptance> answer) {
      answer.accept(Acceptance.ACCEPTED);
    }
  }
}
