package dev.qoe.core.service.interactive;

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

@DisplayName("Interactive models over JSON")
class InteractiveJsonModelsTest {

  @Test
  @DisplayName("score a video call, cloud gaming and a ping-like stream")
  void scores() throws Exception {
    assertThat(
            score("g1070-video", "{'bitrate_kbps': 1000, 'fps': 30, 'packet_loss_pct': 1}")
                .path("vq")
                .doubleValue())
        .isCloseTo(2.93, within(5e-5));
    ObjectNode game = score("g1072", "{'bitrate_mbps': 2, 'delay_ms': 200}");
    assertThat(game.path("overall_mos")).isEqualTo(game.path("mos"));
    assertThat(game.path("mos").doubleValue()).isCloseTo(1.703640262361372, within(1e-12));
    assertThat(game.at("/explanation/0/cause").textValue()).isEqualTo("video coding");
    assertThat(score("interactivity", "{'latency_ms': 0}").path("interactivity").doubleValue())
        .isCloseTo(100, within(1e-9));
  }

  @Test
  @DisplayName("refuse what is unknown, missing or impossible, and name field, value and rule")
  void refusals() {
    refuses("g1072", "{}", "field 'bitrate_mbps' is missing");
    refuses("g1072", "{'bitrate_mbps': 1, 'video_class': 'Huge'}", "one of low, medium, high");
    refuses("g1072", "{'bitrate_mbps': 1, 'width': 1.5}", "field 'width' must be a whole number");
    refuses("g1072", "{'bitrate_mbps': 1, 'delay_ms': -1}", "field 'delay_ms' must be 0 to");
    refuses("g1072", "{'bitrate_mbps': 1, 'packet_loss_pct': 101}", "packetLossPercent must be");
    refuses("g1070-video", "{'bitrate_kbps': 1, 'fps': 1, 'coefficient_set': 9}", "must be 1 to 5");
    refuses("interactivity", "{'latency_ms': 1, 'rtt_ms': 1}", "unknown field 'rtt_ms'");
  }

  private static void refuses(String model, String input, String message) {
    assertThatThrownBy(() -> score(model, input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static ObjectNode score(String name, String input) throws JsonProcessingException {
    JsonModel model =
        InteractiveJsonModels.all().stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .orElseThrow();
    return model.score((ObjectNode) new ObjectMapper().readTree(input.replace('\'', '"')));
  }
}
