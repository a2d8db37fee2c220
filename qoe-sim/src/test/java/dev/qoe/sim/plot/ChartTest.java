package dev.qoe.sim.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@DisplayName("A chart")
class ChartTest {

  private static final double[] XS = {0, 10, 20, 30};
  private static final double[] YS = {1, 2, Double.NaN, 4};

  @TempDir private Path folder;

  private Document svg(Chart chart) throws Exception {
    Path file = folder.resolve("chart.svg");
    chart.write(file);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @Test
  @DisplayName("is well-formed SVG whatever the labels say, with units at the axes")
  void wellFormed() throws Exception {
    Document svg =
        svg(
            Chart.titled("a < b & \"c\"\u0001")
                .x("delay", "ms")
                .y("MOS", "")
                .line("<&>", XS, XS, XS, XS));

    assertThat(svg.getDocumentElement().getTextContent())
        .contains("a < b & \"c\"", "delay (ms)", "MOS", "<&>");
  }

  @Test
  @DisplayName("leaves a gap where a value is missing, and shows a value that stands alone")
  void gaps() throws Exception {
    Document svg = svg(Chart.titled("gap").line("x", XS, YS));

    assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(1);
  }

  @Test
  @DisplayName("keeps labels apart that would lie on each other")
  void labelsApart() throws Exception {
    Document svg = svg(Chart.titled("t").line("one", XS, XS).line("two", XS, XS));
    double[] heights = new double[2];
    for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
      String text = svg.getElementsByTagName("text").item(i).getTextContent();
      String y =
          svg.getElementsByTagName("text").item(i).getAttributes().getNamedItem("y").getNodeValue();
      if (List.of("one", "two").contains(text)) {
        heights[List.of("one", "two").indexOf(text)] = Double.parseDouble(y);
      }
    }
    assertThat(Math.abs(heights[0] - heights[1])).isGreaterThanOrEqualTo(12);
  }

  @Test
  @DisplayName("begins at 0, unless it has bounds of its own")
  void baseLine() throws Exception {
    assertThat(Chart.titled("t").dots("", XS, new double[] {3, 4, 5, 4}).yAxis(100, 0).min())
        .isZero();
    assertThat(Chart.titled("t").bounds(1, 4.5).yAxis(100, 0).at(1)).isEqualTo(100);
    assertThat(Chart.titled("t").yAxis(100, 0)).isEqualTo(new Axis(0, 1, 100, 0));
    assertThatThrownBy(() -> Chart.titled("t").bounds(1, 1)).hasMessageContaining("min < max");
  }

  @Test
  @DisplayName("has round ticks on any scale, and a width where all values are equal")
  void ticks() {
    assertThat(new Axis(0, 100, 0, 1).ticks().stream().map(Axis::label))
        .containsExactly("0", "20", "40", "60", "80", "100");
    assertThat(new Axis(-0.2, 1, 0, 1).ticks().stream().map(Axis::label))
        .containsExactly("-0.2", "0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(new Axis(0, 3e9, 0, 1).ticks().stream().map(Axis::label)).contains("1E+9");
    assertThat(new Axis(5, 5, 0, 1)).isEqualTo(new Axis(2.5, 7.5, 0, 1));
  }

  @Test
  @DisplayName("becomes a PNG without a screen, drawn in the same colours")
  void png() throws IOException {
    Path file = folder.resolve("chart.png");
    Figure.of(
            List.of(
                Chart.titled("names")
                    .categories(List.of("a", "b"))
                    .whiskers(
                        "w",
                        new double[] {0, 1},
                        new double[] {1, 2},
                        new double[] {0, 1},
                        new double[] {2, Double.POSITIVE_INFINITY})
                    .whiskers(
                        "v",
                        new double[] {0, 1},
                        new double[] {1, 2},
                        new double[] {1, 2},
                        new double[] {1, 2}),
                Chart.titled("line").line("l", XS, YS)))
        .write(file);
    BufferedImage image = ImageIO.read(file.toFile());

    assertThat(image.getWidth()).isEqualTo(1520);
    assertThat(image.getHeight()).isEqualTo(1360);
    int blue = 0xff000000 | Integer.parseInt(Ink.FIRST.light().substring(1), 16);
    int hits = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        hits += image.getRGB(x, y) == blue ? 1 : 0;
      }
    }
    assertThat(hits).isGreaterThan(500);
  }

  @Test
  @DisplayName("refuses arrays of unequal length, other endings and an empty figure")
  void refuses() {
    assertThatThrownBy(() -> Chart.titled("t").line("x", XS, new double[1]))
        .hasMessageStartingWith("series 'x' must have as many places, values and bounds: 4, 1");
    assertThatThrownBy(() -> Chart.titled("t").write(folder.resolve("t.pdf")))
        .hasMessageContaining(".svg or .png");
    assertThatThrownBy(() -> Figure.of(List.of())).hasMessageContaining("at least one chart");
    assertThat(Files.exists(folder.resolve("t.pdf"))).isFalse();
  }
}
