package dev.qoe.examples.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.config.Nearest;
import dev.qoe.core.service.json.JsonModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores inputs of a service model: a JSON object a line in, one out, in order. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = {
      "Reads inputs of a service model from stdin, a JSON object a line, and writes a result line"
          + " each.",
      "A bad line yields {\"line\": n, \"error\": \"...\"}; the rest goes on and the exit code is"
          + " 1.",
      "Without NAME it lists the models; with --fields it tells what one reads and writes."
    })
final class ModelCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which model, for example g107.")
  private @Nullable String name;

  @Option(
      names = "--forest",
      paramLabel = "DIR",
      description =
          "Folder of the 20 decision trees of P.1203 (node,feature,threshold,left,right).")
  private @Nullable Path forest;

  @Option(names = "--fields", description = "Tell what the model reads and writes.")
  private boolean fields;

  ModelCommand() {}

  @Override
  public Integer call() throws IOException {
    List<JsonModel> models = Models.all(forest);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    if (name == null) {
      models.forEach(model -> out.printf("%-16s %s%n", model.name(), model.title()));
      out.flush();
      return 0;
    }
    JsonModel model = named(models, name);
    if (fields) {
      out.println(model.help());
      out.flush();
      return 0;
    }
    boolean fine = scoreLines(model, out);
    out.flush();
    return fine ? 0 : 1;
  }

  private JsonModel named(List<JsonModel> models, String wanted) {
    List<String> names = models.stream().map(JsonModel::name).toList();
    return models.stream()
        .filter(model -> model.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "unknown model '%s'%s; known are %s"
                        .formatted(wanted, Nearest.hint(wanted, names), String.join(", ", names))));
  }

  private static boolean scoreLines(JsonModel model, PrintStream out) throws IOException {
    boolean fine = true;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    long number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank()) {
        ObjectNode result = score(model, line, number);
        fine &= !result.has("error");
        out.println(result);
      }
    }
    return fine;
  }

  private static ObjectNode score(JsonModel model, String line, long number) {
    try {
      JsonNode input = JSON.readTree(line);
      if (input instanceof ObjectNode object) {
        return model.score(object);
      }
      return error(number, "not a JSON object");
    } catch (JsonProcessingException e) {
      return error(number, "not JSON, column %d: %s".formatted(column(e), e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      return error(number, String.valueOf(e.getMessage()));
    }
  }

  private static int column(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
  }

  private static ObjectNode error(long number, String text) {
    return JSON.createObjectNode().put("line", number).put("error", text);
  }
}
