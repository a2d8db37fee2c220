package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After 100 times of loading, using and unloading a plugin")
class LoadUnloadTest {

  private static final int CYCLES = 100;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Target TARGET = Target.of(ElementPath.of("acme/router"), "");

  @TempDir Path temp;

  @Test
  @DisplayName("no class loader, no open file, no thread and no copy is left")
  void nothingIsLeft() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("plugins"));
    PluginJar.collector(
            "probe",
            "probe",
            """
            org.slf4j.LoggerFactory.getLogger(Factory.class).debug("collecting");
            try (var in = Factory.class.getResourceAsStream("/data.txt")) {
              sink.accept(Measurement.of(
                  target.element(), Kpi.UP, java.time.Instant.EPOCH, in.readAllBytes().length));
            } catch (java.io.IOException e) {
              throw new PluginException(ErrorKind.MALFORMED, e.toString(), e);
            }
            """)
        .entry("data.txt", "12345")
        .in(folder);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    try (PluginHost host = PluginHost.builder().folder(folder).classPath(false).start()) {
      use(host, loaders);
      host.reload("probe");
      long files = openFiles();
      long threads = Thread.getAllStackTraces().size();
      for (int i = 0; i < CYCLES; i++) {
        use(host, loaders);
        host.reload("probe");
      }
      assertThat(loaders).hasSize(CYCLES + 1);
      assertThat(alive(loaders)).as("class loaders that are still there").isZero();
      assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files);
      Until.holds("no more threads", () -> Thread.getAllStackTraces().size() <= threads);
    }
  }

  private static void use(PluginHost host, List<WeakReference<ClassLoader>> loaders)
      throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    Lease<Collector> lease = host.collector("c", "probe", Map.of());
    lease.call(
        SOON,
        made -> {
          made.collect(TARGET, sink);
          loaders.add(new WeakReference<>(made.getClass().getClassLoader()));
          return 1;
        });
    assertThat(sink.measurements()).extracting(m -> m.value()).containsExactly(5.0);
  }

  /** Garbage is collected when the JVM likes, so it is asked more than once. */
  static long alive(List<WeakReference<ClassLoader>> loaders) {
    for (int tries = 0; tries < 50; tries++) {
      System.gc();
      if (loaders.stream().allMatch(reference -> reference.get() == null)) {
        return 0;
      }
    }
    return loaders.stream().filter(reference -> reference.get() != null).count();
  }

  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.count();
    }
  }
}
