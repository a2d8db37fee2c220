package dev.qoe.core.statistics;

import dev.qoe.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A polynomial that brings a model's scores onto a test's scale before they are compared, rising or
 * level over the range of the scores; ITU-T P.1401 (01/2020), third order or first order.
 *
 * <p>P.1401 asks for the least squares fit that is monotone over the range; how to find it is left
 * open (the solution here is exact, see {@link MonotoneCubic}).
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class MosMapping {

  private final double centre;
  private final double halfRange;
  private final double[] scaled;
  private final int coefficientCount;

  private MosMapping(double centre, double halfRange, double[] scaled, int coefficientCount) {
    this.centre = centre;
    this.halfRange = halfRange;
    this.scaled = scaled;
    this.coefficientCount = coefficientCount;
  }

  /** Returns the mapping that changes nothing, with d = 0. */
  public static MosMapping none() {
    return new MosMapping(0, 1, new double[] {0, 1}, 0);
  }

  /**
   * Returns the line of least squares through the stimuli, level if it would fall; d = 2.
   *
   * @param stimuli at least two with different predictions
   * @throws IllegalArgumentException if there are no two different predictions
   */
  public static MosMapping firstOrder(List<Stimulus> stimuli) {
    return fitted(stimuli, 2);
  }

  /**
   * Returns the cubic of least squares through the stimuli that does not fall over the range of
   * their predictions; d = 4.
   *
   * @param stimuli at least four with different predictions
   * @throws IllegalArgumentException if there are no four different predictions
   */
  public static MosMapping thirdOrder(List<Stimulus> stimuli) {
    return fitted(stimuli, 4);
  }

  private static MosMapping fitted(List<Stimulus> stimuli, int coefficients) {
    double[] x = stimuli.stream().mapToDouble(Stimulus::predictedMos).toArray();
    double[] y = stimuli.stream().mapToDouble(Stimulus::subjectiveMos).toArray();
    double[] different = Arrays.stream(x).sorted().distinct().toArray();
    Checks.atLeast("different predictions", different.length, coefficients);
    double min = different[0];
    double max = different[different.length - 1];
    double centre = (min + max) / 2;
    double halfRange = (max - min) / 2;
    double[] t = Arrays.stream(x).map(value -> (value - centre) / halfRange).toArray();
    double[] scaled = coefficients == 2 ? MonotoneCubic.line(t, y) : MonotoneCubic.fit(t, y);
    return new MosMapping(centre, halfRange, scaled, coefficients);
  }

  /** Returns the mapped score. It is monotone only within the range that it was fitted to. */
  public double apply(double predictedMos) {
    return MonotoneCubic.evaluate(scaled, (predictedMos - centre) / halfRange);
  }

  /** Returns the stimuli with mapped predictions. */
  public List<Stimulus> applyTo(List<Stimulus> stimuli) {
    return stimuli.stream()
        .map(stimulus -> stimulus.withPredictedMos(apply(stimulus.predictedMos())))
        .toList();
  }

  /** Returns d, by which P.1401 lessens the degrees of freedom: 0, 2 or 4. */
  public int coefficientCount() {
    return coefficientCount;
  }

  /** Returns the coefficients c0, c1, ... of c0 + c1 x + c2 x^2 + c3 x^3, as many as needed. */
  public double[] coefficients() {
    double[] result = new double[scaled.length];
    double[] power = {1};
    for (int k = 0; k < scaled.length; k++) {
      for (int i = 0; i < power.length; i++) {
        result[i] += scaled[k] * power[i];
      }
      power = timesScaledVariable(power);
    }
    return result;
  }

  /** Returns a polynomial in x times (x - centre)/halfRange. */
  private double[] timesScaledVariable(double[] polynomial) {
    double[] product = new double[polynomial.length + 1];
    for (int i = 0; i < polynomial.length; i++) {
      product[i] -= polynomial[i] * centre / halfRange;
      product[i + 1] += polynomial[i] / halfRange;
    }
    return product;
  }

  /** Returns for example {@code 0.1200 + 0.9500 x}. */
  @Override
  public String toString() {
    double[] c = coefficients();
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%.4f", c[0]));
    for (int i = 1; i < c.length; i++) {
      String sign = c[i] < 0 ? "-" : "+";
      text.append(String.format(Locale.ROOT, " %s %.4f x", sign, Math.abs(c[i])));
      if (i > 1) {
        text.append('^').append(i);
      }
    }
    return text.toString();
  }
}
