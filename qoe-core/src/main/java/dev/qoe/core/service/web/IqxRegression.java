package dev.qoe.core.service.web;

/**
 * The least-squares fit of the {@link IqxLaw} to observations.
 *
 * <p>Standard errors are those of the law linearised at the optimum, asymptotically right for
 * independent deviations of one variance. Thread-safe.
 *
 * @since 0.1
 */
public final class IqxRegression {

  /*
   * Variable projection [1]: for a fixed beta the law is linear in alpha and gamma, so that
   * RSS(beta) = min over alpha, gamma is a function of one variable.
   *
   * 1. RSS is scanned over a logarithmic grid of beta, from nearly straight (beta times the width
   *    of the data = 1e-3) to a step between the two closest values (beta times their distance
   *    = 20). A minimum at an end of the grid means that the data are a straight line or a step:
   *    they do not determine beta, and no law is returned.
   * 2. Golden-section search between the grid's neighbours; near the optimum RSS is flat, which
   *    leaves about half of the digits.
   * 3. Gauss-Newton steps in all three parameters give the other half, and the Jacobian J, whose
   *    (J'J)^-1 times RSS / (n - 3) is the covariance [2].
   *
   * [1] Golub, Pereyra: The differentiation of pseudo-inverses and nonlinear least squares problems
   *     whose variables separate, SIAM J. Numer. Anal. 10(2), 1973.
   * [2] Seber, Wild: Nonlinear Regression, Wiley, 2003, section 2.1.
   */

  private static final double STRAIGHT = 1e-3;
  private static final double STEP = 20;
  private static final int POINTS_PER_DECADE = 10;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int GOLDEN_STEPS = 60;
  private static final int GAUSS_NEWTON_STEPS = 20;

  private final Observations data;
  private final double lowest;

  private IqxRegression(Observations data, double lowest) {
    this.data = data;
    this.lowest = lowest;
  }

  /**
   * Returns the fit; its parameters are {@code alpha}, {@code beta} and {@code gamma}.
   *
   * @param qos the values of the parameter, finite, {@code >= 0}, at least three of them distinct
   * @param quality the quality at each, finite, not all the same
   * @throws IllegalArgumentException if the arrays differ in length, hold fewer than four pairs, or
   *     break a rule above; if the data are a straight line or a step, which leaves beta open
   */
  public static LawFit<IqxLaw> fit(double[] qos, double[] quality) {
    Observations data = Observations.of(qos, quality, 3);
    double[] x = data.sortedDistinctQos();
    double width = x[x.length - 1] - x[0];
    double gap = width;
    for (int i = 1; i < x.length; i++) {
      gap = Math.min(gap, x[i] - x[i - 1]);
    }
    IqxRegression regression = new IqxRegression(data, x[0]);
    double beta = regression.bestBeta(Math.log(STRAIGHT / width), Math.log(STEP / gap));
    return regression.polished(regression.projected(beta));
  }

  private double bestBeta(double logMin, double logMax) {
    int last = (int) Math.ceil((logMax - logMin) / Math.log(10) * POINTS_PER_DECADE);
    double step = (logMax - logMin) / last;
    int best = 0;
    double lowestRss = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= last; i++) {
      double rss = rss(logMin + i * step);
      if (rss < lowestRss) {
        lowestRss = rss;
        best = i;
      }
    }
    if (best == 0 || best == last) {
      throw new IllegalArgumentException(
          "the observations do not determine beta: they follow a %s (remedy: observe values of qos %s)"
              .formatted(
                  best == 0 ? "straight line or bend the other way" : "step",
                  best == 0 ? "further apart" : "closer together"));
    }
    return Math.exp(goldenSection(logMin + (best - 1) * step, logMin + (best + 1) * step));
  }

  private double goldenSection(double from, double to) {
    double a = from;
    double b = to;
    for (int i = 0; i < GOLDEN_STEPS; i++) {
      double left = b - GOLDEN * (b - a);
      double right = a + GOLDEN * (b - a);
      if (rss(left) < rss(right)) {
        b = right;
      } else {
        a = left;
      }
    }
    return (a + b) / 2;
  }

  private double rss(double logBeta) {
    Line line = line(Math.exp(logBeta));
    return line.rss;
  }

  private IqxLaw projected(double beta) {
    Line line = line(beta);
    return new IqxLaw(line.slope * Math.exp(beta * lowest), beta, line.intercept);
  }

  /** The regression of the quality on u = exp(-beta (x - lowest)), which lies in 0..1. */
  private Line line(double beta) {
    int n = data.size();
    double meanU = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanU += u(beta, i) / n;
      meanY += data.quality(i) / n;
    }
    double suu = 0;
    double suy = 0;
    for (int i = 0; i < n; i++) {
      double u = u(beta, i) - meanU;
      suu += u * u;
      suy += u * (data.quality(i) - meanY);
    }
    double slope = suy / suu;
    double intercept = meanY - slope * meanU;
    double rss = 0;
    for (int i = 0; i < n; i++) {
      double residual = data.quality(i) - intercept - slope * u(beta, i);
      rss += residual * residual;
    }
    return new Line(slope, intercept, rss);
  }

  private double u(double beta, int i) {
    return Math.exp(-beta * (data.qos(i) - lowest));
  }

  private record Line(double slope, double intercept, double rss) {}

  private LawFit<IqxLaw> polished(IqxLaw start) {
    IqxLaw law = start;
    for (int i = 0; i < GAUSS_NEWTON_STEPS; i++) {
      double[] d = jacobian(law).step();
      double beta = law.beta() + d[1];
      if (!(beta > 0)) {
        break;
      }
      IqxLaw next = new IqxLaw(law.alpha() + d[0], beta, law.gamma() + d[2]);
      if (!(data.sumOfSquares(next) < data.sumOfSquares(law))) {
        break;
      }
      law = next;
    }
    return data.fit(
        law,
        new String[] {"alpha", "beta", "gamma"},
        new double[] {law.alpha(), law.beta(), law.gamma()},
        jacobian(law).inverseDiagonal());
  }

  private NormalEquations jacobian(IqxLaw law) {
    NormalEquations equations = new NormalEquations(3);
    for (int i = 0; i < data.size(); i++) {
      double x = data.qos(i);
      double e = Math.exp(-law.beta() * x);
      double residual = data.quality(i) - law.at(x);
      equations.add(new double[] {e, -law.alpha() * x * e, 1}, residual);
    }
    return equations;
  }
}
