package dev.qoe.core.job;

import dev.qoe.core.internal.Checks;
import java.time.Duration;

/**
 * How often what failed is tried again, and how long after.
 *
 * <p>The wait grows by a factor from one attempt to the next, up to a limit. Immutable.
 *
 * @param attempts how often it is tried at most, the first included, 1 to 1,000
 * @param first how long to wait after the first failure, {@code >= 0}
 * @param factor how much longer after each further one, 1 to 100
 * @param longest how long to wait at most, {@code >= first}
 * @since 0.1
 */
public record Retry(int attempts, Duration first, double factor, Duration longest) {

  /** Trying once only. */
  public static final Retry NEVER = new Retry(1, Duration.ZERO, 1, Duration.ZERO);

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Retry {
    Checks.between("attempts of a job", attempts, 1, 1_000);
    Checks.between("factor of the waits between attempts", factor, 1, 100);
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "waits between attempts must be >= 0 and the longest at least the first: %s and %s"
              .formatted(longest, first));
    }
  }

  /** Returns waits that double from {@code first} up to an hour, or {@code first} if longer. */
  public static Retry of(int attempts, Duration first) {
    Duration hour = Duration.ofHours(1);
    return new Retry(attempts, first, 2, first.compareTo(hour) > 0 ? first : hour);
  }

  /** Returns how long to wait after that many failures, {@code >= 1}. */
  Duration after(int failures) {
    double millis = first.toMillis() * Math.pow(factor, failures - 1.0);
    return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
  }
}
