package dev.qoe.core.service.voice;

import java.time.Duration;

/**
 * A jitter buffer, as it trades delay variation for delay and late loss.
 *
 * <p>An engineering choice of this library; no Recommendation says so. Packets are taken to be held
 * up by independent, exponentially distributed times above the connection's base delay. The jitter
 * of RFC 3550, the mean difference between the hold-ups of consecutive packets, then equals their
 * mean J: the difference of two such times has a Laplace distribution. A buffer that plays every
 * packet at D after the base delay adds D to it and loses the share exp(-D/J) that comes later.
 *
 * <p>The depth D is a multiple of the jitter between a least and a greatest depth, as adaptive
 * buffers behave over minutes.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class JitterBuffer {

  private static final JitterBuffer ADAPTIVE = of(Duration.ofMillis(20), 7, Duration.ofMillis(200));

  private static final JitterBuffer NONE = of(Duration.ZERO, 0, Duration.ZERO);

  private final double leastDepthMillis;
  private final double depthPerJitter;
  private final double greatestDepthMillis;

  private JitterBuffer(double leastDepthMillis, double depthPerJitter, double greatestDepthMillis) {
    this.leastDepthMillis = leastDepthMillis;
    this.depthPerJitter = depthPerJitter;
    this.greatestDepthMillis = greatestDepthMillis;
  }

  /**
   * Returns a buffer of seven times the jitter, at least 20 ms (one packet) and at most 200 ms,
   * which loses 0.09 % late until its greatest depth is reached.
   */
  public static JitterBuffer adaptive() {
    return ADAPTIVE;
  }

  /**
   * Returns a buffer that always has the same depth.
   *
   * @throws IllegalArgumentException if {@code depth} is not positive
   */
  public static JitterBuffer fixed(Duration depth) {
    if (depth.isZero() || depth.isNegative()) {
      throw new IllegalArgumentException(
          "depth of a jitter buffer must be positive: %s; use none() for no buffer"
              .formatted(depth));
    }
    return of(depth, 0, depth);
  }

  /**
   * Returns the buffer that adds nothing and loses nothing, for delays and losses measured behind
   * the jitter buffer.
   */
  public static JitterBuffer none() {
    return NONE;
  }

  /**
   * Returns a buffer.
   *
   * @param least its least depth, &gt;= 0
   * @param depthPerJitter the depth it aims at, in multiples of the jitter, 0 to 1000
   * @param greatest its greatest depth, &gt;= {@code least} and at most one minute
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static JitterBuffer of(Duration least, double depthPerJitter, Duration greatest) {
    if (least.isNegative()
        || least.compareTo(greatest) > 0
        || greatest.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "depths of a jitter buffer must be 0 <= least <= greatest <= PT1M: %s to %s"
              .formatted(least, greatest));
    }
    if (!(depthPerJitter >= 0 && depthPerJitter <= 1000)) {
      throw new IllegalArgumentException(
          "depthPerJitter must be 0 to 1000: %s; adaptive() takes 7".formatted(depthPerJitter));
    }
    return new JitterBuffer(
        TransmissionParameters.millis(least),
        depthPerJitter,
        TransmissionParameters.millis(greatest));
  }

  /**
   * Returns the delay that the buffer adds, in ms.
   *
   * @param jitterMillis the jitter of RFC 3550, &gt;= 0 and finite
   * @throws IllegalArgumentException if {@code jitterMillis} is outside its range
   */
  public double addedDelayMillis(double jitterMillis) {
    double wanted = depthPerJitter * checkJitter(jitterMillis);
    return Math.min(greatestDepthMillis, Math.max(leastDepthMillis, wanted));
  }

  /**
   * Returns the share of packets that come too late to be played, 0 to 1.
   *
   * @param jitterMillis the jitter of RFC 3550, &gt;= 0 and finite
   * @throws IllegalArgumentException if {@code jitterMillis} is outside its range
   */
  public double lateLossRatio(double jitterMillis) {
    double depthMillis = addedDelayMillis(jitterMillis);
    if (greatestDepthMillis == 0 || jitterMillis == 0) {
      return 0;
    }
    return Math.exp(-depthMillis / jitterMillis);
  }

  private static double checkJitter(double jitterMillis) {
    if (!(jitterMillis >= 0 && jitterMillis <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "jitterMillis must be >= 0 and finite: %s".formatted(jitterMillis));
    }
    return jitterMillis;
  }

  /** Returns for example {@code jitter buffer of 7.0 times the jitter, 20.0 to 200.0 ms}. */
  @Override
  public String toString() {
    return greatestDepthMillis == 0
        ? "no jitter buffer"
        : "jitter buffer of %s times the jitter, %s to %s ms"
            .formatted(depthPerJitter, leastDepthMillis, greatestDepthMillis);
  }
}
