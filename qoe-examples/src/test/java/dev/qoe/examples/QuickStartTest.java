package dev.qoe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.network.TopologyJson;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.voice.WidebandCodec;
import dev.qoe.store.jdbc.JdbcStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippet of the README. */
class QuickStartTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "qoe", "examples", "QuickStartTest.java");

  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private final List<Alert> paged = new ArrayList<>();
  private final CountDownLatch opened = new CountDownLatch(1);

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("network.json", "rules.yaml")) {
      try (InputStream stream =
          Objects.requireNonNull(QuickStartTest.class.getResourceAsStream(name))) {
        Files.copy(stream, folder.resolve(name));
      }
    }
  }

  @Test
  @DisplayName("ten lines give an explained score, what would have to change, and an alert")
  void embeds() throws Exception {
    // tag::embed[]
    try (QoeEngine engine =
        QoeEngine.builder()
            .catalog(KpiCatalog.standard())
            .topology(TopologyJson.read(folder.resolve("network.json")))
            .store(JdbcStore.embedded(folder.resolve("history")))
            .rules(AlertRules.read(folder.resolve("rules.yaml")))
            .start()) {
      engine.onAlert(this::page);

      ElementPath cell = ElementPath.of("acme/cork/site-301/cell-19736841");
      Series loss = engine.series(cell, Kpi.PACKET_LOSS); // names are resolved once
      loss.record(Instant.now(), 0.32); // a ratio: 32 %
      engine.series(cell, Kpi.ROUND_TRIP_TIME).record(Instant.now(), 148);
      engine.series(cell, Kpi.LTE_RSRP).record(Instant.now(), -59); // a splendid signal

      Score score = engine.score(ElementPath.of("acme/cork"));
      out.println(score);
      out.println(score.explanation());
      out.println(engine.wanted(ElementPath.of("acme/cork"), 75));
    }
    // end::embed[]
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "31.8 of 100 (poor), 100 % sure",
            "packet loss -50.0 (32 %, wanted at most 0 %) at cell-19736841;"
                + " round-trip time -18.2 (148 ms, wanted at most 30 ms) at cell-19736841",
            "packet loss 32 % -> 0.23 % gives 75.0");
    assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(paged.get(0).message()).isEqualTo("a tenth of the packets or more are lost");
  }

  @Test
  @DisplayName("a service model bound to indicators becomes an indicator itself")
  void derives() {
    ElementPath cell = ElementPath.of("acme/cork/site-301/cell-1");
    try (QoeEngine engine = QoeEngine.builder().start()) {
      // tag::derive[]
      engine.derive(
          Kpi.VOICE_MOS,
          VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65),
          Kpi.ONE_WAY_DELAY,
          Kpi.JITTER,
          Kpi.PACKET_LOSS);
      // end::derive[]
      engine.series(cell, Kpi.ONE_WAY_DELAY).record(Instant.now(), 60);
      engine.series(cell, Kpi.JITTER).record(Instant.now(), 4);
      engine.series(cell, Kpi.PACKET_LOSS).record(Instant.now(), 0.02);

      double mos = VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65).score(new double[] {60, 4, 2});
      assertThat(engine.value(cell, Kpi.VOICE_MOS)).contains(mos);
      assertThat(mos).isBetween(3.0, 3.6);
    }
  }

  @Test
  @DisplayName("the README shows exactly this code and what it prints")
  void readmeIsTrue() throws IOException {
    String snippet = region(Files.readString(SOURCE), "embed");
    assertThat(Files.readString(README)).contains(snippet);
    assertThat(Files.readString(README))
        .contains("31.8 of 100 (poor), 100 % sure")
        .contains("packet loss 32 % -> 0.23 % gives 75.0");
  }

  private void page(Alert alert) {
    paged.add(alert);
    opened.countDown();
  }

  private static String region(String source, String tag) {
    String text =
        source.substring(
            source.indexOf("// tag::" + tag + "[]"), source.indexOf("// end::" + tag + "[]"));
    return text.lines()
        .skip(1)
        .map(line -> line.replaceFirst("^ {4}", ""))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
