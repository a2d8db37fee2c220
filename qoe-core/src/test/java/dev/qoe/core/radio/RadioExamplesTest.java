package dev.qoe.core.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The examples of docs/models/radio.md, quoted there word for word. */
@DisplayName("The manual's radio examples")
class RadioExamplesTest {

  @Test
  @DisplayName("from path loss to CQI: a terminal in a modern building, 400 m from a macro cell")
  void linkBudget() {
    PathLossModel urban = UrbanMacro.of();
    RadioPath path = RadioPath.of(3.5, 400);
    PathLoss loss = urban.evaluate(PropagationCondition.NLOS, path);
    LinkBudget link =
        LinkBudget.builder()
            .transmitPowerDbm(49)
            .antennaGainDb(24)
            .carrier(SubcarrierSpacing.KHZ_30, 273)
            .pathLossDb(loss.pathLossDb())
            .penetrationLossDb(BuildingPenetration.HIGH_LOSS.lossDb(3.5, 5))
            .interferer(-125, 0.5)
            .build();

    assertThat(loss).hasToString("126.1 dB +- 6.0 dB over 400.7 m");
    assertThat(link).hasToString("RSRP -117.6 dBm, SINR 1.9 dB (noise rise 0.7 dB)");
    assertThat(EngineeringBands.RSRP.band(link.rsrpDbm())).isEqualTo(SignalBand.BAD);
    assertThat(SinrToCqi.awgnThresholds().cqi(link.sinrDb())).isEqualTo(4);
    assertThat(urban.lineOfSightProbability(400, 1.5)).isCloseTo(0.0467, within(5e-5));
  }

  @Test
  @DisplayName("the peak rate of 100 MHz with four layers and 256QAM, three quarters downlink")
  void peakRate() {
    ComponentCarrier carrier =
        ComponentCarrier.builder()
            .bandwidthMegahertz(100)
            .layers(4)
            .modulation(Modulation.QAM_256)
            .symbolShare(0.75)
            .build();

    assertThat(carrier).hasToString("DOWNLINK FR1 KHZ_30 273 PRB, 4 x QAM_256: 1752.8 Mbit/s");
  }

  @Test
  @DisplayName("a report code and a 5QI")
  void tables() {
    assertThat(ReportedQuantity.NR_SS_RSRP.range(56)).hasToString("[-101.0, -100.0)");
    assertThat(ReportedQuantity.NR_SS_RSRP.code(-100.5)).isEqualTo(56);
    assertThat(FiveQi.of(1)).hasToString("5QI 1 (GBR, priority 20, 100 ms, 0.01)");
  }
}
