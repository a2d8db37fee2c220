package dev.qoe.sim.scenario;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.video.scenario.AbrScenario;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Players of adaptive video over recorded traces, a line a session. */
final class AbrType implements ScenarioType {

  private static final ObjectWriter JSON =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build().writer();

  @Override
  public String name() {
    return "abr";
  }

  @Override
  public String title() {
    return "players of adaptive video over recorded traces";
  }

  @Override
  public Scenario read(ScenarioFields fields) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("type", name());
    fields.names().forEach(field -> root.set(field, fields.json(field)));
    AbrScenario scenario = AbrScenario.of(root, fields.folder());
    return run -> run(scenario, run);
  }

  private static void run(AbrScenario scenario, ScenarioRun run) throws IOException {
    Optional<Path> folder = run.folder();
    try (Stream<ObjectNode> lines = scenario.lines(run.threads());
        Writer file = folder.isPresent() ? open(folder.get()) : Writer.nullWriter()) {
      for (ObjectNode line : (Iterable<ObjectNode>) lines::iterator) {
        run.line(line);
        if (folder.isPresent()) {
          file.write(JSON.writeValueAsString(line) + "\n");
        }
      }
    }
  }

  private static Writer open(Path folder) throws IOException {
    return Files.newBufferedWriter(Files.createDirectories(folder).resolve("abr.jsonl"));
  }
}
