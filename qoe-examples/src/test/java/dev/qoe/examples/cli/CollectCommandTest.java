package dev.qoe.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("qoe collect")
class CollectCommandTest {

  private static final ElementPath PORT = ElementPath.of("acme/router/port-1");
  private static final Instant NOON = Instant.parse("2020-02-13T12:00:00Z");

  @TempDir private Path folder;

  private Run collect(String yaml, String... options) throws IOException {
    Path config = Files.writeString(folder.resolve("collect.yaml"), yaml);
    List<String> all = new ArrayList<>(List.of("collect", config.toString()));
    all.addAll(List.of("--scratch", folder.resolve("scratch").toString()));
    all.addAll(List.of(options));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  @DisplayName("runs a built-in collector once and prints measurements and events as JSON lines")
  void once() throws IOException {
    Path traces = Path.of("data/drive-test/ucc5g/Download/Static").toAbsolutePath();
    Run run =
        collect(
            """
            collectors:
              drive:
                type: drivetest
                deadline: PT1M
                targets: [{element: demo, address: %s}]
            """
                .formatted(traces),
            "--once");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).hasSizeGreaterThan(1000);
    ObjectMapper json = new ObjectMapper();
    boolean measurement = false;
    boolean event = false;
    for (String line : run.out()) {
      JsonNode node = json.readTree(line);
      assertThat(node.path("element").asText()).startsWith("demo");
      assertThat(Instant.parse(node.path("time").asText())).isAfter(Instant.EPOCH);
      measurement |= node.has("kpi") && node.has("value") && node.has("quality");
      event |= node.has("event") && node.has("attributes");
    }
    assertThat(measurement).isTrue();
    assertThat(event).isTrue();
    assertThat(run.err()).contains("collected: " + run.out().size() + " lines");
  }

  @Test
  @DisplayName("prints what 'qoe score' reads")
  void scored() throws IOException {
    Path traces = Path.of("data/drive-test/ucc5g/Download/Static").toAbsolutePath();
    Run run =
        collect(
            """
            collectors:
              drive:
                type: drivetest
                deadline: PT1M
                targets: [{element: demo, address: %s}]
            """
                .formatted(traces),
            "--once");
    Run score = Run.fed(String.join("\n", run.out()), "score", "--input", "-", "--element", "demo");
    assertThat(score.exit()).as(score.err()).isZero();
    assertThat(score.out()).hasSize(1);
    assertThat(score.err()).contains("+ 0 rejected");
  }

  @Test
  @DisplayName("fails with the target's trouble if it cannot be read")
  void dead() throws IOException {
    Run run =
        collect(
            """
            collectors:
              drive: {type: drivetest, targets: [{element: demo, address: no-such-folder}]}
            """,
            "--once");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("target demo of collector 'drive': ").contains("no-such-folder");
  }

  @Test
  @DisplayName("tells all mistakes of a configuration with their places")
  void mistakes() throws IOException {
    Run run =
        collect(
            """
            collectors:
              drive:
                type: drivetest
                settings: {zone: Nowhere, thread: 3}
                targets: [{element: demo}]
              other: {type: drivetst}
            """,
            "--once");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("has 3 mistakes")
        .contains("collect.yaml:4:16: setting 'zone' of collector 'drive' is not a time zone")
        .contains("has no setting 'thread'; did you mean 'threads'?")
        .contains("collectors.other: no started plugin offers the collector type 'drivetst'; did");
    Run missing = Run.of("collect", folder.resolve("no.yaml").toString());
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("no.yaml' cannot be read: there is no such file");
    assertThat(Run.of("collect").exit()).isEqualTo(2);
  }

  @Test
  @DisplayName("runs as long as is asked, and tells of plugin files that it does not use")
  void forSomeTime() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.writeString(plugins.resolve("bad.jar"), "no jar");
    Path traces = Path.of("data/drive-test/ucc5g/Download/Static").toAbsolutePath();
    Run run =
        collect(
            """
            plugins: {folders: %s, items-per-second: 1000000}
            collectors:
              drive:
                type: drivetest
                interval: PT0.2S
                targets: [{element: demo, address: %s}]
            """
                .formatted(plugins, traces),
            "--for",
            "PT1S");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("bad.jar' is not used: it is no readable archive");
  }

  @Test
  @DisplayName("polls until nobody reads what it prints any more")
  void untilNobodyReads() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("collect.yaml"),
            """
            collectors:
              drive:
                type: drivetest
                interval: PT1S
                targets: [{element: demo, address: %s}]
            """
                .formatted(Path.of("data/drive-test/ucc5g/Download/Static").toAbsolutePath()));
    String scratch = folder.resolve("scratch").toString();
    Run run = Run.readOnce("collect", config.toString(), "--scratch", scratch, "--for", "PT10M");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isNotEmpty();
  }

  @Test
  @DisplayName("prints counters as rates, ratios as the share and histograms as their mean")
  void readings() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    LineSink sink = new LineSink(out, new PrintWriter(err, true));
    Kpi rate = Kpi.DOWNLINK_THROUGHPUT;
    sink.accept(CounterReading.of64(PORT, rate, NOON, 1000).worth(0.5));
    sink.accept(CounterReading.of64(PORT, rate, NOON.plusSeconds(10), 2000).worth(0.5));
    sink.accept(RatioReading.of(PORT, Kpi.PACKET_LOSS, NOON, 1, 4));
    sink.accept(RatioReading.of(PORT, Kpi.PACKET_LOSS, NOON, 0, 0));
    sink.accept(
        new DistributionReading(
            PORT, Kpi.JITTER, NOON, List.of(0.0, 10.0, 20.0), List.of(3L, 1L), 0.5));
    sink.accept(
        new DistributionReading(PORT, Kpi.JITTER, NOON, List.of(0.0, 10.0), List.of(0L), 1));
    sink.accept(Measurement.of(PORT, Kpi.of("SELF_MADE"), NOON, 1.5));
    sink.accept(new Event(PORT, "trap", NOON, "link \"down\"", Map.of("ifIndex", "7")));
    assertThat(sink.accept(NetworkElement.builder(PORT, "port").build()))
        .isEqualTo(Acceptance.ACCEPTED);
    assertThat(sink.accept(Measurement.of(PORT, Kpi.JITTER, NOON, Double.NaN)))
        .isEqualTo(Acceptance.REFUSED);
    List<Acceptance> answers = new ArrayList<>();
    sink.whenDurable(answers::add);
    sink.summarise();

    String head = "{\"element\":\"acme/router/port-1\",";
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            head
                + "\"kpi\":\"%s\",\"time\":\"2020-02-13T12:00:10Z\",\"value\":50.0,\"unit\":\"Mbit/s\",\"quality\":1.0}"
                    .formatted(rate),
            head
                + "\"kpi\":\"TRN_LOSS\",\"time\":\"2020-02-13T12:00:00Z\",\"value\":0.25,\"unit\":\"ratio\",\"quality\":1.0}",
            head
                + "\"kpi\":\"%s\",\"time\":\"2020-02-13T12:00:00Z\",\"value\":7.5,\"unit\":\"ms\",\"quality\":0.5}"
                    .formatted(Kpi.JITTER),
            head
                + "\"kpi\":\"SELF_MADE\",\"time\":\"2020-02-13T12:00:00Z\",\"value\":1.5,\"quality\":1.0}",
            head
                + "\"event\":\"trap\",\"time\":\"2020-02-13T12:00:00Z\",\"text\":\"link"
                + " \\\"down\\\"\",\"attributes\":{\"ifIndex\":\"7\"}}");
    assertThat(answers).containsExactly(Acceptance.ACCEPTED);
    assertThat(err.toString())
        .contains("collected: 5 lines", "1 counter-first", "1 histogram-of-nothing")
        .contains("1 not-finite", "1 ratio-of-nothing");
  }

  @Test
  @DisplayName("takes nothing more once nobody reads it")
  void brokenPipe() throws IOException {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    LineSink sink = new LineSink(closed, new PrintWriter(new StringWriter(), true));
    sink.accept(Measurement.of(PORT, Kpi.JITTER, NOON, 1));
    assertThat(sink.flush()).isFalse();
    assertThat(sink.accept(Measurement.of(PORT, Kpi.JITTER, NOON, 1)))
        .isEqualTo(Acceptance.RETRY_LATER);
    List<Acceptance> answers = new ArrayList<>();
    sink.whenDurable(answers::add);
    assertThat(answers).containsExactly(Acceptance.RETRY_LATER);
  }
}
