package dev.qoe.core.radio;

import static dev.qoe.core.radio.PropagationCondition.LOS;
import static dev.qoe.core.radio.PropagationCondition.NLOS;
import static dev.qoe.core.radio.PropagationCondition.NLOS_OPTIONAL;
import static dev.qoe.core.radio.Vectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.core.service.ValidityFlag;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Path loss of TR 38.901")
class PathLossTest {

  @Test
  @DisplayName("agrees with all 340 rows of the grid to their last digit")
  void grid() {
    List<NamedCsvRecord> rows = Vectors.rows("pathloss_38901_grid.csv");

    assertThat(rows).hasSize(340);
    for (NamedCsvRecord row : rows) {
      assertThat(loss(row)).as(row.toString()).isCloseTo(number(row, "pathloss_db"), within(6e-7));
    }
  }

  @Test
  @DisplayName("agrees with the 32 published test values of ns-3 within their rounding")
  void ns3() {
    List<NamedCsvRecord> rows = Vectors.rows("pathloss_38901_ns3.csv");

    assertThat(rows).hasSize(32);
    for (NamedCsvRecord row : rows) {
      assertThat(loss(row))
          .as(row.toString())
          .isCloseTo(number(row, "pathloss_db_ns3_test"), within(5.5e-5))
          .isCloseTo(number(row, "pathloss_db_closed_form"), within(6e-7));
    }
  }

  @ParameterizedTest(name = "{0} at {1} GHz, {2} m: {3} dB with, {4} dB without line of sight")
  @CsvSource({
    "UMa, 3.5,  100,  83.138, 103.038",
    "UMi, 3.5,  100,  85.314, 104.644",
    "UMa, 3.5,  500,  98.269, 129.916",
    "UMi, 3.5,  500, 107.108, 129.265",
    "UMa, 3.5, 1000, 109.406, 141.666",
    "UMi, 3.5, 1000, 119.147, 139.889",
    "RMa, 0.7, 1000,  93.376, 116.445"
  })
  @DisplayName("is, for reference")
  void references(String scenario, double frequency, double distance, double los, double nlos) {
    PathLossModel model = Vectors.scenario(scenario);
    RadioPath path = RadioPath.of(frequency, distance);

    // The references were computed with c = 2.99792458e8, the code has the report's 3.0e8.
    assertThat(model.pathLossDb(LOS, path)).isCloseTo(los, within(0.0065));
    assertThat(model.pathLossDb(NLOS, path)).isCloseTo(nlos, within(0.0005));
  }

  @Test
  @DisplayName("has optional formulas without line of sight, but none in rural macro")
  void optional() {
    RadioPath path = new RadioPath(10, 1000, 10);

    assertThat(new UrbanMacro(10, 1).pathLossDb(NLOS_OPTIONAL, path))
        .isCloseTo(142.4, within(1e-9));
    assertThat(new UrbanMicro(10).pathLossDb(NLOS_OPTIONAL, path)).isCloseTo(148.1, within(1e-9));
    assertThat(new IndoorOffice(10, IndoorOffice.Layout.OPEN).pathLossDb(NLOS_OPTIONAL, path))
        .isCloseTo(148.1, within(1e-9));
    assertThatThrownBy(() -> RuralMacro.of().pathLossDb(NLOS_OPTIONAL, path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rural macro has no optional formula without line of sight: NLOS_OPTIONAL (use NLOS)");
    assertThatThrownBy(() -> RuralMacro.of().shadowFading(NLOS_OPTIONAL, path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UMa", "UMi", "RMa", "InH"})
  @DisplayName("grows with distance and is never less without line of sight")
  void monotone(String scenario) {
    PathLossModel model = Vectors.scenario(scenario);
    double reach = scenario.equals("InH") ? 150 : 5000;
    double before = 0;
    for (double distance = 1; distance <= reach; distance *= 1.01) {
      RadioPath path = RadioPath.of(3.5, distance);
      double los = model.pathLossDb(LOS, path);
      assertThat(los).as("at %s m", distance).isGreaterThan(before);
      assertThat(model.pathLossDb(NLOS, path)).isGreaterThanOrEqualTo(los);
      before = los;
    }
  }

  @Test
  @DisplayName("changes its slope at the breakpoint, computed with c = 3.0e8")
  void breakpoints() {
    RadioPath path = RadioPath.of(3, 100);

    assertThat(UrbanMacro.of().breakpointMetres(path)).isCloseTo(480, within(1e-9));
    assertThat(new UrbanMacro(25, 1.5).breakpointMetres(path)).isZero();
    assertThat(UrbanMicro.of().breakpointMetres(path)).isCloseTo(180, within(1e-9));
    assertThat(RuralMacro.of().breakpointMetres(path)).isCloseTo(1050 * Math.PI, within(1e-9));
    assertThat(RuralMacro.of().shadowFading(LOS, RadioPath.of(3, 3298)).standardDeviationDb())
        .isEqualTo(4);
    assertThat(RuralMacro.of().shadowFading(LOS, RadioPath.of(3, 3299)).standardDeviationDb())
        .isEqualTo(6);
  }

  @Test
  @DisplayName("computes outside the range of the formulas, and says so")
  void validity() {
    PathLoss near = UrbanMacro.of().evaluate(LOS, new RadioPath(3.5, 5, 23));

    assertThat(near.pathLossDb()).isFinite();
    assertThat(near.outsideValidity())
        .containsExactly(
            new ValidityFlag("distance2dMetres", 5, "10.0 to 5000.0"),
            new ValidityFlag("terminalHeightMetres", 23, "1.5 to 22.5"));
    assertThat(near).asString().endsWith("terminalHeightMetres 23.0 is outside 1.5 to 22.5]");
    assertThat(RuralMacro.of().evaluate(LOS, RadioPath.of(0.7, 8000)).outsideValidity()).isEmpty();
    assertThat(RuralMacro.of().evaluate(NLOS, RadioPath.of(0.7, 8000)).outsideValidity())
        .extracting(ValidityFlag::field)
        .containsExactly("distance2dMetres");
    assertThat(new RuralMacro(5, 60, 4).outsideValidity(LOS, RadioPath.of(40, 100)))
        .extracting(ValidityFlag::field)
        .containsExactly(
            "frequencyGigahertz", "baseHeightMetres", "buildingHeightMetres", "streetWidthMetres");
    assertThat(new UrbanMicro(12).outsideValidity(LOS, RadioPath.of(3.5, 100))).hasSize(1);
    assertThat(
            IndoorOffice.of(IndoorOffice.Layout.OPEN).outsideValidity(LOS, RadioPath.of(3.5, 151)))
        .extracting(ValidityFlag::field)
        .containsExactly("distance3dMetres");
  }

  @Test
  @DisplayName("refuses what cannot be, and names field, rule and value")
  void refusals() {
    assertThatThrownBy(() -> new RadioPath(0, 10, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frequencyGigahertz must be > 0: 0.0");
    assertThatThrownBy(() -> RadioPath.of(3.5, Double.NaN))
        .hasMessageContaining("distance2dMetres must be a finite number: NaN");
    assertThatThrownBy(() -> new RadioPath(3.5, 10, -1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new UrbanMacro(1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UrbanMicro(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RuralMacro(35, 0, 20)).hasMessageContaining("buildingHeight");
    assertThatThrownBy(
            () ->
                IndoorOffice.of(IndoorOffice.Layout.OPEN).pathLossDb(LOS, new RadioPath(3.5, 0, 3)))
        .hasMessageContaining("distance2dMetres must be > 0");
  }

  private static double loss(NamedCsvRecord row) {
    PathLossModel model = Vectors.scenario(row.getField("scenario"));
    assertThat(model.baseHeightMetres()).isEqualTo(number(row, "h_bs_m"));
    return model.pathLossDb(
        PropagationCondition.valueOf(row.getField("state")),
        new RadioPath(number(row, "fc_ghz"), number(row, "d2d_m"), number(row, "h_ut_m")));
  }
}
