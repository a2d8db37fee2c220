package dev.qoe.plugin.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A plugin and where it stands.
 *
 * <p>Immutable.
 *
 * @param id its name; of a file that does not tell one, the file's
 * @param version its version; empty if it tells none
 * @param state where it stands
 * @param cause why it stands there, in a sentence; empty while it is started
 * @param file where it lies; empty if it came with the class path
 * @param extensions what it offers
 * @param meters what it has done so far
 * @since 0.1
 */
public record PluginStatus(
    String id,
    String version,
    PluginState state,
    String cause,
    Optional<Path> file,
    List<Extension> extensions,
    PluginMeters meters) {

  /** Creates a status; the list is copied. */
  public PluginStatus {
    extensions = List.copyOf(extensions);
  }
}
