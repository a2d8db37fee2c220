package dev.qoe.core.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.core.service.json.JsonModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G.1072 against the vectors")
class CloudGamingVectorsTest {

  @Test
  @DisplayName("all outputs of all rows agree to the CSV's rounding (needs qoe.shared)")
  void rows() throws IOException {
    String shared = System.getProperty("qoe.shared", "");
    Path file = Path.of(shared, "vectors", "g1072", "g1072.csv");
    Assumptions.assumeTrue(
        !shared.isEmpty() && Files.exists(file), "qoe.shared names no folder with the vectors");
    JsonModel model =
        InteractiveJsonModels.all().stream()
            .filter(each -> each.name().equals("g1072"))
            .findFirst()
            .orElseThrow();
    int rows = 0;
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        ObjectNode out = model.score(input(row));
        for (Map.Entry<String, String> cell : row.getFieldsAsMap().entrySet()) {
          if (isOutput(cell.getKey())) {
            assertThat(out.path(cell.getKey()).doubleValue())
                .as("%s of %s", cell.getKey(), row.getField("id"))
                .isCloseTo(Double.parseDouble(cell.getValue()), within(1e-6));
          }
        }
        rows++;
      }
    }
    assertThat(rows).isEqualTo(40);
  }

  private static boolean isOutput(String column) {
    return column.endsWith("_mos") || column.equals("flr");
  }

  private static ObjectNode input(NamedCsvRecord row) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> cell : row.getFieldsAsMap().entrySet()) {
      String column = cell.getKey();
      if (List.of("interaction_class", "video_class").contains(column)) {
        input.put(column, cell.getValue());
      } else if (!column.equals("id") && !isOutput(column)) {
        input.put(column, Double.parseDouble(cell.getValue()));
      }
    }
    return input;
  }
}
