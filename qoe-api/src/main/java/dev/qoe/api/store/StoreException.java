package dev.qoe.api.store;

/**
 * Tells that a store could not do what it was asked.
 *
 * @since 0.1
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that names place, rule and remedy. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
