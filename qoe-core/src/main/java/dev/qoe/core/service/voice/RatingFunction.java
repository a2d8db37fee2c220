package dev.qoe.core.service.voice;

/**
 * The rating of one kind of connection as a function of delay and loss alone: all else is fixed,
 * and what depends on it is computed beforehand.
 *
 * <p>Calls allocate nothing and give the same bits as the full result of the model that made it.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public abstract sealed class RatingFunction
    permits NarrowbandRating, WidebandRating, FullbandRating {

  private final RatingScale scale;
  private final double burstRatio;

  RatingFunction(RatingScale scale, double burstRatio) {
    this.scale = scale;
    this.burstRatio = burstRatio;
  }

  /** Returns the scale of the rating. */
  public final RatingScale scale() {
    return scale;
  }

  /**
   * Returns the rating, with the burst ratio of the connection.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, 0 to 3,600,000 ms
   * @param packetLossPercent the packet loss, 0 to 100 %
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public final double r(double oneWayDelayMillis, double packetLossPercent) {
    return r(oneWayDelayMillis, packetLossPercent, burstRatio);
  }

  /**
   * Returns the rating.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, 0 to 3,600,000 ms
   * @param packetLossPercent the packet loss, 0 to 100 %
   * @param burstRatio the burst ratio, 0.01 to 10,000; 1 is random loss
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public final double r(double oneWayDelayMillis, double packetLossPercent, double burstRatio) {
    return rating(
        NarrowbandParameter.TA.domain().check(oneWayDelayMillis),
        NarrowbandParameter.PPL.domain().check(packetLossPercent),
        NarrowbandParameter.BURST_R.domain().check(burstRatio));
  }

  /**
   * Returns the mean opinion score, with the burst ratio of the connection, 0.988 to 4.5.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, 0 to 3,600,000 ms
   * @param packetLossPercent the packet loss, 0 to 100 %
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public final double mos(double oneWayDelayMillis, double packetLossPercent) {
    return scale.mos(r(oneWayDelayMillis, packetLossPercent));
  }

  /**
   * Returns the mean opinion score, 0.988 to 4.5.
   *
   * @param oneWayDelayMillis the delay from mouth to ear, 0 to 3,600,000 ms
   * @param packetLossPercent the packet loss, 0 to 100 %
   * @param burstRatio the burst ratio, 0.01 to 10,000; 1 is random loss
   * @throws IllegalArgumentException if an argument is NaN or outside its range
   */
  public final double mos(double oneWayDelayMillis, double packetLossPercent, double burstRatio) {
    return scale.mos(r(oneWayDelayMillis, packetLossPercent, burstRatio));
  }

  abstract double rating(double ta, double ppl, double burstR);
}
