package dev.qoe.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What made an output: version, date, machine. The only output that differs from run to run. */
final class Manifest implements IVersionProvider {

  Manifest() {}

  static String version() {
    return Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Writes a manifest with what was asked for and how it went. */
  static void write(Path file, Map<String, Object> parameters, Map<String, Object> figures)
      throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("version", version());
    manifest.put("date", Instant.now().toString());
    manifest.put(
        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    manifest.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    manifest.put("processors", Runtime.getRuntime().availableProcessors());
    manifest.put("parameters", parameters);
    manifest.put("figures", figures);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), manifest);
  }

  @Override
  public String[] getVersion() {
    return new String[] {"qoe " + version()};
  }
}
