package dev.qoe.sim.video.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbrScenarioTest {

  private static final String SABRE_DIGEST =
      "8892f6ababe895f9d4186065f538d74a915ff9bc4b7d27275262d6df532924e6";
  private static final String PENSIEVE_DIGEST =
      "fdf721d1c6bda67e4afcce1144b9d5295e643de78f0855a81726d469f90f365e";

  private static final List<String> ALGORITHMS =
      List.of(
          "throughput",
          "throughput-noibr",
          "throughput-sw3",
          "bola",
          "bola-O-basic",
          "bola-PL-O",
          "bolae",
          "bolae-noabandon",
          "bolae-replaceleft",
          "dynamic-replaceright",
          "dynamicdash",
          "dashjs",
          "bba-0",
          "bba-1",
          "bba-2",
          "bb",
          "rb-hm5",
          "robustmpc",
          "fastmpc",
          "fixed-2");

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    StringBuilder json = new StringBuilder("[");
    StringBuilder columns = new StringBuilder();
    StringBuilder sizes = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      int kbps = 400 + 37 * (i * i % 101);
      json.append(i == 0 ? "" : ",")
          .append(
              "{\"duration_ms\":%d,\"bandwidth_kbps\":%d,\"latency_ms\":%d}"
                  .formatted(900 + i, kbps, 20 + i));
      columns.append("%d.%d\t%d.%d%n".formatted(i, i % 10, kbps / 1000, kbps % 1000));
      sizes
          .append(i == 0 ? "" : ",")
          .append("[%d,%d,%d]".formatted(1_000_000 + i, 2_000_000 + 1000 * i, 5_000_000 - i));
    }
    write("link.json", json + "]");
    write("link.txt", columns.toString());
    write(
        "film.json",
        "{\"segment_duration_ms\":2000,\"bitrates_kbps\":[500,1000,2500],\"segment_sizes_bits\":["
            + sizes
            + "]}");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private AbrScenario scenario(String simulator, String trace, String params) throws IOException {
    String sessions =
        ALGORITHMS.stream()
            .filter(name -> simulator.equals("sabre") || !name.matches(".*-(no|re|sw).*"))
            .map(
                name ->
                    "{\"trace\":\"%s\",\"manifest\":\"film.json\",\"algorithm\":\"%s\",\"params\":%s}"
                        .formatted(trace, name, params))
            .collect(Collectors.joining(","));
    return AbrScenario.read(
        write(
            "scenario.json",
            "{\"type\":\"abr\",\"simulator\":\"%s\",\"sessions\":[%s]}"
                .formatted(simulator, sessions)));
  }

  private static String digest(AbrScenario scenario, int threads) throws NoSuchAlgorithmException {
    try (Stream<ObjectNode> lines = scenario.lines(threads)) {
      String text = lines.map(line -> line + "\n").collect(Collectors.joining());
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @DisplayName("The same scenario gives the same bytes, today and tomorrow, on one thread or two")
  @Test
  void goldenDigests() throws IOException, NoSuchAlgorithmException {
    AbrScenario sabre = scenario("sabre", "link.json", "{\"buffer_s\":20,\"cli\":\"-b 20\"}");
    assertThat(digest(sabre, 1)).isEqualTo(SABRE_DIGEST);
    assertThat(digest(sabre, 2)).isEqualTo(SABRE_DIGEST);

    AbrScenario pensieve =
        scenario("pensieve", "link.txt", "{\"chunk_s\":2,\"chunks\":50,\"rtt_ms\":60}");
    assertThat(digest(pensieve, 1)).isEqualTo(PENSIEVE_DIGEST);
    assertThat(digest(pensieve, 2)).isEqualTo(PENSIEVE_DIGEST);
  }

  @DisplayName("A line repeats what was asked and tells what came of it")
  @Test
  void line() throws IOException {
    ObjectNode line = scenario("sabre", "link.json", "{}").lines().findFirst().orElseThrow();

    assertThat(line.path("trace").asText()).isEqualTo("link.json");
    assertThat(line.path("algorithm").asText()).isEqualTo("throughput");
    assertThat(line.path("segments_played").asInt()).isEqualTo(60);
    assertThat(line.path("qualities").asText()).hasSize(60);
    assertThat(line.path("startup_delay_ms").asDouble()).isGreaterThan(20);
  }

  @DisplayName("All mistakes of a scenario are told at once, each with its place")
  @Test
  void mistakes() throws IOException {
    Path file =
        write(
            "wrong.json",
            """
            {"type": "abx", "simulator": "sabre", "seed": 1, "sessions": [
              {"trace": "none.json", "manifest": "film.json", "algorithm": "bola"},
              {"trace": "link.json", "manifest": "film.json", "algorithm": "bolaf"},
              {"trace": "link.json", "manifest": "film.json", "algorithm": "bola",
               "params": {"buffer": 20}},
              {"trace": "link.json", "manifest": "film.json", "algorithm": "bola",
               "params": {"buffer_s": "20"}},
              {"trace": "link.json", "manifest": "film.json", "algorithm": "bola",
               "params": {"buffer_s": 1}},
              {"trace": 5, "algorithm": "bola"},
              7]}
            """);

    assertThatThrownBy(() -> AbrScenario.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scenario has 10 mistake(s):")
        .hasMessageContaining("seed: unknown field; known are [p1203, sessions, simulator, type]")
        .hasMessageContaining("type: must be 'abr': 'abx'")
        .hasMessageContaining("sessions[0].trace: no such file: ")
        .hasMessageContaining(
            "sessions[1].algorithm: unknown algorithm 'bolaf'; known are throughput, ")
        .hasMessageContaining("sessions[2].params.buffer: unknown field; known are [buffer_s, cli]")
        .hasMessageContaining("sessions[3].params.buffer_s: must be a number: \"20\"")
        .hasMessageContaining(
            "sessions[4].params: buffer in ms must be from 2000 to 86400000: 1000")
        .hasMessageContaining("sessions[5].trace: must be a text: 5")
        .hasMessageContaining("sessions[5].manifest: is missing")
        .hasMessageContaining("sessions[6]: must be an object: NUMBER");
  }

  @DisplayName("Pensieve's parameters are checked against the film")
  @Test
  void pensieveMistakes() {
    assertThatThrownBy(() -> scenario("pensieve", "link.txt", "{\"chunks\":61}"))
        .hasMessageContaining("sessions[0].params: chunks must be from 1 to 60: 61");
    assertThatThrownBy(() -> scenario("pensieve", "link.txt", "{\"chunks\":1.5}"))
        .hasMessageContaining("sessions[0].params.chunks: must be a whole number: 1.5");
    assertThatThrownBy(() -> scenario("pensieve", "link.txt", "{\"chunk_s\":4}"))
        .hasMessageContaining("sessions[0].params.chunk_s: must be the film's, 2.0: 4.0");
    assertThatThrownBy(() -> scenario("pensieve", "link.txt", "{\"buffer_s\":4}"))
        .hasMessageContaining(
            "sessions[0].params.buffer_s: unknown field; known are [buffer_cap_s");
  }

  @DisplayName("A scenario that is no object, or has no sessions, is refused")
  @Test
  void empty() throws IOException {
    Path array = write("array.json", "[]");
    assertThatThrownBy(() -> AbrScenario.read(array))
        .hasMessageContaining("$: must be an object: ARRAY");
    Path none = write("none.json", "{\"type\":\"abr\",\"simulator\":\"vlc\",\"sessions\":[]}");
    assertThatThrownBy(() -> AbrScenario.read(none))
        .hasMessageContaining("simulator: must be 'sabre' or 'pensieve': 'vlc'")
        .hasMessageContaining("sessions: must be an array of at least one session");
  }

  @DisplayName("A suffix that changes Sabre's player is refused for Pensieve's")
  @Test
  void suffix() throws IOException {
    Path file =
        write(
            "suffix.json",
            """
            {"type": "abr", "simulator": "pensieve", "sessions": [
              {"trace": "link.txt", "manifest": "film.json", "algorithm": "bolae-noabandon"}]}
            """);

    assertThatThrownBy(() -> AbrScenario.read(file))
        .hasMessageContaining(
            "sessions[0].algorithm: 'bolae-noabandon' has a suffix that only simulator 'sabre'");
  }

  @DisplayName("An unreasonable number of threads is refused")
  @Test
  void threads() throws IOException {
    AbrScenario scenario = scenario("sabre", "link.json", "{}");

    assertThatThrownBy(() -> scenario.lines(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be from 1 to 1024: 0");
  }

  @DisplayName("Every algorithm is known by the name that it calls itself")
  @Test
  void names() {
    for (String name : AlgorithmChoice.NAMES.split(";", -1)[0].split(", ", -1)) {
      String numbered = name.strip().replace("N", "3");
      assertThat(AlgorithmChoice.parse(numbered).abr()).hasToString(numbered);
    }
    assertThat(AlgorithmChoice.parse("bolae-O-noabandon-sw4"))
        .satisfies(
            choice -> {
              assertThat(choice.abr()).hasToString("bolae-O");
              assertThat(choice.abandonment()).isFalse();
              assertThat(choice.slidingWindow()).isEqualTo(4);
            });
  }

  @DisplayName("A session that fails ends the parallel stream with its own exception")
  @Test
  void failureInParallel() {
    List<Callable<Integer>> tasks =
        List.of(
            () -> 1,
            () -> {
              throw new IllegalStateException("broken");
            });

    try (Stream<Integer> results = OrderedParallel.stream(tasks.iterator(), 2)) {
      assertThatThrownBy(results::toList)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
    }
  }

  @DisplayName(
      "P.1203 is added to a line only if the scenario asks for it, for the screen it names")
  @Test
  void p1203() throws IOException {
    String scenario =
        """
        {"type": "abr", "simulator": "sabre", %s "sessions": [
          {"trace": "link.json", "manifest": "film.json", "algorithm": "bolae"}]}
        """;
    ObjectNode without = only(scenario.formatted(""));
    ObjectNode off = only(scenario.formatted("\"p1203\": false,"));
    ObjectNode with = only(scenario.formatted("\"p1203\": true,"));
    ObjectNode mobile =
        only(scenario.formatted("\"p1203\": {\"device\":\"mobile\",\"display\":\"1280x720\"},"));

    assertThat(off).isEqualTo(without);
    JsonNode score = with.remove("p1203");
    assertThat(with).as("all else stays").isEqualTo(without);
    assertThat(score.path("mos").doubleValue()).isBetween(1.0, 5.0);
    assertThat(score.path("media_s").intValue()).isEqualTo(120);
    assertThat(score.path("variant").textValue()).isEqualTo("P1203_NO_FOREST");
    assertThat(score.path("explanation")).isNotEmpty();
    assertThat(score.path("assumptions")).hasSize(2);
    assertThat(mobile.path("p1203").path("mos").doubleValue())
        .as("a phone forgives more")
        .isGreaterThan(score.path("mos").doubleValue());
  }

  @DisplayName("What is wrong with the wish for P.1203 is told with the rest")
  @Test
  void p1203Mistakes() {
    assertThatThrownBy(
            () ->
                only(
                    """
                    {"type": "abr", "simulator": "sabre",
                     "p1203": {"device": "tv", "display": "big", "sound": 1},
                     "sessions": [
                       {"trace": "link.json", "manifest": "film.json", "algorithm": "none"}]}
                    """))
        .hasMessageContaining("p1203.device: must be 'pc' or 'mobile': 'tv'")
        .hasMessageContaining("p1203.display: a resolution must look like 1280x720: 'big'")
        .hasMessageContaining("p1203.sound: unknown field")
        .hasMessageContaining("sessions[0].algorithm: unknown algorithm 'none'");
    assertThatThrownBy(() -> only("{\"p1203\": 3}"))
        .hasMessageContaining("p1203: must be true, false or an object");
  }

  private ObjectNode only(String scenario) throws IOException {
    return AbrScenario.read(write("p1203.json", scenario)).lines().findFirst().orElseThrow();
  }
}
