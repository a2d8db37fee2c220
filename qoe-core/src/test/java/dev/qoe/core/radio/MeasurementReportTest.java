package dev.qoe.core.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Measurement reports and signal bands")
class MeasurementReportTest {

  @ParameterizedTest(name = "{0}: {1} is reported as {2}")
  @CsvSource({
    "NR_SS_RSRP, -156.1,   0", "NR_SS_RSRP, -156,     1", "NR_SS_RSRP, -100.5,  56",
    "NR_SS_RSRP, -31.1,  125", "NR_SS_RSRP, -31,    126", "NR_SS_RSRQ, -43.1,    0",
    "NR_SS_RSRQ, -43,      1", "NR_SS_RSRQ, 19.9,   126", "NR_SS_RSRQ, 20,     127",
    "NR_SS_SINR, -23.1,    0", "NR_SS_SINR, 0,       47", "NR_SS_SINR, 40,     127",
    "NR_L1_RSRP, -140.1,  16", "NR_L1_RSRP, -140,    17", "NR_L1_RSRP, -44.1,  112",
    "NR_L1_RSRP, -44,    113", "LTE_RSRP, -140.1,     0", "LTE_RSRP, -140,       1",
    "LTE_RSRP, -97,       44", "LTE_RSRP, -44.1,     96", "LTE_RSRP, -44,       97",
    "LTE_RSRQ, -19.6,      0", "LTE_RSRQ, -19.5,      1", "LTE_RSRQ, -3.1,      33",
    "LTE_RSRQ, -3,        34", "LTE_RS_SINR, -23.1,   0", "LTE_RS_SINR, 39.9,  126",
    "LTE_RS_SINR, 40,    127"
  })
  @DisplayName("a value is reported as its code")
  void codes(ReportedQuantity quantity, double value, int code) {
    assertThat(quantity.code(value)).isEqualTo(code);
    assertThat(quantity.range(code).contains(value)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the codes' ranges follow each other without gap and map back to their codes")
  void roundTrip(ReportedQuantity quantity) {
    double end = Double.NEGATIVE_INFINITY;
    for (int code = quantity.minCode(); code <= quantity.maxCode(); code++) {
      ReportRange range = quantity.range(code);
      assertThat(range.lower()).isEqualTo(end);
      if (range.midpoint().isPresent()) {
        assertThat(quantity.code(range.midpoint().getAsDouble())).isEqualTo(code);
        assertThat(quantity.code(range.lower())).isEqualTo(code);
        assertThat(quantity.code(Math.nextDown(range.upper()))).isEqualTo(code);
      }
      end = range.upper();
    }
    assertThat(end).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  @DisplayName("an open range has no middle")
  void open() {
    assertThat(ReportedQuantity.LTE_RSRP.range(0).midpoint()).isEmpty();
    assertThat(ReportedQuantity.LTE_RSRP.range(44)).hasToString("[-97.0, -96.0)");
    assertThat(ReportedQuantity.LTE_RSRP.range(44).midpoint()).hasValue(-96.5);
    assertThat(ReportedQuantity.LTE_RSRP.unit()).isEqualTo("dBm");
  }

  @Test
  @DisplayName("refuses codes that are not defined and values that are not numbers")
  void refusals() {
    assertThatThrownBy(() -> ReportedQuantity.NR_SS_RSRP.range(127))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NR_SS_RSRP code must be 0 to 126: 127");
    assertThatThrownBy(() -> ReportedQuantity.NR_L1_RSRP.range(15))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReportedQuantity.LTE_RSRQ.code(Double.NaN))
        .hasMessageContaining("LTE_RSRQ must be a finite number: NaN");
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "RSRP, -80,     EXCELLENT", "RSRP, -80.1,  GOOD", "RSRP, -90.1,  FAIR", "RSRP, -110, POOR",
    "RSRP, -110.1,  BAD", "SINR, 20,     EXCELLENT", "SINR, 13,  GOOD", "SINR, 0,  FAIR",
    "SINR, -5,      POOR", "SINR, -5.1,   BAD", "RSRQ, -10,  EXCELLENT", "RSRQ, -15, GOOD",
    "RSRQ, -20,     FAIR", "RSRQ, -20.1,  POOR"
  })
  @DisplayName("engineering bands begin at their thresholds")
  void engineering(EngineeringBands bands, double value, SignalBand band) {
    assertThat(bands.band(value)).isEqualTo(band);
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "NR_SS_RSRP, -110.1, NONE", "NR_SS_RSRP, -110, POOR", "NR_SS_RSRP, -65, GREAT",
    "NR_SS_RSRQ, -19,    MODERATE", "NR_SS_SINR, 15,   GOOD", "LTE_RSRP, -108,  GOOD",
    "LTE_RSRP,   -98,    GREAT", "LTE_RSSNR,  -3,   POOR", "LTE_RSSNR, 12.9, GOOD"
  })
  @DisplayName("Android's bars begin at its defaults")
  void android(AndroidSignalLevel.Quantity quantity, double value, AndroidSignalLevel level) {
    assertThat(quantity.level(value)).isEqualTo(level);
  }
}
