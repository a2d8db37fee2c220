package dev.qoe.core.service.interactive;

import dev.qoe.core.internal.Checks;
import java.time.Duration;

/**
 * What a stream of small packets, patterned like the application's, met on its way there and back.
 *
 * <p>Immutable.
 *
 * @param latency the median two-way latency, 0 to 1 hour
 * @param delayVariation the standard deviation of the two-way latency, 0 to 1 hour
 * @param lostOrLatePercent packets that were lost or came too late to be of use, 0 to 100 %
 * @since 0.1
 */
public record InteractivityInput(
    Duration latency, Duration delayVariation, double lostOrLatePercent) {

  /**
   * Creates an input.
   *
   * @throws IllegalArgumentException if a value is outside the range stated at its parameter
   */
  public InteractivityInput {
    withinAnHour("latency", latency);
    withinAnHour("delayVariation", delayVariation);
    Checks.between("lostOrLatePercent", lostOrLatePercent, 0, 100);
  }

  /** Returns an input. */
  public static InteractivityInput of(
      Duration latency, Duration delayVariation, double lostOrLatePercent) {
    return new InteractivityInput(latency, delayVariation, lostOrLatePercent);
  }

  double latencyMillis() {
    return latency.toNanos() / 1e6;
  }

  double delayVariationMillis() {
    return delayVariation.toNanos() / 1e6;
  }

  private static void withinAnHour(String field, Duration value) {
    if (value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("%s must be 0 to 1 hour: %s".formatted(field, value));
    }
  }
}
