package dev.qoe.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar of a collector that is compiled here, right unless told otherwise. */
final class PluginJar {

  private static final String SOURCE =
      """
      package probe;

      import dev.qoe.api.kpi.Kpi;
      import dev.qoe.api.measure.Measurement;
      import dev.qoe.api.spi.*;
      import java.util.*;

      public final class ProbeFactory implements CollectorFactory {
        public ProbeFactory() {
          %s
        }

        @Override public CollectorDescriptor descriptor() {
          return CollectorDescriptor.of("probe", "Probes.", List.of(), Set.of(Kpi.PACKET_LOSS));
        }

        @Override public Collector create(Settings settings, CollectorContext context) {
          return (target, sink) -> {};
        }
      }
      """;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private String constructor = "";

  PluginJar() {
    manifest.put("Plugin-Id", "probe");
    manifest.put("Plugin-Version", "1.0.0");
    manifest.put("Plugin-Requires", ">=0.1.0 & <0.2.0");
    file("META-INF/services/dev.qoe.api.spi.CollectorFactory", "probe.ProbeFactory\n");
  }

  PluginJar manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  PluginJar file(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PluginJar without(String name) {
    files.remove(name);
    return this;
  }

  /** Has the factory's constructor do something. */
  PluginJar constructor(String statements) {
    constructor = statements;
    return this;
  }

  /** Writes the jar into a folder. */
  Path in(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path source = folder.resolve("ProbeFactory.java");
    Files.writeString(source, SOURCE.formatted(constructor));
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            source.toString());
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
    assertThat(result).as("result of the compiler").isZero();

    Manifest all = new Manifest();
    all.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach((name, value) -> all.getMainAttributes().putValue(name, value));
    Path jar = folder.resolve("probe.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, all)) {
      for (Path file : filesBelow(classes)) {
        write(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(entries, file.getKey(), file.getValue());
      }
    }
    return jar;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }

  private static void write(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
