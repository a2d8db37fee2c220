package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Property tests; all is drawn from the seed in the test's name. */
@DisplayName("Windows")
class WindowOrderTest {

  private static final long SECOND = 1_000_000;
  private static final Duration LATENESS = Duration.ofSeconds(30);

  private record Sample(long micros, double value) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  @DisplayName("are the same to the last bit when values come out of order within the lateness")
  void outOfOrder(long seed) {
    Random random = new Random(seed);
    List<Sample> inOrder = samples(random);
    List<Sample> shuffled = shuffled(inOrder, random);
    assertThat(shuffled).isNotEqualTo(inOrder);

    for (WindowSpec spec : specs()) {
      List<String> expected = run(spec, inOrder);
      assertThat(run(spec, shuffled)).as("seed %d, %s", seed, spec).isEqualTo(expected);
      assertThat(expected).hasSizeGreaterThan(5).noneMatch(told -> told.contains("amended"));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName(
      "hold what lies within them: count, mean, extremes and spread are those of the values")
  void truth(long seed) {
    Random random = new Random(seed);
    List<Sample> samples = samples(random);
    for (WindowSpec spec : specs()) {
      List<WindowResult<ValueStatistics>> results = new ArrayList<>();
      WindowedSeries series = Windows.of(spec).lateness(LATENESS).values(results::add);
      shuffled(samples, random).forEach(sample -> series.add(sample.micros, sample.value));
      series.finish();
      assertThat(series.count(Arrival.ON_TIME)).isEqualTo(samples.size());
      for (WindowResult<ValueStatistics> result : results) {
        boolean session = spec instanceof WindowSpec.Session;
        List<Sample> inside =
            samples.stream()
                .filter(sample -> sample.micros >= micros(result.from()))
                .filter(sample -> sample.micros < micros(result.to()) + (session ? 1 : 0))
                .sorted(Comparator.comparingLong(Sample::micros))
                .toList();
        double mean = inside.stream().mapToDouble(Sample::value).average().orElseThrow();
        double squares = inside.stream().mapToDouble(each -> Math.pow(each.value - mean, 2)).sum();
        double spread = Math.sqrt(squares / (inside.size() - 1));
        ValueStatistics told = result.statistics();
        assertThat(told.count()).as("seed %d, %s", seed, spec).isEqualTo(inside.size());
        assertThat(told.mean()).isCloseTo(mean, within(mean));
        if (inside.size() > 1) {
          assertThat(told.standardDeviation()).isCloseTo(spread, within(spread));
        }
        assertThat(told.min())
            .isEqualTo(inside.stream().mapToDouble(Sample::value).min().orElseThrow());
        assertThat(told.last()).isEqualTo(inside.get(inside.size() - 1).value);
      }
      long slices =
          spec instanceof WindowSpec.Sliding sliding ? sliding.size().dividedBy(sliding.step()) : 1;
      assertThat(results.stream().mapToLong(result -> result.statistics().count()).sum())
          .as("seed %d, %s: every value in every window of its time", seed, spec)
          .isEqualTo(slices * samples.size());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  @DisplayName("come to the same in the end when late values amend them")
  void amended(long seed) {
    Random random = new Random(seed);
    List<Sample> inOrder = samples(random);
    List<Sample> shuffled = shuffled(inOrder, random);
    for (WindowSpec spec : specs()) {
      Collection<String> expected = last(spec, Windows.of(spec).lateness(LATENESS), inOrder);
      Windows eager = Windows.of(spec).amendable(Duration.ofMinutes(5));
      assertThat(last(spec, eager, shuffled))
          .as("seed %d, %s", seed, spec)
          .containsExactlyElementsOf(expected);
    }
  }

  private static List<WindowSpec> specs() {
    return List.of(
        WindowSpec.tumbling(Duration.ofSeconds(20)),
        WindowSpec.sliding(Duration.ofSeconds(60), Duration.ofSeconds(5)),
        WindowSpec.session(Duration.ofSeconds(7)));
  }

  private static List<Sample> samples(Random random) {
    List<Sample> samples = new ArrayList<>();
    long micros = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * SECOND;
    for (int i = 0; i < 500; i++) {
      micros +=
          (random.nextInt(20) == 0 ? random.nextInt(100) : 1) * SECOND + random.nextInt(500_000);
      samples.add(new Sample(micros, random.nextGaussian() * Math.pow(10, random.nextInt(8))));
    }
    return samples;
  }

  /** Delays each sample by less than the lateness. */
  private static List<Sample> shuffled(List<Sample> samples, Random random) {
    Map<Sample, Long> arrival = new LinkedHashMap<>();
    samples.forEach(
        sample -> arrival.put(sample, sample.micros + (long) (random.nextDouble() * 30 * SECOND)));
    return samples.stream().sorted(Comparator.comparing(arrival::get)).toList();
  }

  private static List<String> run(WindowSpec spec, List<Sample> samples) {
    List<String> told = new ArrayList<>();
    WindowedSeries series =
        Windows.of(spec)
            .lateness(LATENESS)
            .smoothing(Duration.ofMinutes(2))
            .withPercentiles()
            .values(result -> told.add(bits(result)));
    samples.forEach(sample -> series.add(sample.micros, sample.value));
    series.finish();
    return told;
  }

  /** What stands in the end, when an amended result has replaced those it overlaps or equals. */
  private static Collection<String> last(WindowSpec spec, Windows windows, List<Sample> samples) {
    TreeMap<Instant, WindowResult<ValueStatistics>> stands = new TreeMap<>();
    WindowedSeries series =
        windows.values(
            result -> {
              if (spec instanceof WindowSpec.Session) {
                stands.values().removeIf(old -> overlap(old, result));
              }
              stands.put(result.to(), result);
            });
    samples.forEach(sample -> series.add(sample.micros, sample.value));
    series.finish();
    return stands.values().stream()
        .map(result -> bits(new WindowResult<>(result.from(), result.to(), 0, result.statistics())))
        .toList();
  }

  private static boolean overlap(WindowResult<?> one, WindowResult<?> other) {
    return !one.from().isAfter(other.to()) && !other.from().isAfter(one.to());
  }

  private static String bits(WindowResult<ValueStatistics> result) {
    ValueStatistics told = result.statistics();
    return "%s %s%s %d %s %s %s %s %s %s %s"
        .formatted(
            result.from(),
            result.to(),
            result.amended() ? " amended" : "",
            told.count(),
            Double.toHexString(told.mean()),
            told.min(),
            told.max(),
            Double.toHexString(told.standardDeviation()),
            told.changePerSecond(),
            Double.toHexString(told.smoothed()),
            told.percentile(0.95));
  }

  private static org.assertj.core.data.Offset<Double> within(double scale) {
    return org.assertj.core.api.Assertions.within(Math.abs(scale) * 1e-9 + 1e-7);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
  }
}
