package dev.qoe.sim.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chart of values over a parameter, labelled directly, with bands or bounds of confidence.
 *
 * <pre>{@code
 * Chart.titled("Voice over backhaul delay").x("delay", "ms").y("MOS", "").bounds(1, 4.5)
 *     .line("G.729A", delays, means, lowerBounds, upperBounds)
 *     .write(Path.of("voice.svg"));
 * }</pre>
 *
 * <p>Each method returns a changed copy. Immutable.
 *
 * @since 0.1
 */
public final class Chart {

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<String> categories;
  private final double @Nullable [] bounds;
  private final List<Series> series;

  private Chart(
      String title,
      String xLabel,
      String yLabel,
      List<String> categories,
      double @Nullable [] bounds,
      List<Series> series) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.categories = categories;
    this.bounds = bounds;
    this.series = series;
  }

  /** Returns an empty chart. */
  public static Chart titled(String title) {
    return new Chart(title, "", "", List.of(), null, List.of());
  }

  /**
   * Returns this chart with a name for its horizontal axis, and the unit, blank if there is none.
   */
  public Chart x(String name, String unit) {
    return new Chart(title, labelled(name, unit), yLabel, categories, bounds, series);
  }

  /** Returns this chart with a name for its vertical axis, and the unit, blank if there is none. */
  public Chart y(String name, String unit) {
    return new Chart(title, xLabel, labelled(name, unit), categories, bounds, series);
  }

  /** Returns this chart with names for the places 0, 1, 2 ... of its horizontal axis. */
  public Chart categories(List<String> names) {
    return new Chart(title, xLabel, yLabel, List.copyOf(names), bounds, series);
  }

  /**
   * Returns this chart with the vertical axis from one value to another; without, it begins at 0.
   *
   * @throws IllegalArgumentException if {@code min >= max} or one is not finite
   */
  public Chart bounds(double min, double max) {
    if (!(min < max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException(
          "bounds of a chart must be finite, min < max: %s, %s".formatted(min, max));
    }
    return new Chart(title, xLabel, yLabel, categories, new double[] {min, max}, series);
  }

  /**
   * Returns this chart with a line; a value that is not finite leaves a gap.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public Chart line(String label, double[] xs, double[] ys) {
    return line(label, xs, ys, ys, ys);
  }

  /**
   * Returns this chart with a line and the band between two bounds.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public Chart line(String label, double[] xs, double[] ys, double[] lows, double[] highs) {
    return with(new Series(label, Series.Mark.LINE, xs, ys, lows, highs));
  }

  /**
   * Returns this chart with dots.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public Chart dots(String label, double[] xs, double[] ys) {
    return with(new Series(label, Series.Mark.DOTS, xs, ys, ys, ys));
  }

  /**
   * Returns this chart with dots and the interval around each.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public Chart whiskers(String label, double[] xs, double[] ys, double[] lows, double[] highs) {
    return with(new Series(label, Series.Mark.WHISKERS, xs, ys, lows, highs));
  }

  private Chart with(Series one) {
    List<Series> more = Stream.concat(series.stream(), Stream.of(one)).toList();
    return new Chart(title, xLabel, yLabel, categories, bounds, more);
  }

  /**
   * Writes it as SVG or PNG, by the name's ending.
   *
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the name ends in neither {@code .svg} nor {@code .png}
   */
  public void write(Path file) throws IOException {
    Figure.of(this).write(file);
  }

  String title() {
    return title;
  }

  String xLabel() {
    return xLabel;
  }

  String yLabel() {
    return yLabel;
  }

  List<String> categories() {
    return categories;
  }

  List<Series> series() {
    return series;
  }

  /** Returns the horizontal axis over the pixels from left to right. */
  Axis xAxis(double left, double right) {
    if (!categories.isEmpty()) {
      return new Axis(-0.5, categories.size() - 0.5, left, right);
    }
    double[] all = series.stream().flatMapToDouble(Series::finiteXs).toArray();
    return new Axis(
        Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1), left, right);
  }

  /** Returns the vertical axis over the pixels from bottom to top. */
  Axis yAxis(double bottom, double top) {
    if (bounds != null) {
      return new Axis(bounds[0], bounds[1], bottom, top);
    }
    double[] all = series.stream().flatMapToDouble(Series::finiteYs).toArray();
    double min = Math.min(0, Arrays.stream(all).min().orElse(0));
    double max = Math.max(0, Arrays.stream(all).max().orElse(1));
    return new Axis(min, max == min ? 1 : max, bottom, top).rounded();
  }

  /** Returns how far from its place a series of whiskers stands, so that none hides another. */
  double offset(int index) {
    int[] whiskers =
        IntStream.range(0, series.size())
            .filter(i -> series.get(i).mark() == Series.Mark.WHISKERS)
            .toArray();
    int place = Arrays.binarySearch(whiskers, index);
    return place < 0 || categories.isEmpty()
        ? 0
        : (place - (whiskers.length - 1) / 2.0) * 0.5 / whiskers.length;
  }

  private static String labelled(String name, String unit) {
    return unit.isBlank() ? name : name + " (" + unit + ")";
  }
}
