package dev.qoe.plugin.host;

import dev.qoe.api.spi.CollectorFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin's jar, compiled and packed by the test. */
final class PluginJar {

  /** Compiling takes long, so what was compiled once is kept. */
  private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED =
      new ConcurrentHashMap<>();

  private static final String SOURCE =
      """
      package vendor;

      import dev.qoe.api.kpi.Kpi;
      import dev.qoe.api.measure.Measurement;
      import dev.qoe.api.spi.*;
      import java.util.*;

      public final class Factory implements CollectorFactory {
        @Override public CollectorDescriptor descriptor() {
          return CollectorDescriptor.of("TYPE", "Reports one.", List.of(), Set.of(Kpi.UP));
        }

        @Override public Collector create(Settings settings, CollectorContext context) {
          return new Collector() {
            @Override public void collect(Target target, Sink sink)
                throws PluginException, InterruptedException {
              BODY
            }
          };
        }
      }
      """;

  private final String id;
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new TreeMap<>();

  private PluginJar(String id) {
    this.id = id;
    manifest.put("Plugin-Id", id);
    manifest.put("Plugin-Version", "1.2.3");
    manifest.put("Plugin-Requires", ">=0.1.0 & <1.0.0");
  }

  /** A plugin without classes. */
  static PluginJar empty(String id) {
    return new PluginJar(id);
  }

  /** A plugin with a collector, whose type is the plugin's id, that tells that its target is up. */
  static PluginJar collector(String id) {
    return collector(
        id,
        id,
        "sink.accept(Measurement.of(target.element(), Kpi.UP, java.time.Instant.EPOCH, 1));");
  }

  /** A plugin with a collector that does what {@code body} says. */
  static PluginJar collector(String id, String type, String body) {
    return empty(id)
        .source("vendor.Factory", SOURCE.replace("TYPE", type).replace("BODY", body))
        .service(CollectorFactory.class, "vendor.Factory");
  }

  PluginJar manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  PluginJar without(String name) {
    manifest.remove(name);
    return this;
  }

  PluginJar source(String type, String source) {
    sources.put(type, source);
    return this;
  }

  PluginJar service(Class<?> service, String... providers) {
    return entry("META-INF/services/" + service.getName(), String.join("\n", providers));
  }

  PluginJar entry(String name, String content) {
    entries.put(name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Packs it as {@code <id>.jar} and returns its path. */
  Path in(Path folder) {
    return as(folder.resolve(id + ".jar"));
  }

  Path as(Path file) {
    try {
      Manifest head = new Manifest();
      head.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.forEach((name, value) -> head.getMainAttributes().putValue(name, value));
      try (OutputStream out = Files.newOutputStream(file);
          JarOutputStream jar =
              manifest.isEmpty() ? new JarOutputStream(out) : new JarOutputStream(out, head)) {
        for (Map.Entry<String, byte[]> entry : all().entrySet()) {
          jar.putNextEntry(new ZipEntry(entry.getKey()));
          jar.write(entry.getValue());
          jar.closeEntry();
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs files as a zip, by their names in it. */
  static Path zip(Path file, Map<String, Path> content) throws IOException {
    try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, Path> entry : content.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        Files.copy(entry.getValue(), zip);
        zip.closeEntry();
      }
    }
    return file;
  }

  private Map<String, byte[]> all() {
    Map<String, byte[]> all = new TreeMap<>(entries);
    all.putAll(COMPILED.computeIfAbsent(Map.copyOf(sources), PluginJar::compiled));
    return all;
  }

  private static Map<String, byte[]> compiled(Map<String, String> sources) {
    Map<String, byte[]> classes = new TreeMap<>();
    if (sources.isEmpty()) {
      return classes;
    }
    try {
      Path folder = compile(sources);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      delete(folder);
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path compile(Map<String, String> sources) throws IOException {
    Path folder = Files.createTempDirectory("classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((type, source) -> units.add(new Source(type, source)));
    List<String> options =
        List.of(
            "-proc:none",
            "--release",
            "17",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    if (!compiler.getTask(null, null, said, options, null, units).call()) {
      throw new IllegalArgumentException(said.getDiagnostics().toString());
    }
    return folder;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
