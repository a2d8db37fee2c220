package dev.qoe.sim.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Differential evolution")
class DifferentialEvolutionTest {

  private static List<double[]> tried(
      ToDoubleFunction<double[]> rank, int dimensions, int evaluations, long seed) {
    List<double[]> tried = new ArrayList<>();
    new DifferentialEvolution(
            new double[dimensions],
            point -> {
              tried.add(point.clone());
              return rank.applyAsDouble(point);
            },
            seed)
        .run(() -> tried.size() >= evaluations);
    return tried;
  }

  /** Returns the lowest rank that was found with the unluckiest of twenty seeds. */
  private static double lowest(ToDoubleFunction<double[]> rank, int dimensions, int evaluations) {
    return LongStream.range(0, 20)
        .mapToDouble(
            seed ->
                tried(rank, dimensions, evaluations, seed).stream()
                    .mapToDouble(rank)
                    .min()
                    .orElseThrow())
        .max()
        .orElseThrow();
  }

  /** Rosenbrock's valley, its lowest point at 0.75 in each coordinate of the cube. */
  private static double valley(double[] point) {
    double sum = 0;
    for (int d = 0; d + 1 < point.length; d++) {
      double x = 4 * point[d] - 2;
      double y = 4 * point[d + 1] - 2;
      sum += 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
    }
    return sum;
  }

  private static double bowl(double[] point, double bottom) {
    double sum = 0;
    for (double x : point) {
      sum += (x - bottom) * (x - bottom);
    }
    return sum;
  }

  @Test
  @DisplayName(
      "finds the bottom of a bowl, of a bent valley, and of a bowl at a corner of the cube")
  void finds() {
    assertThat(lowest(point -> bowl(point, 0.3), 5, 4_000)).isLessThan(1e-9);
    assertThat(lowest(DifferentialEvolutionTest::valley, 2, 4_000)).isLessThan(1e-9);
    assertThat(lowest(point -> bowl(point, 1), 3, 4_000)).isLessThan(1e-9);
  }

  @Test
  @DisplayName("does not mind steps")
  void steps() {
    assertThat(lowest(point -> Math.floor(50 * bowl(point, 0.7)), 3, 4_000)).isZero();
  }

  @Test
  @DisplayName("stays in the cube, begins at its start, and tries no more than it may")
  void bounded() {
    List<double[]> tried = tried(point -> bowl(point, 2), 3, 1_234, 5);

    assertThat(tried).hasSize(1_234).first().isEqualTo(new double[3]);
    assertThat(tried).allMatch(point -> Arrays.stream(point).allMatch(x -> x >= 0 && x <= 1));
    assertThat(tried(point -> 0, 3, 3, 5)).hasSize(3);
  }

  @Test
  @DisplayName("tries the same points for the same seed, and others for another")
  void seeded() {
    double[][] first = tried(DifferentialEvolutionTest::valley, 2, 500, 7).toArray(double[][]::new);
    double[][] again = tried(DifferentialEvolutionTest::valley, 2, 500, 7).toArray(double[][]::new);
    double[][] other = tried(DifferentialEvolutionTest::valley, 2, 500, 8).toArray(double[][]::new);

    assertThat(again).isDeepEqualTo(first);
    assertThat(Arrays.deepEquals(other, first)).isFalse();
  }
}
