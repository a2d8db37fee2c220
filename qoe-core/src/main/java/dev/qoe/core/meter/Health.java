package dev.qoe.core.meter;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How well a part works, why not better, and since when.
 *
 * <p>Immutable.
 *
 * @param state how well it works
 * @param reasons why it does not work better, each in a few words; empty if and only if it is
 *     healthy
 * @param since when it came into this state
 * @since 0.1
 */
public record Health(HealthState state, List<String> reasons, Instant since) {

  /**
   * Creates a health; the reasons are copied.
   *
   * @throws IllegalArgumentException if it is healthy with reasons or not healthy without
   */
  public Health {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty() != (state == HealthState.HEALTHY)) {
      throw new IllegalArgumentException(
          "health must have a reason unless it is healthy: %s with %s".formatted(state, reasons));
    }
  }

  /** Returns a good health. */
  public static Health healthy(Instant since) {
    return new Health(HealthState.HEALTHY, List.of(), since);
  }

  /** Returns a health that is not what it should be. */
  public static Health degraded(Instant since, String... reasons) {
    return new Health(HealthState.DEGRADED, List.of(reasons), since);
  }

  /** Returns the health of what does not do its work. */
  public static Health failed(Instant since, String... reasons) {
    return new Health(HealthState.FAILED, List.of(reasons), since);
  }

  /** Returns what became of this by {@code now}: the state is as old as it has lasted. */
  public Health becoming(HealthState next, List<String> because, Instant now) {
    return new Health(next, because, next == state ? since : now);
  }

  /** Returns for example {@code degraded since 2026-11-21T10:00:00Z: store is down}. */
  @Override
  public String toString() {
    return "%s since %s%s"
        .formatted(
            state.name().toLowerCase(Locale.ROOT),
            since,
            reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
  }
}
