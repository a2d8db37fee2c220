package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P.1203 agrees with an independent implementation of its equations")
class P1203VectorsTest {

  private static final Offset<Double> TOLERANCE = within(1e-9);

  private final JsonModel model = VideoJsonModels.p1203();

  static Stream<P1203Vectors.Vector> sessions() {
    return Stream.of("mode0", "mode1", "edge").flatMap(file -> P1203Vectors.read(file).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sessions")
  @DisplayName("every output of every session, to 1e-9, and every refusal")
  void agrees(P1203Vectors.Vector vector) {
    if (vector.expected().path("error").asBoolean()) {
      assertThatThrownBy(() -> model.score(vector.input()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching("(?s).{10,}");
      return;
    }
    ObjectNode result = model.score(vector.input());
    for (Map.Entry<String, JsonNode> expected : vector.expected().properties()) {
      assertAgrees(expected.getKey(), result.path(expected.getKey()), expected.getValue());
    }
  }

  private static void assertAgrees(String name, JsonNode actual, JsonNode expected) {
    if (!expected.isArray()) {
      assertThat(actual.isNumber()).as(name).isTrue();
      assertThat(actual.doubleValue()).as(name).isCloseTo(expected.doubleValue(), TOLERANCE);
      return;
    }
    assertThat(actual).as(name).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertAgrees(name + "[" + i + "]", actual.get(i), expected.get(i));
    }
  }

  @Test
  @DisplayName("all 231 sessions are there")
  void complete() {
    assertThat(List.of(size("mode0"), size("mode1"), size("edge"))).containsExactly(100, 16, 115);
  }

  private static int size(String file) {
    return P1203Vectors.read(file).size();
  }
}
