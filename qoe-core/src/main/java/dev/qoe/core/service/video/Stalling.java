package dev.qoe.core.service.video;

import dev.qoe.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The initial delay and the stalls of a session, in the order in which they count.
 *
 * <p>Immutable.
 */
final class Stalling {

  static final Stalling NONE = new Stalling(0, List.of(), List.of());

  private final double initialDelaySeconds;
  private final List<Stall> stalls;
  private final List<String> warnings;

  private Stalling(double initialDelaySeconds, List<Stall> stalls, List<String> warnings) {
    this.initialDelaySeconds = initialDelaySeconds;
    this.stalls = List.copyOf(stalls);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Returns what the strict rules allow: a delay, and stalls one after the other.
   *
   * @throws IllegalArgumentException if {@code initialDelaySeconds < 0}, or a stall has no length,
   *     does not lie after 0, or does not lie after the one before it
   */
  static Stalling of(double initialDelaySeconds, List<Stall> stalls) {
    Checks.notNegative("initialDelaySeconds", initialDelaySeconds);
    double previous = 0;
    for (Stall stall : stalls) {
      checkAfter(previous, stall);
      previous = stall.positionSeconds();
    }
    return new Stalling(initialDelaySeconds, stalls, List.of());
  }

  /** Checks that a stall has a length and lies after a media position in seconds. */
  static Stall checkAfter(double previous, Stall stall) {
    double position = stall.positionSeconds();
    Checks.positive(
        "lengthSeconds of the stall at %s s".formatted(position), stall.lengthSeconds());
    if (position > previous) {
      return stall;
    }
    throw new IllegalArgumentException(
        previous == 0
            ? "positionSeconds of a stall must be > 0: %s (waiting before the first picture is the initial delay)"
                .formatted(position)
            : "stalls must follow each other: one at %s s after one at %s s (sort them, and add up those at one position)"
                .formatted(position, previous));
  }

  /**
   * Returns what the reference makes of a list: its first entry is moved to position 0 with all
   * others behind it, and nothing is sorted.
   *
   * @throws IllegalArgumentException if two or more entries lie at 0 and none elsewhere, which the
   *     reference cannot score
   */
  static Stalling asReference(List<Stall> entries) {
    List<String> warnings = new ArrayList<>();
    List<Stall> stalls = new ArrayList<>();
    double shift = entries.isEmpty() ? 0 : entries.get(0).positionSeconds();
    if (shift != 0) {
      warnings.add(
          "all stalls are shifted by %s s, so that the first counts as initial delay: begin the list with [0, 0] to prevent it"
              .formatted(-shift));
    }
    for (Stall entry : entries) {
      if (entry.lengthSeconds() > 0) {
        stalls.add(new Stall(entry.positionSeconds() - shift, entry.lengthSeconds()));
      }
    }
    warnAboutOrder(stalls, warnings);
    long atStart = stalls.stream().filter(stall -> stall.positionSeconds() == 0).count();
    if (atStart > 1 && atStart == stalls.size()) {
      throw new IllegalArgumentException(
          "%d stalls at position 0 and none later: add them up to one initial delay"
              .formatted(atStart));
    }
    boolean delayed = !stalls.isEmpty() && stalls.get(0).positionSeconds() == 0;
    double delay = delayed ? stalls.remove(0).lengthSeconds() : 0;
    return new Stalling(delay, stalls, warnings);
  }

  private static void warnAboutOrder(List<Stall> stalls, List<String> warnings) {
    for (int i = 1; i < stalls.size(); i++) {
      double position = stalls.get(i).positionSeconds();
      double previous = stalls.get(i - 1).positionSeconds();
      if (position <= previous) {
        warnings.add(
            "the stall at %s s is listed after the one at %s s: the list is used as it is"
                .formatted(position, previous));
      }
    }
  }

  double initialDelaySeconds() {
    return initialDelaySeconds;
  }

  List<Stall> stalls() {
    return stalls;
  }

  List<String> warnings() {
    return warnings;
  }
}
