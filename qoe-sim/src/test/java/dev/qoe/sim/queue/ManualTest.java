package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.output.Moments;
import dev.qoe.sim.output.StoppingRule;
import dev.qoe.sim.output.WarmUp;
import dev.qoe.sim.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The snippets of docs/simulation/kernel.md. */
class ManualTest {

  private static final Path MANUAL = Path.of("..", "docs", "simulation", "kernel.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "qoe", "sim", "queue", "ManualTest.java");

  private final List<String> printed = new ArrayList<>();

  private void print(Object value) {
    printed.add(String.valueOf(value));
  }

  @DisplayName("Ten lines simulate M/M/1 and compare it with theory")
  @Test
  void tenLines() {
    // tag::mm1[]
    EventKernel kernel = EventKernel.create();
    RandomStreams streams = RandomStreams.of(42);
    Station cell =
        Station.of(
            Resource.of(kernel, 1), TimeDistribution.exponential(1.0), streams.stream("service"));
    Arrivals.start(
        kernel,
        TimeDistribution.exponential(1 / 0.8),
        streams.stream("arrivals"),
        now -> cell.arrive());
    kernel.runUntil(Duration.ofHours(1));
    cell.resetStatistics(); // what was until here depends on the empty start
    kernel.runUntil(Duration.ofHours(100));
    print(cell.statistics());
    print(QueueTheory.mm1(0.8, 1.0));
    // end::mm1[]
    assertThat(printed)
        .containsExactly(
            "utilisation 0.798, 3.922 in system, 3.124 in queue (at most 49), wait 3.911 s,"
                + " time in system 4.910 s, 0 of 284655 blocked, in PT99H",
            "utilisation 0.800, 4.000 in system, 3.200 in queue, wait 4.000 s (probability 0.800),"
                + " time in system 5.000 s, blocked 0.000");
  }

  @DisplayName("Events schedule and cancel others")
  @Test
  void timers() {
    // tag::timer[]
    EventKernel kernel = EventKernel.create();
    long timeout = kernel.schedule(Duration.ofSeconds(3), now -> print("lost at " + now.now()));
    kernel.schedule(
        Duration.ofMillis(80),
        now -> {
          now.cancel(timeout);
          print("acknowledged at " + now.now());
        });
    kernel.run();
    // end::timer[]
    assertThat(printed).containsExactly("acknowledged at PT0.08S");
  }

  @DisplayName("Replications go on until the mean is known to a twentieth of itself")
  @Test
  void stopping() {
    // tag::stopping[]
    QueueModel queue = QueueModel.mmc(1.8, 1, 2);
    StoppingRule rule = StoppingRule.relative(0.05);
    Moments waits = Moments.create();
    while (rule.judge(waits) == StoppingRule.Verdict.CONTINUE) {
      RandomStreams streams = RandomStreams.of(42).replication(waits.n());
      waits.add(
          queue
              .simulate(streams, Duration.ofSeconds(1000), Duration.ofSeconds(11_000))
              .meanWaitSeconds());
    }
    print(waits.interval(0.95));
    // end::stopping[]
    assertThat(printed).containsExactly("4.28 +- 0.20 (95 %, n = 41)");
    assertThat(waits.interval(0.99).contains(4.263157)).isTrue();
  }

  @DisplayName("The same random numbers for both make a small difference visible")
  @Test
  void paired() {
    // tag::paired[]
    double[] before = waits(QueueModel.mmc(0.80, 1, 1));
    double[] after = waits(QueueModel.mmc(0.82, 1, 1));
    print(Interval.ofDifference(after, before, 0.95));
    // end::paired[]
    assertThat(printed).containsExactly("0.566 +- 0.065 (95 %, n = 20)");
    assertThat(Interval.of(after, 0.95).halfWidth())
        .isGreaterThan(2 * Interval.ofDifference(after, before, 0.95).halfWidth());
  }

  private static double[] waits(QueueModel queue) {
    return IntStream.range(0, 20)
        .mapToDouble(
            i ->
                queue
                    .simulate(
                        RandomStreams.of(42).replication(i),
                        Duration.ofSeconds(1000),
                        Duration.ofSeconds(11_000))
                    .meanWaitSeconds())
        .toArray();
  }

  @DisplayName("MSER-5 finds the warm-up in a series of samples")
  @Test
  void warmUp() {
    // tag::warmup[]
    EventKernel kernel = EventKernel.create();
    RandomStreams streams = RandomStreams.of(42);
    Station busy =
        Station.of(
            Resource.of(kernel, 600), TimeDistribution.exponential(60), streams.stream("service"));
    Arrivals.start(
        kernel,
        TimeDistribution.exponential(60 / 500.0),
        streams.stream("arrivals"),
        now -> busy.arrive());
    double[] inSystem = new double[3000];
    for (int second = 0; second < inSystem.length; second++) {
      kernel.runUntil(Duration.ofSeconds(second + 1));
      inSystem[second] = busy.inSystem();
    }
    print(WarmUp.mser5().find(inSystem));
    // end::warmup[]
    assertThat(printed).containsExactly("Truncation[deleted=210, convincing=true]");
  }

  @DisplayName("The manual shows exactly this code and what it prints")
  @Test
  void manualIsTrue() throws IOException {
    String manual = Files.readString(MANUAL);
    for (String tag : List.of("mm1", "timer", "stopping", "paired", "warmup")) {
      assertThat(manual).contains(region(Files.readString(SOURCE), tag));
    }
    List<Runnable> snippets =
        List.of(this::tenLines, this::timers, this::stopping, this::paired, this::warmUp);
    for (Runnable snippet : snippets) {
      printed.clear();
      snippet.run();
      assertThat(printed).isNotEmpty().allSatisfy(line -> assertThat(manual).contains(line));
    }
  }

  private static String region(String source, String tag) {
    String text =
        source.substring(
            source.indexOf("// tag::" + tag + "[]"), source.indexOf("// end::" + tag + "[]"));
    return text.lines()
        .skip(1)
        .map(line -> line.replaceFirst("^ {4}", ""))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
