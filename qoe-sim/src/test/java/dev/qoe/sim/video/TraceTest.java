package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("trace"), content);
  }

  @DisplayName("Sabre's JSON is read period by period")
  @Test
  void sabre() throws IOException {
    Trace trace =
        Trace.read(
            file(
                """
                [{"duration_ms":1019,"bandwidth_kbps":1374,"latency_ms":100},
                 {"duration_ms":981,"bandwidth_kbps":0,"latency_ms":20}]
                """));

    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.period(0)).isEqualTo(new Trace.Period(1019, 1374, 100));
    assertThat(trace.period(1)).isEqualTo(new Trace.Period(981, 0, 20));
    assertThat(trace).hasToString("trace of 2 s, 700 kbit/s on average");
  }

  @DisplayName("Pensieve's columns become periods that end at each sample")
  @Test
  void pensieve() throws IOException {
    Path file = file("0.0\t9.5\n1.5\t2.0\n\n2.0 0.5\n");

    Trace trace = Trace.read(file, Duration.ofMillis(30));
    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.period(0)).isEqualTo(new Trace.Period(1500, 2000, 30));
    assertThat(trace.period(1)).isEqualTo(new Trace.Period(500, 500, 30));
    SampledTrace samples = SampledTrace.read(file);
    assertThat(samples.size()).isEqualTo(3);
    assertThat(samples.seconds(2)).isEqualTo(2);
    assertThat(samples.bytesPerSecond(1)).isEqualTo(250_000);
  }

  @DisplayName("mahimahi's packets are counted by the second, the last one cut off at its end")
  @Test
  void mahimahi() throws IOException {
    Trace trace = Trace.read(file("0\n500\n1000\n1001\n1500\n"));

    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.period(0).rateKbps()).isEqualTo(36);
    assertThat(trace.period(1)).isEqualTo(new Trace.Period(500, 48, 80));
  }

  @DisplayName("Periods become samples when the other player asks for them")
  @Test
  void samplesOfPeriods() throws IOException {
    SampledTrace trace =
        SampledTrace.read(file("[{\"duration_ms\":2500,\"bandwidth_kbps\":800,\"latency_ms\":1}]"));

    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.seconds(1)).isCloseTo(2.5, within(1e-12));
    assertThat(trace.bytesPerSecond(1)).isEqualTo(100_000);
    assertThat(trace).hasToString("trace of 2.5 s, 2 samples");
  }

  @DisplayName("Empty and useless traces are refused with file, place, value and rule")
  @Test
  void refuses() {
    assertRefused(" \n", "trace is empty; it needs at least one period");
    assertRefused("[]", "trace is empty; it needs at least one period");
    assertRefused("{}", "trace must be an array of periods: OBJECT");
    assertRefused("[{]", "not JSON: ");
    assertRefused(
        "[{\"duration_ms\":1000,\"bandwidth_kbps\":-1,\"latency_ms\":1}]",
        "[0]: bandwidth_kbps must be from 0 to 1000000000: -1");
    assertRefused(
        "[{\"duration_ms\":0,\"bandwidth_kbps\":1,\"latency_ms\":1}]",
        "[0]: duration_ms must be from 0.001 to 1000000000000: 0");
    assertRefused(
        "[{\"duration_ms\":1000,\"bandwidth_kbps\":1}]", "[0].latency_ms must be a number: ");
    assertRefused(
        "[{\"duration_ms\":1000,\"bandwidth_kbps\":0,\"latency_ms\":1}]",
        "trace carries 0 bits in one pass, so that no download ends; it needs at least 1");
    assertRefused("0 1\n1 x\n", "line 2 must hold numbers: 'x'");
    assertRefused("0 1\n1 NaN\n", "line 2 must hold finite numbers >= 0: 'NaN'");
    assertRefused("0 1\n1\n", "line 2 must have 2 columns: '1'");
    assertRefused("0 1 2\n", "line 1 must have 2 columns: '0 1 2'");
    assertRefused("5\n4\n", "packet 2: times must not fall (sort them): 4 after 5");
    assertRefused("0\n0\n", "last packet time must be >= 1 ms: 0");
  }

  private void assertRefused(String content, String rule) {
    assertThatThrownBy(() -> Trace.read(file(content)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("trace") + ": " + rule);
  }

  @DisplayName("Samples that do not rise or carry nothing are refused")
  @Test
  void refusesSamples() {
    assertThatThrownBy(() -> SampledTrace.read(file("0 1\n1 2\n1 3\n")))
        .hasMessageEndingWith(
            "instant of sample 2 must be later than the one before, 1.0 s: 1.0 s");
    assertThatThrownBy(() -> SampledTrace.read(file("0 1\n1 0\n")))
        .hasMessageEndingWith(
            "trace carries 0 bytes in one pass, so that no download ends; it needs at least 1");
    assertThatThrownBy(() -> SampledTrace.read(file("0 1\n")))
        .hasMessageEndingWith(
            "trace has 1 instants and 1 rates; it needs two or more of both, equally many");
    assertThatThrownBy(() -> Trace.of(List.of()))
        .hasMessage("trace is empty; it needs at least one period");
  }

  private static final String DRIVE_TEST =
      """
      Timestamp,State,DL_bitrate,PINGAVG,PINGLOSS
      2020.02.13_15.00.00,I,0,-,-
      2020.02.13_15.00.01,D,1000,-,-
      2020.02.13_15.00.02,D,3000,-,-
      2020.02.13_15.00.02,D,5000,-,-
      2020.02.13_15.00.02,D,5000,70,0
      2020.02.13_15.00.09,VD,200,-,-
      2020.02.13_15.00.10,D,-,-,-
      2020.02.13_15.00.10,D,200,-,100
      2020.02.13_15.00.11,D,0,-,-
      """;

  @DisplayName("Of a drive test the seconds of transfers are read, with the latency of its pings")
  @Test
  void driveTest() throws IOException {
    Trace trace = Trace.read(file(DRIVE_TEST), Duration.ofMillis(30));

    assertThat(trace.size()).isEqualTo(4);
    assertThat(trace.period(0)).isEqualTo(new Trace.Period(1000, 1000, 30));
    assertThat(trace.period(1)).isEqualTo(new Trace.Period(1000, 4000, 70));
    assertThat(trace.period(2)).isEqualTo(new Trace.Period(1000, 200, 70));
    assertThat(trace.period(3)).isEqualTo(new Trace.Period(1000, 0, 70));
    SampledTrace samples = SampledTrace.read(folder.resolve("trace"));
    assertThat(samples.size()).isEqualTo(5);
    assertThat(samples.bytesPerSecond(2)).isEqualTo(500_000);
  }

  @DisplayName("What is wrong with a drive test is told with line, column, value and rule")
  @Test
  void badDriveTests() throws IOException {
    assertRefused(
        DRIVE_TEST.replace("3000", "-3"), "line 4: DL_bitrate must be finite and >= 0: '-3'");
    assertRefused(
        DRIVE_TEST.replace("3000", "x"), "line 4: DL_bitrate must be a number or '-': 'x'");
    assertRefused(
        DRIVE_TEST.replace("70", "-70"), "line 6: PINGAVG must be finite and >= 0: '-70'");
    assertRefused(
        DRIVE_TEST.replace("State", "Stage"), "line 1 lacks column 'State' of a drive test");
    assertRefused(DRIVE_TEST + "2020,D", "line 11 must have 5 fields as the first one: it has 2");
    assertRefused(
        DRIVE_TEST.replaceAll(",V?D,", ",I,"), "trace is empty; it needs at least one row of a");
    assertRefused(
        DRIVE_TEST.replaceAll("D,[0-9]+,-", "D,0,-"), "trace carries 0 bits in one pass, so that");
  }

  @DisplayName("Traces may be compressed, and what is broken then is told")
  @Test
  void gzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(("\uFEFF" + DRIVE_TEST).getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("trace.gz");
    byte[] bytes = packed.toByteArray();

    assertThat(Trace.read(Files.write(file, bytes)).size()).isEqualTo(4);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Trace.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": compressed data are broken: ");
  }

  @DisplayName("The drive tests that came with the task are read, whatever dirt they hold")
  @Test
  void realDriveTests() throws IOException {
    String shared = System.getProperty("qoe.shared", "");
    Path data = Path.of(shared, "data/drive-test/ucc5g");
    Assumptions.assumeTrue(
        !shared.isEmpty() && Files.isDirectory(data), "no drive tests: qoe.shared is not set");
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> tests = files.filter(f -> f.toString().matches(".*/B_[0-9._]*csv.gz")).toList();
      assertThat(tests).hasSizeGreaterThan(5);
      for (Path test : tests) {
        assertThat(Trace.read(test).size()).as("%s", test.getFileName()).isGreaterThan(100);
      }
    }
  }

  @DisplayName("A part of a trace begins and ends within periods")
  @Test
  void part() {
    Trace trace = Trace.of(List.of(new Trace.Period(1000, 10, 1), new Trace.Period(1000, 20, 2)));

    Trace part = trace.part(Duration.ofMillis(400), Duration.ofMillis(1100));
    assertThat(part.size()).isEqualTo(2);
    assertThat(part.period(0)).isEqualTo(new Trace.Period(600, 10, 1));
    assertThat(part.period(1)).isEqualTo(new Trace.Period(500, 20, 2));
    assertThat(trace.part(Duration.ofSeconds(1), Duration.ofDays(1)).totalMillis()).isEqualTo(1000);
    assertThatThrownBy(() -> trace.part(Duration.ofSeconds(3), Duration.ofSeconds(1)))
        .hasMessage("start of the part in ms must be from 0 to 2000: 3000");
    assertThatThrownBy(() -> trace.part(Duration.ofSeconds(1), Duration.ZERO))
        .hasMessageStartingWith("trace is empty");
  }
}
