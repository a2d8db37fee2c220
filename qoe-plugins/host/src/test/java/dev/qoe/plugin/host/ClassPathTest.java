package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

@DisplayName("A host of plugins on a plain class path")
class ClassPathTest {

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
  }

  private PluginHostBuilder builder() {
    return PluginHost.builder().folder(folder).scratch(temp.resolve("scratch"));
  }

  private static PluginStatus status(PluginHost host, String id) {
    return host.plugins().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<Measurement> collected(PluginHost host) throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (Lease<Collector> collector = host.collector("c", "plain", Map.of())) {
      collector.call(
          Duration.ofSeconds(10),
          made -> {
            made.collect(Target.of(ElementPath.of("acme/router"), ""), sink);
            return true;
          });
    }
    return sink.measurements();
  }

  @Test
  @DisplayName("finds them; they can be stopped but not unloaded")
  void classPath() throws Exception {
    Path jar = PluginJar.collector("plain").in(temp);
    try (java.net.URLClassLoader loader =
        new java.net.URLClassLoader(
            new java.net.URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      PluginHostBuilder options = builder();
      options.loader = loader;
      try (PluginHost host = options.start()) {
        assertThat(host.plugins())
            .anySatisfy(
                status -> {
                  assertThat(status.id()).isEqualTo("plain");
                  assertThat(status.state()).isEqualTo(PluginState.STARTED);
                  assertThat(status.file()).isEmpty();
                });
        assertThat(collected(host)).hasSize(1);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> host.unload("plain"))
            .withMessageContaining("can be stopped, but not unloaded");
        host.stop("plain");
        assertThat(host.extensions(ExtensionKind.COLLECTOR))
            .noneMatch(extension -> extension.type().equals("plain"));
      }
    }
  }

  @Test
  @DisplayName("has a file with the same take their place, until that goes")
  void displaced() throws Exception {
    Path jar = PluginJar.collector("plain").in(temp);
    try (java.net.URLClassLoader loader =
        new java.net.URLClassLoader(
            new java.net.URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      PluginHostBuilder options = builder();
      options.loader = loader;
      try (PluginHost host = options.start()) {
        Lease<Collector> before = host.collector("c", "plain", Map.of());
        Path file =
            PluginJar.collector(
                    "late",
                    "plain",
                    "sink.accept(Measurement.of(target.element(), Kpi.UP,"
                        + " java.time.Instant.EPOCH, 0));")
                .in(folder);
        host.rescan();
        assertThat(before.ended()).isTrue();
        assertThat(collected(host)).extracting(Measurement::value).containsExactly(0.0);
        assertThat(status(host, "late").state()).isEqualTo(PluginState.STARTED);
        assertThat(status(host, "plain").state()).isEqualTo(PluginState.STOPPED);
        assertThat(status(host, "plain").cause())
            .isEqualTo("plugin 'late' takes its place, from " + file);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> host.start("plain"))
            .withMessage(
                "plugin 'plain' cannot be started: plugin 'late' offers the collector 'plain'"
                    + " already, from "
                    + file);
        host.reload("late");
        assertThat(collected(host)).extracting(Measurement::value).containsExactly(0.0);
        host.unload("late");
        assertThat(status(host, "plain").state()).isEqualTo(PluginState.STARTED);
        assertThat(collected(host)).extracting(Measurement::value).containsExactly(1.0);
      }
    }
  }

  @Test
  @DisplayName("uses what is right on a class path, and tells what is not")
  void brokenClassPath() throws Exception {
    Path right = PluginJar.collector("plain").in(temp);
    Path missing =
        PluginJar.empty("missing")
            .service(CollectorFactory.class, "vendor.Gone", Fixture.Other.class.getName())
            .in(temp);
    Path twice =
        PluginJar.empty("twice")
            .source(
                "vendor.Twice",
                """
                package vendor;
                import dev.qoe.api.spi.*;
                import java.util.*;
                public class Twice implements CollectorFactory {
                  public CollectorDescriptor descriptor() {
                    return CollectorDescriptor.of("plain", "Again.", List.of(), Set.of());
                  }
                  public Collector create(Settings s, CollectorContext c) {
                    return (target, sink) -> {};
                  }
                }
                """)
            .service(CollectorFactory.class, "vendor.Twice")
            .in(temp);
    java.net.URL[] path = {missing.toUri().toURL(), right.toUri().toURL(), twice.toUri().toURL()};
    try (java.net.URLClassLoader loader =
        new java.net.URLClassLoader(path, getClass().getClassLoader())) {
      PluginHostBuilder options = builder();
      options.loader = loader;
      try (PluginHost host = options.start()) {
        assertThat(host.extensions(ExtensionKind.COLLECTOR))
            .extracting(Extension::type)
            .contains("other", "plain")
            .doesNotHaveDuplicates();
        assertThat(host.plugins())
            .filteredOn(plugin -> plugin.id().equals("class-path"))
            .extracting(PluginStatus::state, PluginStatus::cause)
            .containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple(
                    PluginState.FAILED,
                    "dev.qoe.api.spi.CollectorFactory: Provider vendor.Gone not found"),
                org.assertj.core.groups.Tuple.tuple(
                    PluginState.REFUSED,
                    "vendor.Twice: plugin 'plain' offers the collector 'plain' already, from the"
                        + " class path"));
      }
    }
  }
}
