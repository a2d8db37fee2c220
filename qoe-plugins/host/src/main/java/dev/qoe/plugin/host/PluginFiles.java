package dev.qoe.plugin.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of plugins in their folders. Static methods only. */
final class PluginFiles {

  private static final Logger LOG = LoggerFactory.getLogger(PluginFiles.class);

  private PluginFiles() {}

  /** Returns the files in {@code folders} with their checksums, in the order of names. */
  static Map<Path, String> in(List<Path> folders) {
    Map<Path, String> found = new LinkedHashMap<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Archive::isPlugin).sorted().toList()) {
          found.put(file, checksum(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            "folder of plugins '%s' cannot be read: %s".formatted(folder, e), e);
      }
    }
    return found;
  }

  /**
   * Returns what changes when the file does; one that cannot be read is refused as it is loaded.
   */
  static String checksum(Path file) {
    try {
      return Files.isRegularFile(file) ? PluginTrust.sha256(file) : "no file";
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  /** Deletes a folder with all in it; what cannot be deleted is logged. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.warn("folder '{}' cannot be deleted: {}", folder, e.toString());
    }
  }
}
