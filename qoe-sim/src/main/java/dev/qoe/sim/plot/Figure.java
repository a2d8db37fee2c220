package dev.qoe.sim.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Charts one below another in a picture.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Figure {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;

  private final List<Chart> charts;

  private Figure(List<Chart> charts) {
    this.charts = charts;
  }

  /**
   * Returns a figure.
   *
   * @throws IllegalArgumentException if there is no chart
   */
  public static Figure of(List<Chart> charts) {
    if (charts.isEmpty()) {
      throw new IllegalArgumentException("a figure must have at least one chart");
    }
    return new Figure(List.copyOf(charts));
  }

  /** Returns a figure of one chart. */
  static Figure of(Chart chart) {
    return of(List.of(chart));
  }

  /**
   * Writes it as SVG or PNG, by the name's ending.
   *
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the name ends in neither {@code .svg} nor {@code .png}
   */
  public void write(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    int height = HEIGHT * charts.size();
    Canvas canvas;
    if (name.endsWith(".svg")) {
      canvas = new SvgCanvas(WIDTH, height, charts.get(0).title());
    } else if (name.endsWith(".png")) {
      canvas = new PngCanvas(WIDTH, height);
    } else {
      throw new IllegalArgumentException("plots are written as .svg or .png: '%s'".formatted(file));
    }
    for (int i = 0; i < charts.size(); i++) {
      new Panel(charts.get(i), canvas, WIDTH, HEIGHT * i, HEIGHT).draw();
    }
    canvas.write(file);
  }
}
