package dev.qoe.core.radio;

import static dev.qoe.core.radio.Vectors.integer;
import static dev.qoe.core.radio.Vectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.core.service.Certainty;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("5G QoS identifiers")
class FiveQiTest {

  @Test
  @DisplayName("agree with all 31 rows of the table")
  void table() {
    List<NamedCsvRecord> rows = Vectors.rows("fiveqi.csv");

    assertThat(rows).hasSameSizeAs(FiveQi.values()).hasSize(31);
    for (NamedCsvRecord row : rows) {
      FiveQi qi = FiveQi.of(integer(row, "five_qi"));
      assertThat(qi).extracting(Enum::name).isEqualTo("QI_" + row.getField("five_qi"));
      assertThat(qi.resourceType()).isEqualTo(resourceType(row.getField("resource_type")));
      assertThat(qi.defaultPriorityLevel()).isEqualTo(integer(row, "default_priority"));
      assertThat(qi.packetDelayBudget().toMillis()).isEqualTo(integer(row, "pdb_ms"));
      assertThat(qi.packetErrorRate()).isEqualTo(number(row, "per"));
      assertThat(text(qi.defaultMaximumDataBurstVolumeBytes().stream().boxed().toList()))
          .isEqualTo(row.getField("default_mdbv_bytes"));
      assertThat(text(qi.defaultAveragingWindow().stream().map(w -> w.toMillis()).toList()))
          .isEqualTo(row.getField("averaging_window_ms"));
      assertThat(qi.exampleService()).isEqualTo(row.getField("example_service"));
      assertThat(qi.certainty() == Certainty.SINGLE_SOURCE)
          .isEqualTo(row.getField("seen_in").startsWith("srsRAN"));
    }
  }

  @Test
  @DisplayName("of an operator's own are not known, and the error lists those that are")
  void unknown() {
    assertThat(FiveQi.find(128)).isEmpty();
    assertThatThrownBy(() -> FiveQi.of(128))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("5QI 128 is not standardised (known: 1, 2, 3, 4, 5,");
  }

  @Test
  @DisplayName("read as a line of the table")
  void readable() {
    assertThat(FiveQi.QI_9).hasToString("5QI 9 (NON_GBR, priority 90, 300 ms, 1.0E-6)");
  }

  private static ResourceType resourceType(String text) {
    return switch (text) {
      case "GBR" -> ResourceType.GBR;
      case "Non-GBR" -> ResourceType.NON_GBR;
      case "DC-GBR" -> ResourceType.DELAY_CRITICAL_GBR;
      default -> throw new IllegalArgumentException("unknown resource type: " + text);
    };
  }

  private static String text(List<? extends Number> values) {
    return values.isEmpty() ? "" : values.get(0).toString();
  }
}
