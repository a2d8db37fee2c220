package dev.qoe.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.voice.EModel;
import dev.qoe.core.service.voice.EModelInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A scenario's file")
class ScenariosTest {

  private static final String VOICE =
      """
      {"type": "experiment", "name": "voice", "seed": 3,
       "parameters": {
         "delay": {"min": 0, "max": 0.4, "step": 0.2, "unit": "s"},
         "codec": {"choices": ["G711", "G729A_VAD"]}},
       "random": {"queueing": {"distribution": "exponential", "mean": 20, "unit": "ms"}},
       "replications": 4,
       "measures": {
         "mos": {"model": "g107",
           "inputs": {"Ta": {"sum": ["delay", "queueing"], "unit": "ms"},
                      "codec": {"parameter": "codec"}, "Ppl": 1}},
         "rating": {"model": "g107", "output": "/terms/R",
           "inputs": {"Ta": {"parameter": "delay", "unit": "ms"}}}}}
      """;

  private static final String SENSITIVITY =
      """
      {"type": "sensitivity", "basePoints": 64, "secondOrder": true,
       "parameters": {
         "delay": {"min": 0, "max": 400, "unit": "ms"},
         "loss": {"min": 0, "max": 5, "unit": "%"}},
       "measures": {"voice mos": {"model": "g107", "inputs": {
         "Ta": {"parameter": "delay", "unit": "ms"}, "Ppl": {"parameter": "loss", "unit": "%"}}}}}
      """;

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static Scenario read(String text) throws IOException {
    return Scenarios.standard().read(json(text), Path.of(""));
  }

  private static List<String> run(String text, int threads) throws Exception {
    List<String> lines = new ArrayList<>();
    read(text).run(ScenarioRun.to(line -> lines.add(line.toString())).withThreads(threads));
    return lines;
  }

  @Test
  @DisplayName("of an experiment scores a model over its inputs, in the units that the model reads")
  void experiment() throws Exception {
    List<String> lines = run(VOICE, 1);

    assertThat(lines).hasSize(3 * 2 * 2).isEqualTo(run(VOICE, 3));
    JsonNode last = json(lines.get(lines.size() - 1));
    assertThat(last.path("parameters").toString())
        .isEqualTo("{\"delay\":0.4,\"codec\":\"G729A_VAD\"}");
    assertThat(last.path("measure").textValue()).isEqualTo("rating");
    assertThat(last.path("mean").doubleValue())
        .isCloseTo(
            EModel.g107()
                .score(EModelInput.builder().oneWayDelay(Duration.ofMillis(400)).build())
                .r(),
            within(1e-9));
    assertThat(last.path("halfWidth95").doubleValue()).isZero();
    JsonNode before = json(lines.get(lines.size() - 2));
    assertThat(before.path("halfWidth95").doubleValue()).isPositive();
    assertThat(before.path("n").intValue()).isEqualTo(4);
  }

  @Test
  @DisplayName("gives other draws for another seed, and its own without one")
  void seed() throws Exception {
    List<String> other = new ArrayList<>();
    read(VOICE).run(ScenarioRun.to(line -> other.add(line.toString())).withSeed(4));
    List<String> own = new ArrayList<>();
    read(VOICE).run(ScenarioRun.to(line -> own.add(line.toString())).withSeed(3));

    assertThat(own).isEqualTo(run(VOICE, 1)).isNotEqualTo(other);
  }

  @Test
  @DisplayName("writes data, manifest and plots into a folder, and leaves no journal")
  void folder(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    read(VOICE).run(ScenarioRun.to(line -> {}).withFolder(out));
    read(SENSITIVITY).run(ScenarioRun.to(line -> {}).withFolder(out));

    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "experiment.csv",
              "experiment.manifest.json",
              "experiment.png",
              "experiment.svg",
              "sensitivity.csv",
              "sensitivity.manifest.json",
              "sensitivity.png",
              "sensitivity.svg",
              "sensitivity-of-voice-mos.csv",
              "sensitivity-of-voice-mos.png",
              "sensitivity-of-voice-mos.svg");
    }
    assertThat(Files.readAllLines(out.resolve("experiment.csv"))).hasSize(1 + 3 * 2 * 4 * 2);
  }

  @Test
  @DisplayName("of a sensitivity tells the indices of each parameter, by Sobol' or Morris")
  void sensitivity() throws Exception {
    List<String> sobol = run(SENSITIVITY, 2);
    assertThat(sobol).hasSize(2).isEqualTo(run(SENSITIVITY, 1));
    JsonNode delay = json(sobol.get(0));
    assertThat(delay.path("total").path("value").doubleValue()).isBetween(0.1, 1.0);
    assertThat(delay.path("second").path("loss").has("halfWidth95")).isTrue();

    String morris =
        SENSITIVITY.replace("\"basePoints\": 64, \"secondOrder\": true", "\"method\": \"morris\"");
    JsonNode loss = json(run(morris, 1).get(1));
    assertThat(loss.path("mu").doubleValue()).isNegative();
    assertThat(loss.path("muStar").path("value").doubleValue()).isPositive();
    String constant =
        SENSITIVITY.replace(
            "\"Ta\": {\"parameter\": \"delay\", \"unit\": \"ms\"}, \"Ppl\": {\"parameter\":"
                + " \"loss\", \"unit\": \"%\"}",
            "");
    assertThat(json(run(constant, 1).get(0)).path("constant").booleanValue()).isTrue();
  }

  @Test
  @DisplayName("may replicate until precise, in antithetic pairs, over any design")
  void designs() throws Exception {
    for (String design : List.of("latin-hypercube", "sobol", "random")) {
      String text =
          VOICE.replace(
              "\"replications\": 4",
              "\"design\": {\"type\": \"%s\", \"points\": 4}, \"antithetic\": true,"
                      .formatted(design)
                  + " \"replications\": {\"precision\": 0.05, \"min\": 3, \"max\": 50}");
      assertThat(run(text, 2)).hasSize(4 * 2).isEqualTo(run(text, 1));
    }
    assertThat(
            run(
                VOICE
                    .replace("\"seed\": 3", "\"design\": {\"type\": \"zip\"}")
                    .replace("\"step\": 0.2", "\"step\": 0.4"),
                1))
        .hasSize(2 * 2);
  }

  @Test
  @DisplayName("is told all its mistakes at once, each with its path, and near names")
  void mistakes() {
    String wrong =
        """
        {"type": "experiment", "sed": 3,
         "parameters": {
           "delay": {"min": 5, "max": 0, "unit": "ms"},
           "loss": {"min": 0, "max": 5, "unit": "%"},
           "codec": {"choices": []}},
         "random": {"q": {"distribution": "exponental", "mean": 20}},
         "design": {"type": "sobol", "points": 0},
         "replications": "many",
         "measures": {
           "a": {"model": "g170", "inputs": {}},
           "b": {"model": "g107", "inputs": {"Ta": {"parameter": "loss", "unit": "ms"},
                 "Ppl": {"parameter": "los", "unit": "%"}, "Ie": {"parameter": "delay"}}}}}
        """;
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scenario has 9 mistake(s):")
        .hasMessageContainingAll(
            "sed: unknown field; did you mean 'seed'?",
            "parameters.delay.max: must be greater than min: 0.0, 5.0",
            "parameters.codec.choices: is empty; give at least one",
            "random.q.distribution: unknown 'exponental'; did you mean 'exponential'?",
            "design.points: must be a whole number from 1 to 1000000: 0",
            "replications: must be a whole number from 1 to 10000000: \"many\"",
            "measures.a.model: unknown 'g170'; did you mean 'g1030'?",
            "measures.b.inputs.Ta.unit: 'loss' is in '%' (ratio), which cannot be told in 'ms'",
            "measures.b.inputs.Ppl.parameter: unknown 'los'; did you mean 'loss'?");
  }

  @Test
  @DisplayName("is told what its model says: unknown inputs and outputs that it has not")
  void modelMistakes() {
    assertThatThrownBy(() -> read(VOICE.replace("\"Ppl\": 1", "\"Pppl\": 1, \"Ie\": \"x\"")))
        .hasMessageContaining("measures.mos: field 'Ie' must be a finite number");
    assertThatThrownBy(() -> read(VOICE.replace("\"Ppl\": 1", "\"Pppl\": 1")))
        .hasMessageContaining("measures.mos: unknown field 'Pppl'; did you mean 'Ppl'?");
    assertThatThrownBy(() -> read(VOICE.replace("/terms/R", "mso")))
        .hasMessageContaining("measures.rating: model 'g107' has no number 'mso'; it has [Ro, Is");
  }

  @Test
  @DisplayName("is refused before it runs where its sweep is too large, with the count")
  void tooLarge() {
    String huge = VOICE.replace("\"step\": 0.2", "\"step\": 1e-12");
    assertThatThrownBy(() -> read(huge))
        .hasMessageContaining("design: design 'grid' has 800000000002 points; at most 1000000");
    assertThatThrownBy(
            () ->
                read(
                    VOICE.replace(
                        "\"replications\": 4", "\"replications\": 3, \"antithetic\": true")))
        .hasMessageContaining("must be even: 3");
  }

  @Test
  @DisplayName("of an unknown kind is told the known ones and the nearest")
  void unknownKind() {
    assertThatThrownBy(() -> read("{\"type\": \"experimnet\"}"))
        .hasMessageStartingWith(
            "field 'type' must name a kind of scenario: \"experimnet\"; did you mean 'experiment'?;"
                + " known are abr, experiment");
    assertThatThrownBy(() -> read("{}")).hasMessageContaining("it is missing; known are abr");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("must be a JSON object");
    assertThatThrownBy(() -> read("{\"type\": \"abr\", \"sesions\": []}"))
        .hasMessageContaining("sesions: unknown field");
  }

  @Test
  @DisplayName("may be of a kind that users add")
  void ownKind(@TempDir Path folder) throws Exception {
    ScenarioType echo =
        new ScenarioType() {
          @Override
          public String name() {
            return "echo";
          }

          @Override
          public String title() {
            return "says a word, a number of times";
          }

          @Override
          public Scenario read(ScenarioFields fields) {
            String word = fields.text("word");
            long times = fields.whole("times", 1, 9, 1);
            double wait = fields.quantity("wait", Unit.of("ms"), 0, 1000);
            double other = fields.quantity("other", Unit.of("ms"), 0, 1000, 7);
            double half = fields.number("half", 0, 1, 0.5);
            fields.check();
            return run -> {
              for (int i = 0; i < times; i++) {
                ObjectNode line = new ObjectMapper().createObjectNode();
                run.line(line.put(word, wait + other + half));
              }
            };
          }
        };
    Scenarios scenarios = Scenarios.standard().with(echo);
    Path file = folder.resolve("echo.json");
    Files.writeString(file, "{\"type\":\"echo\",\"word\":\"hi\",\"times\":2,\"wait\":\"0.02 s\"}");
    List<String> lines = new ArrayList<>();
    scenarios.read(file).run(ScenarioRun.to(line -> lines.add(line.toString())));

    assertThat(lines).containsExactly("{\"hi\":27.5}", "{\"hi\":27.5}");
    assertThat(scenarios.types()).extracting(ScenarioType::name).contains("abr", "echo");
    assertThatThrownBy(() -> scenarios.with(echo)).hasMessageContaining("is there already");
    assertThatThrownBy(
            () ->
                scenarios.read(
                    json("{\"type\":\"echo\",\"wait\":\"2 Mbit\",\"half\":\"x\",\"times\":1.5}"),
                    folder))
        .hasMessageContainingAll(
            "4 mistake(s)",
            "word: is missing",
            "times: must be a whole number from 1 to 9: 1.5",
            "wait: must be a number with a unit of time from 0 to 1000, in ms (example: \"0 ms\")",
            "half: must be a number from 0 to 1: \"x\"");
    assertThatThrownBy(() -> ScenarioRun.to(line -> {}).withThreads(0))
        .hasMessage("threads must be from 1 to 1024: 0");
  }
}
