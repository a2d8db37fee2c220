package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonModel;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Voice models over JSON")
class VoiceJsonModelsTest {

  private static ObjectNode score(String model, String json) {
    JsonModel found =
        VoiceJsonModels.all().stream()
            .filter(candidate -> candidate.name().equals(model))
            .findAny()
            .orElseThrow();
    try {
      return found.score((ObjectNode) new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("take the standard's default for every absent field")
  void defaults() {
    ObjectNode out = score("g107", "{}");
    assertThat(out.path("R").asDouble()).isCloseTo(93.206207723276, within(1e-11));
    assertThat(out.path("mos")).isEqualTo(out.path("MOS"));
    assertThat(out.path("terms").path("Ie,eff").isNumber()).isTrue();
    assertThat(out.path("explanation").path(0).path("cause").asText())
        .isEqualTo("quantizing distortion");
    assertThat(out.has("outsideValidity")).isFalse();
    assertThat(score("g107.1", "{}").path("R").asDouble()).isCloseTo(128.846, within(1e-3));
    assertThat(score("g107.2", "{}").path("R").asDouble()).isEqualTo(148);
  }

  @Test
  @DisplayName("know codecs, delay classes, ways of listening and the echo option by name")
  void names() {
    assertThat(score("g107", "{\"codec\":\"G.729A+VAD\",\"Ppl\":2}").path("Ieeff").asDouble())
        .isEqualTo(19);
    assertThat(score("g107", "{\"delay_class\":\"very low\",\"Ta\":300}").path("Id").asDouble())
        .isCloseTo(6.179 + 0.149, within(1e-3));
    assertThat(score("g107", "{\"echo_follows_delay\":true,\"Ta\":300}").path("R").asDouble())
        .isCloseTo(72.66636, within(1e-5));
    assertThat(
            score("g107.1", "{\"codec\":\"AMR-WB 12.65\",\"listening\":\"diotic\",\"Ppl\":2}")
                .path("Ieeff")
                .asDouble())
        .isCloseTo(43.8095, within(1e-4));
    assertThat(score("g107.2", "{\"codec\":\"EVS_SWB_32\",\"Ie\":0}").path("R").asDouble())
        .isEqualTo(148);
  }

  @Test
  @DisplayName("flag what lies outside the permitted ranges")
  void flags() {
    assertThat(score("g107", "{\"Ta\":1000}").path("outsideValidity").path(0).asText())
        .isEqualTo("Ta (ms) 1000.0 is outside 0 to 500 ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g107   | {\"Ppl\":-1}               | Ppl (packet-loss probability) must be 0 to 100 %",
        "g107   | {\"Ppl\":101}              | 101",
        "g107   | {\"Ppl\":\"2\"}            | field 'Ppl' must be a finite number",
        "g107   | {\"Pll\":2}                | unknown field 'Pll'",
        "g107   | {\"codec\":\"AMR_WB_6_60\"} | unknown codec 'AMR_WB_6_60'; known in this band"
            + " are",
        "g107   | {\"delay_class\":\"high\"} | known are default, low, verylow",
        "g107   | {\"echo_follows_delay\":true,\"T\":1} | cannot be set",
        "g107.1 | {\"listening\":\"both\"}   | monotic or diotic",
        "g107.1 | {\"qdu\":1}                | unknown field 'qdu'",
        "g107.2 | {\"T\":1}                  | unknown field 'T'",
        "g107.2 | {\"codec\":\"G711\"}       | EVS_SWB_24_4"
      })
  @DisplayName("refuse what is wrong, naming field, value and rule")
  void refuse(String model, String json, String message) {
    assertThatThrownBy(() -> score(model, json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("explain their fields")
  void help() {
    assertThat(VoiceJsonModels.all())
        .extracting(JsonModel::help)
        .allSatisfy(help -> assertThat(help).contains("BurstR", "codec", "output:", "provisional"));
    assertThat(VoiceJsonModels.all())
        .extracting(JsonModel::name)
        .containsExactly("g107", "g107.1", "g107.2");
  }
}
