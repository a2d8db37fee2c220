package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.JsonModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("E-models against reference results of independent implementations")
class EModelVectorsTest {

  private static final Set<String> NOT_INPUT = Set.of("id", "codec", "model");
  private static final List<String> OUTPUT = List.of("Ro", "Is", "Id", "Ieeff", "R", "MOS");
  private static final double ROUNDING = 6e-7;

  @ParameterizedTest(name = "{0}")
  @MethodSource("narrowband")
  @DisplayName("G.107 gives every row's terms, R and MOS")
  void g107(Map<String, String> row) {
    check("g107", row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("widebandAndFullband")
  @DisplayName("G.107.1 and G.107.2 give every row's R and MOS")
  void g107_1And2(Map<String, String> row) {
    check(
        Objects.requireNonNull(row.get("model")).toLowerCase(Locale.ROOT).replace("g.", "g"), row);
  }

  @Test
  @DisplayName("all 60 and 40 rows are there")
  void complete() throws IOException {
    assertThat(narrowband()).hasSize(60);
    assertThat(widebandAndFullband()).hasSize(40);
  }

  private static void check(String model, Map<String, String> row) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    row.forEach(
        (field, text) -> {
          if (field.equals("delay_class")) {
            input.put(field, text);
          } else if (!NOT_INPUT.contains(field) && !OUTPUT.contains(field)) {
            input.put(field, Double.parseDouble(text));
          }
        });
    ObjectNode output = model(model).score(input);
    for (String field : OUTPUT) {
      String expected = row.get(field);
      if (expected != null) {
        assertThat(output.path(field).asDouble(Double.NaN))
            .as("%s of %s", field, row)
            .isCloseTo(Double.parseDouble(expected), within(ROUNDING));
      }
    }
  }

  private static JsonModel model(String name) {
    return VoiceJsonModels.all().stream()
        .filter(model -> model.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  static List<Map<String, String>> narrowband() throws IOException {
    return rows("g107.csv");
  }

  static List<Map<String, String>> widebandAndFullband() throws IOException {
    return rows("g107_1_and_2.csv");
  }

  private static List<Map<String, String>> rows(String file) throws IOException {
    try (InputStream in = EModelVectorsTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      Stream<String> lines = new String(bytes, StandardCharsets.UTF_8).lines();
      List<String[]> cells = lines.map(line -> line.split(",", -1)).toList();
      return cells.stream().skip(1).map(row -> named(cells.get(0), row)).toList();
    }
  }

  private static Map<String, String> named(String[] header, String[] row) {
    assertThat(row).as(Arrays.toString(row)).hasSameSizeAs(header);
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < row.length; i++) {
      if (!row[i].isEmpty()) {
        named.put(header[i], row[i]);
      }
    }
    return named;
  }
}
