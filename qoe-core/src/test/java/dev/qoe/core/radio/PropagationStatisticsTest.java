package dev.qoe.core.radio;

import static dev.qoe.core.radio.PropagationCondition.LOS;
import static dev.qoe.core.radio.PropagationCondition.NLOS;
import static dev.qoe.core.radio.PropagationCondition.NLOS_OPTIONAL;
import static dev.qoe.core.radio.Vectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Line of sight, shadowing and penetration of TR 38.901")
class PropagationStatisticsTest {

  @Test
  @DisplayName("the probability of line of sight agrees with all 70 rows")
  void lineOfSight() {
    List<NamedCsvRecord> rows = Vectors.rows("los_probability_38901.csv");

    assertThat(rows).hasSize(70);
    for (NamedCsvRecord row : rows) {
      assertThat(
              Vectors.scenario(row.getField("scenario"))
                  .lineOfSightProbability(number(row, "d2d_m"), number(row, "h_ut_m")))
          .as(row.toString())
          .isCloseTo(number(row, "p_los"), within(6e-10));
    }
  }

  @Test
  @DisplayName("a terminal high up in urban macro sees the base station more often")
  void highTerminals() {
    UrbanMacro urban = UrbanMacro.of();
    double low = urban.lineOfSightProbability(150, 13);

    // C' = 1 at 23 m; (150/100)^3 = 3.375
    assertThat(urban.lineOfSightProbability(150, 23) / low)
        .isCloseTo(1 + 1.25 * 3.375 / Math.E, within(1e-12));
    assertThat(UrbanMacro.streetLevelProbability(150, 23))
        .isCloseTo(1 / (1 + 1.25 * 3.375 / Math.E), within(1e-12));
    assertThat(UrbanMacro.streetLevelProbability(150, 13)).isEqualTo(1);
    assertThat(UrbanMacro.streetLevelProbability(18, 23)).isEqualTo(1);
    assertThat(urban.lineOfSightProbability(18, 1.5)).isEqualTo(1);
  }

  @Test
  @DisplayName("shadowing agrees with all 9 rows")
  void shadowing() {
    List<NamedCsvRecord> rows = Vectors.rows("shadowing_38901.csv");

    assertThat(rows).hasSize(9);
    for (NamedCsvRecord row : rows) {
      // At 2 GHz the breakpoint of rural macro is at 2199 m.
      RadioPath path = RadioPath.of(2, row.getField("condition").startsWith("dBP") ? 3000 : 100);
      ShadowFading fading =
          Vectors.scenario(row.getField("scenario"))
              .shadowFading(PropagationCondition.valueOf(row.getField("state")), path);
      assertThat(fading)
          .as(row.toString())
          .isEqualTo(new ShadowFading(number(row, "sigma_sf_db"), number(row, "corr_dist_m")));
    }
  }

  @Test
  @DisplayName("the optional formulas scatter more than the others")
  void optionalShadowing() {
    RadioPath path = RadioPath.of(2, 100);
    for (String scenario : List.of("UMa", "UMi", "InH")) {
      PathLossModel model = Vectors.scenario(scenario);
      assertThat(model.shadowFading(NLOS_OPTIONAL, path).standardDeviationDb())
          .isGreaterThan(model.shadowFading(NLOS, path).standardDeviationDb());
    }
    assertThat(UrbanMacro.of().shadowFading(NLOS_OPTIONAL, path))
        .isEqualTo(new ShadowFading(7.8, 50));
  }

  @Test
  @DisplayName("shadowing is the same at the same place and falls to 1/e at its distance")
  void correlation() {
    ShadowFading fading = UrbanMacro.of().shadowFading(LOS, RadioPath.of(2, 100));

    assertThat(fading.correlation(0)).isEqualTo(1);
    assertThat(fading.correlation(37)).isCloseTo(1 / Math.E, within(1e-15));
    assertThatThrownBy(() -> fading.correlation(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ShadowFading(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("materials take what the report's table says")
  void materials() {
    assertThat(BuildingMaterial.STANDARD_GLASS.lossDb(3.5)).isCloseTo(2.7, within(1e-12));
    assertThat(BuildingMaterial.INFRARED_REFLECTING_GLASS.lossDb(3.5))
        .isCloseTo(24.05, within(1e-12));
    assertThat(BuildingMaterial.CONCRETE.lossDb(3.5)).isCloseTo(19, within(1e-12));
    assertThatThrownBy(() -> BuildingMaterial.CONCRETE.lossDb(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("buildings take 12.7 dB or 26.8 dB at 3.5 GHz and half a decibel per metre inside")
  void penetration() {
    // 5 - 10 log10(0.3 10^-0.27 + 0.7 10^-1.9) and 5 - 10 log10(0.7 10^-2.405 + 0.3 10^-1.9)
    assertThat(BuildingPenetration.LOW_LOSS.wallLossDb(3.5)).isCloseTo(12.697503, within(1e-6));
    assertThat(BuildingPenetration.HIGH_LOSS.wallLossDb(3.5)).isCloseTo(26.849786, within(1e-6));
    assertThat(BuildingPenetration.LOW_LOSS.lossDb(3.5, 10))
        .isEqualTo(BuildingPenetration.LOW_LOSS.wallLossDb(3.5) + 5);
    assertThat(BuildingPenetration.LOW_LOSS.standardDeviationDb()).isEqualTo(4.4);
    assertThat(BuildingPenetration.HIGH_LOSS.standardDeviationDb()).isEqualTo(6.5);
    assertThatThrownBy(() -> BuildingPenetration.LOW_LOSS.lossDb(3.5, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
