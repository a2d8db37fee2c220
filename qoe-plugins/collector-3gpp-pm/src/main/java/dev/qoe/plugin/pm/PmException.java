package dev.qoe.plugin.pm;

/** Tells why a performance file cannot be read; its message names the line where it can. */
final class PmException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Whether the file just ends too early, as one does that is still being written. */
  private final boolean cutOff;

  PmException(String message) {
    this(message, null, false);
  }

  PmException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private PmException(
      String message, @org.jspecify.annotations.Nullable Throwable cause, boolean cutOff) {
    super(message, cause);
    this.cutOff = cutOff;
  }

  static PmException cutOff(String message, Throwable cause) {
    return new PmException(message, cause, true);
  }

  boolean cutOff() {
    return cutOff;
  }
}
