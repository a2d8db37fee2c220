package dev.qoe.plugin.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.report.Chart;
import dev.qoe.api.score.QoeClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Drawing")
class DrawingTest {

  private static final Instant T = Instant.parse("2020-02-13T15:00:00Z");

  @Test
  @DisplayName("a NaN breaks a curve, and a lone point is a dot")
  void gaps() {
    String path = curve(100, 80, Double.NaN, 40, Double.NaN, 0, 20);

    assertThat(path).isEqualTo("M0 0L120 20M360 60h0M600 100L720 80");
  }

  @Test
  @DisplayName("a step ten times the usual breaks a curve")
  void longSteps() {
    List<Chart.Point> points = new ArrayList<>();
    for (int second : new int[] {0, 1, 2, 3, 20, 21}) {
      points.add(new Chart.Point(T.plusSeconds(second), 50));
    }

    String path = new Curve(new Span(T, T.plusSeconds(21)), new Axis(0, 100, 20)).path(points);

    assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(2);
  }

  @Test
  @DisplayName("a dense curve keeps its extremes")
  void thinning() {
    double[] values = new double[20_000];
    Arrays.fill(values, 50);
    values[10_007] = 100;
    values[10_009] = 0;

    String path = curve(values);

    assertThat(path).contains(" 0 ").contains(" 100 ");
    assertThat(path.split("[ L]").length).isLessThan(2 * 4 * Curve.WIDTH + 10);
  }

  @ParameterizedTest(name = "{0} to {1}: {2} to {3} by {4}")
  @DisplayName("an axis ends at round values and has at most five steps")
  @CsvSource({
    "0, 100, 0, 100, 20",
    "0, 318.185, 0, 400, 100",
    "0, 19.99999999999993, 0, 20, 5",
    "-140, -57.2, -140, -40, 20",
    "0, 5, 0, 5, 1",
    "0, 0.02, 0, 0.02, 0.005"
  })
  void axes(double low, double high, double bottom, double top, double step) {
    Axis axis = Axis.of(low, high);

    assertThat(axis.low()).isCloseTo(bottom, within(1e-9));
    assertThat(axis.high()).isCloseTo(top, within(1e-9));
    assertThat(axis.step()).isCloseTo(step, within(1e-9));
    assertThat(axis.ticks()).hasSizeLessThanOrEqualTo(6);
  }

  @ParameterizedTest(name = "{0} s: first at {1}, {2} ticks")
  @DisplayName("ticks of time stand at round times, never more than eight")
  @CsvSource({
    "0, 2020-02-13T15:00:00Z, 1",
    "3777, 2020-02-13T15:00:00Z, 7",
    "864000, 2020-02-14T00:00:00Z, 5"
  })
  void times(long seconds, Instant first, int count) {
    List<Instant> ticks = Axis.ticks(new Span(T, T.plusSeconds(seconds)));

    assertThat(ticks).hasSize(count).first().isEqualTo(first);
  }

  @Test
  @DisplayName("a map is true to scale in both directions and keeps all places inside")
  void projection() {
    GeoPoint south = new GeoPoint(51.8, -8.5);
    GeoPoint north = new GeoPoint(51.9, -8.5);
    GeoPoint east = new GeoPoint(51.85, -8.4);
    Projection map = Projection.of(List.of(south, north, east));

    double high = (map.y(south) - map.y(north)) / map.unitsPerMetre();
    double wide = (map.x(east) - map.x(south)) / map.unitsPerMetre();

    assertThat(high).isCloseTo(11_119.5, within(1.0));
    assertThat(wide).isCloseTo(11_119.5 * Math.cos(Math.toRadians(51.85)), within(1.0));
    assertThat(List.of(map.y(south), map.y(north))).allMatch(y -> y > 0 && y < map.height());
    assertThat(List.of(map.x(east), map.x(south))).allMatch(x -> x > 0 && x < Projection.WIDTH);
  }

  @Test
  @DisplayName("labels make room for each other")
  void labels() {
    Markup markup = new Markup();
    Labels labels = new Labels(markup, 360, 200);
    labels.near("one", 100, 100);
    labels.near("two", 100, 100);

    assertThat(markup.toString()).contains("y=\"93.5\"").contains("y=\"113.5\"");
  }

  @ParameterizedTest
  @DisplayName("text on the colour of a class can be read: contrast of 4.5 and more")
  @EnumSource
  void contrast(QoeClass word) {
    double colour = Chips.luminance(word.colour());
    double text = Chips.textOn(word.colour()).equals("#fff") ? 1 : 0;

    assertThat((Math.max(colour, text) + 0.05) / (Math.min(colour, text) + 0.05))
        .isGreaterThanOrEqualTo(4.5);
  }

  private static String curve(double... values) {
    List<Chart.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(new Chart.Point(T.plusSeconds(i), values[i]));
    }
    return new Curve(new Span(T, T.plusSeconds(values.length - 1)), new Axis(0, 100, 20))
        .path(points);
  }
}
