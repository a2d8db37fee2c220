package dev.qoe.sim.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.experiment.Design;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Measure;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sobol' indices")
class SobolIndicesTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final List<String> NAMES = List.of("x1", "x2", "x3");

  static double ishigami(double x1, double x2, double x3) {
    double sine = StrictMath.sin(x2);
    return StrictMath.sin(x1) * (1 + 0.1 * x3 * x3 * x3 * x3) + 7 * sine * sine;
  }

  private static ExperimentResult run(Design design, Measure measure) {
    Range range = Range.of(-Math.PI, Math.PI);
    return Experiment.named("ishigami")
        .sweep("x1", range)
        .sweep("x2", range)
        .sweep("x3", range)
        .design(design)
        .measure("y", measure)
        .run(Parallel.threads(2).withoutJournal());
  }

  private static SobolIndices indices(Design design) {
    return SobolIndices.of(
        run(design, t -> ishigami(t.number("x1"), t.number("x2"), t.number("x3"))), "y");
  }

  @Test
  @DisplayName("of a design given agree with the published ones to 1e-12")
  void givenDesign() throws IOException {
    List<double[]> rows = Vectors.rows("saltelli_ishigami_N64.csv");
    SobolIndices indices =
        SobolIndices.of(NAMES, Vectors.points(rows), Vectors.outputs(rows), false, 1);

    for (Vectors.Sobol expected : Vectors.sobol(64, false)) {
      assertThat(indices.first(expected.name()).value()).isCloseTo(expected.first(), EXACT);
      assertThat(indices.total(expected.name()).value()).isCloseTo(expected.total(), EXACT);
      assertThat(indices.first(expected.name()).halfWidth())
          .isCloseTo(expected.firstHalfWidth(), within(0.2 * expected.firstHalfWidth()));
    }
  }

  @ParameterizedTest(name = "{0} base points")
  @ValueSource(ints = {64, 256, 1024, 4096})
  @DisplayName("of our own design agree with the published ones to 1e-12, second order too")
  void ownDesign(int n) throws IOException {
    SobolIndices indices = indices(SobolDesign.of(n).withSecondOrder());

    assertThat(Vectors.sobol(n, true)).hasSize(6);
    for (Vectors.Sobol expected : Vectors.sobol(n, true)) {
      String[] names = expected.name().split(",", -1);
      if (names.length == 2) {
        assertThat(indices.second(names[1], names[0]).value()).isCloseTo(expected.first(), EXACT);
      } else {
        assertThat(indices.first(names[0]).value()).isCloseTo(expected.first(), EXACT);
        assertThat(indices.total(names[0]).value()).isCloseTo(expected.total(), EXACT);
      }
    }
  }

  @Test
  @DisplayName("come near the analytic ones of Ishigami's function, within their intervals")
  void analytic() {
    SobolIndices indices = indices(SobolDesign.of(4096));
    double[] first = {0.313905191, 0.442411145, 0};
    double[] total = {0.557588855, 0.442411145, 0.243683664};
    for (int j = 0; j < 3; j++) {
      Estimate alone = indices.first(NAMES.get(j));
      Estimate all = indices.total(NAMES.get(j));
      assertThat(alone.value()).isCloseTo(first[j], within(0.01));
      assertThat(all.value()).isCloseTo(total[j], within(0.01));
      assertThat(first[j]).isBetween(alone.lower(), alone.upper());
      assertThat(total[j]).isBetween(all.lower(), all.upper());
    }
    assertThat(indices.toString()).startsWith("shares of the variance of y\n  x1: alone 0.31");
  }

  @Test
  @DisplayName("of a constant output are all 0, and it is said")
  void constant(@TempDir Path folder) throws IOException {
    SobolIndices indices = SobolIndices.of(run(SobolDesign.of(8).withSecondOrder(), t -> 0.1), "y");

    assertThat(indices.isConstant()).isTrue();
    assertThat(indices.first("x1")).isEqualTo(new Estimate(0, 0));
    assertThat(indices.second("x1", "x3").value()).isZero();
    assertThat(indices).hasToString("y is constant: no parameter moves it");
    indices.plot(folder.resolve("c.svg")).write(folder.resolve("c.csv"));
    assertThat(folder.resolve("c.svg")).content().contains("constant").doesNotContain("NaN");
    assertThat(Files.readAllLines(folder.resolve("c.csv")))
        .hasSize(1 + 3 + 3 + 3)
        .contains("y,second,x1,x2,0.0,0.0");
  }

  @Test
  @DisplayName("are refused for another design, for rows that were dropped and for mixed rows")
  void refuses() {
    assertThatThrownBy(() -> indices(Design.random(10)))
        .hasMessage(
            "design 'random 10' does not serve for Sobol' indices; take SobolDesign.of(1024)");
    assertThatThrownBy(() -> SobolDesign.of(1000)).hasMessageContaining("power of two");
    double[][] rows = {{1, 2}, {3, 2}, {1, 4}, {3, 4}};
    double[] y = {1, 2, 3, 4};
    List<String> two = List.of("a", "b");
    assertThat(SobolIndices.of(two, rows, y, false, 1).first("a").value()).isNotZero();
    assertThatThrownBy(() -> SobolIndices.of(two, rows, y, true, 1))
        .hasMessageContaining("with second order must be a multiple of 6: 4");
    assertThatThrownBy(() -> SobolIndices.of(two, rows, new double[3], false, 1))
        .hasMessageContaining("4 rows, 3 outputs");
    assertThatThrownBy(
            () -> SobolIndices.of(two, rows, new double[] {1, 2, Double.NaN, 4}, false, 1))
        .hasMessageContaining("row 2 gave NaN");
    double[][] mixed = {{1, 2}, {1, 4}, {3, 2}, {3, 4}};
    assertThatThrownBy(() -> SobolIndices.of(two, mixed, y, false, 1))
        .hasMessageStartingWith("row 1 is not of a Sobol' design: column 0 must be 3.0");
    double[][] second = {{1, 2}, {3, 2}, {1, 4}, {1, 4}, {3, 2}, {3, 4}};
    assertThat(SobolIndices.of(two, second, new double[] {1, 2, 3, 4, 5, 7}, true, 1).parameters())
        .isEqualTo(two);
    assertThatThrownBy(
            () -> SobolIndices.of(two, second, new double[] {1, 2, 3, 4, 5, 7}, false, 1))
        .hasMessageContaining("multiple of 4: 6");
    SobolIndices fine = SobolIndices.of(two, rows, y, false, 1);
    assertThatThrownBy(() -> fine.second("a", "b")).hasMessageContaining("no second order");
    assertThatThrownBy(() -> fine.first("aa")).hasMessageContaining("did you mean 'a'?");
  }

  @Test
  @DisplayName("are written for each order and plotted with their intervals")
  void files(@TempDir Path folder) throws IOException {
    SobolIndices indices = indices(SobolDesign.of(64));
    indices
        .write(folder.resolve("i.csv"))
        .plot(folder.resolve("i.svg"))
        .plot(folder.resolve("i.png"));

    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("i.csv")));
    assertThat(lines.get(0)).isEqualTo("measure,order,parameter,other,value,half_width_95");
    assertThat(lines.get(1)).startsWith("y,first,x1,,0.3328");
    assertThat(folder.resolve("i.svg")).content().contains("with interactions", "x3");
    assertThat(folder.resolve("i.png")).isNotEmptyFile();
  }
}
