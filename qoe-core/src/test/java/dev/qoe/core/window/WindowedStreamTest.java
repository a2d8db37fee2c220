package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A series in windows")
class WindowedStreamTest {

  private static final long SECOND = 1_000_000;
  private static final Windows MINUTES = Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1)));

  private final List<WindowResult<ValueStatistics>> told = new ArrayList<>();

  @Test
  @DisplayName("closes what holds values and ends before the time that passed, less the lateness")
  void closes() {
    WindowedSeries series = MINUTES.lateness(Duration.ofSeconds(10)).values(told::add);
    assertThat(series.dueMicros()).isEqualTo(Long.MAX_VALUE);
    series.passTo(1_000 * SECOND);
    series.add(5 * SECOND, 1);
    series.add(61 * SECOND, 2);
    assertThat(series.dueMicros()).isEqualTo(70 * SECOND);
    series.passTo(70 * SECOND - 1);
    assertThat(told).isEmpty();
    series.passTo(70 * SECOND);
    assertThat(told).hasSize(1);
    assertThat(series.dueMicros()).isEqualTo(130 * SECOND);
    series.passTo(Long.MAX_VALUE);
    assertThat(told).hasSize(2);
    assertThat(series.dueMicros()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @DisplayName("finds no value late because time passed but those of windows that this closed")
  void nothingElse() {
    WindowedSeries series = MINUTES.values(told::add);
    series.add(5 * SECOND, 1);
    series.passTo(100_000 * SECOND);
    series.passTo(200_000 * SECOND);
    assertThat(told).hasSize(1);
    assertThat(series.add(6 * SECOND, 1)).isEqualTo(Arrival.TOO_LATE);
    assertThat(series.add(60 * SECOND, 1)).isEqualTo(Arrival.ON_TIME);
  }

  @Test
  @DisplayName("closes each sliding window that holds a value once, however often time is told")
  void sliding() {
    WindowedSeries series =
        Windows.of(WindowSpec.sliding(Duration.ofMinutes(3), Duration.ofMinutes(1)))
            .values(told::add);
    series.add(5 * SECOND, 1);
    assertThat(series.dueMicros()).isEqualTo(60 * SECOND);
    series.passTo(60 * SECOND);
    assertThat(series.dueMicros()).isEqualTo(120 * SECOND);
    for (int i = 0; i < 5; i++) {
      series.passTo(1_000_000 * SECOND);
    }
    assertThat(told)
        .extracting(WindowResult::to)
        .containsExactly(
            Instant.ofEpochSecond(60), Instant.ofEpochSecond(120), Instant.ofEpochSecond(180));
    assertThat(series.watermarkMicros()).isEqualTo(180 * SECOND);
    assertThat(series.add(181 * SECOND, 1)).isEqualTo(Arrival.ON_TIME);
  }

  @Test
  @DisplayName("closes a session a gap after its last value")
  void sessions() {
    WindowedSeries series =
        Windows.of(WindowSpec.session(Duration.ofSeconds(30)))
            .lateness(Duration.ofSeconds(5))
            .values(told::add);
    assertThat(series.dueMicros()).isEqualTo(Long.MAX_VALUE);
    series.passTo(SECOND);
    series.add(5 * SECOND, 1);
    series.add(20 * SECOND, 1);
    assertThat(series.dueMicros()).isEqualTo(55 * SECOND);
    series.passTo(55 * SECOND - 1);
    assertThat(told).isEmpty();
    series.passTo(55 * SECOND);
    assertThat(told).hasSize(1);
    assertThat(series.dueMicros()).isEqualTo(Long.MAX_VALUE);
    series.passTo(1_000 * SECOND);
    assertThat(series.add(51 * SECOND, 1)).isEqualTo(Arrival.ON_TIME);
  }

  @Test
  @DisplayName("tells how much memory it takes")
  void bytes() {
    WindowedSeries plain = MINUTES.amendable(Duration.ofHours(1)).values(told::add);
    WindowedSeries sketched =
        MINUTES.amendable(Duration.ofHours(1)).withPercentiles().values(told::add);
    WindowedRatio ratio = MINUTES.ratios(window -> {});
    WindowedDistribution bins = MINUTES.distributions(List.of(0.0, 1.0, 2.0), window -> {});
    long empty = plain.bytes();
    for (int minute = 0; minute < 30; minute++) {
      plain.add(minute * 60L * SECOND, 1 + minute);
      sketched.add(minute * 60L * SECOND, 1 + minute);
      ratio.add(minute * 60L * SECOND, 1, 2);
      bins.add(minute * 60L * SECOND, List.of(0.0, 1.0, 2.0), List.of(1L, 2L));
    }
    assertThat(plain.held()).isEqualTo(30);
    assertThat(ratio.held()).isEqualTo(1);
    assertThat(plain.bytes()).isBetween(empty + 30 * 150, empty + 30 * 300);
    assertThat(sketched.bytes()).isGreaterThan(plain.bytes() + 30 * 256);
    assertThat(ratio.bytes()).isBetween(empty + 100, empty + 300);
    assertThat(bins.bytes()).isBetween(empty + 50, empty + 300);
    assertThat(told.get(1).statistics().bytes())
        .isGreaterThan(told.get(0).statistics().bytes() + 256);
    WindowedSeries session =
        Windows.of(WindowSpec.session(Duration.ofSeconds(1))).values(told::add);
    session.add(0, 1);
    assertThat(session.held()).isEqualTo(1);
    assertThat(session.bytes()).isGreaterThan(empty);
  }

  @Test
  @DisplayName("tells of a value that stands for several what as many single ones would tell")
  void times() {
    WindowedSeries one = MINUTES.withPercentiles().values(told::add);
    WindowedSeries each = MINUTES.withPercentiles().values(told::add);
    double[] values = {0.1, -7.25, 1e6, 0.1};
    long[] times = {3, 1, 1_000, 20};
    for (int i = 0; i < values.length; i++) {
      assertThat(one.add(i * SECOND, values[i], times[i])).isEqualTo(Arrival.ON_TIME);
      for (int k = 0; k < times[i]; k++) {
        each.add(i * SECOND, values[i]);
      }
    }
    assertThat(one.add(0, 1, 0)).isEqualTo(Arrival.REFUSED);
    assertThat(one.add(0, 1e10, 1_000_000_000)).isEqualTo(Arrival.REFUSED);
    one.finish();
    each.finish();
    ValueStatistics left = told.get(0).statistics();
    ValueStatistics right = told.get(1).statistics();
    assertThat(left.count()).isEqualTo(right.count()).isEqualTo(1_024);
    assertThat(left.sum()).isEqualTo(right.sum());
    assertThat(left.standardDeviation()).isCloseTo(right.standardDeviation(), within(1e-9));
    assertThat(left.min()).isEqualTo(right.min());
    assertThat(left.last()).isEqualTo(right.last());
    for (double p : new double[] {0, 0.01, 0.02, 0.5, 1}) {
      assertThat(left.percentile(p)).isEqualTo(right.percentile(p));
    }
    assertThat(MINUTES.lateness(Duration.ofSeconds(5)).amendable(Duration.ofHours(1)).reach())
        .isEqualTo(Duration.ofSeconds(65).plusHours(1));
  }
}
