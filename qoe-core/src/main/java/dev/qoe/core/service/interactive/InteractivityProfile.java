package dev.qoe.core.service.interactive;

import dev.qoe.core.internal.Checks;

/**
 * How sensitive a group of applications is to latency, its variation and loss.
 *
 * <p>Engineering values of this library, no standard's. Immutable.
 *
 * @param name the group of applications
 * @param midLatencyMillis the two-way latency of the steepest loss, ms, {@code >= 0}
 * @param latencyWidthMillis how gradual the loss is around it, ms, {@code > 0}
 * @param variationScaleMillis the delay variation that leaves 1/e, ms, {@code > 0}
 * @param lossPerPercent how much a percent of lost or late packets costs, {@code > 0}
 * @since 0.1
 */
public record InteractivityProfile(
    String name,
    double midLatencyMillis,
    double latencyWidthMillis,
    double variationScaleMillis,
    double lossPerPercent) {

  private static final InteractivityProfile REAL_TIME_GAMING =
      new InteractivityProfile("real-time gaming", 100, 25, 60, 0.25);

  /**
   * Creates a profile.
   *
   * @throws IllegalArgumentException if a number is outside the range stated at its parameter
   */
  public InteractivityProfile {
    Checks.notNegative("midLatencyMillis", midLatencyMillis);
    Checks.positive("latencyWidthMillis", latencyWidthMillis);
    Checks.positive("variationScaleMillis", variationScaleMillis);
    Checks.positive("lossPerPercent", lossPerPercent);
  }

  /** Returns a profile for games that react at once: 100 ms, 25 ms, 60 ms, 0.25 per percent. */
  public static InteractivityProfile realTimeGaming() {
    return REAL_TIME_GAMING;
  }
}
