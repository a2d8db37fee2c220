package dev.qoe.plugin.report.html;

import dev.qoe.api.alert.Cause;
import dev.qoe.api.kpi.Kpi;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What to do first about a cause or an indicator: engineering practice, not a standard.
 *
 * <p>The sentences stand in {@code advice.properties}. Thread-safe.
 */
final class Advice {

  private static final Properties SENTENCES = read();

  private Advice() {}

  /** Returns what to do about a cause; empty if nothing is known of it. */
  static Optional<String> on(Cause cause) {
    return Optional.ofNullable(SENTENCES.getProperty("cause." + cause.code()));
  }

  /** Returns what to do about an indicator; empty if nothing is known of it. */
  static Optional<String> on(Kpi kpi) {
    return Optional.ofNullable(SENTENCES.getProperty("kpi." + kpi.code()));
  }

  private static Properties read() {
    Properties sentences = new Properties();
    try {
      sentences.load(new StringReader(Resources.text("advice.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sentences;
  }
}
