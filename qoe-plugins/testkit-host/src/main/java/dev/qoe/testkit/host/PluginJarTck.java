package dev.qoe.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.spi.PluginFactory;
import dev.qoe.api.spi.ReportRenderer;
import dev.qoe.plugin.host.ExtensionKind;
import dev.qoe.plugin.host.PluginHost;
import dev.qoe.plugin.host.PluginState;
import dev.qoe.plugin.host.PluginStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The contract of a packaged plugin, as a test that runs once the jar is built: extend it, and say
 * where the jar is by the system property {@value #JAR}, or by {@link #jar()}.
 *
 * <pre>{@code
 * class HelloJarIT extends PluginJarTck {}
 * }</pre>
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
@Isolated("it counts the threads and classes of the whole process")
public abstract class PluginJarTck {

  /** The system property that names the jar. */
  public static final String JAR = "qoe.plugin.jar";

  private static final int CYCLES = 100;
  private static final int WARM_UP = 20;

  /** What the virtual machine itself may load or start meanwhile. */
  private static final int CLASSES_OF_THE_MACHINE = 40;

  /** Less than a class loader with one class takes. */
  private static final int BYTES_PER_CYCLE = 20_000;

  @TempDir Path folder;

  /** For subclasses. */
  protected PluginJarTck() {}

  /** Returns the jar; the one that the system property names unless overridden. */
  protected Path jar() {
    String jar = System.getProperty(JAR, "");
    assertThat(jar).as("system property %s: where the packaged jar is", JAR).isNotEmpty();
    return Path.of(jar);
  }

  @Test
  @DisplayName("a host loads it and offers what it has")
  void hostLoadsIt() {
    install();
    try (PluginHost host = host()) {
      assertThat(host.plugins())
          .as("plugins in the folder")
          .singleElement()
          .satisfies(
              plugin -> {
                assertThat(plugin.state()).as(plugin.cause()).isEqualTo(PluginState.STARTED);
                assertThat(plugin.extensions()).as("what it offers").isNotEmpty();
              });
    }
  }

  @Test
  @DisplayName("the service loader finds on a plain class path what the host finds")
  void serviceLoaderFindsIt() throws IOException {
    install();
    TreeSet<String> offered = new TreeSet<>();
    try (PluginHost host = host()) {
      host.plugins().stream()
          .map(PluginStatus::extensions)
          .flatMap(List::stream)
          .forEach(extension -> offered.add(words(extension.kind(), extension.type())));
    }
    TreeSet<String> found = new TreeSet<>();
    try (URLClassLoader loader = SharedClasses.under(jar())) {
      for (ExtensionKind kind : ExtensionKind.values()) {
        for (Object entry : ServiceLoader.load(kind.service(), loader)) {
          found.add(words(kind, type(entry)));
        }
      }
    }
    assertThat(found).as("found by the service loader").containsAll(offered);
  }

  @Test
  @DisplayName("it holds no class that its host brings: the API, SLF4J, JSpecify")
  void hostsClassesStayOut() throws IOException {
    try (JarFile file = new JarFile(jar().toFile())) {
      assertThat(file.stream().map(ZipEntry::getName).filter(SharedClasses::bringsAlready))
          .as("classes that belong to the host: give them the scope 'provided'")
          .isEmpty();
    }
  }

  @Test
  @DisplayName("a host that loads and unloads it a hundred times keeps nothing of it")
  void unloadingLeavesNothing() {
    Path installed = install();
    Traces before = Traces.of(installed);
    Traces after;
    try (PluginHost host = host()) {
      List<String> ids =
          host.plugins().stream()
              .filter(plugin -> plugin.state() == PluginState.STARTED)
              .map(PluginStatus::id)
              .toList();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        if (cycle == WARM_UP) {
          before = Traces.of(installed);
        }
        ids.forEach(host::reload);
      }
      after = Traces.of(installed);
    }
    assertThat(Traces.of(installed).handles()).as("open files once the host is closed").isZero();
    int cycles = CYCLES - WARM_UP;
    assertThat(after.threads())
        .as("threads after %d cycles, from %s to %s", cycles, before, after)
        .isLessThan(before.threads() + cycles / 10);
    assertThat(after.handles())
        .as("open files after %d cycles, from %s to %s", cycles, before, after)
        .isLessThanOrEqualTo(before.handles());
    assertThat(after.classes())
        .as("classes after %d cycles, from %s to %s", cycles, before, after)
        .isLessThan(before.classes() + CLASSES_OF_THE_MACHINE);
    assertThat(after.metaspaceBytes())
        .as("metaspace after %d cycles, from %s to %s", cycles, before, after)
        .isLessThan(before.metaspaceBytes() + (long) cycles * BYTES_PER_CYCLE);
  }

  private Path install() {
    try {
      Path plugins = Files.createDirectories(folder.resolve("plugins"));
      return Files.copy(jar(), plugins.resolve(jar().getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("jar '%s' cannot be read".formatted(jar()), e);
    }
  }

  private PluginHost host() {
    return PluginHost.builder()
        .folder(folder.resolve("plugins"))
        .classPath(false)
        .scratch(folder.resolve("scratch"))
        .start();
  }

  private static String type(Object entry) {
    return entry instanceof ReportRenderer renderer
        ? renderer.format()
        : ((PluginFactory) entry).descriptor().type();
  }

  private static String words(ExtensionKind kind, String type) {
    return kind + " " + type;
  }
}
