package dev.qoe.plugin.pm;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder of performance files and what a collector makes of them. */
final class Reading {

  static final ElementPath ROOT = ElementPath.of("acme");

  private final Path folder;
  private final Path scratch;

  Reading(Path folder) {
    try {
      this.folder = Files.createDirectories(folder.resolve("in"));
      this.scratch = Files.createDirectories(folder.resolve("scratch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Puts a given file into the folder. */
  Path given(String name) {
    try (InputStream in = Reading.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no such file: " + name);
      }
      Path file = folder.resolve(name);
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file into the folder. */
  Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the folder with a new collector and the memory of those before. */
  RecordingSink collect(Map<String, ?> settings) throws PluginException, InterruptedException {
    RecordingSink sink = RecordingSink.accepting();
    collect(settings, folder, sink);
    return sink;
  }

  void collect(Map<String, ?> settings, Path address, RecordingSink sink)
      throws PluginException, InterruptedException {
    try (TestContext context = TestContext.in(scratch);
        Collector collector = create(settings, context)) {
      collector.collect(Target.of(ROOT, address.toString()), sink);
    }
  }

  static Collector create(Map<String, ?> settings, TestContext context) {
    PmCollectorFactory factory = new PmCollectorFactory();
    Settings checked = Settings.of("collector 'pm'", factory.descriptor().settings(), settings);
    return factory.create(checked, context);
  }

  /** Returns the measurements as lines: element, indicator, time, value, quality. */
  static List<String> lines(RecordingSink sink) {
    return sink.measurements().stream().map(Reading::line).toList();
  }

  private static String line(Measurement m) {
    return "%s %s %s %s %s".formatted(m.element(), m.kpi(), m.time(), m.value(), m.quality());
  }
}
