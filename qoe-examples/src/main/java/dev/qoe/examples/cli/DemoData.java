package dev.qoe.examples.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the recorded drive test of the examples lies: beside the code, never in a jar. */
final class DemoData {

  private static final Path RELATIVE = Path.of("data", "drive-test", "ucc5g", "Download");

  private DemoData() {}

  /** Returns the folder, as seen from the jar or from the working directory. */
  static Path folder() {
    Path fallback = Path.of("qoe-examples").resolve(RELATIVE);
    return Stream.concat(
            Stream.of(fallback, RELATIVE), module().map(path -> path.resolve(RELATIVE)).stream())
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(fallback);
  }

  /** The folder of the module: two above the jar or its classes. */
  private static Optional<Path> module() {
    try {
      Path code =
          Path.of(DemoData.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.ofNullable(code.getParent()).map(Path::getParent);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
