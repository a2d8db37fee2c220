package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonModel;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("P.1203 over JSON")
class P1203JsonTest {

  private static final String SESSION =
      """
      {"I11": {"segments": [{"codec": "aac", "start": 0, "duration": 40, "bitrate": 128}]},
       "I13": {"segments": [
         {"codec": "h264", "start": 0, "duration": 40, "resolution": "1280x720", "bitrate": 1500,
          "fps": 25, "representation": 3, "frames": []}]},
       "I23": {"streamId": 1, "stalling": [[0, 2]]},
       "IGen": {"device": "tv", "viewingDistance": "150cm"}}
      """;

  private final JsonModel model = VideoJsonModels.p1203();

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  @Test
  @DisplayName("writes scores, terms, explanation and warnings")
  void writes() throws JsonProcessingException {
    ObjectNode result = model.score(json(SESSION));
    assertThat(result.path("variant").asText()).isEqualTo("P1203_NO_FOREST");
    assertThat(result.path("mode").asInt()).isZero();
    assertThat(result.path("mos")).isEqualTo(result.path("O46_parametric"));
    assertThat(result.path("O22")).hasSize(40);
    assertThat(result.path("features")).hasSize(14);
    assertThat(result.path("terms").path("n").asInt()).isEqualTo(1);
    assertThat(result.path("explanation").findValuesAsText("cause"))
        .contains("initial delay", "picture quality", "sound quality");
    assertThat(result.path("warning").asText())
        .isEqualTo("audio codec 'aac' is taken as 'aaclc'; device 'tv' is taken as 'pc'");
    assertThat(result.has("outsideValidity")).isFalse();
  }

  @Test
  @DisplayName("flags a bit rate outside the validity range")
  void flags() throws JsonProcessingException {
    ObjectNode result = model.score(json(SESSION.replace("1500", "15")));
    assertThat(result.path("outsideValidity").get(0).asText())
        .isEqualTo("kilobitsPerSecond 15.0 is outside 1050 to 2100 at 720p");
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "bitrate": 1500  | "bitrate": 0       | I13: segments[0]: kilobitsPerSecond of a video segment must be > 0: 0.0
          "bitrate": 1500  | "bitrate": "1500"  | I13: segments[0]: field 'bitrate' must be a finite number
          "fps": 25        | "fps": -25         | I13: segments[0]: framesPerSecond
          "fps": 25        | "frameRate": 25    | I13: segments[0]: field 'fps' is missing
          "frames": []     | "frame": []        | I13: segments[0]: unknown field 'frame'
          "frames": []     | "frames": [{"frameType": "X", "frameSize": 1}] | I13: segments[0]: frames[0]: field 'frameType' must be I, P, B or Non-I: 'X'
          "frames": []     | "frames": [{"frameType": "I", "frameSize": 1.5}] | field 'frameSize' must be a whole number of bytes: 1.5
          "h264"           | "av1"              | I13: segments[0]: video codec must be one of [h264, h265, hevc, vp9]: 'av1'
          "h264"           | "vp9"              | allow the codec extension
          "aac"            | "opus"             | I11: segments[0]: audio codec must be one of [mp2, ac3, aaclc, heaac]: 'opus'
          "1280x720"       | "720p"             | I13: segments[0]: a resolution must look like 1280x720: '720p'
          [[0, 2]]         | [[0]]              | I23: a stall must be [media position s, length s]: [0]
          [[0, 2]]         | 7                  | I23: field 'stalling' must be an array: 7
          [[0, 2]]         | [[0, -2]]          | I23: lengthSeconds of a stall must be >= 0: -2.0
          "I11"            | "I12"              | field 'I11' is missing
          "IGen"           | "options"          | options: unknown field 'device'
          "IGen"           | "extra"            | unknown field 'extra'
          {"device"        | [], "x": {"device" | 'IGen' must be an object: []
          """)
  @DisplayName("refuses a wrong field, and names it, its value and the rule")
  void refuses(String right, String wrong, String message) throws JsonProcessingException {
    ObjectNode input = json(SESSION.replace(right, wrong));
    assertThatThrownBy(() -> model.score(input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("refuses scores that are no opinions")
  void refusesScores() throws JsonProcessingException {
    List<String> inputs =
        List.of(
            "{\"O21\": [], \"O22\": [3, \"4\"]}",
            "{\"O21\": [], \"O22\": [3, 6]}",
            "{\"O21\": [], \"O22\": []}",
            "{\"O22\": [3]}");
    for (String input : inputs) {
      ObjectNode node = json(input);
      assertThatThrownBy(() -> model.score(node))
          .as(input)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching(".*O2[12].*");
    }
  }

  @Test
  @DisplayName("is listed, and its help names every switch")
  void help() {
    assertThat(VideoJsonModels.all()).extracting(JsonModel::name).containsExactly("p1203");
    for (Amendment amendment : Amendment.values()) {
      assertThat(model.help()).contains(amendment.label());
    }
  }
}
