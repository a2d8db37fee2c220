package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.sim.scenario.Scenario;
import dev.qoe.sim.scenario.ScenarioRun;
import dev.qoe.sim.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueScenarioTest {

  private static final String DIGEST =
      "0acf4c62052d51e4fca0a9b63c5e33306e7e69804a28cd2f1e1f1b0ac34149a6";

  private static final String WORKED =
      """
      {"type": "queue", "arrivalRate": "1.8 1/s", "serviceRate": "60 1/min", "servers": 2,
       "warmUp": "500 s", "horizon": "3000 s", "replications": 20, "seed": 42}
      """;

  @TempDir private Path folder;

  private Scenario read(String json) throws IOException {
    Scenarios known = Scenarios.standard();
    if (known.types().stream().noneMatch(type -> type.name().equals("queue"))) {
      known = known.with(QueueScenario.type());
    }
    return known.read(Files.writeString(folder.resolve("queue.json"), json));
  }

  private static List<ObjectNode> lines(Scenario scenario, int threads)
      throws IOException, InterruptedException {
    List<ObjectNode> lines = new ArrayList<>();
    scenario.run(ScenarioRun.to(lines::add).withThreads(threads));
    return lines;
  }

  @DisplayName("The same seed gives the same bytes, today and tomorrow, on 1, 2 and 8 threads")
  @Test
  void golden() throws IOException, InterruptedException, NoSuchAlgorithmException {
    Scenario scenario = read(WORKED);
    for (int threads : new int[] {1, 2, 8}) {
      String text =
          lines(scenario, threads).stream().map(line -> line + "\n").collect(Collectors.joining());
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      assertThat(HexFormat.of().formatHex(digest)).as("%d threads", threads).isEqualTo(DIGEST);
    }
    List<ObjectNode> other = new ArrayList<>();
    scenario.run(ScenarioRun.to(other::add).withSeed(43));
    assertThat(other).hasSize(27).isNotEqualTo(lines(scenario, 1));
  }

  @DisplayName("A line a replication, then a line a measure that says whether theory is covered")
  @Test
  void lines() throws IOException, InterruptedException {
    List<ObjectNode> lines = lines(read(WORKED), 1);

    assertThat(lines).hasSize(20 + 7);
    assertThat(lines.get(3).path("replication").asInt()).isEqualTo(3);
    assertThat(lines.get(3).path("utilisation").asDouble()).isCloseTo(0.9, within(0.1));
    ObjectNode inSystem = lines.get(21);
    assertThat(inSystem.path("measure").asText()).isEqualTo("meanInSystem");
    assertThat(inSystem.path("theory").asDouble()).isCloseTo(9.473684, within(1e-6));
    assertThat(inSystem.path("covered").asBoolean()).isTrue();
    assertThat(inSystem.path("level").asDouble()).isEqualTo(0.99);
    assertThat(inSystem.path("n").asInt()).isEqualTo(20);
    assertThat(inSystem.path("mean").asDouble()).isCloseTo(9.47, within(3.0));
  }

  @DisplayName("Every distribution can be asked for; where there is no closed form none is claimed")
  @Test
  void distributions() throws IOException, InterruptedException {
    List<String> services =
        List.of(
            "{\"distribution\": \"exponential\", \"mean\": \"500 ms\"}",
            "{\"distribution\": \"constant\", \"mean\": \"500 ms\"}",
            "{\"distribution\": \"uniform\", \"min\": \"0 s\", \"max\": \"1 s\"}",
            "{\"distribution\": \"erlang\", \"mean\": \"500 ms\", \"phases\": 3}",
            "{\"distribution\": \"hyperexponential\", \"mean\": \"0.5 s\", \"squaredVariation\":"
                + " 4}",
            "{\"distribution\": \"lognormal\", \"mean\": \"0.5 s\", \"squaredVariation\": 2}");
    for (String service : services) {
      String json =
          """
          {"type": "queue", "arrivals": {"distribution": "constant", "mean": "1 s"},
           "service": %s, "horizon": "200 s", "replications": 3}
          """;
      List<ObjectNode> lines = lines(read(json.formatted(service)), 1);
      assertThat(lines).hasSize(3 + 7);
      assertThat(lines.get(3).path("mean").asDouble()).as(service).isBetween(0.3, 0.7);
      assertThat(lines.get(3).has("theory"))
          .isEqualTo(service.contains("exponential\", \"mean\": \"500"));
    }
  }

  @DisplayName("A run too short to serve anybody is told so, not averaged")
  @Test
  void nobody() throws IOException {
    Scenario empty =
        read(
            """
            {"type": "queue", "arrivalRate": "1 1/h", "serviceRate": "1 1/s", "horizon": "1 s",
             "replications": 2, "capacity": 1}
            """);

    assertThatThrownBy(() -> lines(empty, 1))
        .rootCause()
        .hasMessage(
            "too few customers came between PT0.1S and PT1S for any mean; take a longer horizon");
  }

  @DisplayName("One replication has means, but no interval; a folder gets the data and a manifest")
  @Test
  void single() throws IOException, InterruptedException {
    Scenario one = read(WORKED.replace("\"replications\": 20", "\"replications\": 1"));
    List<ObjectNode> lines = new ArrayList<>();
    one.run(ScenarioRun.to(lines::add).withFolder(folder.resolve("out")));

    assertThat(lines).hasSize(1 + 7);
    assertThat(lines.get(1).has("halfWidth")).isFalse();
    assertThat(lines.get(1).path("covered").asBoolean()).isTrue();
    assertThat(Files.readAllLines(folder.resolve("out/queue.csv"))).hasSize(1 + 11);
    assertThat(folder.resolve("out/queue.manifest.json")).isNotEmptyFile();
  }

  @DisplayName(
      "All mistakes are told at once, each with its path, and the near name for a misspelt one")
  @Test
  void mistakes() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"type": "queue", "arrivalRate": "1.8 s", "serviceRate": "1 1/s",
                     "service": {"distribution": "erlnag", "mean": "1 s", "phases": 2},
                     "server": 2, "capacity": 0, "horizon": 3000, "warmUp": "1 m", "level": 99}
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scenario has ")
        .hasMessageContaining("arrivalRate: must be a number with a unit of event rate")
        .hasMessageContaining("serviceRate: contradicts 'service'; give one of them")
        .hasMessageContaining("service.distribution: unknown 'erlnag'; did you mean 'erlang'?")
        .hasMessageContaining("server: unknown field; did you mean 'servers'?")
        .hasMessageContaining("capacity: must be a whole number from 1 to ")
        .hasMessageContaining("horizon: must be a number with a unit of time")
        .hasMessageContaining("warmUp: must be a number with a unit of time")
        .hasMessageContaining("level: must be a number from 0.5 to 0.9999: 99");
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"type": "queue", "horizon": "5 s", "warmUp": "6 s",
                     "service": {"distribution": "uniform", "min": "2 s", "max": "1 s"}}
                    """))
        .hasMessageContaining("arrivalRate: is missing")
        .hasMessageContaining("service.min: must be below max, 1.0 s: 2.0 s")
        .hasMessageContaining("warmUp: must be shorter than the horizon, 5.0 s: 6.0 s");
  }

  @DisplayName("A queue that grows without end, or takes years, is refused with the figure")
  @Test
  void unreasonable() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"type": "queue", "arrivalRate": "3 1/s", "serviceRate": "1 1/s", "servers": 2,
                     "horizon": "1e9 s", "replications": 1000}
                    """))
        .hasMessageContaining(
            "capacity: is missing: each server's load is 1.50000, and from 1 on the queue grows")
        .hasMessageContaining(
            "horizon: asks for 3.00e+12 customers in 1000 replications; at most 1e+11 are allowed");
  }
}
