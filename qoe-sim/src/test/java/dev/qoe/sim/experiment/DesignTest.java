package dev.qoe.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A design")
class DesignTest {

  private static final List<Parameter> TWO =
      List.of(
          new Parameter("delay", Range.of(0, 20, 10).millis()),
          new Parameter("codec", Choice.of("a", "b")));

  private static List<String> points(Design design, List<Parameter> parameters) {
    return design.points(parameters, RandomStreams.of(1)).stream().map(List::toString).toList();
  }

  @Test
  @DisplayName("of a grid has all combinations, the last parameter fastest")
  void grid() {
    assertThat(points(Design.grid(), TWO))
        .containsExactly(
            "[0 ms, a]", "[0 ms, b]", "[10 ms, a]", "[10 ms, b]", "[20 ms, a]", "[20 ms, b]");
    assertThat(points(Design.grid(), List.of())).containsExactly("[]");
    assertThatThrownBy(() -> Design.grid().size(List.of(new Parameter("x", Range.of(0, 1)))))
        .hasMessageStartingWith("range 0 to 1 has no step, which a grid needs");
  }

  @Test
  @DisplayName("of a zip goes through all levels in step, and wants them equal in number")
  void zip() {
    List<Parameter> same =
        List.of(new Parameter("n", Numbers.of(1, 2)), new Parameter("c", Choice.of("a", "b")));

    assertThat(points(Design.zip(), same)).containsExactly("[1, a]", "[2, b]");
    assertThatThrownBy(() -> Design.zip().size(TWO))
        .hasMessageContaining("[delay has 3, codec has 2]");
  }

  @Test
  @DisplayName("of a Latin hypercube hits each slice of each parameter once")
  void latinHypercube() {
    List<Parameter> parameters =
        List.of(new Parameter("x", Range.of(0, 1)), new Parameter("y", Range.of(-5, 5)));
    List<List<Level>> points = Design.latinHypercube(50).points(parameters, RandomStreams.of(3));

    assertThat(points.stream().mapToInt(p -> (int) (p.get(0).number() * 50)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    assertThat(points.stream().mapToInt(p -> (int) Math.floor(p.get(1).number() * 5)).sorted())
        .containsExactlyElementsOf(IntStream.range(-25, 25).boxed().toList());
  }

  @Test
  @DisplayName("of Sobol's sequence fills each of 16 boxes of 64 points evenly, whatever the seed")
  void sobol() {
    List<Parameter> parameters =
        List.of(new Parameter("x", Range.of(0, 4)), new Parameter("y", Range.of(0, 4)));
    int[] boxes = new int[16];
    for (List<Level> p : Design.sobol(64).points(parameters, RandomStreams.of(99))) {
      boxes[((int) p.get(0).number()) * 4 + (int) p.get(1).number()]++;
    }
    assertThat(boxes).containsOnly(4);
  }

  static List<Design> sampled() {
    return List.of(Design.latinHypercube(40), Design.sobol(32), Design.random(40));
  }

  @ParameterizedTest
  @MethodSource("sampled")
  @DisplayName("that samples keeps to whole numbers and choices, and hangs on the seed only")
  void samples(Design design) {
    List<Parameter> parameters =
        List.of(new Parameter("n", Range.of(1, 4).whole()), TWO.get(1), TWO.get(0));

    assertThat(points(design, parameters)).isEqualTo(points(design, parameters));
    assertThat(design.points(parameters, RandomStreams.of(1)).stream().map(p -> p.get(0).number()))
        .contains(1.0, 2.0, 3.0, 4.0)
        .allMatch(n -> n == Math.rint(n));
    assertThat(design.points(parameters, RandomStreams.of(2)).toString())
        .isNotEqualTo(design.points(parameters, RandomStreams.of(1)).toString());
    assertThat(design.size(parameters)).isEqualTo(points(design, parameters).size());
  }

  @Test
  @DisplayName("refuses no points, bad ranges and too many dimensions")
  void refuses() {
    assertThatThrownBy(() -> Design.random(0)).hasMessageContaining(">= 1: 0");
    assertThatThrownBy(() -> Range.of(1, 1)).hasMessageContaining("min < max: 1 to 1");
    assertThatThrownBy(() -> Range.of(0, Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> Range.of(0, 1, 0)).hasMessageContaining("> 0: 0");
    assertThatThrownBy(() -> Range.of(0, 1, 0.5).whole()).hasMessageContaining("0 to 1 by 0.5");
    assertThatThrownBy(Numbers::of).hasMessageContaining("at least one");
    assertThatThrownBy(() -> Choice.of("a", "a")).hasMessageContaining("none twice");
    assertThatThrownBy(() -> SobolSequence.create(257)).hasMessageContaining("from 1 to 256: 257");
    assertThatThrownBy(() -> SobolSequence.create(1).skip(-1)).hasMessageContaining("-1");
    assertThat(Numbers.of(1, 2.5).percent()).hasToString("1, 2.5 %");
    assertThat(Range.of(0, 2).unit(Unit.of("s")).at(0.5)).hasToString("1 s");
    assertThat(Range.of(0, 0.3, 0.1).size()).isEqualTo(4);
  }

  @Test
  @DisplayName("by Sobol's sequence agrees with the published one to the last bit")
  void publishedSequence() throws IOException {
    String shared = System.getProperty("qoe.shared", "");
    Assumptions.assumeTrue(!shared.isEmpty(), "qoe.shared is not set");
    List<String> rows =
        Files.readAllLines(Path.of(shared, "vectors", "sim", "sobol_sequence_64x6.csv"));
    SobolSequence sequence = SobolSequence.create(6);
    for (String row : rows.subList(1, rows.size())) {
      double[] expected =
          Arrays.stream(row.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
      assertThat(sequence.next()).containsExactly(expected);
    }
  }

  /** In the first 2^k points each dimension has each multiple of 2^-k once. */
  @Test
  @DisplayName("by Sobol's sequence is even in each of its 256 dimensions")
  void allDimensions() {
    SobolSequence sequence = SobolSequence.create(256);
    boolean[][] hit = new boolean[256][1024];
    for (int i = 0; i < 1024; i++) {
      double[] point = sequence.next();
      for (int d = 0; d < 256; d++) {
        hit[d][(int) (point[d] * 1024)] = true;
      }
    }
    for (boolean[] dimension : hit) {
      assertThat(dimension).containsOnly(true);
    }
  }
}
