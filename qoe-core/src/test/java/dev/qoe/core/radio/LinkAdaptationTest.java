package dev.qoe.core.radio;

import static dev.qoe.core.radio.Vectors.integer;
import static dev.qoe.core.radio.Vectors.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.core.service.Certainty;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CQI and MCS tables of TS 38.214, and the mappings onto them")
class LinkAdaptationTest {

  /** Half of the fourth decimal, and a little: the files round 2.40625 to even. */
  private static final double FOUR_DECIMALS = 5.01e-5;

  @Test
  @DisplayName("CQI tables 1 to 3 agree with all 48 rows")
  void cqiTables() {
    List<NamedCsvRecord> rows = Vectors.rows("cqi_tables_38214.csv");

    assertThat(rows).hasSize(48);
    for (NamedCsvRecord row : rows) {
      CqiTable table = CqiTable.valueOf("TABLE_" + row.getField("table"));
      int cqi = integer(row, "cqi");
      assertThat(table.clause()).isEqualTo(row.getField("spec_table"));
      assertThat(table.spectralEfficiency(cqi))
          .as(row.toString())
          .isCloseTo(number(row, "efficiency"), within(FOUR_DECIMALS));
      if (cqi > 0) {
        assertScheme(row, "qm", table.scheme(cqi));
      }
    }
  }

  @Test
  @DisplayName("MCS tables 1 to 3 agree with all 86 rows")
  void mcsTables() {
    List<NamedCsvRecord> rows = Vectors.rows("mcs_tables_38214.csv");

    assertThat(rows).hasSize(86);
    for (NamedCsvRecord row : rows) {
      McsTable table = McsTable.valueOf("TABLE_" + row.getField("table"));
      assertThat(table.clause()).isEqualTo(row.getField("spec_table"));
      assertThat(table.scheme(integer(row, "mcs")).spectralEfficiency())
          .as(row.toString())
          .isCloseTo(number(row, "efficiency"), within(FOUR_DECIMALS));
      assertScheme(row, "qm", table.scheme(integer(row, "mcs")));
    }
  }

  @Test
  @DisplayName("all seven tables agree with the 146 rows of the second source")
  void secondSource() {
    List<NamedCsvRecord> rows = Vectors.rows("nr_cqi_mcs.csv");

    assertThat(rows).hasSize(146);
    for (NamedCsvRecord row : rows) {
      String table = row.getField("table");
      String name = "TABLE_" + table.substring(3);
      int index = integer(row, "index");
      CodingScheme scheme =
          table.startsWith("cqi")
              ? CqiTable.valueOf(name).scheme(index)
              : McsTable.valueOf(name).scheme(index);
      assertScheme(row, "Qm", scheme);
      assertThat(scheme.spectralEfficiency())
          .as(row.toString())
          .isCloseTo(number(row, "spectral_efficiency"), within(FOUR_DECIMALS));
    }
    assertThat(CqiTable.TABLE_4.clause()).isEqualTo("5.2.2.1-5");
    assertThat(CqiTable.TABLE_4.certainty()).isEqualTo(Certainty.RECALLED);
  }

  @Test
  @DisplayName("a CQI of table 1 supports the MCS that a public base station chooses")
  void mcsOfCqi() {
    assertThat(
            IntStream.rangeClosed(1, 15)
                .mapToDouble(CqiTable.TABLE_1::spectralEfficiency)
                .mapToInt(McsTable.TABLE_1::highestMcsNotAbove))
        .containsExactly(0, 0, 2, 4, 6, 8, 11, 13, 15, 18, 20, 22, 24, 26, 28);
  }

  @Test
  @DisplayName("the first 64QAM scheme of MCS table 1 carries less than the last of 16QAM")
  void dip() {
    assertThat(McsTable.TABLE_1.scheme(17).spectralEfficiency())
        .isLessThan(McsTable.TABLE_1.scheme(16).spectralEfficiency());
    assertThat(McsTable.TABLE_1.highestMcsNotAbove(2.567)).isEqualTo(17);
    assertThat(McsTable.TABLE_1.highestMcsNotAbove(0)).isZero();
    assertThat(McsTable.TABLE_2.maxMcs()).isEqualTo(27);
  }

  @Test
  @DisplayName("ns-3's formula reproduces its 36 pairs, for LTE and NR")
  void ns3() {
    List<NamedCsvRecord> rows = Vectors.rows("sinr_to_cqi_ns3.csv");

    assertThat(rows).hasSize(36);
    for (NamedCsvRecord row : rows) {
      double sinr = number(row, "sinr_db");
      assertThat(ShannonGap.ns3(CqiTable.TABLE_1).spectralEfficiency(sinr))
          .as(row.toString())
          .isCloseTo(number(row, "spectral_eff_formula"), within(6e-9))
          .isCloseTo(number(row, "spectral_eff_ns3_test"), within(6e-6));
      int cqi = SinrToCqi.ns3(CqiTable.TABLE_1).cqi(sinr);
      assertThat(cqi)
          .as(row.toString())
          .isEqualTo(integer(row, "lte_cqi"))
          .isEqualTo(integer(row, "nr_cqi_table1"));
      assertThat(SinrToCqi.ns3(CqiTable.TABLE_2).cqi(sinr))
          .as(row.toString())
          .isEqualTo(integer(row, "nr_cqi_table2"));
      assertThat(LteMcs.ofCqi(cqi).orElse(-1))
          .as(row.toString())
          .isEqualTo(integer(row, "lte_mcs_ns3_test"));
    }
  }

  @Test
  @DisplayName("an index must be strictly below what the channel carries, as in ns-3")
  void strictlyBelow() {
    double seventh = CqiTable.TABLE_1.spectralEfficiency(7);

    assertThat(CqiTable.TABLE_1.highestCqiBelow(seventh)).isEqualTo(6);
    assertThat(CqiTable.TABLE_1.highestCqiBelow(Math.nextUp(seventh))).isEqualTo(7);
    assertThat(CqiTable.TABLE_1.highestCqiBelow(0)).isZero();
  }

  @Test
  @DisplayName("the thresholds over white noise begin each index, inclusive")
  void thresholds() {
    SinrToCqi mapping = SinrToCqi.awgnThresholds();

    assertThat(mapping.table()).isEqualTo(CqiTable.TABLE_1);
    assertThat(mapping.cqi(-6.8)).isZero();
    assertThat(mapping.cqi(-6.7)).isEqualTo(1);
    assertThat(mapping.cqi(10.2)).isEqualTo(8);
    assertThat(mapping.cqi(10.3)).isEqualTo(9);
    assertThat(mapping.cqi(22.69)).isEqualTo(14);
    assertThat(mapping.cqi(40)).isEqualTo(15);
    for (int cqi = 1; cqi <= 15; cqi++) {
      assertThat(mapping.cqi(AwgnThresholds.TABLE_1.thresholdDb(cqi))).isEqualTo(cqi);
    }
  }

  @Test
  @DisplayName("the truncated bound is 0 below -10 dB and 4.4, 2.0 or 7.4063 at the top")
  void truncatedShannon() {
    TruncatedShannon downlink = TruncatedShannon.downlink();

    assertThat(downlink.spectralEfficiency(-10.01)).isZero();
    assertThat(downlink.spectralEfficiency(-10)).isCloseTo(0.0825, within(5e-5));
    assertThat(downlink.spectralEfficiency(0)).isCloseTo(0.6, within(1e-12));
    assertThat(downlink.spectralEfficiency(22)).isCloseTo(4.39, within(0.01));
    assertThat(downlink.spectralEfficiency(40)).isEqualTo(4.4);
    assertThat(TruncatedShannon.uplink().spectralEfficiency(0)).isCloseTo(0.4, within(1e-12));
    assertThat(TruncatedShannon.uplink().spectralEfficiency(40)).isEqualTo(2.0);
    assertThat(TruncatedShannon.downlink256Qam().spectralEfficiency(60)).isEqualTo(7.40625);
    assertThat(downlink.throughputBitsPerSecond(0, 20e6)).isCloseTo(12e6, within(1e-6));
  }

  @Test
  @DisplayName("refuses indices and ratios that cannot be")
  void refusals() {
    assertThatThrownBy(() -> CqiTable.TABLE_1.scheme(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cqi must be 1 to 15: 0");
    assertThatThrownBy(() -> CqiTable.TABLE_1.spectralEfficiency(16))
        .hasMessage("cqi must be 0 to 15: 16");
    assertThatThrownBy(() -> McsTable.TABLE_2.scheme(28)).hasMessage("mcs must be 0 to 27: 28");
    assertThatThrownBy(() -> SinrToCqi.awgnThresholds().cqi(Double.NaN))
        .hasMessageContaining("sinrDb must be a finite number: NaN");
    assertThatThrownBy(() -> new ShannonGap(0.2, CqiTable.TABLE_1))
        .hasMessageContaining("ns-3 uses 5e-5");
    assertThatThrownBy(() -> new TruncatedShannon(1.1, -10, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CodingScheme(Modulation.QPSK, 1025))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a scheme reads as its table row")
  void readable() {
    assertThat(CqiTable.TABLE_1.scheme(15)).hasToString("QAM_64 948/1024, 5.5547 bit/s/Hz");
    assertThat(McsTable.TABLE_2.scheme(20)).hasToString("QAM_256 682.5/1024, 5.3320 bit/s/Hz");
  }

  private static void assertScheme(NamedCsvRecord row, String qm, CodingScheme scheme) {
    assertThat(scheme.modulation().bitsPerSymbol()).as(row.toString()).isEqualTo(integer(row, qm));
    assertThat(scheme.codeRateTimes1024())
        .as(row.toString())
        .isEqualTo(number(row, "code_rate_x1024"));
  }
}
