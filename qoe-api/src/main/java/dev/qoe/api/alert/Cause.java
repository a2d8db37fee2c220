package dev.qoe.api.alert;

import dev.qoe.api.internal.Checks;

/**
 * Why an alert is thought to have come about.
 *
 * <p>Immutable.
 *
 * @param code a word for machines, for example {@code CS_FALLBACK}
 * @param text a sentence for people
 * @since 0.1
 */
public record Cause(String code, String text) {

  /**
   * Creates a cause.
   *
   * @throws IllegalArgumentException if {@code code} is blank
   */
  public Cause {
    Checks.notBlank(code, "code of a cause");
  }
}
