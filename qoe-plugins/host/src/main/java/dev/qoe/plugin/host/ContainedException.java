package dev.qoe.plugin.host;

/**
 * Tells that a call to a plugin came to no answer of the plugin's: it broke, did not end by its
 * deadline, or was not let through.
 *
 * @since 0.1
 */
public final class ContainedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContainedException(String message) {
    super(message);
  }

  ContainedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns whether the plugin was called at all; it was not if there is no cause. */
  boolean called() {
    return getCause() != null;
  }
}
