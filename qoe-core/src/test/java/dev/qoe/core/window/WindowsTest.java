package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Values in windows")
class WindowsTest {

  private static final long SECOND = 1_000_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<WindowResult<ValueStatistics>> told = new ArrayList<>();

  @Test
  @DisplayName("are told when a value has come that is later than the end and the lateness")
  void closing() {
    WindowedSeries series =
        Windows.of(WindowSpec.tumbling(MINUTE)).lateness(Duration.ofSeconds(10)).values(told::add);
    series.add(5 * SECOND, 1);
    series.add(55 * SECOND, 4);
    series.add(69 * SECOND, 7);
    assertThat(told).isEmpty();
    assertThat(series.add(50 * SECOND, 4)).isEqualTo(Arrival.ON_TIME);
    series.add(70 * SECOND, 9);

    assertThat(told).hasSize(1);
    WindowResult<ValueStatistics> window = told.get(0);
    assertThat(window.from()).isEqualTo(Instant.EPOCH);
    assertThat(window.to()).isEqualTo(Instant.EPOCH.plus(MINUTE));
    assertThat(window.amended()).isFalse();
    ValueStatistics values = window.statistics();
    assertThat(values).hasToString("3 values, mean 3.0 (1.0 to 4.0)");
    assertThat(values.sum()).isEqualTo(9);
    assertThat(values.standardDeviation()).isCloseTo(Math.sqrt(3), within(1e-15));
    assertThat(values.first()).isEqualTo(1);
    assertThat(values.last()).isEqualTo(4);
    assertThat(values.changePerSecond()).isCloseTo(3.0 / 50, within(1e-15));
    assertThat(values.smoothed()).isNaN();
    assertThat(values.percentile(0.5)).isNaN();
    assertThat(values.sketch()).isEmpty();
    assertThat(series.watermarkMicros()).isEqualTo(60 * SECOND);
  }

  @Test
  @DisplayName("that come late amend their window and say so, until it is no longer kept")
  void late() {
    WindowedSeries series =
        Windows.of(WindowSpec.tumbling(MINUTE))
            .amendable(Duration.ofMinutes(2))
            .smoothing(MINUTE)
            .values(told::add);
    series.add(10 * SECOND, 1);
    series.add(150 * SECOND, 5);
    assertThat(series.add(20 * SECOND, 3)).isEqualTo(Arrival.AMENDED);
    assertThat(series.add(70 * SECOND, 8)).isEqualTo(Arrival.AMENDED);
    series.add(200 * SECOND, 5);
    assertThat(series.add(30 * SECOND, 3)).isEqualTo(Arrival.TOO_LATE);

    assertThat(told).extracting(WindowResult::revision).containsExactly(0, 1, 1, 0);
    assertThat(told)
        .extracting(result -> result.statistics().mean())
        .containsExactly(1.0, 2.0, 8.0, 5.0);
    assertThat(told.get(1).amended()).isTrue();
    assertThat(told.get(1).statistics().smoothed()).isEqualTo(1);
    assertThat(told.get(3).statistics().smoothed()).isEqualTo(4);
    assertThat(series.count(Arrival.AMENDED)).isEqualTo(2);
    assertThat(series.count(Arrival.TOO_LATE)).isEqualTo(1);
  }

  @Test
  @DisplayName("slide: each is in as many windows as the step fits into the size")
  void sliding() {
    WindowedSeries series =
        Windows.of(WindowSpec.sliding(MINUTE, Duration.ofSeconds(20))).values(told::add);
    series.add(30 * SECOND, 6);
    series.add(50 * SECOND, 8);
    series.add(1_000 * SECOND, 1);
    series.finish();

    assertThat(told)
        .extracting(result -> result.to().getEpochSecond())
        .containsExactly(40L, 60L, 80L, 100L, 1_020L, 1_040L, 1_060L);
    assertThat(told)
        .extracting(result -> result.statistics().mean())
        .containsExactly(6.0, 7.0, 7.0, 8.0, 1.0, 1.0, 1.0);
  }

  @Test
  @DisplayName("a late one amends all sliding windows that it belongs to and that were told")
  void lateSliding() {
    WindowedSeries series =
        Windows.of(WindowSpec.sliding(MINUTE, Duration.ofSeconds(20)))
            .amendable(MINUTE)
            .values(told::add);
    series.add(30 * SECOND, 6);
    series.add(65 * SECOND, 8);
    told.clear();
    series.add(35 * SECOND, 2);

    assertThat(told).extracting(result -> result.to().getEpochSecond()).containsExactly(40L, 60L);
    assertThat(told).extracting(WindowResult::revision).containsOnly(1);
    assertThat(told).extracting(result -> result.statistics().mean()).containsOnly(4.0);
  }

  @Test
  @DisplayName("make sessions, which a late one may lengthen or join")
  void sessions() {
    WindowedSeries series =
        Windows.of(WindowSpec.session(Duration.ofSeconds(10))).amendable(MINUTE).values(told::add);
    series.add(0, 1);
    series.add(9 * SECOND, 2);
    series.add(25 * SECOND, 3);
    series.add(50 * SECOND, 4);
    assertThat(told).extracting(result -> result.statistics().count()).containsExactly(2L, 1L);
    assertThat(series.add(17 * SECOND, 5)).isEqualTo(Arrival.AMENDED);

    WindowResult<ValueStatistics> joined = told.get(2);
    assertThat(joined.from()).isEqualTo(Instant.EPOCH);
    assertThat(joined.to()).isEqualTo(Instant.EPOCH.plusSeconds(25));
    assertThat(joined.revision()).isEqualTo(1);
    assertThat(joined.statistics().count()).isEqualTo(4);

    series.advanceTo(Instant.EPOCH.plusSeconds(200));
    assertThat(told).hasSize(4);
    assertThat(series.add(30 * SECOND, 1)).isEqualTo(Arrival.TOO_LATE);
  }

  @Test
  @DisplayName("a late session of its own is told at once, as amended")
  void lateSession() {
    WindowedSeries series =
        Windows.of(WindowSpec.session(Duration.ofSeconds(10))).amendable(MINUTE).values(told::add);
    series.add(50 * SECOND, 4);
    assertThat(series.add(5 * SECOND, 1)).isEqualTo(Arrival.AMENDED);
    assertThat(told).extracting(WindowResult::revision).containsExactly(1);
  }

  @Test
  @DisplayName("are closed by the time that others tell, too")
  void advance() {
    WindowedSeries series = Windows.of(WindowSpec.tumbling(MINUTE)).values(told::add);
    series.advanceTo(0);
    series.add(5 * SECOND, 1);
    series.advanceTo(59 * SECOND);
    assertThat(told).isEmpty();
    series.advanceTo(60 * SECOND);
    assertThat(told).hasSize(1);
    series.advanceTo(10 * SECOND);
    assertThat(series.watermarkMicros()).isEqualTo(60 * SECOND);
    series.advanceTo(Instant.MAX);
    assertThat(series.add(61 * SECOND, 1)).isEqualTo(Arrival.TOO_LATE);
  }

  @Test
  @DisplayName("are smoothed by the time between windows, not by their number")
  void smoothed() {
    WindowedSeries series =
        Windows.of(WindowSpec.tumbling(MINUTE)).smoothing(MINUTE).values(told::add);
    series.add(0, 0);
    series.add(60 * SECOND, 8);
    series.add(240 * SECOND, 16);
    series.finish();
    assertThat(told)
        .extracting(result -> result.statistics().smoothed())
        .containsExactly(0.0, 4.0, 14.5);
  }

  @Test
  @DisplayName("have percentiles if asked for, and a sketch to merge with others")
  void percentiles() {
    WindowedSeries series =
        Windows.of(WindowSpec.tumbling(MINUTE)).withPercentiles().values(told::add);
    for (int i = 0; i <= 1_000; i++) {
      series.add(i * 10_000L, i);
    }
    series.finish();
    ValueStatistics values = told.get(0).statistics();
    assertThat(values.percentile(0.95)).isCloseTo(950, within(950 / 129.0));
    assertThat(values.sketch()).hasValueSatisfying(s -> assertThat(s.count()).isEqualTo(1_001));
  }

  @Test
  @DisplayName("tell the spread of large values that hardly differ")
  void cancellation() {
    WindowedSeries series = Windows.of(WindowSpec.tumbling(MINUTE)).values(told::add);
    series.add(1, 1e15 + 1);
    series.add(2, 1e15 + 2);
    series.add(3, 1e15 + 3);
    series.finish();
    assertThat(told.get(0).statistics().standardDeviation()).isEqualTo(1);
    assertThat(told.get(0).statistics().mean()).isEqualTo(1e15 + 2);
  }

  @Test
  @DisplayName("a single one has no spread and no rate of change")
  void single() {
    WindowedSeries series = Windows.of(WindowSpec.tumbling(MINUTE)).values(told::add);
    series.add(1, 5);
    series.finish();
    assertThat(told.get(0).statistics().standardDeviation()).isNaN();
    assertThat(told.get(0).statistics().changePerSecond()).isNaN();
  }

  @Test
  @DisplayName("are refused and counted when they are no numbers or of absurd times")
  void refused() {
    WindowedSeries series = Windows.of(WindowSpec.tumbling(MINUTE)).values(told::add);
    series.add(0, Double.NaN);
    series.add(0, Double.POSITIVE_INFINITY);
    series.add(0, 1e300);
    series.add(Long.MAX_VALUE, 1);
    series.add(Long.MIN_VALUE, 1);
    series.finish();
    assertThat(series.count(Arrival.REFUSED)).isEqualTo(5);
    assertThat(told).isEmpty();
    assertThat(series.watermarkMicros()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  @DisplayName("need windows that make sense")
  void configuration() {
    assertThatThrownBy(() -> WindowSpec.tumbling(Duration.ZERO))
        .hasMessage("size of a window must be 1 microsecond to 366 days: PT0S");
    assertThatThrownBy(() -> WindowSpec.sliding(MINUTE, Duration.ofSeconds(7)))
        .hasMessage(
            "size of a sliding window must be a multiple of its step: PT1M is none of PT7S");
    Windows minutes = Windows.of(WindowSpec.tumbling(MINUTE));
    assertThatThrownBy(() -> minutes.lateness(Duration.ofDays(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 10000 windows can be held at a time")
        .hasMessageContaining("lateness PT720H");
    assertThatThrownBy(() -> minutes.amendable(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(minutes.lateness(Duration.ofSeconds(10)))
        .hasToString("Tumbling[size=PT1M], lateness PT10S, amendable PT0S");
  }
}
