package dev.qoe.plugin.mapping;

/**
 * Tells that a record may not be told, and why.
 *
 * @since 0.1
 */
public final class RejectedRecordException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The kind of reason. */
  private final String reason;

  /**
   * Creates an exception.
   *
   * @param reason a word that names the kind of reason, for example {@code unknown-device}
   * @param message value, rule and remedy
   */
  public RejectedRecordException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns the word that names the kind of reason. */
  public String reason() {
    return reason;
  }
}
