package ${package};

import dev.qoe.api.spi.ChannelFactory;
import dev.qoe.testkit.ChannelTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class ${name}ChannelTckTest extends ChannelTck {
  @TempDir private Path folder;

  @Override
  protected ChannelFactory factory() {
    return new ${name}ChannelFactory();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("folder", folder.toString());
  }

  @Override
  protected Optional<Map<String, String>> deadSettings() {
    return Optional.of(Map.of("folder", folder.resolve("nowhere").toString()));
  }

  @Override
  protected Optional<List<String>> received() {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : (Iterable<Path>) files::iterator) {
        texts.add(Files.readString(file));
      }
      return Optional.of(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
