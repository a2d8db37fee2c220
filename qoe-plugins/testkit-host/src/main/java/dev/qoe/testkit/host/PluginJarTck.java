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
import java.util.ArrayList;
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

  private static final int WARM_UP = 20;
  private static final int CYCLES_PER_ROUND = 10;
  private static final int ROUNDS = 8;

  /** Half of what a round leaves in which each cycle leaves one class. */
  private static final int CLASSES_PER_ROUND = CYCLES_PER_ROUND / 2;

  /** Half of that too: a class takes 500 bytes at least. */
  private static final int BYTES_PER_ROUND = CLASSES_PER_ROUND * 500;

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
    List<Traces> rounds = new ArrayList<>();
    try (PluginHost host = host()) {
      List<String> ids =
          host.plugins().stream()
              .filter(plugin -> plugin.state() == PluginState.STARTED)
              .map(PluginStatus::id)
              .toList();
      reload(host, ids, WARM_UP);
      rounds.add(Traces.of(installed));
      for (int round = 0; round < ROUNDS; round++) {
        reload(host, ids, CYCLES_PER_ROUND);
        rounds.add(Traces.of(installed));
      }
    }
    assertThat(Traces.of(installed).handles()).as("open files once the host is closed").isZero();
    String what = "usual growth in %d cycles, of %s".formatted(CYCLES_PER_ROUND, rounds);
    assertThat(rounds.get(ROUNDS).handles())
        .as("open files at the end, of %s", rounds)
        .isLessThanOrEqualTo(rounds.get(0).handles());
    assertThat(Traces.usualGrowth(rounds, Traces::threads)).as("threads: " + what).isNotPositive();
    assertThat(Traces.usualGrowth(rounds, Traces::classes))
        .as("classes: " + what)
        .isLessThan(CLASSES_PER_ROUND);
    assertThat(Traces.usualGrowth(rounds, Traces::classBytes))
        .as("bytes of classes: " + what)
        .isLessThan(BYTES_PER_ROUND);
  }

  private static void reload(PluginHost host, List<String> ids, int cycles) {
    for (int cycle = 0; cycle < cycles; cycle++) {
      ids.forEach(host::reload);
    }
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
