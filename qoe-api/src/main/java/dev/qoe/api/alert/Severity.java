package dev.qoe.api.alert;

import java.util.Locale;
import java.util.Optional;

/**
 * How grave an alert is, as ITU-T X.733 names it.
 *
 * @since 0.1
 */
public enum Severity {
  /** The trouble has ended. */
  CLEARED,
  /** How grave it is, cannot be told. */
  INDETERMINATE,
  /** Trouble is coming, nothing is affected yet. */
  WARNING,
  /** Something is wrong that does not affect the service. */
  MINOR,
  /** The service is affected; somebody has to act soon. */
  MAJOR,
  /** The service is out; somebody has to act now. */
  CRITICAL;

  /**
   * Returns the severity that another system's word means; empty for informational words ({@code
   * info}, {@code notice}, {@code debug}), which make an event that opens no alert.
   *
   * @throws IllegalArgumentException if the word is not known
   */
  public static Optional<Severity> fromForeign(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "critical", "emergency", "alert", "fatal", "disaster" -> Optional.of(CRITICAL);
      case "major", "error", "high" -> Optional.of(MAJOR);
      case "minor", "average", "medium" -> Optional.of(MINOR);
      case "warning", "warn", "low" -> Optional.of(WARNING);
      case "indeterminate", "unknown" -> Optional.of(INDETERMINATE);
      case "cleared", "clear", "normal", "ok", "resolved" -> Optional.of(CLEARED);
      case "info", "information", "informational", "notice", "debug" -> Optional.empty();
      default ->
          throw new IllegalArgumentException(
              "unknown severity '%s'; known are critical, major, minor, warning, indeterminate, cleared, info"
                  .formatted(word));
    };
  }
}
