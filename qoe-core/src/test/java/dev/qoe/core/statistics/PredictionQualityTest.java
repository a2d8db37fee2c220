package dev.qoe.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Prediction quality by P.1401")
class PredictionQualityTest {

  /** Four stimuli with errors 0.5, -0.2, 0 and 1 and confidence intervals of 0.3. */
  private static final List<Stimulus> FOUR =
      List.of(
          new Stimulus(1.5, 1.0, 0.3),
          new Stimulus(1.8, 2.0, 0.3),
          new Stimulus(3.0, 3.0, 0.3),
          new Stimulus(5.0, 4.0, 0.3));

  @Test
  @DisplayName("is what comes out by hand: RMSE, RMSE*, R and outlier ratio of four stimuli")
  void byHand() {
    PredictionQuality quality = PredictionQuality.of(FOUR);

    // errors^2: 0.25, 0.04, 0, 1; beyond 0.3: 0.2, 0, 0, 0.7
    assertThat(quality.rmse()).isCloseTo(Math.sqrt(1.29 / 4), within(1e-12));
    assertThat(quality.rmseStar()).isCloseTo(Math.sqrt((0.04 + 0.49) / 4), within(1e-12));
    assertThat(quality.outlierRatio()).isEqualTo(0.5);
    assertThat(quality.outlierRatioDeviation()).isEqualTo(0.25);
    // sum xy = 5.85, sum xx = 5, sum yy = 7.5675
    assertThat(quality.correlation().estimate())
        .isCloseTo(5.85 / Math.sqrt(5 * 7.5675), within(1e-12));
    assertThat(quality.stimuli()).isEqualTo(4);
  }

  @Test
  @DisplayName("divides by N - d")
  void degreesOfFreedom() {
    assertThat(PredictionQuality.of(FOUR, 1).rmse()).isCloseTo(Math.sqrt(1.29 / 3), within(1e-12));
    assertThat(PredictionQuality.of(FOUR, 2).rmseStar())
        .isCloseTo(Math.sqrt(0.53 / 2), within(1e-12));
  }

  @Test
  @DisplayName("of Anscombe's first set is the published R 0.816, line 3.00 + 0.500 x, error 1.237")
  void anscombe() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    List<Stimulus> stimuli = stimuli(x, y);
    MosMapping line = MosMapping.firstOrder(stimuli);
    PredictionQuality quality = PredictionQuality.of(stimuli, line);

    assertThat(quality.correlation().estimate()).isCloseTo(0.81642, within(5e-6));
    assertThat(line.coefficients()[0]).isCloseTo(3.00009, within(5e-6));
    assertThat(line.coefficients()[1]).isCloseTo(0.50009, within(5e-6));
    assertThat(line).hasToString("3.0001 + 0.5001 x");
    assertThat(quality.rmse()).isCloseTo(1.2366, within(5e-5));
    assertThat(quality.mappingCoefficients()).isEqualTo(2);
  }

  @Test
  @DisplayName("gives R = 0.9 of 28 stimuli the interval 0.793 to 0.953")
  void fisher() {
    // x and noise are orthogonal, so that R = 1/sqrt(1 + c^2) = 0.9.
    double c = Math.sqrt(1 / 0.81 - 1);
    double[] x = IntStream.range(0, 28).mapToDouble(i -> i % 4 < 2 ? 1 : -1).toArray();
    double[] y = IntStream.range(0, 28).mapToDouble(i -> x[i] + (i % 2 == 0 ? c : -c)).toArray();
    Interval r = PredictionQuality.of(stimuli(x, y)).correlation();

    assertThat(r.estimate()).isCloseTo(0.9, within(1e-12));
    assertThat(r.lower()).isCloseTo(Math.tanh(1.4722194896 - 0.392), within(1e-9));
    assertThat(r.upper()).isCloseTo(Math.tanh(1.4722194896 + 0.392), within(1e-9));
  }

  @Test
  @DisplayName("of perfect predictions is R 1 without doubt and no error")
  void perfect() {
    double[] x = {1, 2, 3, 4, 5};
    PredictionQuality quality = PredictionQuality.of(stimuli(x, x));

    assertThat(quality.correlation()).isEqualTo(new Interval(1, 1, 1, 0.95));
    assertThat(quality.rmse()).isZero();
    assertThat(quality.outlierRatio()).isZero();
  }

  @Test
  @DisplayName("takes t for few ratings and 1.96 for 30 or more")
  void ratings() {
    double[] few = {1, 2, 3, 4, 5};
    double[] many = IntStream.range(0, 30).mapToDouble(i -> 1 + i % 5).toArray();

    // t(0.975, 4) = 2.776445, s = sqrt(2.5)
    assertThat(Stimulus.ofRatings(few, 3).confidenceInterval95())
        .isCloseTo(2.776445 * Math.sqrt(2.5 / 5), within(1e-6));
    assertThat(Stimulus.ofRatings(many, 3).confidenceInterval95())
        .isCloseTo(1.96 * SampleMean.of(many).standardError(), within(1e-12));
    assertThat(Stimulus.ofRatings(few, 3).subjectiveMos()).isEqualTo(3);
  }

  @Test
  @DisplayName("compares correlations by Fisher's Z")
  void compareCorrelations() {
    // z = 1.4722 and 0.8673; 1/25 + 1/25
    SignificanceTest test = SignificanceTest.ofCorrelations(0.9, 28, 0.7, 28);

    assertThat(test.statistic())
        .isCloseTo((1.4722194896 - 0.8673005277) / Math.sqrt(0.08), within(1e-8));
    assertThat(test.significant()).isTrue();
    assertThat(SignificanceTest.ofCorrelations(0.7, 28, 0.9, 28)).isEqualTo(test);
    assertThat(SignificanceTest.ofCorrelations(0.9, 28, 0.85, 28).significant()).isFalse();
    assertThat(SignificanceTest.ofCorrelations(1, 28, 1, 28).statistic()).isZero();
    assertThat(SignificanceTest.ofCorrelations(1, 28, 0.9, 28).significant()).isTrue();
  }

  @ParameterizedTest(name = "F(0.05; {0}, {1}) = {2}")
  @CsvSource({"10, 10, 2.978", "30, 30, 1.841", "60, 60, 1.534", "5, 20, 2.711", "20, 5, 4.558"})
  @DisplayName("compares errors by the F distribution of the tables")
  void compareErrors(int greater, int smaller, double critical) {
    SignificanceTest test = SignificanceTest.ofErrors(0.6, greater, 0.4, smaller);

    assertThat(test.critical()).isCloseTo(critical, within(5e-4));
    assertThat(test.statistic()).isCloseTo(2.25, within(1e-12));
    assertThat(test.significant()).isEqualTo(2.25 > critical);
    assertThat(SignificanceTest.ofErrors(0.4, smaller, 0.6, greater)).isEqualTo(test);
  }

  @Test
  @DisplayName("compares errors of 0")
  void compareZero() {
    assertThat(SignificanceTest.ofErrors(0, 10, 0, 10).significant()).isFalse();
    assertThat(SignificanceTest.ofErrors(0, 10, 0.1, 10).significant()).isTrue();
    assertThat(SignificanceTest.ofErrors(0.1, 10, 0.1, 10))
        .hasToString("1.000 <= 2.978: not significant");
  }

  @Test
  @DisplayName("of two models compares with the degrees of freedom of each")
  void compareModels() {
    PredictionQuality raw = PredictionQuality.of(FOUR);
    PredictionQuality mapped = PredictionQuality.of(FOUR, 1);

    assertThat(raw.compareRmse(mapped))
        .isEqualTo(SignificanceTest.ofErrors(raw.rmse(), 4, mapped.rmse(), 3));
    assertThat(raw.compareCorrelation(mapped).statistic()).isZero();
  }

  @Test
  @DisplayName("refuses too few or equal stimuli")
  void refusals() {
    assertThatThrownBy(() -> PredictionQuality.of(FOUR.subList(0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stimuli must be at least 4: 3");
    assertThatThrownBy(() -> PredictionQuality.of(FOUR, 4))
        .hasMessage("stimuli must be at least 5: 4");
    assertThatThrownBy(
            () -> PredictionQuality.of(stimuli(new double[4], new double[] {1, 2, 3, 4})))
        .hasMessage(
            "correlation needs ratings and predictions that differ: all predictions are 0.0");
    assertThatThrownBy(() -> new Stimulus(3, 3, -1))
        .hasMessage("confidenceInterval95 must be >= 0: -1.0");
    assertThatThrownBy(() -> Stimulus.ofRatings(new double[] {4}, 3))
        .hasMessage("ratings must be at least 2: 1");
    assertThatThrownBy(() -> SignificanceTest.ofCorrelations(1.1, 28, 0, 28))
        .hasMessage("r1 must be -1 to 1: 1.1");
    assertThatThrownBy(() -> SignificanceTest.ofCorrelations(0.9, 3, 0, 28))
        .hasMessage("n1 must be at least 4: 3");
  }

  static List<Stimulus> stimuli(double[] predicted, double[] rated) {
    return IntStream.range(0, predicted.length)
        .mapToObj(i -> new Stimulus(rated[i], predicted[i], 0))
        .toList();
  }
}
