package dev.qoe.plugin.file;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.CollectorTck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the file collector keeps the contract of collectors:")
class FileCollectorTckTest extends CollectorTck {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    StringBuilder text = new StringBuilder("time,cell,rtt\n");
    for (int i = 0; i < 50; i++) {
      text.append("2020-02-13T12:00:").append(10 + i % 50).append("Z,c").append(i % 3);
      text.append(',').append(i).append('\n');
    }
    Files.writeString(folder.resolve("a.csv"), text);
  }

  @Override
  protected CollectorFactory factory() {
    return new FileCollectorFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of(
        "element", "{target+}/{cell}",
        "fields", Map.of("cell", "cell"),
        "time", Map.of("field", "time"),
        "values", List.of(Map.of("field", "rtt", "kpi", "TRN_RTT", "unit", "ms")));
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("encoding", "UTF-16"),
        Map.of("encoding", "klingon"),
        Map.of("separator", ";;"),
        Map.of("values", List.of()),
        Map.of("time", Map.of("format", "ms")),
        Map.of("max-line", "1"),
        Map.of("move-to", "done"),
        Map.of("format", "xml"));
  }

  @Override
  protected Target target() {
    return Target.of(ElementPath.of("acme/cork"), folder.toString());
  }

  @Override
  protected Optional<Target> deadTarget() {
    return Optional.of(Target.of(ElementPath.of("acme"), folder.resolve("nowhere.csv").toString()));
  }
}
