package dev.qoe.core.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a source is treated.
 *
 * <p>Immutable.
 *
 * @param name its name in ledger and meters, unique in the engine
 * @param ordered whether its measurements are put in the order of event time before they are
 *     judged, together with those of all other ordered sources
 * @param lateness how late its measurements may come and still be put in order, {@code >= 0}; for
 *     an ordered source only
 * @param idleAfter after how long without a measurement the others no longer wait for it, {@code >
 *     0}, by the clock; while the engine replays they wait until it is closed
 * @param overload what becomes of its measurements while there is no room
 * @param sampleOf of how many measurements one is kept under {@link Overload#SAMPLE}, {@code >= 2}
 * @param quota how much it may hand in
 * @since 0.1
 */
public record SourceOptions(
    String name,
    boolean ordered,
    Duration lateness,
    Duration idleAfter,
    Overload overload,
    int sampleOf,
    Quota quota) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/ -]{0,199}");

  /**
   * Creates options.
   *
   * @throws IllegalArgumentException if one is out of range; the message names all mistakes
   */
  public SourceOptions {
    List<String> mistakes = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      mistakes.add(
          "name of a source must be at most 200 letters, digits, blanks and . _ : / -, the first a letter or digit: '%s'"
              .formatted(name));
    }
    if (lateness.isNegative()) {
      mistakes.add("lateness of source '%s' must be >= 0: %s".formatted(name, lateness));
    }
    if (!lateness.isZero() && !ordered) {
      mistakes.add("lateness of source '%s' needs it to be ordered".formatted(name));
    }
    if (idleAfter.isNegative() || idleAfter.isZero()) {
      mistakes.add("idle time of source '%s' must be > 0: %s".formatted(name, idleAfter));
    }
    if (sampleOf < 2) {
      mistakes.add("sample of source '%s' must be one of >= 2: %d".formatted(name, sampleOf));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /** Returns options of a source whose measurements are judged as they come and that waits. */
  public static SourceOptions of(String name) {
    return new SourceOptions(
        name, false, Duration.ZERO, Duration.ofMinutes(1), Overload.BLOCK, 10, Quota.unlimited());
  }

  /** Returns these options for a source in the order of event time, {@code >= 0} late at most. */
  public SourceOptions ordered(Duration atMostLate) {
    return new SourceOptions(name, true, atMostLate, idleAfter, overload, sampleOf, quota);
  }

  /** Returns these options for a source that others wait for no longer than that. */
  public SourceOptions idleAfter(Duration silence) {
    return new SourceOptions(name, ordered, lateness, silence, overload, sampleOf, quota);
  }

  /** Returns these options with another way out of overload. */
  public SourceOptions overload(Overload policy) {
    return new SourceOptions(name, ordered, lateness, idleAfter, policy, sampleOf, quota);
  }

  /** Returns these options for a source of which one measurement in {@code of} is kept. */
  public SourceOptions sampledOneOf(int of) {
    return new SourceOptions(name, ordered, lateness, idleAfter, Overload.SAMPLE, of, quota);
  }

  /** Returns these options with a quota. */
  public SourceOptions quota(Quota limit) {
    return new SourceOptions(name, ordered, lateness, idleAfter, overload, sampleOf, limit);
  }
}
