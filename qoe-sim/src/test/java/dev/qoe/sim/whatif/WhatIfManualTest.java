package dev.qoe.sim.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.web.WebKpiModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page on what-if questions")
class WhatIfManualTest {

  private static final Path PAGE = Path.of("..", "docs", "simulation", "what-if.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "qoe", "sim", "whatif", "WhatIfManualTest.java");

  private final List<Object> printed = new ArrayList<>();

  @TempDir Path folder;

  private void println(Object value) {
    printed.add(value);
  }

  @Test
  @DisplayName("shows code that runs, and what it prints")
  void firstExample() throws IOException {
    // tag::first[]
    ElementPath cell = ElementPath.of("acme/cork/cell-1");
    ElementPath backhaul = ElementPath.of("acme/backhaul-3");
    NetworkState state =
        NetworkState.builder()
            .value(cell, Kpi.ONE_WAY_DELAY, 120)
            .value(cell, Kpi.ROUND_TRIP_TIME, 200)
            .value(cell, Kpi.JITTER, 4)
            .value(cell, Kpi.PACKET_LOSS, 0.005)
            .link(cell, backhaul, "backhaul")
            .derive(
                Kpi.VOICE_MOS,
                VoiceModel.g107(NarrowbandCodec.AMR_12_2),
                Kpi.ONE_WAY_DELAY,
                Kpi.JITTER,
                Kpi.PACKET_LOSS)
            .build();

    println(WhatIf.on(state).judging(cell).add(backhaul, Kpi.ONE_WAY_DELAY, 80).run());
    // end::first[]

    String page = Files.readString(PAGE);
    assertThat(page).contains(region("first")).contains(printed.get(0).toString());
  }

  @Test
  @DisplayName("shows resources, a goal and an optimisation that run")
  void more() throws IOException {
    ElementPath cell = Networks.CELL;
    ElementPath backhaul = Networks.BACKHAUL;
    NetworkStateBuilder network = Networks.services();
    // tag::more[]
    NetworkState state =
        network
            .capacity(backhaul, 100) // Mbit/s
            .resource(Resource.link(backhaul).withQueue(QueueLaw.mm1k(200), 12_000))
            .resource(Resource.cell(cell).withRadio(Networks.radio()))
            .derive(Kpi.WEB_MOS, WebKpiModel.g1030(), Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME)
            .build();
    WhatIf busy = WhatIf.on(state).set(backhaul, Kpi.of("TRN_LINK_UTIL"), 0.95);

    println(busy.run());
    println(busy.wanted(Parameter.of(backhaul, Resource.CAPACITY), 75));
    println(
        busy.optimize()
            .vary(Parameter.of(backhaul, Resource.CAPACITY), 100, 1_000, 50)
            .vary(Parameter.of(cell, Kpi.NR_SINR), 12, 20, 900)
            .target(75)
            .onProgress(progress -> {})
            .run());
    // end::more[]

    assertThat(Files.readString(PAGE)).contains(region("more"));
    assertThat(printed.get(1).toString()).contains("gives 75.0");
    assertThat(((OptimizationResult) printed.get(2)).satisfied()).isTrue();
  }

  @Test
  @DisplayName("shows a scenario that runs")
  void scenario() throws IOException {
    String page = Files.readString(PAGE);
    String json = page.substring(page.indexOf("```json") + 7);
    Path file =
        Files.writeString(folder.resolve("scenario.json"), json.substring(0, json.indexOf("```")));

    assertThat(WhatIfScenario.read(file).lines())
        .extracting(line -> line.get("line").asText())
        .contains("result", "difference", "goal");
  }

  private static String region(String tag) throws IOException {
    String source = Files.readString(SOURCE);
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
