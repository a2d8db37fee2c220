package dev.qoe.plugin.host;

import java.time.Duration;

/**
 * How much a plugin may do before its host holds it back.
 *
 * <p>Immutable.
 *
 * @param itemsPerSecond how many measurements, readings, events and elements a plugin may hand over
 *     a second, {@code >= 1}; what comes faster is told to come later
 * @param threads how many threads of its own a plugin may have, {@code >= 1}
 * @param queued how many tasks may wait for the threads that a plugin is lent, {@code >= 1}
 * @param hanging how many calls may hang at a time before the plugin is put to rest, {@code >= 1}
 * @param errors how many calls in a row may end with what is no {@link
 *     dev.qoe.api.spi.PluginException} before the plugin is put to rest, {@code >= 1}
 * @param rest how long it rests the first time, {@code > 0}; each time it rests twice as long, up
 *     to {@code longestRest}
 * @param longestRest the longest rest
 * @param creation how long a plugin may take to be made or to be closed, {@code > 0}; a payload
 *     decoder lent to another plugin has half of it, to be made and for each payload
 * @since 0.1
 */
public record PluginLimits(
    int itemsPerSecond,
    int threads,
    int queued,
    int hanging,
    int errors,
    Duration rest,
    Duration longestRest,
    Duration creation) {

  private static final PluginLimits STANDARD =
      new PluginLimits(
          50_000,
          64,
          1_000,
          16,
          20,
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofSeconds(10));

  /**
   * Creates limits.
   *
   * @throws IllegalArgumentException if a limit is not positive
   */
  public PluginLimits {
    positive(itemsPerSecond, "itemsPerSecond");
    positive(threads, "threads");
    positive(queued, "queued");
    positive(hanging, "hanging");
    positive(errors, "errors");
    positive(rest.toMillis(), "rest");
    positive(longestRest.toMillis(), "longestRest");
    positive(creation.toMillis(), "creation");
  }

  /**
   * Returns the usual limits: 50,000 items a second, 64 threads, 1,000 queued tasks, 16 hanging
   * calls, 20 errors in a row, rests from one minute to one hour, and 10 seconds to be made.
   */
  public static PluginLimits standard() {
    return STANDARD;
  }

  /** Returns these limits with another quota of items a second, {@code >= 1}. */
  public PluginLimits withItemsPerSecond(int items) {
    return new PluginLimits(items, threads, queued, hanging, errors, rest, longestRest, creation);
  }

  /** Returns these limits with other rests. */
  public PluginLimits withRests(Duration first, Duration longest) {
    return new PluginLimits(
        itemsPerSecond, threads, queued, hanging, errors, first, longest, creation);
  }

  /** Returns these limits with another number of calls that may hang, {@code >= 1}. */
  public PluginLimits withHanging(int calls) {
    return new PluginLimits(
        itemsPerSecond, threads, queued, calls, errors, rest, longestRest, creation);
  }

  /** Returns these limits with another number of errors in a row, {@code >= 1}. */
  public PluginLimits withErrors(int inARow) {
    return new PluginLimits(
        itemsPerSecond, threads, queued, hanging, inARow, rest, longestRest, creation);
  }

  /** Returns these limits with another number of threads of its own, {@code >= 1}. */
  public PluginLimits withThreads(int most) {
    return new PluginLimits(
        itemsPerSecond, most, queued, hanging, errors, rest, longestRest, creation);
  }

  /** Returns these limits with another time to be made or closed. */
  public PluginLimits withCreation(Duration time) {
    return new PluginLimits(
        itemsPerSecond, threads, queued, hanging, errors, rest, longestRest, time);
  }

  private static void positive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "limit '%s' of plugins must be at least 1: %d".formatted(name, value));
    }
  }
}
