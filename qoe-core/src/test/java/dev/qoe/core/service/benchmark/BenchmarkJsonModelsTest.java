package dev.qoe.core.service.benchmark;

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

@DisplayName("Benchmark score over JSON")
class BenchmarkJsonModelsTest {

  private final JsonModel model = BenchmarkJsonModels.all().get(0);

  @Test
  @DisplayName("scores a campaign with the profile asked for")
  void scores() throws Exception {
    ObjectNode out = score("{'kpis': {'call_drop_ratio': 0.05}}");
    assertThat(out.path("points").doubleValue()).isCloseTo(500, within(1e-9));
    assertThat(out.path("mos").doubleValue()).isCloseTo(3, within(1e-9));
    assertThat(out.path("completeness").doubleValue()).isCloseTo(0.15, within(1e-9));
    assertThat(
            score("{'profile': 'nps-v2-like', 'kpis': {'browsing_duration_avg': 1.5}}")
                .path("points")
                .doubleValue())
        .isCloseTo(500, within(1e-9));
  }

  @Test
  @DisplayName("its help lists the KPIs of every profile with unit, bad and good")
  void help() {
    assertThat(model.help())
        .contains("KPIs of nps-v1-like", "call_drop_ratio, ratio: 0 points at 0.1, all at 0.0")
        .contains("KPIs of nps-v2-like", "interactivity_score_avg, points");
  }

  @Test
  @DisplayName("refuses what is unknown, missing or no number")
  void refusals() {
    refuses("{}", "field 'kpis' is missing");
    refuses("{'kpis': {}}", "values of KPIs must not be empty");
    refuses("{'kpis': {'a': 1}}", "unknown KPI 'a'");
    refuses("{'kpis': {'call_drop_ratio': 'x'}}", "KPI 'call_drop_ratio' must be a number");
    refuses("{'profile': 'etsi', 'kpis': {}}", "must be one of [nps-v1-like, nps-v2-like]: 'etsi'");
    refuses("{'kpi': 1, 'kpis': {'call_drop_ratio': 0}}", "unknown field 'kpi'");
  }

  private void refuses(String input, String message) {
    assertThatThrownBy(() -> score(input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private ObjectNode score(String input) throws JsonProcessingException {
    return model.score((ObjectNode) new ObjectMapper().readTree(input.replace('\'', '"')));
  }
}
