package dev.qoe.core.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Web models over JSON")
class WebJsonModelsTest {

  @Test
  @DisplayName("score a page with the default expectation and explain it")
  void page() throws Exception {
    ObjectNode out = score("g1030", "{'session_time_s': 4}");
    assertThat(out.path("mos").doubleValue()).isCloseTo(2.369, within(5e-4));
    assertThat(out.at("/terms/Min").doubleValue()).isCloseTo(0.315, within(1e-12));
    assertThat(out.at("/explanation/0/cause").textValue()).isEqualTo("session time");
    assertThat(out.has("outsideValidity")).isFalse();
    assertThat(
            score("g1030", "{'session_time_s': 4, 'expected_maximum_s': 150}")
                .at("/outsideValidity/0")
                .textValue())
        .contains("150.0 is outside 5 to 100");
  }

  @Test
  @DisplayName("score a loss ratio by a built-in law and by one of the caller's")
  void iqx() throws Exception {
    assertThat(score("iqx", "{'qos': 0}").path("mos").doubleValue()).isCloseTo(4.075, within(1e-9));
    assertThat(
            score("iqx", "{'qos': 1, 'alpha': 3, 'beta': 2, 'gamma': 1}").path("qoe").doubleValue())
        .isCloseTo(3 * Math.exp(-2) + 1, within(1e-12));
  }

  @Test
  @DisplayName("score a stimulus between two anchors")
  void weberFechner() throws Exception {
    assertThat(
            score("weber-fechner", "{'qos': 5, 'worst': 0.5, 'best': 50}")
                .path("mos")
                .doubleValue())
        .isCloseTo(3, within(1e-12));
  }

  @Test
  @DisplayName("refuse what is unknown, missing or impossible, and name field, value and rule")
  void refusals() {
    refuses("g1030", "{}", "field 'session_time_s' is missing");
    refuses("g1030", "{'session_time_s': -1}", "field 'session_time_s' must be > 0");
    refuses("g1030", "{'session_time_s': 1, 'task': 'three'}", "single_event, one_page, two_pages");
    refuses("g1030", "{'session_time_s': 1, 'time': 2}", "unknown field 'time'");
    refuses("g1030", "{'session_time_s': 1, 'expected_maximum_s': 0.2}", "longer than its Min");
    refuses("iqx", "{'qos': -1}", "qos must be >= 0: -1.0");
    refuses("iqx", "{'qos': 1, 'law': 'voice_packet_loss', 'beta': 2}", "belong to law 'custom'");
    refuses("iqx", "{'qos': 1, 'law': 'other'}", "must be one of custom, voice_packet_loss");
    refuses("weber-fechner", "{'qos': 1, 'worst': 1}", "field 'best' is missing");
    refuses("weber-fechner", "{'qos': 1, 'worst': 1, 'slope': 1}", "either worst and best");
  }

  private static void refuses(String model, String input, String message) {
    assertThatThrownBy(() -> score(model, input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static ObjectNode score(String name, String input) throws JsonProcessingException {
    JsonModel model =
        WebJsonModels.all().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    assertThat(model.title()).isNotBlank();
    assertThat(model.help()).contains("reads", "writes");
    return model.score((ObjectNode) new ObjectMapper().readTree(input.replace('\'', '"')));
  }
}
