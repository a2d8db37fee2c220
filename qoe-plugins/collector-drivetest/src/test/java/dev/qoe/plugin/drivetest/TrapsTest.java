package dev.qoe.plugin.drivetest;

import static dev.qoe.plugin.drivetest.Csv.LTE_CELL;
import static dev.qoe.plugin.drivetest.Csv.UMTS_CELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("of the seven traps of drive tests,")
class TrapsTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("1: a ping row is extra, it counts for pings only")
  void pingRowsAreExtra() throws Exception {
    Replay replay =
        replay(
            new Csv()
                .sample(0, "DL_bitrate", "8000")
                .ping(0, "80", "0.0", "DL_bitrate", "0", "PINGMAX", "95", "PINGSTDEV", "4"));
    for (String element : List.of("sessions/t", "cell-" + LTE_CELL)) {
      assertThat(replay.values(element, Kpi.DOWNLINK_THROUGHPUT)).containsExactly(8.0);
      assertThat(replay.values(element, Kpi.LTE_RSRP)).containsExactly(-93.0);
      assertThat(replay.values(element, Kpi.ROUND_TRIP_TIME)).containsExactly(80.0);
      assertThat(replay.values(element, Kpi.ROUND_TRIP_TIME_MAX)).containsExactly(95.0);
      assertThat(replay.values(element, Kpi.ROUND_TRIP_TIME_DEVIATION)).containsExactly(4.0);
      assertThat(replay.values(element, Kpi.PACKET_LOSS)).containsExactly(0.0);
    }
    assertThat(replay.values("sessions/t", Kpi.CELL_CHANGE)).containsExactly(0.0);
    CellSummary cell = replay.summaries().get(0);
    assertThat(cell.samples()).isEqualTo(1);
    assertThat(cell.downlinkMeanKbps()).isEqualTo(8000);
    assertThat(cell.pingMeanMillis()).isEqualTo(80);
  }

  @Test
  @DisplayName("2: seconds may repeat, be left out and step back; every row is kept as logged")
  void timeIsAsLogged() throws Exception {
    Replay replay = replay(new Csv().sample(1).sample(1).sample(4).sample(3).sample(5));
    assertThat(replay.measurements("sessions/t", Kpi.LTE_RSRP))
        .extracting(m -> m.time().toString().substring(17))
        .containsExactly("01Z", "01Z", "04Z", "03Z", "05Z");
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("time-backwards", 1));
    assertThat(replay.sink().rejects().get(0).place()).isEqualTo("t.csv:5");
    assertThat(replay.summaries().get(0).samples()).isEqualTo(5);
    assertThat(replay.summaries().get(0).seconds()).isEqualTo(4);
    assertThat(replay.sink().events()).filteredOn(e -> e.type().equals("position")).hasSize(4);
  }

  @Test
  @DisplayName("3: a dash is missing, not zero; lost pings have no round-trip time")
  void dashIsMissing() throws Exception {
    Replay replay =
        replay(
            new Csv()
                .sample(0, "RSRP", "-", "DL_bitrate", "-", "Speed", "-", "State", "-")
                .ping(1, "-", "100.0")
                .ping(2, "0", "100"));
    assertThat(replay.values("", Kpi.LTE_RSRP)).isEmpty();
    assertThat(replay.values("", Kpi.DOWNLINK_THROUGHPUT)).isEmpty();
    assertThat(replay.values("", Kpi.SPEED)).isEmpty();
    assertThat(replay.values("", Kpi.VOICE_ACTIVE)).isEmpty();
    assertThat(replay.values("", Kpi.ROUND_TRIP_TIME)).isEmpty();
    assertThat(replay.values("sessions/t", Kpi.PACKET_LOSS)).containsExactly(1.0, 1.0);
    assertThat(replay.sink().rejects()).isEmpty();
  }

  @Test
  @DisplayName("4: -200 dBm is no value; after 60 equal ones a power is stuck until it moves")
  void sentinelsAndStuckPower() throws Exception {
    Csv csv = new Csv().sample(0, "RSRP", "-200").sample(1, "RSRP", "-140");
    for (int i = 0; i < 62; i++) {
      csv.sample(2 + i, "RSRP", "-59", "SNR", "5.0");
    }
    csv.sample(70, "RSRP", "-60").sample(71, "RSRP", "-59");
    Replay replay = replay(csv);
    List<Measurement> power = replay.measurements("cell-" + LTE_CELL, Kpi.LTE_RSRP);
    assertThat(power).hasSize(64);
    assertThat(power.subList(0, 60)).allMatch(m -> m.quality() == 1 && m.flags().isEmpty());
    assertThat(power.subList(60, 62))
        .allMatch(m -> m.quality() == 0.3 && m.flags().contains(QualityFlag.STUCK));
    assertThat(power.subList(62, 64)).allMatch(m -> m.quality() == 1 && m.flags().isEmpty());
    assertThat(replay.measurements("", Kpi.LTE_SINR)).allMatch(m -> m.quality() == 1);
    assertThat(replay.sink().rejects()).isEmpty();
    assertThat(replay.summaries().get(0).rsrpCount()).isEqualTo(64);
  }

  @Test
  @DisplayName("5: under LTE's names a 3G row holds RSCP and Ec/N0")
  void umtsUnderLteNames() throws Exception {
    Replay replay =
        replay(
            new Csv()
                .umts(0, "RSRP", "-67", "RSRQ", "-9", "SNR", "3", "CQI", "7", "NRxRSRP", "-51.0"));
    String cell = "area-75AA/site-rnc-301/cell-" + UMTS_CELL;
    assertThat(replay.values(cell, Kpi.UMTS_RSCP)).containsExactly(-67.0);
    assertThat(replay.values(cell, Kpi.UMTS_ECNO)).containsExactly(-9.0);
    assertThat(replay.values(cell, Kpi.NEIGHBOUR_DELTA)).containsExactly(16.0);
    assertThat(replay.sink().measurements())
        .extracting(Measurement::kpi)
        .doesNotContain(Kpi.LTE_RSRP, Kpi.LTE_RSRQ, Kpi.LTE_SINR, Kpi.CQI);
  }

  @Test
  @DisplayName(
      "6: a cell has one place, whatever the columns say right after a change of technology")
  void oneCellOnePlace() throws Exception {
    Replay replay =
        replay(
            new Csv()
                .umts(0, "NetworkMode", "LTE", "LACHEX", "0", "NODEHEX", "12D29", "CELLHEX", "C9")
                .umts(1, "NetworkMode", "LTE", "LACHEX", "9CBA")
                .umts(2, "NODEHEX", "12D", "CELLHEX", "2909")
                .umts(3)
                .umts(4)
                .umts(5, "LACHEX", "0")
                .umts(6, "LACHEX", "0")
                .umts(7, "LACHEX", "0"));
    assertThat(replay.sink().elements())
        .filteredOn(element -> element.type().equals("cell"))
        .extracting(element -> element.path().text())
        .containsExactly("op-B/area-75AA/site-rnc-301/cell-19736841");
    assertThat(replay.values("cell-19736841", Kpi.DOWNLINK_THROUGHPUT)).hasSize(8);
  }

  @Test
  @DisplayName("7: a bit rate of zero while idle is no outage, while transferring it is one")
  void idleIsNoOutage() throws Exception {
    Replay replay =
        replay(
            new Csv()
                .sample(0, "DL_bitrate", "0", "State", "I")
                .sample(1, "DL_bitrate", "0", "State", "V")
                .sample(2, "DL_bitrate", "0", "State", "VD"));
    assertThat(replay.measurements("sessions/t", Kpi.DOWNLINK_THROUGHPUT))
        .singleElement()
        .satisfies(m -> assertThat(m.time()).isEqualTo("2020-02-13T15:00:02Z"))
        .satisfies(m -> assertThat(m.value()).isZero());
    assertThat(replay.summaries().get(0).downlinkCount()).isEqualTo(1);
  }

  private Replay replay(Csv csv) throws Exception {
    csv.writeTo(folder.resolve("in/t.csv"));
    return Replay.of(folder.resolve("in"), folder, Map.of());
  }
}
