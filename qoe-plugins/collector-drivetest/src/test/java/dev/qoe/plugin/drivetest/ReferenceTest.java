package dev.qoe.plugin.drivetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.testkit.RecordingSink;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("over the given drive tests")
class ReferenceTest {

  @TempDir private Path scratch;
  private Path shared = Path.of("");

  @BeforeEach
  void findData() {
    String property = System.getProperty("qoe.shared", "");
    assumeTrue(
        !property.isEmpty(), "the property qoe.shared does not say where the drive tests are");
    shared = Path.of(property);
  }

  @Test
  @DisplayName("every number of every cell equals the reference within 0.001, empty where it is")
  void equalsReference() throws Exception {
    Replay replay = replay(1);
    StringWriter table = new StringWriter();
    CellSummaryCsv.write(replay.summaries(), table);

    Map<String, Map<String, String>> got = new HashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(table.toString())) {
      csv.forEach(row -> assertThat(got.put(key(row), row.getFieldsAsMap())).isNull());
    }
    Map<String, Map<String, String>> wanted = new HashMap<>();
    Path reference = shared.resolve("data/drive-test/ucc5g-reference-kpis.csv.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(reference));
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in)) {
      csv.forEach(row -> wanted.put(key(row), row.getFieldsAsMap()));
    }

    assertThat(wanted).isNotEmpty();
    assertThat(got).containsOnlyKeys(wanted.keySet());
    wanted.forEach((key, cells) -> assertCells(key, got.getOrDefault(key, Map.of()), cells));
  }

  @Test
  @DisplayName("every cell hangs where the topology derived from the same traces has it")
  void equalsTopology() throws Exception {
    Map<String, NamedCsvRecord> wanted = new HashMap<>();
    Path topology = shared.resolve("data/topology/ucc5g-cells.derived.csv");
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(topology)) {
      csv.stream()
          .filter(row -> !row.getField("tac_hex").equals("0"))
          .forEach(
              row ->
                  wanted.merge(row.getField("cell_id"), row, (a, b) -> rows(a) > rows(b) ? a : b));
    }
    Map<String, String> got = new HashMap<>();
    replay(1).sink().elements().stream()
        .filter(element -> element.type().equals("cell"))
        .filter(element -> !element.path().text().contains("/area-unknown/"))
        .forEach(
            element ->
                got.put(element.path().name().substring("cell-".length()), element.path().text()));

    assertThat(wanted).hasSizeGreaterThan(80);
    assertThat(got).containsOnlyKeys(wanted.keySet());
    wanted.forEach(
        (id, row) -> {
          String site = row.getField("site_type").equals("RNC") ? "site-rnc-" : "site-";
          String path = "op-B/area-%s/%s%s/cell-%s";
          assertThat(got.get(id))
              .isEqualTo(
                  path.formatted(row.getField("tac_hex"), site, row.getField("site_id"), id));
        });
  }

  @Test
  @DisplayName("one thread and four emit the same things in the same order")
  void threadsDoNotMatter() throws Exception {
    Replay one = replay(1);
    Replay four = replay(4);
    assertThat(four.sink().offered()).isEqualTo(one.sink().offered());
    assertThat(four.summaries()).isEqualTo(one.summaries());
  }

  @Test
  @DisplayName("the one step back in time is counted, and no number is taken for text")
  void countsDirt() throws Exception {
    assertThat(replay(1).sink().rejectCounts())
        .containsEntry("time-backwards", 1)
        .doesNotContainKeys("not-a-number", "unknown-rat", "wrong-field-count", "not-a-time");
  }

  @Test
  @DisplayName(
      "the phone call that drops to 3G is told by events, and its power is marked as stuck")
  void tellsTheIncident() throws Exception {
    String session = "op-B/sessions/Download/Driving/B_2020.02.13_15.02.01";
    RecordingSink sink = replay(1).sink();
    List<Event> call =
        sink.events().stream()
            .filter(event -> event.element().text().equals(session))
            .filter(event -> event.type().equals("voice-start"))
            .toList();
    assertThat(call)
        .last()
        .extracting(event -> event.time().toString())
        .isEqualTo("2020-02-13T15:54:22Z");
    assertThat(sink.measurements())
        .filteredOn(
            m -> m.element().text().equals(session) && m.kpi().code().equals("RAN_UMTS_RSCP"))
        .filteredOn(m -> m.flags().contains(QualityFlag.STUCK))
        .isNotEmpty()
        .allMatch(m -> m.quality() == 0.3);
  }

  private Replay replay(int threads) throws Exception {
    return Replay.of(
        shared.resolve("data/drive-test/ucc5g"), scratch, Map.of("threads", "" + threads));
  }

  private static int rows(NamedCsvRecord row) {
    return Integer.parseInt(row.getField("rows"));
  }

  private static String key(NamedCsvRecord row) {
    return row.getField("trace") + " " + row.getField("raw_cell_id");
  }

  private static void assertCells(String key, Map<String, String> got, Map<String, String> wanted) {
    List<String> names = new ArrayList<>(wanted.keySet());
    assertThat(new ArrayList<>(got.keySet())).isEqualTo(names);
    for (String name : names) {
      String want = wanted.getOrDefault(name, "");
      String have = got.getOrDefault(name, "");
      if (want.isEmpty() || name.equals("trace")) {
        assertThat(have).as("%s of %s", name, key).isEqualTo(want);
      } else {
        assertThat(Double.parseDouble(have))
            .as("%s of %s", name, key)
            .isCloseTo(Double.parseDouble(want), within(1.000001e-3));
      }
    }
  }
}
