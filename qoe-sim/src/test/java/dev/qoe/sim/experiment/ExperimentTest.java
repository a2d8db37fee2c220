package dev.qoe.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.output.Moments;
import dev.qoe.sim.output.StoppingRule;
import dev.qoe.sim.random.Inversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An experiment")
class ExperimentTest {

  private static final Parallel QUIET = Parallel.threads(2).withoutJournal();

  private static Experiment waiting() {
    return Experiment.named("waiting")
        .sweep("delay", Range.of(0, 100, 25).millis())
        .sweep("codec", Choice.of("G.711", "G.729A, \"new\""))
        .replications(6)
        .seed(42)
        .measure(
            "wait",
            Unit.of("ms"),
            trial ->
                trial.number("delay")
                    + Inversion.exponential(
                        trial.random("arrivals"), trial.choice("codec").equals("G.711") ? 1 : 2))
        .measure("shifted", trial -> trial.duration("delay").toMillis() + 0.1);
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 8})
  @DisplayName("gives the same bytes for any number of threads, as CSV and as JSON lines")
  void sameBytes(int threads, @TempDir Path folder) throws IOException {
    ExperimentResult result = waiting().run(Parallel.threads(threads).withoutJournal());
    ExperimentResult once = waiting().run(Parallel.threads(1).withoutJournal());

    for (String ending : List.of(".csv", ".jsonl")) {
      result.write(folder.resolve("many" + ending));
      once.write(folder.resolve("one" + ending));
      assertThat(folder.resolve("many" + ending))
          .hasSameBinaryContentAs(folder.resolve("one" + ending));
    }
  }

  @Test
  @DisplayName("writes a row for each point, replication and measure, with units")
  void longForm(@TempDir Path folder) throws IOException {
    waiting().run(QUIET).write(folder.resolve("x.csv")).write(folder.resolve("x.jsonl"));

    List<String> rows = Files.readAllLines(folder.resolve("x.csv"));
    assertThat(rows).hasSize(1 + 5 * 2 * 6 * 2);
    assertThat(rows.get(0)).isEqualTo("point,delay [ms],codec,replication,measure,value,unit");
    assertThat(rows.get(2)).isEqualTo("0,0,G.711,0,shifted,0.1,1");
    assertThat(rows.get(14)).isEqualTo("1,0,\"G.729A, \"\"new\"\"\",0,shifted,0.1,1");
    JsonNode line =
        new ObjectMapper().readTree(Files.readAllLines(folder.resolve("x.jsonl")).get(13));
    assertThat(line.path("delay [ms]").doubleValue()).isZero();
    assertThat(line.path("codec").textValue()).isEqualTo("G.729A, \"new\"");
    assertThat(line.path("measure").textValue()).isEqualTo("shifted");
  }

  @Test
  @DisplayName("says in a manifest what made it")
  void manifest(@TempDir Path folder) throws IOException {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    waiting().run(QUIET.clock(InstantSource.fixed(start))).write(folder.resolve("x.csv"));

    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("x.manifest.json").toFile());
    assertThat(manifest.path("seed").longValue()).isEqualTo(42);
    assertThat(manifest.path("parameters").path("delay").textValue())
        .isEqualTo("0 to 100 ms by 25");
    assertThat(manifest.path("started").textValue()).isEqualTo(start.toString());
    assertThat(manifest.path("points").intValue()).isEqualTo(10);
    assertThat(manifest.path("jvm").textValue()).contains(Runtime.version().toString());
    assertThat(manifest.has("version")).isTrue();
  }

  @Test
  @DisplayName("draws the same random numbers at all points, so that differences are exact")
  void commonRandomNumbers() {
    ExperimentResult result = waiting().run(QUIET);

    assertThat(result.difference(2, 0, "wait").mean()).isCloseTo(25, within(1e-9));
    assertThat(result.difference(2, 0, "wait").halfWidth()).isLessThan(1e-9);
    assertThat(result.interval(2, "wait").halfWidth()).isGreaterThan(0.1);
    double[] slow = result.values(1, "wait");
    double[] fast = result.values(0, "wait");
    for (int r = 0; r < 6; r++) {
      assertThat(slow[r]).isEqualTo(2 * fast[r]);
    }
  }

  @Test
  @DisplayName("with antithetic pairs knows the mean of a symmetric measure exactly")
  void antithetic() {
    Experiment plain =
        Experiment.named("n").replications(20).measure("x", t -> Inversion.normal(t.random("n")));

    assertThat(plain.run(QUIET).interval(0, "x").halfWidth()).isGreaterThan(0.2);
    ExperimentResult pairs = plain.antithetic().run(QUIET);
    assertThat(pairs.interval(0, "x").mean()).isZero();
    assertThat(pairs.interval(0, "x").n()).isEqualTo(10);
    assertThatThrownBy(() -> plain.antithetic().replications(3).run(QUIET))
        .hasMessage("antithetic replications come in pairs; their number must be even: 3");
  }

  /** The points differ in scatter, so the rule gives them different numbers of replications. */
  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 3})
  @DisplayName("stops at the replication at which its rule says so, whatever the threads")
  void stoppingRule(int threads) {
    StoppingRule rule = new StoppingRule(0.05, 0.95, 5, 400);
    ExperimentResult result =
        Experiment.named("precise")
            .sweep("sigma", Numbers.of(0.01, 1, 2))
            .replications(rule)
            .measure("x", t -> 10 + Inversion.normal(t.random("n"), 0, t.number("sigma")))
            .run(Parallel.threads(threads).withoutJournal());

    assertThat(result.values(0, "x")).hasSize(5);
    int n = result.values(2, "x").length;
    assertThat(n).isBetween(20, 399);
    assertThat(result.interval(2, "x").relativeHalfWidth()).isLessThan(0.05);
    double[] oneLess = Arrays.copyOf(result.values(2, "x"), n - 1);
    assertThat(rule.judge(Moments.of(oneLess))).isEqualTo(StoppingRule.Verdict.CONTINUE);
    assertThat(result.difference(2, 0, "x").n()).isEqualTo(5);
  }

  @Test
  @DisplayName("takes several measures from one simulation")
  void severalMeasures() {
    AtomicInteger runs = new AtomicInteger();
    ExperimentResult result =
        Experiment.named("both")
            .measure(
                List.of(Output.of("sum"), new Output("time", Unit.of("s"))),
                trial -> {
                  runs.incrementAndGet();
                  return new double[] {1, 2};
                })
            .run(QUIET);

    assertThat(runs).hasValue(1);
    assertThat(result.values(0, "time")).containsExactly(2);
    assertThat(result.toString()).contains("both").contains("sum").contains("time");
    assertThatThrownBy(
            () ->
                Experiment.named("few")
                    .measure(List.of(Output.of("a"), Output.of("b")), t -> new double[1])
                    .run(QUIET))
        .hasMessageContaining("1 values were measured for 2 names");
  }

  @Test
  @DisplayName("names point, replication and seed where a measure throws or is not finite")
  void failures() {
    Experiment experiment =
        Experiment.named("bad").sweep("x", Numbers.of(1, 2).millis()).replications(3).seed(9);

    assertThatThrownBy(
            () ->
                experiment
                    .measure("m", t -> t.number("x") > 1 ? Double.NaN : 0)
                    .run(Parallel.threads(1).withoutJournal()))
        .isInstanceOf(TrialFailedException.class)
        .hasMessage(
            "[m] failed at point 1 (x 2 ms), replication 0, seed 9: measure 'm' is NaN; a measure"
                + " must be finite");
    assertThatThrownBy(
            () ->
                experiment
                    .measure(
                        "m",
                        t -> {
                          throw new IOException("no such trace");
                        })
                    .run(Parallel.threads(1).withoutJournal()))
        .hasMessage("[m] failed at point 0 (x 1 ms), replication 0, seed 9: no such trace")
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> experiment.measure("m", t -> t.number("y")).run(QUIET))
        .hasMessageContaining("unknown parameter 'y'");
    assertThatThrownBy(() -> experiment.measure("m", t -> t.number("x", Unit.PERCENT)).run(QUIET))
        .hasMessageContaining("cannot be told in '%'");
  }

  @Test
  @DisplayName("ends a replication that never ends, if a deadline is set")
  void deadline() {
    CountDownLatch never = new CountDownLatch(1);
    Experiment endless =
        Experiment.named("endless")
            .measure(
                "m",
                t -> {
                  never.await();
                  return 0;
                });

    assertThatThrownBy(() -> endless.run(QUIET.deadline(Duration.ofMillis(20))))
        .isInstanceOf(TrialFailedException.class)
        .hasMessage("no end at point 0, replication 0, seed 1 within the deadline of PT0.02S");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> endless.run(QUIET)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("refuses a sweep of 10^12 points with the count, and more than there are longs")
  void tooMany() {
    Experiment huge = Experiment.named("huge").measure("m", t -> 0);
    for (String name : List.of("a", "b", "c", "d")) {
      huge = huge.sweep(name, Range.of(1, 1000, 1));
    }
    Experiment four = huge;
    Experiment seven =
        huge.sweep("e", Range.of(1, 1000, 1))
            .sweep("f", Range.of(1, 1000, 1))
            .sweep("g", Range.of(1, 1000, 1));

    assertThatThrownBy(() -> four.run(QUIET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("design 'grid' has 1000000000000 points; at most 1000000 are run");
    assertThatThrownBy(() -> seven.run(QUIET)).hasMessageContaining("more than 9e18 points");
    assertThatThrownBy(
            () ->
                Experiment.named("long")
                    .sweep("a", Range.of(1, 1000, 1))
                    .replications(100_000)
                    .measure("m", t -> 0)
                    .run(QUIET))
        .hasMessageContaining("makes 100000000 values");
  }

  @Test
  @DisplayName("refuses names twice, no measure, unknown measures and other endings")
  void refuses(@TempDir Path folder) {
    Experiment experiment = Experiment.named("x").sweep("a", Numbers.of(1));

    assertThatThrownBy(() -> experiment.run(QUIET)).hasMessageContaining("measures nothing");
    assertThatThrownBy(() -> experiment.sweep("a", Numbers.of(1)))
        .hasMessage("parameter 'a' is there already; give this one another name");
    assertThatThrownBy(() -> experiment.measure("m", t -> 0).measure("m", t -> 0))
        .hasMessageContaining("measure 'm' is there already");
    assertThatThrownBy(() -> Experiment.named(" ")).hasMessageContaining("blank name");
    assertThatThrownBy(() -> Parallel.threads(0)).hasMessage("threads must be from 1 to 1024: 0");
    ExperimentResult result = experiment.measure("mos", t -> 0).run(QUIET);
    assertThatThrownBy(() -> result.interval(0, "moss"))
        .hasMessage("unknown measure 'moss'; did you mean 'mos'?; known are [mos]");
    assertThatThrownBy(() -> result.write(folder.resolve("x.xls"))).hasMessageContaining(".jsonl");
    assertThatThrownBy(() -> result.plot(folder.resolve("x.gif"))).hasMessageContaining(".png");
  }

  @Test
  @DisplayName("tells its listener of every replication, with rate and time left")
  void progress() {
    List<Progress> told = Collections.synchronizedList(new ArrayList<>());
    waiting().run(QUIET.progress(told::add));

    assertThat(told).hasSize(60);
    assertThat(told).extracting(Progress::done).isSorted().last().isEqualTo(60L);
    assertThat(new Progress(120, 600, 20, Duration.ofSeconds(5)))
        .hasToString("120 of 600 replications, 20.0/s, 24 s left");
    assertThat(new Progress(0, 600, 0, Duration.ZERO)).hasToString("0 of 600 replications, 0.0/s");
  }

  @Test
  @DisplayName("draws its plots: lines over numbers, whiskers over names, dots of samples")
  void plots(@TempDir Path folder) throws IOException {
    waiting().run(QUIET).plot(folder.resolve("lines.svg")).plot(folder.resolve("lines.png"));
    Experiment names =
        Experiment.named("names")
            .sweep("codec", Choice.of("a", "b"))
            .replications(5)
            .measure("x", t -> Inversion.normal(t.random("n")));
    names.run(QUIET).plot(folder.resolve("names.svg"));
    Experiment samples =
        Experiment.named("samples")
            .sweep("a", Range.of(0, 1))
            .sweep("b", Range.of(0, 1))
            .design(Design.latinHypercube(40))
            .measure("x", t -> t.number("a"));
    samples.run(QUIET).plot(folder.resolve("dots.svg"));
    Experiment.named("alone").measure("x", t -> 1).run(QUIET).plot(folder.resolve("alone.svg"));

    assertThat(Files.readString(folder.resolve("lines.svg")))
        .contains("delay (ms)", "wait (ms)", "G.729A, \"new\"", "polygon");
    assertThat(Files.readString(folder.resolve("names.svg"))).contains(">b</text>");
    assertThat(Files.readString(folder.resolve("dots.svg")).split("<circle")).hasSize(41);
    assertThat(Files.readAllBytes(folder.resolve("lines.png"))).startsWith(0x89, 'P', 'N', 'G');
    assertThat(folder.resolve("alone.svg")).isNotEmptyFile();
  }
}
