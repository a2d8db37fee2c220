package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Property tests: values, watermarks and ends of input in any order, from printed seeds. */
@DisplayName("Windows, whatever comes when,")
class WindowAmendmentTest {

  private static final int SEEDS = 500;
  private static final int STEPS = 200;
  private static final long MILLI = 1_000;

  private record Sample(long micros, long value) {}

  @Test
  @DisplayName("in the end hold every value that was taken, and no other; each revision follows")
  void whatStandsInTheEnd() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      WindowSpec spec = spec(random);
      Windows windows =
          Windows.of(spec)
              .lateness(Duration.ofMillis(random.nextInt(30)))
              .amendable(Duration.ofMillis(random.nextInt(60)));
      Standing standing = new Standing(spec);
      WindowedSeries series = windows.values(standing::take);
      List<Sample> taken = play(series, random);
      assertThat(standing.told()).as("seed %d, %s", seed, windows).isEqualTo(expected(spec, taken));
      assertThat(series.count(Arrival.ON_TIME) + series.count(Arrival.AMENDED))
          .isEqualTo(taken.size());
    }
  }

  private static WindowSpec spec(Random random) {
    int step = 1 + random.nextInt(10);
    return switch (random.nextInt(3)) {
      case 0 -> WindowSpec.tumbling(Duration.ofMillis(1 + random.nextInt(50)));
      case 1 ->
          WindowSpec.sliding(
              Duration.ofMillis((long) step * (1 + random.nextInt(6))), Duration.ofMillis(step));
      default -> WindowSpec.session(Duration.ofMillis(1 + random.nextInt(20)));
    };
  }

  /** Returns the values that were taken. */
  private static List<Sample> play(WindowedSeries series, Random random) {
    List<Sample> taken = new ArrayList<>();
    long now = (random.nextInt(1_000) - 500) * MILLI;
    for (int i = 0; i < STEPS; i++) {
      if (random.nextInt(30) == 0) {
        series.advanceTo(now + random.nextInt(20) * MILLI);
      } else if (random.nextInt(60) == 0) {
        series.finish();
      } else {
        now += random.nextInt(8) * MILLI * (random.nextInt(10) == 0 ? 10 : 1);
        long late = random.nextInt(3) == 0 ? random.nextInt(80) * MILLI : 0;
        Sample sample = new Sample(now - late, random.nextInt(100));
        if (series.add(sample.micros, (double) sample.value) != Arrival.TOO_LATE) {
          taken.add(sample);
        }
      }
    }
    series.finish();
    return taken;
  }

  private static Map<Long, String> expected(WindowSpec spec, List<Sample> taken) {
    Map<Long, List<Sample>> byEnd = new TreeMap<>();
    if (spec instanceof WindowSpec.Session session) {
      List<Sample> inOrder =
          taken.stream().sorted(Comparator.comparingLong(Sample::micros)).toList();
      List<Sample> current = new ArrayList<>();
      for (Sample sample : inOrder) {
        if (!current.isEmpty() && sample.micros - end(current) >= micros(session.gap())) {
          byEnd.put(end(current), current);
          current = new ArrayList<>();
        }
        current.add(sample);
      }
      byEnd.put(end(current), current);
    } else {
      long size = size(spec);
      long step = spec instanceof WindowSpec.Sliding sliding ? micros(sliding.step()) : size;
      for (Sample sample : taken) {
        long end = (Math.floorDiv(sample.micros, step) + 1) * step;
        for (; end - size <= sample.micros; end += step) {
          byEnd.computeIfAbsent(end, key -> new ArrayList<>()).add(sample);
        }
      }
    }
    return byEnd.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                window ->
                    window.getValue().size()
                        + " "
                        + (double) window.getValue().stream().mapToLong(Sample::value).sum(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static long end(List<Sample> session) {
    return session.get(session.size() - 1).micros;
  }

  private static long size(WindowSpec spec) {
    return spec instanceof WindowSpec.Sliding sliding
        ? micros(sliding.size())
        : micros(((WindowSpec.Tumbling) spec).size());
  }

  private static long micros(Duration duration) {
    return duration.toMillis() * MILLI;
  }

  /** The results that were not replaced. */
  private static final class Standing {
    private final boolean sessions;
    private final TreeMap<Instant, WindowResult<ValueStatistics>> results = new TreeMap<>();
    private Instant newest = Instant.MIN;

    Standing(WindowSpec spec) {
      this.sessions = spec instanceof WindowSpec.Session;
    }

    void take(WindowResult<ValueStatistics> result) {
      if (sessions) {
        results
            .values()
            .removeIf(old -> !old.from().isAfter(result.to()) && !result.from().isAfter(old.to()));
      } else {
        WindowResult<ValueStatistics> old = results.get(result.to());
        assertThat(result.revision()).isBetween(old == null ? 0 : old.revision() + 1, 200);
      }
      if (!result.amended()) {
        assertThat(result.to()).isAfter(newest);
        newest = result.to();
      }
      results.put(result.to(), result);
    }

    Map<Long, String> told() {
      return results.values().stream()
          .collect(
              Collectors.toMap(
                  result -> ChronoUnit.MICROS.between(Instant.EPOCH, result.to()),
                  result -> result.statistics().count() + " " + result.statistics().sum(),
                  (one, other) -> one,
                  TreeMap::new));
    }
  }
}
