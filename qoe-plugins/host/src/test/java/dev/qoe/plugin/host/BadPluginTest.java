package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.spi.CollectorFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A plugin file that cannot be used is refused with its cause, and the others run:")
class BadPluginTest {

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolderWithGoodPlugin() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
    PluginJar.collector("good").as(folder.resolve("a-good.jar"));
  }

  private void assertRefused(PluginState state, String cause) {
    assertRefused(state, cause, PluginLimits.standard());
  }

  private void assertRefused(PluginState state, String cause, PluginLimits limits) {
    try (PluginHost host =
        PluginHost.builder().folder(folder).classPath(false).limits(limits).start()) {
      assertThat(host.plugins()).hasSize(2);
      assertThat(host.plugins())
          .filteredOn(plugin -> plugin.state() == PluginState.STARTED)
          .extracting(PluginStatus::id)
          .containsExactly("good");
      assertThat(host.plugins())
          .filteredOn(plugin -> plugin.state() != PluginState.STARTED)
          .allSatisfy(
              plugin -> {
                assertThat(plugin.cause()).contains(cause);
                assertThat(plugin.state()).isEqualTo(state);
                assertThat(plugin.extensions()).isEmpty();
              });
      host.rescan();
      assertThat(host.plugins()).hasSize(2);
    }
  }

  @Test
  @DisplayName("a file that is no jar")
  void noise() throws IOException {
    Files.writeString(folder.resolve("bad.jar"), "this is no archive");
    assertRefused(PluginState.REFUSED, "it is no readable archive");
  }

  @Test
  @DisplayName("an empty file")
  void empty() throws IOException {
    Files.createFile(folder.resolve("bad.jar"));
    assertRefused(PluginState.REFUSED, "it is no readable archive");
  }

  @Test
  @DisplayName("half a jar")
  void half() throws IOException {
    byte[] whole = Files.readAllBytes(PluginJar.collector("bad").in(temp));
    Files.write(folder.resolve("bad.jar"), java.util.Arrays.copyOf(whole, whole.length / 2));
    assertRefused(PluginState.REFUSED, "it is no readable archive");
  }

  @Test
  @DisplayName("a jar with flipped bytes inside")
  void flipped() throws IOException {
    byte[] bytes = Files.readAllBytes(PluginJar.collector("bad").in(temp));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("vendor/Factory.class") + 60;
    for (int i = 0; i < 40; i++) {
      bytes[at + i] ^= 0x5A;
    }
    Files.write(folder.resolve("bad.jar"), bytes);
    assertRefused(PluginState.REFUSED, "it is no readable archive");
  }

  @Test
  @DisplayName("a folder with the name of a jar")
  void directory() throws IOException {
    Files.createDirectory(folder.resolve("bad.jar"));
    assertRefused(PluginState.REFUSED, "it ");
  }

  @Test
  @DisplayName("a file that is there and cannot be read")
  void unreadable() throws IOException {
    Path memory = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(Files.isRegularFile(memory), "no file here that nobody can read");
    Files.createSymbolicLink(folder.resolve("bad.jar"), memory);
    assertRefused(PluginState.REFUSED, "it cannot be read: ");
  }

  @Test
  @DisplayName("a jar without a manifest")
  void noManifest() {
    PluginJar.collector("bad")
        .without("Plugin-Id")
        .without("Plugin-Version")
        .without("Plugin-Requires")
        .in(folder);
    assertRefused(PluginState.REFUSED, "it has no META-INF/MANIFEST.MF");
  }

  @Test
  @DisplayName("a manifest that is none")
  void garbledManifest() throws IOException {
    Path text = Files.writeString(temp.resolve("manifest"), ":::\nno manifest");
    PluginJar.zip(folder.resolve("bad.jar"), Map.of("META-INF/MANIFEST.MF", text));
    assertRefused(PluginState.REFUSED, "its META-INF/MANIFEST.MF cannot be read: ");
  }

  @Test
  @DisplayName("a link that leads nowhere")
  void dangling() throws IOException {
    Files.createSymbolicLink(folder.resolve("bad.jar"), temp.resolve("nowhere"));
    assertRefused(PluginState.REFUSED, "it cannot be read: there is no such file");
  }

  @Test
  @DisplayName("a manifest without a name")
  void noId() {
    PluginJar.collector("bad").without("Plugin-Id").in(folder);
    assertRefused(PluginState.REFUSED, "its manifest has no Plugin-Id");
  }

  @Test
  @DisplayName("a name that is a path")
  void pathAsId() {
    PluginJar.collector("bad").manifest("Plugin-Id", "../../etc").in(folder);
    assertRefused(PluginState.REFUSED, "Plugin-Id in its manifest must be letters");
  }

  @Test
  @DisplayName("a version that is none")
  void noVersion() {
    PluginJar.collector("bad").manifest("Plugin-Version", "latest").in(folder);
    assertRefused(
        PluginState.REFUSED,
        "Plugin-Version in its manifest must be major.minor.patch, for example 1.0.0: 'latest'");
  }

  @Test
  @DisplayName("no range of the API's versions")
  void noRange() {
    PluginJar.collector("bad").without("Plugin-Requires").in(folder);
    assertRefused(PluginState.REFUSED, "its manifest has no Plugin-Requires: add the range");
  }

  @Test
  @DisplayName("a range that is none")
  void wrongRange() {
    PluginJar.collector("bad").manifest("Plugin-Requires", ">> new").in(folder);
    assertRefused(
        PluginState.REFUSED, "Plugin-Requires in its manifest is no range of versions: '>> new'");
  }

  @Test
  @DisplayName("another version of the API")
  void otherApi() {
    PluginJar.collector("bad").manifest("Plugin-Requires", ">=7.0.0").in(folder);
    assertRefused(
        PluginState.REFUSED, "it needs version >=7.0.0 of the API, and this is 0.1.0: take");
  }

  @Test
  @DisplayName("dependence on another plugin")
  void dependence() {
    PluginJar.collector("bad").manifest("Plugin-Dependencies", "good").in(folder);
    assertRefused(PluginState.REFUSED, "plugins do not know each other");
  }

  @Test
  @DisplayName("bundled classes of the API")
  void bundledApi() {
    PluginJar.collector("bad").entry("dev/qoe/api/spi/Collector.class", "old").in(folder);
    assertRefused(
        PluginState.REFUSED,
        "it bundles classes of the API, such as dev/qoe/api/spi/Collector.class: give qoe-api the"
            + " scope 'provided'");
  }

  @Test
  @DisplayName("the same plugin twice")
  void twice() {
    PluginJar.collector("good").as(folder.resolve("b-copy.jar"));
    assertRefused(PluginState.REFUSED, "a plugin 'good' is there already, from");
  }

  @Test
  @DisplayName("a type that another plugin offers")
  void sameType() {
    PluginJar.collector("late", "good", "").in(folder);
    assertRefused(PluginState.REFUSED, "plugin 'good' offers the collector 'good' already");
  }

  @Test
  @DisplayName("no service")
  void noService() {
    PluginJar.empty("bad").entry("readme.txt", "nothing here").in(folder);
    assertRefused(PluginState.REFUSED, "it offers no service: META-INF/services/ holds none of");
  }

  @Test
  @DisplayName("a service whose class is not there")
  void missingClass() {
    PluginJar.empty("bad").service(CollectorFactory.class, "vendor.Gone").in(folder);
    assertRefused(PluginState.FAILED, "vendor.Gone");
  }

  @Test
  @DisplayName("a service that is empty")
  void emptyService() {
    PluginJar.empty("bad").service(CollectorFactory.class).in(folder);
    assertRefused(PluginState.FAILED, "no class named in META-INF/services is there");
  }

  @Test
  @DisplayName("a class that does not implement its service")
  void noFactory() {
    PluginJar.empty("bad")
        .source("vendor.Factory", "package vendor; public class Factory {}")
        .service(CollectorFactory.class, "vendor.Factory")
        .in(folder);
    assertRefused(PluginState.FAILED, "not a subtype");
  }

  @Test
  @DisplayName("a class that throws an error as it is made")
  void throwing() {
    PluginJar.empty("bad")
        .source(
            "vendor.Factory",
            "package vendor; public class Factory { static { if (true) throw new"
                + " StackOverflowError(\"on purpose\"); } }")
        .service(CollectorFactory.class, "vendor.Factory")
        .in(folder);
    assertRefused(PluginState.FAILED, "making the entries broke");
  }

  @Test
  @DisplayName("a class that hangs as it is made")
  void hanging() {
    PluginJar.empty("bad")
        .source(
            "vendor.Factory",
            """
            package vendor;
            import dev.qoe.api.spi.*;
            public class Factory implements CollectorFactory {
              public Factory() {
                try {
                  new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              public CollectorDescriptor descriptor() { return null; }
              public Collector create(Settings s, CollectorContext c) { return null; }
            }
            """)
        .service(CollectorFactory.class, "vendor.Factory")
        .in(folder);
    assertRefused(
        PluginState.FAILED,
        "making the entries did not end within PT2S",
        PluginLimits.standard().withCreation(Duration.ofSeconds(2)));
  }

  @Test
  @DisplayName("a descriptor that is null")
  void nullDescriptor() {
    PluginJar.empty("bad")
        .source(
            "vendor.Factory",
            "package vendor; import dev.qoe.api.spi.*; public class Factory implements"
                + " CollectorFactory { public CollectorDescriptor descriptor() { return null; }"
                + " public Collector create(Settings s, CollectorContext c) { return null; } }")
        .service(CollectorFactory.class, "vendor.Factory")
        .in(folder);
    assertRefused(PluginState.FAILED, "NullPointerException");
  }

  @Test
  @DisplayName("a zip without a plugin")
  void zipWithoutPlugin() throws IOException {
    Path library = PluginJar.empty("library").without("Plugin-Id").in(temp);
    PluginJar.zip(folder.resolve("bad.zip"), Map.of("library.jar", library));
    assertRefused(PluginState.REFUSED, "this one holds 0 among 1 jars");
  }

  @Test
  @DisplayName("a zip with two plugins, or with paths that lead out of it")
  void zipWithTwo() throws IOException {
    Path one = PluginJar.collector("one").in(temp);
    Path two = PluginJar.collector("two").in(temp);
    PluginJar.zip(
        folder.resolve("bad.zip"),
        Map.of("one.jar", one, "lib/two.jar", two, "../../evil.jar", one, "x/y.jar", one));
    assertRefused(PluginState.REFUSED, "this one holds 2 among 2 jars");
    assertThat(temp.resolve("evil.jar")).doesNotExist();
  }
}
