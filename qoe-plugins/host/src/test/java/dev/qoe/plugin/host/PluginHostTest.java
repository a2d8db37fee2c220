package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A host of plugins")
class PluginHostTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Target TARGET = Target.of(ElementPath.of("acme/router"), "192.0.2.1");

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
  }

  private PluginHost host() {
    return builder().start();
  }

  private PluginHostBuilder builder() {
    return PluginHost.builder().folder(folder).classPath(false).scratch(temp.resolve("scratch"));
  }

  private static RecordingSink collect(PluginHost host, String type) throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (Lease<Collector> collector = host.collector("c", type, Map.of())) {
      collector.call(
          SOON,
          made -> {
            made.collect(TARGET, sink);
            return true;
          });
    }
    return sink;
  }

  private static PluginStatus only(PluginHost host) {
    assertThat(host.plugins()).hasSize(1);
    return host.plugins().get(0);
  }

  @Test
  @DisplayName("loads a jar, lists what it offers, and makes it")
  void jar() throws Exception {
    Path file = PluginJar.collector("probe").in(folder);
    try (PluginHost host = host()) {
      PluginStatus status = only(host);
      assertThat(status.id()).isEqualTo("probe");
      assertThat(status.version()).isEqualTo("1.2.3");
      assertThat(status.state()).isEqualTo(PluginState.STARTED);
      assertThat(status.cause()).isEmpty();
      assertThat(status.file()).contains(file);
      assertThat(status.extensions())
          .containsExactly(
              new Extension(ExtensionKind.COLLECTOR, "probe", "Reports one.", List.of()));
      assertThat(host.extensions(ExtensionKind.COLLECTOR)).hasSize(1);
      assertThat(host.extensions(ExtensionKind.CHANNEL)).isEmpty();
      assertThat(collect(host, "probe").measurements())
          .extracting(Measurement::kpi)
          .containsExactly(Kpi.UP);
      assertThat(only(host).meters().calls()).isPositive();
    }
  }

  @Test
  @DisplayName("loads a zip of a plugin with the libraries that it needs")
  void zip() throws Exception {
    Path build = Files.createDirectory(temp.resolve("build"));
    Path library =
        PluginJar.empty("library")
            .without("Plugin-Id")
            .source(
                "library.Constant",
                "package library; public final class Constant { public static double one() { return"
                    + " 1; } }")
            .in(build);
    Path plugin =
        PluginJar.collector(
                "zipped",
                "zipped",
                "try { Class.forName(\"library.Constant\"); } catch (ClassNotFoundException e) {"
                    + " throw new PluginException(ErrorKind.MALFORMED, \"no library\"); }"
                    + " sink.accept(Measurement.of(target.element(), Kpi.UP,"
                    + " java.time.Instant.EPOCH, 1));")
            .in(build);
    PluginJar.zip(
        folder.resolve("zipped.zip"), Map.of("plugin.jar", plugin, "lib/library.jar", library));
    try (PluginHost host = host()) {
      assertThat(only(host).state()).as(only(host).cause()).isEqualTo(PluginState.STARTED);
      assertThat(collect(host, "zipped").measurements()).hasSize(1);
    }
  }

  @Test
  @DisplayName("shares the API and SLF4J by name, and nothing else")
  void isolation() throws Exception {
    PluginJar.collector(
            "private",
            "private",
            """
            for (String hidden : List.of(
                "com.fasterxml.jackson.core.JsonFactory", "org.pf4j.PluginManager",
                "dev.qoe.plugin.host.PluginHost", "org.junit.jupiter.api.Test")) {
              try {
                Class.forName(hidden);
                sink.reject("visible", hidden, "");
              } catch (ClassNotFoundException e) {
                sink.reject("hidden", hidden, "");
              }
            }
            if (org.slf4j.LoggerFactory.getLogger("x").getClass().getClassLoader()
                == Factory.class.getClassLoader()) {
              sink.reject("visible", "own SLF4J", "");
            }
            if (Factory.class.getResource("/org/slf4j/Logger.class") != null) {
              sink.reject("visible", "resources of the host", "");
            }
            sink.reject("seen", java.sql.Date.class.getName(), "");
            """)
        .in(folder);
    try (PluginHost host = host()) {
      RecordingSink sink = collect(host, "private");
      assertThat(sink.rejectCounts()).isEqualTo(Map.of("hidden", 4, "seen", 1));
    }
  }

  @Test
  @DisplayName("gives each of two plugins its own version of a class of the same name")
  void ownVersions() throws Exception {
    String body = "sink.reject(\"which\", vendor.Which.NAME.toString(), \"\");";
    for (String id : List.of("a", "b")) {
      PluginJar.collector(id, id, body)
          .source(
              "vendor.Which",
              "package vendor; final class Which { static final Object NAME = \"" + id + "\"; }")
          .in(folder);
    }
    try (PluginHost host = host()) {
      assertThat(collect(host, "a").rejects().get(0).place()).isEqualTo("a");
      assertThat(collect(host, "b").rejects().get(0).place()).isEqualTo("b");
    }
  }

  @Test
  @DisplayName("stops a plugin, and what it made, and starts it again")
  void stopAndStart() {
    PluginJar.collector("probe").in(folder);
    try (PluginHost host = host()) {
      Lease<Collector> before = host.collector("c", "probe", Map.of());
      host.stop("probe");
      assertThat(only(host).state()).isEqualTo(PluginState.STOPPED);
      assertThat(only(host).cause()).isEqualTo("it was stopped");
      assertThat(before.ended()).isTrue();
      assertThatThrownBy(() -> before.call(SOON, made -> 1))
          .isInstanceOf(ContainedException.class)
          .hasMessageContaining("its plugin 'probe' was stopped");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.collector("c", "probe", Map.of()))
          .withMessageContaining(
              "no started plugin offers the collector 'probe', which collector 'c' wants");
      host.start("probe");
      assertThat(only(host).state()).isEqualTo(PluginState.STARTED);
      host.collector("c", "probe", Map.of()).close();
    }
  }

  @Test
  @DisplayName("does not start a plugin again when another offers the same by then")
  void startedTooLate() {
    PluginJar.collector("probe").in(folder);
    try (PluginHost host = host()) {
      host.stop("probe");
      PluginJar.collector("second", "probe", "").in(folder);
      host.rescan();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.start("probe"))
          .withMessageStartingWith(
              "plugin 'probe' cannot be started: plugin 'second' offers the collector 'probe'");
      assertThat(host.extensions(ExtensionKind.COLLECTOR)).hasSize(1);
    }
  }

  @Test
  @DisplayName("reloads a plugin from its file as it is now, while others run")
  void reload() throws Exception {
    PluginJar.collector("other").in(folder);
    PluginJar.collector("probe").in(folder);
    try (PluginHost host = host()) {
      Lease<Collector> other = host.collector("o", "other", Map.of());
      PluginJar.collector("probe").manifest("Plugin-Version", "2.0.0").in(folder);
      host.reload("probe");
      assertThat(host.plugins())
          .extracting(PluginStatus::id, PluginStatus::version)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("other", "1.2.3"),
              org.assertj.core.groups.Tuple.tuple("probe", "2.0.0"));
      assertThat(collect(host, "probe").measurements()).hasSize(1);
      assertThat(other.ended()).isFalse();
      Lease<Collector> probe = host.collector("p", "probe", Map.of());
      host.rescan();
      assertThat(probe.ended()).as("reloaded once more, though it did not change").isFalse();
    }
  }

  @Test
  @DisplayName("tells of a factory that returns nothing")
  void nothingMade() {
    PluginJar.empty("probe")
        .source(
            "vendor.Factory",
            """
            package vendor;
            import dev.qoe.api.spi.*;
            import java.util.*;
            public class Factory implements CollectorFactory {
              public CollectorDescriptor descriptor() {
                return CollectorDescriptor.of("probe", "Does nothing.", List.of(), Set.of());
              }
              public Collector create(Settings s, CollectorContext c) { return null; }
            }
            """)
        .service(CollectorFactory.class, "vendor.Factory")
        .in(folder);
    try (PluginHost host = host()) {
      assertThatThrownBy(() -> host.collector("c", "probe", Map.of()))
          .isInstanceOf(ContainedException.class)
          .hasMessageStartingWith("making collector 'c' broke: ")
          .hasMessageEndingWith("its factory returned nothing");
      assertThat(only(host).meters().errors()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("follows its folders: new files come, changed ones are reloaded, others go")
  void rescan() throws Exception {
    Path probe = PluginJar.collector("probe").in(folder);
    try (PluginHost host = host()) {
      host.unload("probe");
      assertThat(host.plugins()).isEmpty();
      host.rescan();
      assertThat(host.plugins()).as("unloaded by hand").isEmpty();
      PluginJar.collector("probe").manifest("Plugin-Version", "1.2.4").in(folder);
      PluginJar.collector("second").in(folder);
      host.rescan();
      assertThat(host.plugins()).extracting(PluginStatus::id).containsExactly("probe", "second");
      Files.delete(probe);
      host.rescan();
      assertThat(only(host).id()).isEqualTo("second");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> host.reload("probe"))
          .withMessage("there is no plugin 'probe'; there are [second]");
    }
  }

  @Test
  @DisplayName("lends clock, threads, web clients, secrets and a folder that survives")
  void context() throws Exception {
    String source =
        """
        package vendor;

        import dev.qoe.api.spi.*;
        import java.util.*;
        import java.util.concurrent.*;

        public final class Factory implements CollectorFactory {
          static final Setting<String> KEY = Setting.secret("key", "a key");

          public CollectorDescriptor descriptor() {
            return CollectorDescriptor.of("all", "Uses all.", List.of(KEY), Set.of());
          }

          public Collector create(Settings settings, CollectorContext context) {
            return (target, sink) -> {
              try {
                sink.reject("clock", context.clock().instant().toString(), "");
                CompletableFuture<String> name = new CompletableFuture<>();
                context.executor().execute(() -> { throw new StackOverflowError("contained"); });
                context.executor().execute(() -> name.complete(Thread.currentThread().getName()));
                sink.reject("thread", name.get().replaceAll("[0-9]+", "N"), "");
                sink.reject("secret", settings.get(KEY) + context.secrets().find("B").get(), "");
                java.nio.file.Files.writeString(context.scratch().resolve("f"), "x");
                context.progress(1, 2, "rows");
                context.pause(java.time.Duration.ofMillis(1));
                sink.reject("web", "" + context.http().followRedirects()
                    + (context.http() == context.http())
                    + context.http(javax.net.ssl.SSLContext.getDefault()).followRedirects(), "");
              } catch (Exception e) {
                throw new PluginException(ErrorKind.MALFORMED, e.toString(), e);
              }
            };
          }
        }
        """;
    PluginJar.empty("all")
        .source("vendor.Factory", source)
        .service(CollectorFactory.class, "vendor.Factory")
        .in(folder);
    List<String> progress = new java.util.concurrent.CopyOnWriteArrayList<>();
    PluginHostBuilder options =
        builder()
            .clock(() -> java.time.Instant.EPOCH)
            .secrets(
                name -> java.util.Optional.ofNullable(Map.of("A", "one", "B", "two").get(name)))
            .progress((who, done, total, what) -> progress.add(who + done + total + what));
    try (PluginHost host = options.start()) {
      RecordingSink sink = RecordingSink.accepting();
      try (Lease<Collector> lease = host.collector("a/b", "all", Map.of("key", "${A}"))) {
        lease.call(
            SOON,
            made -> {
              made.collect(TARGET, sink);
              return 1;
            });
      }
      assertThat(sink.rejects())
          .extracting(RecordingSink.Reject::place)
          .containsExactly("1970-01-01T00:00:00Z", "qoe-all-task-N", "onetwo", "NEVERtrueNEVER");
      assertThat(temp.resolve("scratch/a%2f%b/f")).exists();
      assertThat(progress).containsExactly("collector 'a/b'12rows");
    }
  }
}
