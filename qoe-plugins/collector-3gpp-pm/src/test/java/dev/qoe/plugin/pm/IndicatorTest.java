package dev.qoe.plugin.pm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.testkit.RecordingSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("indicators made of counters")
class IndicatorTest {

  private static final Map<String, Object> CELLS =
      Map.of("element", "{element}/{ManagedElement}/{NRCellCU|NRCellDU}");

  @TempDir private Path temp;

  private static List<String> ratios(RecordingSink sink) {
    return sink.offered().stream()
        .filter(RatioReading.class::isInstance)
        .map(RatioReading.class::cast)
        .map(
            r ->
                "%s %s %s/%s %s"
                    .formatted(r.element(), r.kpi(), r.numerator(), r.denominator(), r.quality()))
        .toList();
  }

  @Test
  @DisplayName(
      "are shares of sums over subcounters, of rates in the indicator's unit, by number and not by"
          + " order")
  void shares() throws Exception {
    Reading reading = new Reading(temp);
    reading.write(
        "a.xml",
        Pm.until("00:15")
            .group(
                "g",
                "RRC.ConnEstabAtt.mo-Data RRC.ConnEstabAtt.emergency RRC.ConnEstabSucc.mo-Data"
                    + " RRC.ConnEstabSucc.emergency DRB.UEThpDl RRU.PrbTotDl")
            .object("ManagedElement=G1,GNBCUCPFunction=1,NRCellCU=7", "90;10;80;9;25000;40")
            .suspect("ManagedElement=G1,GNBCUCPFunction=1,NRCellCU=8", "10;;8;1; ;12.5")
            .xml());
    RecordingSink sink = reading.collect(CELLS);
    assertThat(ratios(sink)).containsExactly("acme/G1/7 RAN_RRC_SR 89.0/100.0 1.0");
    assertThat(sink.measurements())
        .extracting(
            m -> "%s %s %s %s %s".formatted(m.element(), m.kpi(), m.value(), m.unit(), m.flags()))
        .containsExactly(
            "acme/G1/7 RAN_PRB_DL 0.4 ratio []",
            "acme/G1/7 RAN_UETHP_DL 25.0 Mbit/s []",
            "acme/G1/8 RAN_PRB_DL 0.125 ratio [" + QualityFlag.SUSPECT + "]");
    assertThat(sink.rejects()).isEmpty();
  }

  @Test
  @DisplayName(
      "take the sum that the file gives rather than its parts, and counters of several groups")
  void groups() throws Exception {
    Reading reading = new Reading(temp);
    reading.write(
        "a.xml",
        Pm.until("00:15")
            .group(
                "g1", "RRC.ConnEstabAtt.sum RRC.ConnEstabAtt.a MM.HoExeIntraReq MM.HoExeIntraSucc")
            .object("NRCellCU=7", "50;1;10;9")
            .group("g2", "RRC.ConnEstabSucc MM.HoPrepInterReq MM.HoExeInterSucc")
            .object("NRCellCU=7", "40;30;20")
            .xml());
    RecordingSink sink = reading.collect(CELLS);
    assertThat(ratios(sink))
        .containsExactly("acme/G1/7 RAN_RRC_SR 40.0/50.0 1.0", "acme/G1/7 RAN_HO_SR 29.0/40.0 1.0");
  }

  @Test
  @DisplayName("of a profile file are checked for what they measure, all mistakes at once")
  void profiles() throws Exception {
    Path profile = temp.resolve("own.json");
    Files.writeString(
        profile,
        """
        {"counters": {"a": "count", "b": "s", "v": "B", "t": "ms", "h": "ms", "x-1": "count"},
         "bins": {"h": [0, 10, 20, 40]},
         "kpis": [
          {"kpi": "K_ONE", "numerator": "a", "denominator": "b"},
          {"kpi": "K_TWO", "value": "a + b", "unit": "count"},
          {"kpi": "K_THREE", "value": "v / t", "unit": "Mbit"},
          {"kpi": "K_FOUR", "value": "c", "unit": "count"},
          {"kpi": "K_FIVE", "value": "(a", "unit": "count"},
          {"kpi": "k six", "value": "a", "unit": "count"}, {"kpi": "K_SEVEN", "valu": "a"}]}
        """);
    Reading reading = new Reading(temp);
    reading.write(
        "a.xml",
        Pm.until("00:15")
            .group("g", "a b v t h x-1")
            .object("C=1", "1;2;3000000;2000;1,2,1;5")
            .xml());
    assertThatThrownBy(() -> reading.collect(Map.of("profiles", profile.toString())))
        .hasMessageContaining("numerator measures count, its denominator time")
        .hasMessageContaining("adds count and time")
        .hasMessageContaining("'Mbit' measures data")
        .hasMessageContaining("counter 'c' has no unit")
        .hasMessageContaining("must have ')'")
        .hasMessageContaining("KPI code")
        .hasMessageContaining("has no 'valu'");
    Files.writeString(
        profile,
        """
        {"counters": {"v": "B", "t": "ms", "h": "ms", "x-1": "count"},
         "bins": {"h": [0, 10, 20, 40]},
         "kpis": [
          {"kpi": "K_RATE", "value": "v / t", "unit": "Mbit/s"},
          {"kpi": "K_MEAN", "value": "mean(h)", "unit": "ms"},
          {"kpi": "K_HIST", "histogram": "h"},
          {"kpi": "K_PER", "value": "2 * 'x-1' / duration", "unit": "count/s"}]}
        """);
    RecordingSink sink = reading.collect(Map.of("profiles", profile.toString()));
    assertThat(sink.measurements())
        .extracting(m -> m.kpi() + " " + (float) m.value())
        .containsExactly("K_RATE 12.0", "K_MEAN 16.25", "K_PER " + (float) (10 / 900.0));
    assertThat(sink.offered()).hasSize(4);
  }

  @Test
  @DisplayName("come once, over restarts and copies, and gaps between files are told")
  void onceAndGaps() throws Exception {
    Reading reading = new Reading(temp);
    String first = Pm.until("00:15").group("g", "RRC.ConnMean").object("NRCellCU=1", "3").xml();
    reading.write("a.xml", first);
    assertThat(reading.collect(Map.of()).measurements()).hasSize(1);
    assertThat(reading.collect(Map.of()).offered()).as("after a restart").isEmpty();
    reading.write("copy.xml", first);
    assertThat(reading.collect(Map.of()).offered()).as("a copy").isEmpty();
    reading.write(
        "b.xml", Pm.until("00:30").group("g", "RRC.ConnMean").object("NRCellCU=1", "3").xml());
    assertThat(reading.collect(Map.of()).events()).extracting(Event::type).doesNotContain("pm-gap");
    reading.write(
        "d.xml", Pm.until("01:15").group("g", "RRC.ConnMean").object("NRCellCU=1", "3").xml());
    assertThat(reading.collect(Map.of()).events())
        .filteredOn(event -> event.type().equals("pm-gap"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.attributes()).containsEntry("missing", "2");
              assertThat(event.element().text()).isEqualTo("acme/ManagedElement=G1");
            });
  }
}
