package dev.qoe.api.spi;

/**
 * Tells that a plugin could not do its work, and of what kind the trouble is.
 *
 * @since 0.1
 */
public final class PluginException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  private final ErrorKind kind;

  /** Creates an exception with a message that names place, value, rule and remedy. */
  public PluginException(ErrorKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Creates an exception with its cause. */
  public PluginException(ErrorKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns what kind of trouble it is. */
  public ErrorKind kind() {
    return kind;
  }
}
