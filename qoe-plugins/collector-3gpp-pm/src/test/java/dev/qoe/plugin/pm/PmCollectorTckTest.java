package dev.qoe.plugin.pm;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.CollectorTck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the collector of performance files keeps the contract of collectors:")
class PmCollectorTckTest extends CollectorTck {

  private static final ElementPath ROOT = ElementPath.of("acme/cork");

  @TempDir private Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void putFiles() {
    Reading reading = new Reading(temp);
    reading.given("A20181002.0000-1000-0015-1000_5G.xml.gz");
    reading.given("C20190328.0000-0015.xml");
    folder = reading.folder();
  }

  @Override
  protected CollectorFactory factory() {
    return new PmCollectorFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("counters", "all", "profiles", List.of("3gpp-nr", "ericsson-lte"));
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("counters", "some"),
        Map.of("element", "{dn}"),
        Map.of("element", "{element}/{}"),
        Map.of("element", "{element}//x"),
        Map.of("files", "[a"),
        Map.of("zone", "Atlantis"),
        Map.of("suspect-quality", "1.5"),
        Map.of("max-megabytes", "0"),
        Map.of("settle", "-PT1S"));
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
