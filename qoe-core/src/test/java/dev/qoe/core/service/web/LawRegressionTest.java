package dev.qoe.core.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.web.ParameterEstimate.ConfidenceInterval;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Regression of quality laws")
class LawRegressionTest {

  private static final long SEED = 7L;

  @Test
  @DisplayName("finds the parameters of an exponential law from exact data to 10 digits")
  void exactIqx() {
    double[][] cases = {{3.010, 4.473, 1.065}, {-2.5, 0.02, 4.5}, {40, 11, -3}};
    double[] widths = {1, 300, 0.4};
    for (int c = 0; c < cases.length; c++) {
      IqxLaw law = new IqxLaw(cases[c][0], cases[c][1], cases[c][2]);
      double[] x = grid(12, widths[c]);
      LawFit<IqxLaw> fit = IqxRegression.fit(x, Arrays.stream(x).map(law::at).toArray());
      assertThat(fit.law().alpha()).isCloseTo(law.alpha(), within(1e-10 * Math.abs(law.alpha())));
      assertThat(fit.law().beta()).isCloseTo(law.beta(), within(1e-10 * law.beta()));
      assertThat(fit.law().gamma()).isCloseTo(law.gamma(), within(1e-9));
      assertThat(fit.rSquared()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  @DisplayName("an exponential fit cannot be improved by moving any parameter")
  void optimumIqx() {
    Random random = new Random(SEED);
    double[] x = grid(20, 1);
    double[] y = noisy(new IqxLaw(3.010, 4.473, 1.065), x, 0.2, random);
    IqxLaw best = IqxRegression.fit(x, y).law();
    double rss = rss(best, x, y);
    for (double step : new double[] {1e-4, -1e-4}) {
      assertThat(rss(new IqxLaw(best.alpha() + step, best.beta(), best.gamma()), x, y))
          .isGreaterThan(rss);
      assertThat(rss(new IqxLaw(best.alpha(), best.beta() + step, best.gamma()), x, y))
          .isGreaterThan(rss);
      assertThat(rss(new IqxLaw(best.alpha(), best.beta(), best.gamma() + step), x, y))
          .isGreaterThan(rss);
    }
  }

  @Test
  @DisplayName("a linear fit equals the hand calculation, standard errors included")
  void logarithmicByHand() {
    // With z = ln x = 0, 1, 2, 3: mean z 1.5, Szz 5; y = 5, 4, 2, 1: mean y 3, Szy -7.
    double[] x = {1, Math.exp(1), Math.exp(2), Math.exp(3)};
    LawFit<LogarithmicLaw> fit = LogarithmicRegression.fit(x, new double[] {5, 4, 2, 1});
    assertThat(fit.law().slope()).isCloseTo(-1.4, within(1e-12));
    assertThat(fit.law().intercept()).isCloseTo(5.1, within(1e-12));
    // residuals -0.1, 0.3, -0.3, 0.1: RSS 0.2, s2 0.1; var b = 0.1 / 5, var a = 0.1 (1/4 + 2.25/5)
    assertThat(fit.residualStandardError()).isCloseTo(Math.sqrt(0.1), within(1e-12));
    ParameterEstimate a = fit.parameters().get(0);
    ParameterEstimate b = fit.parameters().get(1);
    assertThat(a.standardError()).isCloseTo(Math.sqrt(0.07), within(1e-12));
    assertThat(b.standardError()).isCloseTo(Math.sqrt(0.02), within(1e-12));
    assertThat(fit.rSquared()).isCloseTo(0.98, within(1e-12));
    // t(0.975, 2) = 4.302653
    ConfidenceInterval interval = b.interval(0.95);
    assertThat(interval.upper()).isCloseTo(-1.4 + 4.302653 * Math.sqrt(0.02), within(1e-6));
    assertThat(interval.lower()).isCloseTo(-1.4 - 4.302653 * Math.sqrt(0.02), within(1e-6));
    assertThat(fit.residuals().get(1)).isCloseTo(0.3, within(1e-12));
    assertThat(fit.range().max()).isCloseTo(Math.exp(3), within(1e-12));
  }

  /*
   * 1000 intervals of 95 % miss 50 times, standard deviation 6.9. Bounds of 4 standard deviations
   * would fail one seed of 16000; the seed is fixed. The exponential law's intervals are
   * asymptotic, hence the wider bounds.
   */
  @Test
  @DisplayName("95 % intervals cover the true parameters in 95 of 100 experiments")
  void coverage() {
    double[] x = grid(30, 1);
    IqxLaw iqx = new IqxLaw(3.010, 4.473, 1.065);
    for (int parameter = 0; parameter < 3; parameter++) {
      double truth = new double[] {iqx.alpha(), iqx.beta(), iqx.gamma()}[parameter];
      assertThat(misses(iqx, x, parameter, truth, IqxRegression::fit))
          .as("IQX parameter %d, seed %d", parameter, SEED)
          .isBetween(20, 90);
    }
    double[] positive = Arrays.stream(x).map(v -> v + 0.1).toArray();
    LogarithmicLaw log = new LogarithmicLaw(3, -0.7);
    assertThat(misses(log, positive, 0, 3, LogarithmicRegression::fit)).isBetween(22, 78);
    assertThat(misses(log, positive, 1, -0.7, LogarithmicRegression::fit)).isBetween(22, 78);
  }

  @Test
  @DisplayName("refuses data that leave a parameter open")
  void refusals() {
    double[] x = {0, 1, 2, 3, 4};
    assertThatThrownBy(() -> IqxRegression.fit(x, new double[] {5, 4, 3, 2, 1}))
        .hasMessageContaining("do not determine beta")
        .hasMessageContaining("straight line");
    assertThatThrownBy(() -> IqxRegression.fit(x, new double[] {5, 1, 1, 1, 1}))
        .hasMessageContaining("do not determine beta")
        .hasMessageContaining("step");
    assertThatThrownBy(() -> IqxRegression.fit(x, new double[] {2, 2, 2, 2, 2}))
        .hasMessage("quality must vary; every observation is 2.0");
    assertThatThrownBy(() -> IqxRegression.fit(new double[] {1, 2, 3}, new double[] {1, 2, 4}))
        .hasMessage("a law of 3 parameters needs at least 4 observations: 3");
    assertThatThrownBy(() -> LogarithmicRegression.fit(x, new double[] {5, 4, 3, 2, 1}))
        .hasMessage("qos[0] must be > 0: 0.0");
    assertThatThrownBy(
            () -> LogarithmicRegression.fit(new double[] {2, 2, 2}, new double[] {1, 2, 3}))
        .hasMessageContaining("as many distinct values of qos: 1");
    assertThatThrownBy(() -> LogarithmicRegression.fit(x, new double[] {1}))
        .hasMessage("qos and quality must be equally long: 5 and 1");
  }

  private static int misses(
      QualityLaw law,
      double[] x,
      int parameter,
      double truth,
      BiFunction<double[], double[], LawFit<?>> regression) {
    Random random = new Random(SEED);
    int misses = 0;
    for (int i = 0; i < 1000; i++) {
      LawFit<?> fit = regression.apply(x, noisy(law, x, 0.1, random));
      misses += fit.parameters().get(parameter).interval(0.95).contains(truth) ? 0 : 1;
    }
    return misses;
  }

  private static double[] grid(int n, double width) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> width * i / (n - 1));
    return x;
  }

  private static double[] noisy(QualityLaw law, double[] x, double sigma, Random random) {
    return Arrays.stream(x).map(v -> law.at(v) + sigma * random.nextGaussian()).toArray();
  }

  private static double rss(QualityLaw law, double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(y[i] - law.at(x[i]), 2);
    }
    return sum;
  }
}
