package dev.qoe.plugin.host;

/** Tells that a file is not loaded, and why; says of which plugin as far as that is known. */
final class PluginRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  PluginRefusedException(String message) {
    super(message);
  }

  PluginRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
