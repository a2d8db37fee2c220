package dev.qoe.plugin.pm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("of the given files,")
class GivenFilesTest {

  private static final Map<String, String> ALL = Map.of("counters", "all");

  @TempDir private Path temp;

  private RecordingSink read(String name, Map<String, String> settings) throws Exception {
    Reading reading = new Reading(temp);
    reading.given(name);
    return reading.collect(settings);
  }

  @Test
  @DisplayName("lists of types and results give each counter its value")
  void listsOfResults() throws Exception {
    RecordingSink sink = read("C20190328.0000-0015.xml", ALL);
    assertThat(Reading.lines(sink))
        .containsExactly(
            "acme/Dublin1/objLdn PM_Z1 2001-10-02T12:15:00Z 1.0 1.0",
            "acme/Dublin1/objLdn PM_A1 2001-10-02T12:15:00Z 11.0 1.0",
            "acme/Dublin1/objLdn PM_ZZ1 2001-10-02T12:15:00Z 111.0 1.0",
            "acme/Dublin1/objLdn PM_B1 2001-10-02T12:15:00Z 1111.0 1.0",
            "acme/Dublin2/objLdn PM_Z2 2002-10-02T12:15:00Z 2.0 1.0",
            "acme/Dublin2/objLdn PM_A2 2002-10-02T12:15:00Z 22.0 1.0",
            "acme/Dublin2/objLdn PM_ZZ2 2002-10-02T12:15:00Z 222.0 1.0",
            "acme/Dublin2/objLdn PM_B2 2002-10-02T12:15:00Z 2222.0 1.0",
            "acme/Dublin3/objLdn PM_Z3 2003-10-02T12:15:00Z 3.0 1.0",
            "acme/Dublin3/objLdn PM_A3 2003-10-02T12:15:00Z 33.0 1.0",
            "acme/Dublin3/objLdn PM_ZZ3 2003-10-02T12:15:00Z 333.0 1.0",
            "acme/Dublin3/objLdn PM_B3 2003-10-02T12:15:00Z 3333.0 1.0");
    assertThat(sink.rejects()).isEmpty();
    assertThat(sink.events())
        .extracting(Event::type)
        .as("the header says 2018, the values 2001")
        .containsExactly("pm-period-mismatch");
  }

  @Test
  @DisplayName("numbered results are found by their number, suspect ones are trusted less")
  void numberedResults() throws Exception {
    RecordingSink sink = read("A20181002.0000-1000-0015-1000_5G.xml.gz", ALL);
    String gbg = "acme/SubNetwork=CountryNN/MeContext=MEC-Gbg-1/ManagedElement=RNC-Gbg-1/";
    assertThat(Reading.lines(sink))
        .hasSize(27)
        .contains(
            gbg
                + "RncFunction=RF-1/UtranCell=Gbg-997 PM_ATTTCHSEIZURES 2000-03-01T12:14:30Z 234.0"
                + " 1.0",
            gbg
                + "RncFunction=RF-1/UtranCell=Gbg-998 PM_SUCCIMMEDIATEASSIGNPROCS"
                + " 2000-03-01T12:14:30Z 234.0 1.0",
            gbg
                + "RncFunction=RF-1/UtranCell=Gbg-999 PM_ATTTCHSEIZURES 2000-03-01T12:14:30Z 456.0"
                + " 0.1",
            gbg + "ENodeBFunction=1 PM_SUCCIMMEDIATEASSIGNPROCS4 2000-03-01T12:14:30Z 90.0 1.0",
            gbg
                + "RncFunction=RF-1/UtranCell=Gbg-999 PM_SUCCIMMEDIATEASSIGNPROCS8"
                + " 2000-03-01T12:14:30Z 785.0 0.1");
    assertThat(sink.offered())
        .filteredOn(DistributionReading.class::isInstance)
        .singleElement()
        .extracting(thing -> ((DistributionReading) thing).counts())
        .isEqualTo(List.of(86L, 87L, 2L, 6L, 77L, 96L, 75L, 33L, 24L));
    assertThat(sink.rejects()).isEmpty();
  }

  @Test
  @DisplayName("a gNB's file of 2,667 values, of which 31 are blank, gives the others")
  void gnb() throws Exception {
    RecordingSink sink = read("ranpm_nodedntest_20220418.1900.xml.gz", ALL);
    long histograms = sink.offered().stream().filter(DistributionReading.class::isInstance).count();
    assertThat(sink.rejectCounts()).isEmpty();
    assertThat(sink.measurements().size() + histograms).isEqualTo(2_667 - 27 - 4);
    assertThat(sink.measurements())
        .extracting(m -> m.element().text())
        .contains("acme/ManagedElement=nodedntest/GNBCUCPFunction=1/NRCellCU=32");
  }

  @Test
  @DisplayName("5G's own root is read, and groups that share names are told apart when asked to")
  void fiveG() throws Exception {
    RecordingSink sink =
        read(
            "nr_meas_type_and_r_manyinfo.xml",
            Map.of("counters", "all", "counter-names", "group-and-counter"));
    String path = "acme/Dublin/some measObjLdn ";
    String time = " 2018-10-02T12:15:00Z ";
    assertThat(Reading.lines(sink))
        .containsExactly(
            path + "PM_SOME_MEASINFOID_A" + time + "1.0 1.0",
            path + "PM_SOME_MEASINFOID_Z" + time + "99.0 1.0",
            path + "PM_SOME_MEASINFOID_B" + time + "2.0 1.0",
            path + "PM_FILTER_WILL_DISREGARD_THIS_MEASINFO_AA" + time + "1.0 1.0",
            path + "PM_FILTER_WILL_DISREGARD_THIS_MEASINFO_Z" + time + "99.0 1.0",
            path + "PM_FILTER_WILL_DISREGARD_THIS_MEASINFO_BB" + time + "2.0 1.0",
            path + "PM_SOME_MEASINFOID2_A" + time + "1.0 1.0",
            path + "PM_SOME_MEASINFOID2_Z" + time + "99.0 1.0",
            path + "PM_SOME_MEASINFOID2_B" + time + "2.0 1.0");
  }

  @Test
  @DisplayName("a counter that stands in three groups of an object is told once, the others as bad")
  void groupsThatShareNames() throws Exception {
    RecordingSink sink = read("lte_meas_results_manyinfo.xml", ALL);
    assertThat(sink.measurements()).hasSize(6);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("told-twice", 6));
  }

  @Test
  @DisplayName("Nokia's comments and names are read, dimensions in them too")
  void nokia() throws Exception {
    RecordingSink sink =
        read(
            "nokia_E_VES_bulkPM_IF_3GPP_3_example_1.xml.gz",
            Map.of("counters", "all", "counter-names", "group-and-counter"));
    assertThat(sink.rejectCounts()).isEmpty();
    assertThat(Reading.lines(sink))
        .contains(
            "acme/PLMN=PLMN/MRBTS=1900/NRBTS=1/NRCELL=5 PM_NX4CB_COUNTERNAME1"
                + " 2019-03-26T12:15:00Z 1.0 1.0",
            "acme/PLMN=PLMN/MRBTS=1900/NRBTS=2 PM_NX2CB_COUNTERNAME2 2019-03-26T13:00:00Z 28.0 1.0",
            "acme/PLMN=PLMN/MRBTS=1900/NRBTS=1/NRCELL=2/dimension=MCCMNC/PLMN-PLMN|MCC-244|MNC-08"
                + " PM_LTE_INTRA_ENB_HO_VS_COUNTERNAME5 2019-03-26T13:00:00Z 418.0 1.0");
  }

  @Test
  @DisplayName(
      "one without measurements, and one without a managed element, are errors with a line")
  void withoutWhatMustBe() {
    assertThatThrownBy(() -> read("A_no_measdata.xml", ALL))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("A_no_measdata.xml: it yields nothing: it holds no measInfo");
    temp = temp.resolve("other");
    assertThatThrownBy(() -> read("A_no_managed_element.xml", ALL))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("A_no_managed_element.xml:9: measInfo stands without");
  }

  @Test
  @DisplayName("one with counters that no profile knows is an error that names them")
  void unknownCounters() {
    assertThatThrownBy(() -> read("C20190328.0000-0015.xml", Map.of()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("no indicator of the profiles")
        .hasMessageContaining("[z1, a1, zz1, b1")
        .hasMessageContaining("'counters' to 'all'");
  }
}
