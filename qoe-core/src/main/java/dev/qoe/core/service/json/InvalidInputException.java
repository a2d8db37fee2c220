package dev.qoe.core.service.json;

/**
 * Tells that an input object cannot be scored: its message names field, value and rule.
 *
 * @since 0.1
 */
public final class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that names field, value and rule. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** Creates an exception with a message that names field, value and rule, and its cause. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
