package dev.qoe.plugin.drivetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the drive-test collector")
class DriveTestCollectorTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("is found as a service")
  void isAService() {
    assertThat(ServiceLoader.load(CollectorFactory.class))
        .hasAtLeastOneElementOfType(DriveTestCollectorFactory.class);
  }

  @Test
  @DisplayName("replays traces in the order of their first times, whatever their names")
  void ordersByTime() throws Exception {
    new Csv().sample(30).writeTo(folder.resolve("in/a.csv"));
    new Csv().sample(10).writeTo(folder.resolve("in/z/b.csv"));
    Files.write(folder.resolve("in/c.csv.gz"), Csv.gzip(new Csv().sample(20).toString()));
    Replay replay = replay(Map.of());
    assertThat(replay.measurements("", Kpi.SPEED))
        .extracting(m -> m.element().text())
        .containsExactly("op-B/sessions/z/b", "op-B/sessions/c", "op-B/sessions/a");
    assertThat(replay.summaries()).extracting(CellSummary::trace).containsExactly("a", "c", "z/b");
  }

  @Test
  @DisplayName("announces each element once and before its first measurement")
  void announcesElements() throws Exception {
    new Csv().sample(0).sample(1).umts(2).writeTo(folder.resolve("in/t.csv"));
    Replay replay = replay(Map.of());
    assertThat(replay.sink().elements())
        .extracting(e -> e.path() + " " + e.type())
        .containsExactly(
            "op-B/sessions sessions",
            "op-B/sessions/t session",
            "op-B/area-9CBA area",
            "op-B/area-9CBA/site-42207 site",
            "op-B/area-9CBA/site-42207/cell-10805003 cell",
            "op-B/area-75AA area",
            "op-B/area-75AA/site-rnc-301 site",
            "op-B/area-75AA/site-rnc-301/cell-19736841 cell");
    Set<Object> announced = new HashSet<>();
    for (Object offer : replay.sink().offered()) {
      if (offer instanceof NetworkElement element) {
        announced.add(element.path());
      } else if (offer instanceof Measurement measurement) {
        assertThat(announced).contains(measurement.element());
      }
    }
    assertThat(replay.sink().elements())
        .filteredOn(e -> e.type().startsWith("session"))
        .allMatch(e -> e.weight() == 0);
  }

  @Test
  @DisplayName("puts a cell at the mean of the positions, weighted by how well it was received")
  void placesCells() throws Exception {
    new Csv()
        .sample(0, "Latitude", "50", "Longitude", "-8", "RSRP", "-80")
        .sample(1, "Latitude", "53", "Longitude", "-5", "RSRP", "-100")
        .sample(2, "Latitude", "0", "Longitude", "0", "RSRP", "-200")
        .writeTo(folder.resolve("in/t.csv"));
    List<GeoPoint> points =
        replay(Map.of()).sink().elements().stream()
            .filter(e -> e.type().equals("cell"))
            .flatMap(e -> e.geometry().points().stream())
            .toList();
    // Weights 10^(-80/20) : 10^(-100/20) = 10 : 1.
    assertThat(points).hasSize(1);
    assertThat(points.get(0).latitude()).isCloseTo((10 * 50 + 53) / 11.0, within(1e-9));
    assertThat(points.get(0).longitude()).isCloseTo((10 * -8 - 5) / 11.0, within(1e-9));
  }

  @Test
  @DisplayName("tells changes of technology, cell and call as indicators and as events")
  void tellsChanges() throws Exception {
    new Csv()
        .sample(0, "NetworkMode", "5G")
        .umts(1, "State", "VD")
        .umts(2, "State", "VD")
        .sample(3)
        .writeTo(folder.resolve("in/t.csv"));
    Replay replay = replay(Map.of());
    assertThat(replay.values("", Kpi.RAT_GENERATION)).containsExactly(5.0, 3.0, 3.0, 4.0);
    assertThat(replay.values("", Kpi.RAT_CHANGE)).containsExactly(0.0, 1.0, 0.0, 1.0);
    assertThat(replay.values("", Kpi.CELL_CHANGE)).containsExactly(0.0, 1.0, 0.0, 1.0);
    assertThat(replay.values("", Kpi.VOICE_ACTIVE)).containsExactly(0.0, 1.0, 1.0, 0.0);
    String lte = "op-B/area-9CBA/site-42207/cell-10805003";
    String umts = "op-B/area-75AA/site-rnc-301/cell-19736841";
    List<Event> events =
        replay.sink().events().stream().filter(e -> !e.type().equals("position")).toList();
    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "rat-change", "cell-change", "voice-start", "rat-change", "cell-change", "voice-end");
    assertThat(events.get(0).attributes())
        .isEqualTo(Map.of("from", "5G", "to", "HSPA+", "cell", umts));
    assertThat(events.get(1).attributes()).isEqualTo(Map.of("from", lte, "to", umts, "cell", umts));
    assertThat(replay.sink().events())
        .filteredOn(e -> e.type().equals("position"))
        .first()
        .satisfies(
            e ->
                assertThat(e.attributes())
                    .isEqualTo(Map.of("latitude", "51.9", "longitude", "-8.4", "cell", lte)));
  }

  @Test
  @DisplayName("gives rates in Mbit/s and losses as ratios, to the session and to the cell")
  void convertsUnits() throws Exception {
    new Csv()
        .sample(0, "DL_bitrate", "81200", "UL_bitrate", "57")
        .ping(0, "80", "32")
        .writeTo(folder.resolve("in/t.csv"));
    Replay replay = replay(Map.of());
    assertThat(replay.values("", Kpi.DOWNLINK_THROUGHPUT)).containsExactly(81.2, 81.2);
    assertThat(replay.values("", Kpi.UPLINK_THROUGHPUT)).containsExactly(0.057, 0.057);
    assertThat(replay.values("", Kpi.PACKET_LOSS)).containsExactly(0.32, 0.32);
  }

  @Test
  @DisplayName("takes times to be of the zone it is told")
  void knowsZones() throws Exception {
    new Csv().sample(0).writeTo(folder.resolve("in/t.csv"));
    assertThat(replay(Map.of("zone", "Asia/Tokyo")).measurements("", Kpi.SPEED).get(0).time())
        .isEqualTo("2020-02-13T06:00:00Z");
  }

  @Test
  @DisplayName("reads a byte order mark, CRLF, quotes, and columns in any order beside others")
  void readsVariants() throws Exception {
    List<String> lines =
        List.of(
            "\uFEFFRAWCELLID,Note,State,\"NetworkMode\", Timestamp ,LACHEX,RSRP",
            "10805003,\"bridge, east\",D,\"5G\",2020.02.13_15.00.00,9CBA,\"-93\"",
            "",
            "10805003,,D,5G,2020.02.13_15.00.01,9cba,-94");
    String text = String.join("\r\n", lines);
    Files.createDirectories(folder.resolve("in"));
    Files.write(folder.resolve("in/t.csv"), text.getBytes(StandardCharsets.UTF_8));
    Replay replay = replay(Map.of());
    assertThat(replay.values("area-9CBA/site-42207/cell-10805003", Kpi.LTE_RSRP))
        .containsExactly(-93.0, -94.0);
    assertThat(replay.sink().rejectCounts()).isEqualTo(Map.of("missing-column", 1));
  }

  @Test
  @DisplayName("reads a single file, and gives rows without a cell to the session alone")
  void readsOneFile() throws Exception {
    Path file = new Csv().sample(0, "RAWCELLID", "-").writeTo(folder.resolve("in/B*one.csv"));
    Replay replay = Replay.of(file, folder, Map.of());
    assertThat(replay.measurements("", Kpi.LTE_RSRP))
        .extracting(m -> m.element().text())
        .containsExactly("op-B/sessions/B_one");
    assertThat(replay.summaries()).extracting(CellSummary::rawCellId).containsExactly("-");
  }

  @Test
  @DisplayName("hangs a 2G cell directly below its area, for its identity tells no site")
  void places2gCells() throws Exception {
    new Csv()
        .sample(0, "NetworkMode", "EDGE", "RAWCELLID", "10505", "LACHEX", "75aa")
        .writeTo(folder.resolve("in/t.csv"));
    Replay replay = replay(Map.of());
    assertThat(replay.sink().elements())
        .extracting(e -> e.path().text())
        .contains("op-B/area-75AA/cell-10505");
    assertThat(replay.values("", Kpi.RAT_GENERATION)).containsExactly(2.0);
    assertThat(replay.values("", Kpi.UMTS_RSCP)).isEmpty();
  }

  @Test
  @DisplayName("offers again what the sink has no room for, and nothing twice that it took")
  void triesAgain() throws Exception {
    new Csv().sample(0).sample(1).writeTo(folder.resolve("in/t.csv"));
    List<Measurement> wanted = replay(Map.of()).sink().accepted();
    Set<Object> refusedOnce = new HashSet<>();
    RecordingSink busy =
        RecordingSink.answering(
            offer -> refusedOnce.add(offer) ? Acceptance.RETRY_LATER : Acceptance.ACCEPTED);
    Replay replay = Replay.into(busy, folder.resolve("in"), folder, Map.of());
    assertThat(replay.sink().accepted()).isEqualTo(wanted);
    assertThat(replay.sink().measurements()).hasSize(2 * wanted.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  @DisplayName(
      "ends with an interrupt, whatever it was doing, and tells nothing wrong of the files")
  void endsWhenInterrupted(String threads) throws Exception {
    new Csv().sample(0).sample(1).writeTo(folder.resolve("in/a.csv"));
    new Csv().sample(2).sample(3).writeTo(folder.resolve("in/b.csv"));
    for (int offers = 0; offers < 40; offers += 13) {
      int last = offers;
      AtomicInteger count = new AtomicInteger();
      RecordingSink sink =
          RecordingSink.answering(
              offer -> {
                if (count.getAndIncrement() == last) {
                  Thread.currentThread().interrupt();
                }
                return Acceptance.ACCEPTED;
              });
      assertThatThrownBy(
              () -> Replay.into(sink, folder.resolve("in"), folder, Map.of("threads", threads)))
          .isInstanceOf(InterruptedException.class);
      assertThat(sink.rejects()).isEmpty();
    }
  }

  @Test
  @DisplayName("tells progress in rows, up to all of them")
  void tellsProgress() throws Exception {
    Csv csv = new Csv();
    for (int i = 0; i < 2_500; i++) {
      csv.sample(i % 3_600);
    }
    csv.writeTo(folder.resolve("in/t.csv"));
    assertThat(replay(Map.of()).progress())
        .containsExactly(
            new TestContext.Progress(1_000, 2_500, "rows"),
            new TestContext.Progress(2_000, 2_500, "rows"),
            new TestContext.Progress(2_500, 2_500, "rows"));
  }

  @Test
  @DisplayName(
      "writes its table with three decimals rounded half up, and nothing where no data are")
  void writesTable() throws Exception {
    new Csv()
        .ping(0, "80", "12.5", "PINGMAX", "90")
        .sample(0, "RAWCELLID", "7", "RSRP", "-93.0625", "DL_bitrate", "10")
        .sample(1, "RAWCELLID", "7", "RSRP", "-", "DL_bitrate", "20")
        .writeTo(folder.resolve("in/t.csv"));
    StringWriter out = new StringWriter();
    CellSummaryCsv.write(replay(Map.of()).summaries(), out);
    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "t,10805003,0,0,,0,,,,0,,,,,1,80.000,90.000,1,12.500,0.000,0.000,0.000",
            "t,7,2,2,-93.063,1,,,,2,15.000,11.000,15.000,200.000,0,,,0,,0.000,1.000,0.000");
  }

  private Replay replay(Map<String, String> settings) throws Exception {
    return Replay.of(folder.resolve("in"), folder, settings);
  }
}
