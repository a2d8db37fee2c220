package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.network.ElementPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ratios and histograms in windows")
class RatioAndDistributionTest {

  private static final long SECOND = 1_000_000;
  private static final Windows MINUTES =
      Windows.of(WindowSpec.tumbling(Duration.ofMinutes(1))).amendable(Duration.ofMinutes(5));
  private static final List<Double> BOUNDS = List.of(0.0, 10.0, 20.0, 40.0);

  @Test
  @DisplayName("a share is that of all, never the mean of shares")
  void ratio() {
    List<WindowResult<RatioStatistics>> told = new ArrayList<>();
    WindowedRatio series = MINUTES.ratios(told::add);
    series.add(SECOND, 1, 1);
    series.add(2 * SECOND, 0, 99);
    series.add(61 * SECOND, 0, 0);
    assertThat(series.add(3 * SECOND, 50, 100)).isEqualTo(Arrival.AMENDED);
    series.finish();

    assertThat(told)
        .extracting(result -> result.statistics().ratio())
        .containsExactly(0.01, 51.0 / 200, Double.NaN);
    assertThat(told.get(0).statistics().plus(told.get(1).statistics()))
        .isEqualTo(new RatioStatistics(5, 52, 300));
  }

  @Test
  @DisplayName("a share of less than nothing or more than all is refused")
  void refusedRatio() {
    WindowedRatio series = MINUTES.ratios(result -> {});
    assertThat(series.add(0, -1, 5)).isEqualTo(Arrival.REFUSED);
    assertThat(series.add(0, 6, 5)).isEqualTo(Arrival.REFUSED);
    assertThat(series.add(0, 1, Double.NaN)).isEqualTo(Arrival.REFUSED);
    assertThat(series.add(0, 1, Double.POSITIVE_INFINITY)).isEqualTo(Arrival.REFUSED);
    assertThat(series.add(Long.MAX_VALUE, 1, 2)).isEqualTo(Arrival.REFUSED);
    series.add(SECOND * 1_000, 1, 2);
    assertThat(series.add(0, 1, 2)).isEqualTo(Arrival.TOO_LATE);
    assertThat(series.count(Arrival.REFUSED)).isEqualTo(5);
  }

  @Test
  @DisplayName("histograms of the same bins add up, and tell percentiles within a bin")
  void distribution() {
    List<WindowResult<DistributionStatistics>> told = new ArrayList<>();
    WindowedDistribution series =
        Windows.of(WindowSpec.sliding(Duration.ofMinutes(1), Duration.ofSeconds(30)))
            .distributions(BOUNDS, told::add);
    series.add(SECOND, BOUNDS, List.of(10L, 0L, 0L));
    series.add(31 * SECOND, BOUNDS, List.of(10L, 70L, 10L));
    series.finish();

    DistributionStatistics whole = told.get(1).statistics();
    assertThat(whole).isEqualTo(new DistributionStatistics(2, BOUNDS, List.of(20L, 70L, 10L)));
    assertThat(whole.total()).isEqualTo(100);
    assertThat(whole.percentile(0)).isEqualTo(0);
    assertThat(whole.percentile(0.1)).isEqualTo(5);
    assertThat(whole.percentile(0.55)).isEqualTo(15);
    assertThat(whole.percentile(0.95)).isEqualTo(30);
    assertThat(whole.percentile(1)).isEqualTo(40);
    assertThat(told.get(2).statistics().plus(told.get(0).statistics())).isEqualTo(whole);
  }

  @Test
  @DisplayName("histograms of other bins, or of none, are refused")
  void refusedDistribution() {
    WindowedDistribution series = MINUTES.distributions(BOUNDS, result -> {});
    List<Double> others = List.of(0.0, 10.0, 20.0, 50.0);
    assertThat(series.add(0, others, List.of(1L, 1L, 1L))).isEqualTo(Arrival.REFUSED);
    assertThat(series.add(0, BOUNDS, List.of(1L, 1L))).isEqualTo(Arrival.REFUSED);
    assertThat(series.add(0, BOUNDS, List.of(1L, -1L, 1L))).isEqualTo(Arrival.REFUSED);
    series.add(SECOND * 1_000, BOUNDS, List.of(1L, 1L, 1L));
    assertThat(series.add(0, BOUNDS, List.of(1L, 1L, 1L))).isEqualTo(Arrival.TOO_LATE);
    assertThatThrownBy(() -> MINUTES.distributions(List.of(1.0, 1.0), result -> {}))
        .hasMessage("bounds of a histogram must ascend: [1.0, 1.0]");
    assertThatThrownBy(() -> MINUTES.distributions(List.of(1.0), result -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("statistics of one reading are its own; of other bounds they do not add up")
  void ofReading() {
    DistributionStatistics one =
        DistributionStatistics.of(
            new DistributionReading(
                ElementPath.of("acme/cork"),
                Kpi.ROUND_TRIP_TIME,
                Instant.EPOCH,
                BOUNDS,
                List.of(0L, 0L, 0L),
                1));
    assertThat(one.percentile(0.5)).isNaN();
    DistributionStatistics other = new DistributionStatistics(1, List.of(0.0, 1.0), List.of(1L));
    assertThatThrownBy(() -> one.plus(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the same bounds");
    assertThatThrownBy(() -> new DistributionStatistics(1, BOUNDS, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
