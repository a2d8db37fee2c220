package dev.qoe.plugin.host;

import dev.qoe.api.spi.PluginException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a call to a plugin ended.
 *
 * @param trouble what was thrown; null if it ended well
 */
record Outcome(@Nullable Throwable trouble) {

  static final Outcome WELL = new Outcome(null);

  boolean well() {
    return trouble == null;
  }

  /** Returns what the plugin told of trouble in the way that it should. */
  Optional<PluginException> told() {
    return trouble instanceof PluginException e ? Optional.of(e) : Optional.empty();
  }

  /** Returns whether the plugin broke: it threw what it should not. */
  boolean broken() {
    return trouble != null
        && !(trouble instanceof PluginException)
        && !(trouble instanceof InterruptedException);
  }

  /** Returns what went wrong, in a sentence. */
  String text() {
    if (trouble == null) {
      return "";
    }
    return told().map(e -> e.kind() + ": " + e.getMessage()).orElseGet(() -> textOf(trouble));
  }

  /** Returns an exception in words; asks it for its message carefully, for it is a stranger's. */
  static String textOf(Throwable trouble) {
    try {
      return trouble.toString();
    } catch (RuntimeException | Error e) {
      return trouble.getClass().getName();
    }
  }
}
