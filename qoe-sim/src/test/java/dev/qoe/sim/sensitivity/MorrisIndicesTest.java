package dev.qoe.sim.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.experiment.Choice;
import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Morris' effects")
class MorrisIndicesTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private static Map<String, Range> ranges(double min, double max, String... names) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    for (String name : names) {
      ranges.put(name, Range.of(min, max));
    }
    return ranges;
  }

  private static ExperimentResult linear(Design design) {
    return Experiment.named("linear")
        .sweep("x1", Range.of(0, 1))
        .sweep("x2", Range.of(0, 10))
        .sweep("x3", Range.of(0, 1))
        .design(design)
        .measure("y", t -> 2 * t.number("x1") - 0.3 * t.number("x2") + 0.5 * t.number("x3"))
        .run(Parallel.threads(2).withoutJournal());
  }

  @Test
  @DisplayName("of a design given agree with the published ones to 1e-12")
  void givenDesign() throws IOException {
    List<double[]> rows = Vectors.rows("morris_ishigami_design_N10_L4.csv");
    MorrisIndices indices =
        MorrisIndices.of(
            ranges(-Math.PI, Math.PI, "x1", "x2", "x3"),
            Vectors.points(rows),
            Vectors.outputs(rows),
            1);

    List<String> expected =
        Vectors.lines("morris_indices.csv").stream()
            .filter(line -> line.startsWith("ishigami,10,4,"))
            .toList();
    assertThat(expected).hasSize(3);
    for (String line : expected) {
      String[] cells = line.split(",", -1);
      MorrisIndices.Effect effect = indices.effect(cells[3]);
      assertThat(effect.mu()).isCloseTo(Double.parseDouble(cells[5]), EXACT);
      assertThat(effect.muStar().value()).isCloseTo(Double.parseDouble(cells[6]), EXACT);
      assertThat(effect.sigma()).isCloseTo(Double.parseDouble(cells[7]), EXACT);
      double halfWidth = Double.parseDouble(cells[8]);
      assertThat(effect.muStar().halfWidth()).isCloseTo(halfWidth, within(0.2 * halfWidth + 1e-12));
    }
  }

  /** All 4 x 4 x 4 starts are equally likely; 5 standard errors, false alarm about 6e-7 each. */
  @Test
  @DisplayName("of Ishigami's function come near those of the full grid")
  void fullGrid() {
    ExperimentResult result =
        Experiment.named("ishigami")
            .sweep("x1", Range.of(-Math.PI, Math.PI))
            .sweep("x2", Range.of(-Math.PI, Math.PI))
            .sweep("x3", Range.of(-Math.PI, Math.PI))
            .design(MorrisDesign.of(2000))
            .measure(
                "y", t -> SobolIndicesTest.ishigami(t.number("x1"), t.number("x2"), t.number("x3")))
            .run(Parallel.threads(2).withoutJournal());
    MorrisIndices indices = MorrisIndices.of(result, "y");

    double[] exact = {7.704054111593104, 7.875, 6.248796103333117};
    for (int j = 0; j < 3; j++) {
      Estimate muStar = indices.effect("x" + (j + 1)).muStar();
      assertThat(muStar.value()).isCloseTo(exact[j], within(5 / 1.96 * muStar.halfWidth() + 1e-9));
    }
  }

  @Test
  @DisplayName("of a linear function are its slopes, and scatter nowhere")
  void linearFunction(@TempDir Path folder) throws IOException {
    MorrisIndices indices = MorrisIndices.of(linear(MorrisDesign.of(20, 6)), "y");

    assertThat(indices.effect("x1").mu()).isCloseTo(2, EXACT);
    assertThat(indices.effect("x2").mu()).isCloseTo(-3, EXACT);
    assertThat(indices.effect("x2").muStar().value()).isCloseTo(3, EXACT);
    assertThat(indices.effect("x3").sigma()).isCloseTo(0, EXACT);
    assertThat(indices.toString()).startsWith("effects on y\n  x2: mu* 3.000 +- 0.000, mu -3.000");
    indices.write(folder.resolve("m.csv")).plot(folder.resolve("m.svg"));
    assertThat(Files.readAllLines(folder.resolve("m.csv"))).hasSize(4);
    assertThat(folder.resolve("m.svg")).content().contains("x2");
  }

  @Test
  @DisplayName("of a constant output are 0, and it is said; choices are parameters too")
  void constant() {
    ExperimentResult result =
        Experiment.named("constant")
            .sweep("c", Choice.of("a", "b", "c"))
            .design(MorrisDesign.of(5))
            .measure("y", t -> 3)
            .run(Parallel.threads(1).withoutJournal());

    MorrisIndices indices = MorrisIndices.of(result, "y");
    assertThat(indices.isConstant()).isTrue();
    assertThat(indices).hasToString("y is constant: no parameter moves it");
    assertThat(indices.parameters()).containsExactly("c");
  }

  @Test
  @DisplayName("are refused for another design, and for rows that are no trajectories")
  void refuses() {
    assertThatThrownBy(() -> MorrisIndices.of(linear(Design.random(4)), "y"))
        .hasMessageContaining("take MorrisDesign.of(20)");
    assertThatThrownBy(() -> MorrisDesign.of(1)).hasMessageContaining("from 2 to 100000: 1");
    assertThatThrownBy(() -> MorrisDesign.of(2, 3)).hasMessageContaining("even");
    Map<String, Range> two = ranges(0, 1, "a", "b");
    double[] y = {1, 2, 3};
    assertThatThrownBy(() -> MorrisIndices.of(two, new double[][] {{0, 0}, {1, 1}, {1, 0}}, y, 1))
        .hasMessageStartingWith("row 1 is not of a Morris design: it must change one column");
    assertThatThrownBy(() -> MorrisIndices.of(two, new double[][] {{0, 0}, {1, 0}, {0, 0}}, y, 1))
        .hasMessageStartingWith("row 2 is not of a Morris design: it must change one column");
    assertThatThrownBy(() -> MorrisIndices.of(two, new double[][] {{0, 0}, {1, 0}, {1, 0}}, y, 1))
        .hasMessage("row 2 is not of a Morris design: it changes nothing");
    assertThatThrownBy(() -> MorrisIndices.of(two, new double[][] {{0}, {1}, {1}}, y, 1))
        .hasMessage("row 0 must have 2 columns: 1");
    assertThatThrownBy(() -> MorrisIndices.of(two, new double[2][2], new double[2], 1))
        .hasMessageContaining("multiple of 3: 2");
  }
}
