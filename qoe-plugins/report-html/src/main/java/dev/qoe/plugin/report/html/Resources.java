package dev.qoe.plugin.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The files that lie beside this renderer in its jar.
 *
 * <p>Thread-safe.
 */
final class Resources {

  private Resources() {}

  /** Returns the text of the file {@code name}, with line feeds only. */
  static String text(String name) {
    try (InputStream stream =
        Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
