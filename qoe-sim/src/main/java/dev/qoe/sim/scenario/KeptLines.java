package dev.qoe.sim.scenario;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.internal.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A scenario whose lines go into the run's folder too, where there is one: {@code NAME.jsonl}, and
 * {@code NAME.manifest.json} beside it.
 */
final class KeptLines implements Scenario {

  private static final ObjectWriter JSON =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build().writer();

  private final String name;
  private final ObjectNode parameters;
  private final Scenario lines;

  /**
   * Creates a scenario.
   *
   * @param fields what the file says
   * @param lines what writes the lines
   */
  KeptLines(String name, ScenarioFields fields, Scenario lines) {
    this.name = name;
    this.lines = lines;
    parameters = JsonNodeFactory.instance.objectNode();
    fields.names().forEach(field -> parameters.set(field, fields.json(field)));
  }

  @Override
  public void run(ScenarioRun run) throws IOException, InterruptedException {
    if (run.folder().isEmpty()) {
      lines.run(run);
      return;
    }
    Path folder = Files.createDirectories(run.folder().get());
    Instant started = InstantSource.system().instant();
    long start = System.nanoTime();
    try (Writer file = Files.newBufferedWriter(folder.resolve(name + ".jsonl"))) {
      lines.run(run.alsoTo(line -> write(line, file)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("scenario", name).put("version", Provenance.version());
    run.seed().ifPresent(seed -> manifest.put("seed", seed));
    manifest.set("parameters", parameters);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Provenance.describe(manifest, started, took, run.threads());
    Provenance.write(manifest, folder.resolve(name + ".manifest.json"));
  }

  private static void write(ObjectNode line, Writer file) {
    try {
      file.write(JSON.writeValueAsString(line));
      file.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
