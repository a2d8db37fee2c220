package dev.qoe.core.service.voice;

/**
 * The simplification of the E-model by Cole and Rosenbluth (2001), for two codecs and random loss.
 *
 * <p>R = 94.2 - Id - Ie, with Id = 0.024 d + 0.11 (d - 177.3) above 177.3 ms and Ie logarithmic in
 * the loss. Its base of 94.2 belongs to the E-model of 2000; products often mix it with the 93.2 of
 * later editions. It is offered for comparison with them and is not ITU-T G.107: see {@link
 * EModel}. The delay term and the constants of G.729A were seen in one public source, those of
 * G.711 are recalled.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum ColeRosenbluth {
  /** G.711 with random loss: Ie = 30 ln(1 + 15 e). */
  G711(0, 30, 15),
  /** G.729A with random loss: Ie = 11 + 40 ln(1 + 10 e). */
  G729A(11, 40, 10);

  private static final double BASE = 94.2;

  private final double gamma1;
  private final double gamma2;
  private final double gamma3;

  ColeRosenbluth(double gamma1, double gamma2, double gamma3) {
    this.gamma1 = gamma1;
    this.gamma2 = gamma2;
    this.gamma3 = gamma3;
  }

  /**
   * Returns the rating, at most 94.2; it may fall below 0.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, &gt;= 0 ms and finite
   * @param lossRatio the packet loss, 0 to 1
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public double r(double oneWayDelayMillis, double lossRatio) {
    return BASE - delayImpairment(oneWayDelayMillis) - equipmentImpairment(lossRatio);
  }

  /**
   * Returns the mean opinion score on the curve of ITU-T G.107 Annex B, 0.988 to 4.5.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, &gt;= 0 ms and finite
   * @param lossRatio the packet loss, 0 to 1
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public double mos(double oneWayDelayMillis, double lossRatio) {
    return RatingScale.NARROWBAND.mos(r(oneWayDelayMillis, lossRatio));
  }

  /**
   * Returns Ie, in points of R.
   *
   * @param lossRatio the packet loss, 0 to 1
   * @throws IllegalArgumentException if {@code lossRatio} is NaN or outside its range
   */
  public double equipmentImpairment(double lossRatio) {
    if (!(lossRatio >= 0 && lossRatio <= 1)) {
      throw new IllegalArgumentException(
          "lossRatio must be 0 to 1: %s; percent is divided by 100".formatted(lossRatio));
    }
    return gamma1 + gamma2 * Math.log(1 + gamma3 * lossRatio);
  }

  /**
   * Returns Id, in points of R.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, &gt;= 0 ms and finite
   * @throws IllegalArgumentException if {@code oneWayDelayMillis} is NaN or outside its range
   */
  public static double delayImpairment(double oneWayDelayMillis) {
    if (!(oneWayDelayMillis >= 0 && oneWayDelayMillis <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "oneWayDelayMillis must be >= 0 and finite: %s".formatted(oneWayDelayMillis));
    }
    return 0.024 * oneWayDelayMillis + 0.11 * Math.max(0, oneWayDelayMillis - 177.3);
  }
}
