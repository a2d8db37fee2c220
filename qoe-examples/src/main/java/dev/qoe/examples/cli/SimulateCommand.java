package dev.qoe.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.video.scenario.AbrScenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario of the simulation and writes a JSON line a session. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a scenario and writes a JSON line for each of its sessions, in order.",
      "There is one kind of scenario, \"abr\": players of adaptive video over recorded traces:",
      "{\"type\":\"abr\", \"simulator\":\"sabre\" or \"pensieve\", \"sessions\":[{\"trace\":FILE,"
          + " \"manifest\":FILE, \"algorithm\":NAME, \"params\":{...}}]}",
      "Paths are relative to the scenario's file. The same scenario gives the same bytes, whatever"
          + " the number of threads."
    })
final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SCENARIO.json", description = "The scenario's file.")
  private Path scenario = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many sessions run at a time; ${DEFAULT-VALUE} unless given.")
  private int threads = 1;

  SimulateCommand() {}

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be at least 1: " + threads);
    }
    if (!Files.isReadable(scenario)) {
      throw new IOException("scenario '%s' cannot be read".formatted(scenario));
    }
    JsonNode type = new ObjectMapper().readTree(scenario.toFile()).path("type");
    if (!type.asText().equals("abr")) {
      throw new IllegalArgumentException(
          "%s: field 'type' must name a kind of scenario: %s; known is \"abr\""
              .formatted(scenario, type.isMissingNode() ? "it is missing" : type));
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Stream<ObjectNode> lines = AbrScenario.read(scenario).lines(threads)) {
      lines.forEachOrdered(out::println);
    }
    out.flush();
    return 0;
  }
}
