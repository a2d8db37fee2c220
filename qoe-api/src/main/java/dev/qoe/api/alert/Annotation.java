package dev.qoe.api.alert;

import dev.qoe.api.internal.Checks;
import java.time.Instant;

/**
 * A remark that a person left on an alert.
 *
 * <p>Immutable.
 *
 * @param at when
 * @param by the name of the principal
 * @param text the remark, not blank
 * @since 0.1
 */
public record Annotation(Instant at, String by, String text) {

  /**
   * Creates a remark.
   *
   * @throws IllegalArgumentException if {@code text} is blank
   */
  public Annotation {
    Checks.notBlank(text, "text of an annotation");
  }
}
