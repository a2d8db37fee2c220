package dev.qoe.sim.telemetry;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A way in which telemetry goes wrong.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Fault {
  /** Nothing is reported for a while. */
  DROPOUT(true),
  /** The last value is repeated for a while. */
  STUCK(true),
  /** One value lies far off. */
  SPIKE(false),
  /** One value is no number. */
  NOT_A_NUMBER(false),
  /** For a while values are told in a unit a hundred or a thousand times as small. */
  WRONG_UNIT(true),
  /** One value arrives some intervals after its time. */
  LATE(false),
  /** One value arrives twice. */
  DUPLICATE(false),
  /** One value is stamped with a time that is yet to come. */
  FUTURE(false),
  /** A counter begins again at 0; only counters have this fault. */
  COUNTER_RESET(false);

  private final boolean lasting;

  Fault(boolean lasting) {
    this.lasting = lasting;
  }

  /** Returns whether it lasts for several intervals. */
  boolean isLasting() {
    return lasting;
  }

  /** Returns its name in configurations, for example {@code not-a-number}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the fault of a label.
   *
   * @throws IllegalArgumentException if there is none; the message lists the labels
   */
  public static Fault of(String label) {
    return Arrays.stream(values())
        .filter(fault -> fault.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown fault '%s'; known are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Fault::label)
                                .collect(Collectors.joining(", ")))));
  }
}
