package dev.qoe.core.service.suitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonModel;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Suitability models over JSON")
class SuitabilityJsonModelsTest {

  @Test
  @DisplayName("IQB: all outputs of all rows of the vectors agree to the CSV's rounding")
  void iqbVectors() throws IOException {
    int rows = 0;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    Objects.requireNonNull(getClass().getResourceAsStream("iqb.csv")),
                    StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : reader) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        row.getFieldsAsMap()
            .forEach(
                (column, value) -> {
                  if (!column.equals("id") && !isOutput(column)) {
                    input.put(column, Double.parseDouble(value));
                  }
                });
        ObjectNode out = model("iqb").score(input);
        for (Map.Entry<String, String> cell : row.getFieldsAsMap().entrySet()) {
          if (isOutput(cell.getKey())) {
            assertThat(out.path(cell.getKey()).doubleValue())
                .as("%s of %s", cell.getKey(), row.getField("id"))
                .isCloseTo(Double.parseDouble(cell.getValue()), within(1e-9));
          }
        }
        rows++;
      }
    }
    assertThat(rows).isEqualTo(40);
  }

  @Test
  @DisplayName("IQB: takes several datasets with weights, and writes null where nothing is known")
  void iqbDatasets() throws Exception {
    ObjectNode out =
        score(
            "iqb",
            "{'datasets': {'a': {'latency_ms': 5}, 'b': {'latency_ms': 500}},"
                + " 'dataset_weights': {'a': 3, 'b': 1}}");
    assertThat(out.path("iqb").doubleValue()).isCloseTo(0.75, within(1e-12));
    assertThat(out.path("mos").doubleValue()).isCloseTo(4, within(1e-12));
  }

  @Test
  @DisplayName("AIM: classes by experience, null where a measurement is missing")
  void aim() throws Exception {
    ObjectNode out = score("aim", "{'latency_ms': 5, 'download_loaded_latency_ms': 12}");
    assertThat(out.at("/gaming/points").intValue()).isEqualTo(40);
    assertThat(out.at("/gaming/class").textValue()).isEqualTo("great");
    assertThat(out.path("rtc").isNull()).isTrue();
  }

  @Test
  @DisplayName("QoO: from samples and from percentiles")
  void qoo() throws Exception {
    String requirement = "'requirement': [{'percentile': 50, 'perfect_ms': 20, 'useless_ms': 250}]";
    assertThat(
            score("qoo", "{" + requirement + ", 'latency_samples_ms': [200, 200, 200]}")
                .path("qoo")
                .doubleValue())
        .isCloseTo(21.739, within(5e-4));
    assertThat(
            score("qoo", "{" + requirement + ", 'latency_percentiles_ms': {'50': 200}}")
                .path("qoo")
                .doubleValue())
        .isCloseTo(21.739, within(5e-4));
    assertThat(
            score(
                    "qoo",
                    "{"
                        + requirement
                        + ", 'latency_samples_ms': [200], 'lost_packets': 2,"
                        + " 'loss_as_infinite_delay': true}")
                .path("qoo")
                .doubleValue())
        .isZero();
  }

  @Test
  @DisplayName("RPM: rate and label")
  void rpm() throws Exception {
    ObjectNode out =
        score(
            "rpm",
            "{'tcp_foreign_ms': [60], 'tls_foreign_ms': [90], 'http_foreign_ms': [150],"
                + " 'http_self_ms': [300]}");
    assertThat(out.path("rpm").doubleValue()).isEqualTo(300);
    assertThat(out.path("label").textValue()).isEqualTo("medium");
  }

  @Test
  @DisplayName("refuse what is unknown, missing or impossible, and name field, value and rule")
  void refusals() {
    refuses(
        "iqb",
        "{}",
        "give at least one of download_mbps, upload_mbps, latency_ms and packet_loss_ratio");
    refuses("iqb", "{'latency_ms': 1, 'loss': 2}", "unknown field 'loss'");
    refuses(
        "iqb",
        "{'datasets': {'a': {}}}",
        "give at least one of download_mbps, upload_mbps, latency_ms and packet_loss_ratio");
    refuses("iqb", "{'datasets': {'a': {'rtt': 5}}}", "unknown field 'rtt'");
    refuses("iqb", "{'datasets': {'a': {'latency_ms': 5, 'rtt': 5}}}", "unknown field 'rtt'");
    refuses("iqb", "{'datasets': 5}", "field 'datasets' must be an object: 5");
    refuses("iqb", "{'datasets': {'a': 5}}", "dataset 'a' must be an object");
    refuses("iqb", "{'packet_loss_ratio': 2}", "packet loss must be 0.0 to 1.0: 2.0");
    refuses("aim", "{'latency_ms': 5}", "no experience has all it needs");
    refuses("qoo", "{'latency_samples_ms': [1]}", "field 'requirement' is missing");
    refuses("qoo", "{'requirement': 5}", "field 'requirement' must be an array: 5");
    refuses("qoo", "{'requirement': [5]}", "field 'requirement' must hold objects: 5");
    refuses(
        "qoo",
        "{'requirement': [{'percentile': 50, 'perfect_ms': 20, 'useless_ms': 250}],"
            + " 'latency_percentiles_ms': {'median': 200}}",
        "must be named by percentiles: 'median'");
    refuses("rpm", "{'tcp_foreign_ms': ['x']}", "field 'tcp_foreign_ms' must hold finite numbers");
  }

  private static boolean isOutput(String column) {
    return column.startsWith("uc_") || column.equals("iqb");
  }

  private static void refuses(String model, String input, String message) {
    assertThatThrownBy(() -> score(model, input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static ObjectNode score(String name, String input) throws JsonProcessingException {
    return model(name).score((ObjectNode) new ObjectMapper().readTree(input.replace('\'', '"')));
  }

  private static JsonModel model(String name) {
    return SuitabilityJsonModels.all().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
