package dev.qoe.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.scenario.Scenario;
import dev.qoe.sim.scenario.ScenarioRun;
import dev.qoe.sim.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario of the simulation and writes its figures as JSON lines. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a scenario and writes its figures, a JSON object a line, in order.",
      "The field \"type\" of the scenario says what it is; without SCENARIO.json the kinds are"
          + " listed.",
      "Paths in it are relative to its file. The same scenario and seed give the same bytes,"
          + " whatever the number of threads."
    })
final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 1024;

  /** Writes numbers the same way on every JDK. */
  private static final ObjectWriter JSON =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build().writer();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "SCENARIO.json", description = "The scenario's file.")
  private @Nullable Path file;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed, in the place of the scenario's own.")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write data, manifest and plots there; a run that was killed goes on from there.")
  private @Nullable Path folder;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work; ${DEFAULT-VALUE} unless given.")
  private int threads = 1;

  SimulateCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new ParameterException(
          spec.commandLine(),
          "--threads must be from 1 to %d: %d".formatted(MOST_THREADS, threads));
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    if (file == null) {
      Scenarios.standard()
          .types()
          .forEach(type -> out.printf("%-12s %s%n", type.name(), type.title()));
      out.flush();
      return 0;
    }
    run(file, out);
    out.flush();
    return 0;
  }

  private void run(Path path, PrintStream out) throws IOException, InterruptedException {
    if (!Files.isReadable(path)) {
      throw new IOException("scenario '%s' cannot be read".formatted(path));
    }
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("--out '%s' is a file; name a folder".formatted(folder));
    }
    Scenario scenario = read(path);
    try (ConsoleProgress progress = new ConsoleProgress("simulating")) {
      ScenarioRun run =
          ScenarioRun.to(line -> out.println(text(line)))
              .withThreads(threads)
              .withProgress(progress);
      run = seed == null ? run : run.withSeed(seed);
      scenario.run(folder == null ? run : run.withFolder(folder));
    }
  }

  private static Scenario read(Path path) throws IOException {
    try {
      return Scenarios.standard().read(path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is not JSON, line %d: %s"
              .formatted(
                  path,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
