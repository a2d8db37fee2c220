package dev.qoe.sim.video.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AbrVectorsTest {

  /** In the unit of each field: milliseconds, seconds, kbit/s or none. */
  private static final double TOLERANCE = 1e-6;

  /** Estimates equal to the rate but for rounding are counted by the rounding of the platform. */
  private static final double COUNT_TOLERANCE = 2;

  private static final List<String> INPUT = List.of("trace", "manifest", "algorithm", "params");

  @DisplayName("All 3,000 reference sessions of Sabre and Pensieve come out the same")
  @TestFactory
  Stream<DynamicTest> reproducesReferences() throws IOException {
    String shared = System.getProperty("qoe.shared", "");
    Assumptions.assumeFalse(shared.isEmpty(), "property qoe.shared names no reference data");
    Path data = Path.of(shared, "data", "abr");
    return groups(Path.of(shared, "vectors", "abr", "abr.jsonl.gz")).entrySet().stream()
        .map(
            group -> {
              String name = group.getKey() + ", " + group.getValue().size() + " sessions";
              return DynamicTest.dynamicTest(name, () -> check(group.getValue(), data));
            });
  }

  private static Map<String, List<JsonNode>> groups(Path vectors) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, List<JsonNode>> groups = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(vectors)), StandardCharsets.UTF_8))) {
      for (String line : (Iterable<String>) lines.lines()::iterator) {
        JsonNode session = json.readTree(line);
        String name = session.path("simulator").asText() + " " + session.path("algorithm").asText();
        groups.computeIfAbsent(name, key -> new ArrayList<>()).add(session);
      }
    }
    return groups;
  }

  private static void check(List<JsonNode> sessions, Path data) {
    ObjectNode scenario = new ObjectMapper().createObjectNode();
    scenario.put("type", "abr");
    scenario.set("simulator", sessions.get(0).path("simulator"));
    ArrayNode inputs = scenario.putArray("sessions");
    for (JsonNode session : sessions) {
      ObjectNode input = inputs.addObject();
      INPUT.forEach(field -> input.set(field, session.path(field)));
    }
    List<ObjectNode> lines = AbrScenario.of(scenario, data).lines().toList();
    assertThat(lines).hasSameSizeAs(sessions);
    for (int i = 0; i < lines.size(); i++) {
      compare(sessions.get(i), lines.get(i));
    }
  }

  private static void compare(JsonNode session, ObjectNode line) {
    JsonNode expected = session.path("expect");
    for (String field : (Iterable<String>) expected::fieldNames) {
      String what = session.path("trace").asText() + " " + field;
      if (field.equals("qualities")) {
        assertThat(line.path(field).asText()).as(what).isEqualTo(expected.path(field).asText());
      } else {
        assertThat(line.path(field).asDouble(Double.NaN))
            .as(what)
            .isCloseTo(
                expected.path(field).asDouble(),
                within(field.equals("overestimate_count") ? COUNT_TOLERANCE : TOLERANCE));
      }
    }
  }
}
