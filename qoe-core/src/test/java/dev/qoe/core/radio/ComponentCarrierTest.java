package dev.qoe.core.radio;

import static dev.qoe.core.radio.Vectors.integer;
import static dev.qoe.core.radio.Vectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Peak rates of TS 38.306")
class ComponentCarrierTest {

  @Test
  @DisplayName("agree with all 400 rows, resource blocks included")
  void vectors() {
    List<NamedCsvRecord> rows = Vectors.rows("peak_rate_38306.csv");

    assertThat(rows).hasSize(400);
    for (NamedCsvRecord row : rows) {
      LinkDirection direction =
          row.getField("direction").equals("DL") ? LinkDirection.DOWNLINK : LinkDirection.UPLINK;
      FrequencyRange range = FrequencyRange.valueOf(row.getField("fr"));
      ComponentCarrier carrier =
          ComponentCarrier.builder()
              .frequencyRange(range)
              .direction(direction)
              .spacing(SubcarrierSpacing.ofKilohertz(integer(row, "scs_khz")))
              .bandwidthMegahertz(integer(row, "bw_mhz"))
              .layers(integer(row, "layers"))
              .modulation(modulation(integer(row, "qm")))
              .scalingFactor(number(row, "scaling_f"))
              .build();
      assertThat(carrier.resourceBlocks()).as(row.toString()).isEqualTo(integer(row, "n_prb"));
      assertThat(range.overhead(direction)).isEqualTo(number(row, "overhead"));
      assertThat(carrier.peakRateBitsPerSecond() / 1e6)
          .as(row.toString())
          .isCloseTo(number(row, "rate_mbps"), within(6e-7));
    }
  }

  @Test
  @DisplayName("are 2337.00012, 1250.023 and 453.703 Mbit/s in the well-known examples")
  void wellKnown() {
    assertThat(hundredMegahertz().layers(4).build().peakRateBitsPerSecond() / 1e6)
        .isCloseTo(2337.00012, within(5e-6));
    assertThat(
            hundredMegahertz()
                    .direction(LinkDirection.UPLINK)
                    .layers(2)
                    .build()
                    .peakRateBitsPerSecond()
                / 1e6)
        .isCloseTo(1250.023, within(5e-4));
    assertThat(
            hundredMegahertz()
                    .spacing(SubcarrierSpacing.KHZ_15)
                    .bandwidthMegahertz(20)
                    .layers(4)
                    .build()
                    .peakRateBitsPerSecond()
                / 1e6)
        .isCloseTo(453.703, within(5e-4));
  }

  @Test
  @DisplayName("add up over carriers and shrink with the share of symbols")
  void aggregation() {
    ComponentCarrier whole = hundredMegahertz().build();
    ComponentCarrier half = hundredMegahertz().symbolShare(0.5).build();

    assertThat(half.peakRateBitsPerSecond()).isEqualTo(whole.peakRateBitsPerSecond() / 2);
    assertThat(ComponentCarrier.peakRateBitsPerSecond(List.of(whole, half)))
        .isCloseTo(1.5 * whole.peakRateBitsPerSecond(), within(1e-3));
    assertThat(ComponentCarrier.peakRateBitsPerSecond(List.of())).isZero();
  }

  @Test
  @DisplayName("take resource blocks instead of a bandwidth")
  void blocks() {
    assertThat(hundredMegahertz().resourceBlocks(24).build().resourceBlocks()).isEqualTo(24);
    assertThat(hundredMegahertz().resourceBlocks(24).bandwidthMegahertz(50).build())
        .hasToString("DOWNLINK FR1 KHZ_30 133 PRB, 1 x QAM_256: 284.6 Mbit/s");
    assertThat(FrequencyRange.FR2.findResourceBlocks(SubcarrierSpacing.KHZ_15, 20)).isEmpty();
  }

  @Test
  @DisplayName("have a symbol of 1/14 ms at 15 kHz, half as long with each step of spacing")
  void numerology() {
    assertThat(SubcarrierSpacing.KHZ_15.symbolSeconds()).isCloseTo(1e-3 / 14, within(1e-18));
    assertThat(SubcarrierSpacing.KHZ_120.symbolSeconds()).isCloseTo(1e-3 / 112, within(1e-18));
    assertThat(SubcarrierSpacing.KHZ_120.hertz()).isEqualTo(120_000);
  }

  @Test
  @DisplayName("refuse carriers that the standard does not know")
  void refusals() {
    ComponentCarrier.Builder odd = hundredMegahertz().bandwidthMegahertz(55);
    assertThatThrownBy(odd::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no resource blocks defined for FR1, KHZ_30, 55 MHz"
                + " (bandwidths: [5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100])");
    ComponentCarrier.Builder uplink = hundredMegahertz().direction(LinkDirection.UPLINK).layers(5);
    assertThatThrownBy(uplink::build).hasMessage("uplink layers must be 1 to 4: 5");
    assertThatThrownBy(() -> hundredMegahertz().layers(9)).hasMessageContaining("layers");
    assertThatThrownBy(() -> hundredMegahertz().scalingFactor(0.5))
        .hasMessage("scalingFactor must be 1, 0.8, 0.75 or 0.4: 0.5");
    assertThatThrownBy(() -> hundredMegahertz().symbolShare(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hundredMegahertz().resourceBlocks(276))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SubcarrierSpacing.ofKilohertz(240))
        .hasMessage("subcarrier spacing must be 15, 30, 60 or 120 kHz: 240 kHz");
  }

  private static ComponentCarrier.Builder hundredMegahertz() {
    return ComponentCarrier.builder().modulation(Modulation.QAM_256);
  }

  private static Modulation modulation(int bitsPerSymbol) {
    return Stream.of(Modulation.values())
        .filter(modulation -> modulation.bitsPerSymbol() == bitsPerSymbol)
        .findFirst()
        .orElseThrow();
  }
}
