package dev.qoe.plugin.drivetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink.Reject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("bad input:")
class BadInputTest {

  @TempDir private Path scratch;
  private Path folder = Path.of("");

  @BeforeEach
  void addGoodTrace() throws IOException {
    folder = scratch.resolve("in");
    new Csv().sample(0).writeTo(folder.resolve("good.csv"));
  }

  @Test
  @DisplayName("a file that is no drive test is counted and left out")
  void notADriveTest() throws Exception {
    write("notes.csv", "name,price\napple,3\n");
    assertThat(replay().sink().rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).isEqualTo("not-a-drive-test");
              assertThat(reject.place()).isEqualTo("notes.csv:1");
              assertThat(reject.detail()).contains("Timestamp, NetworkMode, State and RAWCELLID");
            });
  }

  @Test
  @DisplayName("without an essential column a file is left out, the message names what is missing")
  void missingEssentialColumn() throws Exception {
    write("t.csv", new Csv().sample(0).without("RAWCELLID", "RSSI"));
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("missing-column", 1));
    assertThat(replay.sink().rejects().get(0).detail())
        .isEqualTo(
            "columns RAWCELLID, RSSI are missing, without some of which rows mean nothing; the file"
                + " is left out");
    assertThat(replay.values("sessions/t", Kpi.LTE_RSRP)).isEmpty();
  }

  @Test
  @DisplayName("without another column the rest of a file is read")
  void missingColumn() throws Exception {
    write("t.csv", new Csv().sample(0).without("DL_bitrate"));
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("missing-column", 1));
    assertThat(replay.values("sessions/t", Kpi.LTE_RSRP)).containsExactly(-93.0);
    assertThat(replay.values("sessions/t", Kpi.UPLINK_THROUGHPUT)).containsExactly(0.2);
    assertThat(replay.values("sessions/t", Kpi.DOWNLINK_THROUGHPUT)).isEmpty();
  }

  @Test
  @DisplayName("a gzip that breaks off counts all whole rows before the break, and no half row")
  void brokenGzip() throws Exception {
    Csv csv = new Csv();
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      csv.sample(i, "DL_bitrate", "" + random.nextInt(500_000));
    }
    byte[] whole = Csv.gzip(csv.toString());
    Files.write(folder.resolve("t.csv.gz"), Arrays.copyOf(whole, whole.length * 2 / 3));
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("broken-gzip", 1));
    List<Double> salvaged = replay.values("sessions/t", Kpi.DOWNLINK_THROUGHPUT);
    List<Double> all =
        Replay.of(csv.writeTo(scratch.resolve("whole/t.csv")), scratch, Map.of())
            .values("sessions/t", Kpi.DOWNLINK_THROUGHPUT);
    assertThat(salvaged).hasSizeBetween(1_000, 1_900).isEqualTo(all.subList(0, salvaged.size()));
  }

  @Test
  @DisplayName("a file that is named gzip and is none is counted as broken, not read as text")
  void noGzip() throws Exception {
    write("t.csv.gz", new Csv().sample(0).toString());
    assertThat(replay().sink().rejectCounts()).isEqualTo(Map.of("broken-gzip", 1));
  }

  @Test
  @DisplayName("a gzip of two bytes is counted as broken")
  void stubOfGzip() throws Exception {
    Files.write(folder.resolve("t.csv.gz"), new byte[] {0x1f, (byte) 0x8b});
    assertThat(replay().sink().rejectCounts()).isEqualTo(Map.of("broken-gzip", 1));
  }

  @Test
  @DisplayName("text for a number is counted with its place, the other fields of the row count")
  void notANumber() throws Exception {
    write(
        "t.csv",
        new Csv()
            .sample(0, "RSRP", "strong")
            .sample(1, "DL_bitrate", "NaN", "UL_bitrate", "1e999")
            .toString());
    Replay replay = replay();
    assertThat(replay.sink().rejects())
        .extracting(Reject::reason, Reject::place)
        .containsExactly(
            tuple("not-a-number", "t.csv:2"),
            tuple("not-a-number", "t.csv:3"),
            tuple("not-a-number", "t.csv:3"));
    assertThat(replay.sink().rejects().get(0).detail())
        .isEqualTo(
            "RSRP is 'strong', not a number; the field is taken as missing (write a number such as"
                + " -93.5, or '-')");
    assertThat(replay.values("sessions/t", Kpi.LTE_RSRP)).containsExactly(-93.0);
    assertThat(replay.values("sessions/t", Kpi.DOWNLINK_THROUGHPUT)).containsExactly(5.0);
  }

  @Test
  @DisplayName("a row of an unknown technology is counted, its traffic and context count")
  void unknownRat() throws Exception {
    write(
        "t.csv",
        new Csv().sample(0, "NetworkMode", "WIMAX").sample(1, "NetworkMode", "-").toString());
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("unknown-rat", 1));
    assertThat(replay.sink().rejects().get(0).detail()).startsWith("NetworkMode is 'WIMAX'");
    assertThat(replay.values("sessions/t", Kpi.LTE_RSRP)).isEmpty();
    assertThat(replay.values("sessions/t", Kpi.RAT_GENERATION)).isEmpty();
    assertThat(replay.values("sessions/t", Kpi.DOWNLINK_THROUGHPUT)).containsExactly(5.0, 5.0);
    assertThat(replay.values("sessions/t", Kpi.SPEED)).containsExactly(30.0, 30.0);
    CellSummary cell = replay.summaries().get(1);
    assertThat(cell.shareOlder()).isEqualTo(1);
  }

  @Test
  @DisplayName("a value beyond its column's bounds is counted and left out")
  void outOfRange() throws Exception {
    write("t.csv", new Csv().sample(0, "CQI", "99", "NRxRSRP", "2147483647.0").toString());
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("out-of-range", 1));
    assertThat(replay.sink().rejects().get(0).detail())
        .startsWith("CQI is 99.0, not from 0.0 to 15.0");
    assertThat(replay.values("", Kpi.CQI)).isEmpty();
    assertThat(replay.values("", Kpi.NEIGHBOUR_DELTA)).isEmpty();
  }

  @Test
  @DisplayName("rows that are too short or too long, or have no time, are counted and left out")
  void brokenRows() throws Exception {
    write(
        "t.csv",
        new Csv()
            .line("2020.02.13_15.00.00,-8.4,51.9")
            .line("-,".repeat(30) + "-")
            .sample(0, "Timestamp", "13.02.2020 15:00")
            .sample(0, "Timestamp", "2020.02.30_15.00.00")
            .sample(0, "Timestamp", "2020.02.x3_15.00.00")
            .sample(1)
            .toString());
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts())
        .isEqualTo(Map.of("wrong-field-count", 2, "not-a-time", 3));
    assertThat(replay.values("sessions/t", Kpi.LTE_RSRP)).hasSize(1);
  }

  @Test
  @DisplayName("an empty file, plain or compressed, is counted; a header alone is no trace")
  void emptyFiles() throws Exception {
    write("a.csv", "");
    Files.write(folder.resolve("b.csv.gz"), Csv.gzip(""));
    write("c.csv", Csv.HEADER + "\n");
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("empty-file", 2));
    assertThat(replay.sink().elements()).filteredOn(e -> e.type().equals("session")).hasSize(1);
  }

  @Test
  @DisplayName("quotes that are wrong end their file, and are counted")
  void brokenQuotes() throws Exception {
    write("t.csv", new Csv().sample(0).line("\"a\"b,c").sample(1).toString());
    assertThat(replay().sink().rejectCounts()).containsOnlyKeys("broken-csv");
  }

  @Test
  @DisplayName("of a trace that is there plain and compressed one is read")
  void duplicateTrace() throws Exception {
    Files.write(folder.resolve("good.csv.gz"), Csv.gzip(new Csv().sample(0).toString()));
    Replay replay = replay();
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("duplicate-trace", 1));
    assertThat(replay.summaries()).hasSize(1);
  }

  @Test
  @DisplayName("hidden files and folders are passed over")
  void hidden() throws Exception {
    Files.createDirectories(folder.resolve(".trash"));
    write(".trash/t.csv", new Csv().sample(0).toString());
    write(".t.csv", new Csv().sample(0).toString());
    assertThat(replay().summaries()).extracting(CellSummary::trace).containsExactly("good");
  }

  @Test
  @DisplayName("a name that is no segment of an element path is still a trace")
  void strangeNames() throws Exception {
    write("\u00a0t\u0085*\u2003.csv", new Csv().sample(0).toString());
    assertThat(replay().values("sessions/t__", Kpi.LTE_RSRP)).hasSize(1);
  }

  @Test
  @DisplayName("an input that is not there, is empty or holds no drive test is fatal, and told")
  void fatal() throws Exception {
    Path empty = Files.createDirectory(scratch.resolve("empty"));
    Path useless = Files.createDirectory(scratch.resolve("useless"));
    Files.writeString(useless.resolve("x.csv"), "a,b\n1,2\n");
    assertFatal(scratch.resolve("nowhere"), "cannot be read: it is not there");
    assertFatal(Path.of(""), "input has no name");
    assertFatal(empty, "holds no file that ends in .csv or .csv.gz");
    assertFatal(useless, "holds no usable drive test: 1 files were tried");
  }

  private void assertFatal(Path input, String message) {
    assertThatThrownBy(() -> Replay.of(input, scratch, Map.of()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(input.toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Replay replay() throws Exception {
    return Replay.of(folder, scratch, Map.of());
  }
}
