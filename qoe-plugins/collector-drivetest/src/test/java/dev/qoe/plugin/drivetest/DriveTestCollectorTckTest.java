package dev.qoe.plugin.drivetest;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.CollectorTck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the drive-test collector keeps the contract of collectors:")
class DriveTestCollectorTckTest extends CollectorTck {

  private static final ElementPath ROOT = ElementPath.of("op-B");

  @TempDir private Path folder;

  @BeforeEach
  void writeTraces() throws IOException {
    new Csv().sample(0).ping(0, "80", "0").umts(1).writeTo(folder.resolve("a.csv"));
    new Csv().sample(10).sample(10).writeTo(folder.resolve("b.csv"));
  }

  @Override
  protected CollectorFactory factory() {
    return new DriveTestCollectorFactory();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("threads", "2", "zone", "Europe/Dublin");
  }

  @Override
  protected List<Map<String, String>> badSettings() {
    return List.of(
        Map.of("threads", "0"),
        Map.of("threads", "65"),
        Map.of("threads", "many"),
        Map.of("zone", "Atlantis"),
        Map.of("stuck-after", "0"));
  }

  @Override
  protected Target target() {
    return Target.of(ROOT, folder.toString());
  }

  @Override
  protected Optional<Target> deadTarget() {
    return Optional.of(Target.of(ROOT, folder.resolve("nowhere").toString()));
  }
}
