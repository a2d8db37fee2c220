package dev.qoe.sim.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A what-if scenario")
class WhatIfScenarioTest {

  private static final String FULL =
      """
      {"type": "what-if", "name": "busy hour", "judge": "acme",
       "scoring": {"exponent": 0.7, "ownShare": 0.4},
       "elements": [
         {"path": "acme/cork/cell-1", "type": "cell", "name": "Cork 1", "weight": 2,
          "values": {"TRN_OWD": {"value": 0.04, "unit": "s"}, "TRN_RTT": 90, "TRN_JITTER_RTP": 3,
                     "TRN_LOSS": {"value": 1, "unit": "%", "quality": 0.8},
                     "SVC_DL_THROUGHPUT": 20, "RAN_SS_SINR": 12, "RAN_PRB_DL": 0.5,
                     "RAN_RRC_USERS": 40}},
         {"path": "acme/cork/cell-2", "type": "cell",
          "values": {"RAN_PRB_DL": 0.2, "RAN_RRC_USERS": 10, "SVC_DL_THROUGHPUT": 30}},
         {"path": "acme/backhaul-3", "values": {"TRN_LINK_UTIL": 0.5}}],
       "links": [{"from": "acme/cork", "to": "acme/backhaul-3", "type": "backhaul"}],
       "resources": [
         {"element": "acme/backhaul-3", "kind": "link", "capacity": {"value": 0.1, "unit": "Gbit/s"},
          "queue": {"model": "M/M/1/K", "places": 200, "packetBytes": 12000}},
         {"element": "acme/cork/cell-1", "kind": "cell",
          "radio": {"bandwidthMHz": 20, "layers": 2, "mapping": "ns3", "table": "TABLE_2"}},
         {"element": "acme/cork/cell-2", "kind": "cell", "sharing": "equal", "capacity": 50}],
       "services": ["g1030", "g1072", "p1203",
         {"model": "g107", "codec": "G729A_VAD", "kpi": "SVC_MOS_CQE",
          "inputs": ["TRN_OWD", "TRN_JITTER_RTP", "TRN_LOSS"]}],
       "changes": [
         {"element": "acme/backhaul-3", "kpi": "TRN_OWD", "add": 20, "unit": "ms"},
         {"element": "acme/cork/cell-1", "kpi": "RAN_SS_SINR", "add": -3},
         {"element": "acme/backhaul-3", "kpi": "SIM_CAPACITY", "scale": 0.9},
         {"moveUsers": 5, "from": "acme/cork/cell-1", "to": "acme/cork/cell-2"}],
       "goals": [
         {"target": 60, "vary": {"element": "acme/backhaul-3", "kpi": "TRN_OWD"}},
         {"target": 3.9, "of": {"element": "acme/cork/cell-1", "kpi": "SVC_MOS_CQE"},
          "vary": {"element": "acme/cork/cell-1", "kpi": "TRN_LOSS", "min": 0, "max": 0.05}}],
       "optimize": {"target": 70, "evaluations": 300, "seed": 3, "of": {"element": "acme/cork"},
         "vary": [{"element": "acme/cork/cell-1", "kpi": "TRN_LOSS", "min": 0, "max": 0.05,
                   "unitCost": 1000},
                  {"element": "acme/backhaul-3", "kpi": "SIM_CAPACITY", "min": 50, "max": 1000,
                   "unitCost": 0.1}]}}
      """;

  @TempDir Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("scenario.json"), json);
  }

  @Test
  @DisplayName("says a network, what changes, goals and an optimisation, and answers in lines")
  void full() throws IOException {
    WhatIfScenario scenario = WhatIfScenario.read(file(FULL));
    List<Progress> progress = new ArrayList<>();

    List<ObjectNode> lines = scenario.lines(progress::add).toList();

    assertThat(scenario.name()).isEqualTo("busy hour");
    ElementPath cell = ElementPath.of("acme/cork/cell-1");
    assertThat(scenario.state().reading(cell, Kpi.ONE_WAY_DELAY)).contains(new Reading(40, 1));
    assertThat(scenario.state().reading(cell, Kpi.PACKET_LOSS).orElseThrow().value())
        .isCloseTo(0.01, within(1e-15));
    assertThat(scenario.state().reading(cell, Kpi.VIDEO_MOS)).isPresent();
    assertThat(lines)
        .extracting(line -> line.get("line").asText())
        .startsWith("result", "difference")
        .endsWith("difference", "goal", "goal", "optimum");
    ObjectNode result = lines.get(0);
    assertThat(result.get("gain").asDouble()).isNegative();
    assertThat(result.get("before").get("confidence").asDouble()).isBetween(0.5, 0.999);
    assertThat(result.get("assumptions").size()).isGreaterThan(5);
    assertThat(result.get("changes").get(0).asText()).isEqualTo("TRN_OWD of acme/backhaul-3 +20.0");
    assertThat(progress).isNotEmpty();
  }

  @Test
  @DisplayName("gives the same bytes every time")
  void sameBytes() throws IOException {
    Path file = file(FULL);

    String first = WhatIfScenario.read(file).lines().toList().toString();

    assertThat(WhatIfScenario.read(file).lines().toList()).hasToString(first);
    assertThat(WhatIfScenario.read(file).withSeed(3).lines().toList()).hasToString(first);
  }

  @Test
  @DisplayName("agrees with the same question asked in Java")
  void asInJava() throws IOException {
    WhatIfScenario scenario = WhatIfScenario.read(file(FULL));

    WhatIfResult result =
        WhatIf.on(scenario.state())
            .add(ElementPath.of("acme/backhaul-3"), Kpi.ONE_WAY_DELAY, 20)
            .add(ElementPath.of("acme/cork/cell-1"), Kpi.NR_SINR, -3)
            .scale(ElementPath.of("acme/backhaul-3"), Resource.CAPACITY, 0.9)
            .moveUsers(ElementPath.of("acme/cork/cell-1"), ElementPath.of("acme/cork/cell-2"), 5)
            .judging(ElementPath.of("acme"))
            .run();

    assertThat(scenario.question().run()).isEqualTo(result);
  }

  @Test
  @DisplayName("tells all its mistakes at once, with their JSON path and the nearest name")
  void mistakes() throws IOException {
    Path file =
        file(
            """
            {"type": "whatif", "nam": "x", "judge": "acme/corc",
             "scoring": {"exponent": "one"},
             "elements": [
               {"path": "acme/cork/cell-1", "values": {"TRN_LOS": 1, "TRN_OWD": "40",
                  "TRN_LOSS": {"value": 5, "unit": "ms"}, "TRN_RTT": {"value": 5, "quality": 2}}},
               {"path": "a//b"}, {"type": "cell"}],
             "links": [{"from": "acme/cork", "to": "acme/cork"}],
             "resources": [
               {"element": "acme/cork/cell-1", "kind": "sell", "sharing": "fair",
                "queue": {"model": "M/M/1", "places": 5, "packetBytes": -1},
                "radio": {"bandwidthMHz": 20, "layers": 99, "mapping": "awgn", "table": "TABLE_1"}}],
             "services": ["g17", {"model": "g1030", "codec": "AMR_12_2"},
                          {"model": "g107", "codec": "AMR_12_3"}],
             "changes": [
               {"element": "acme/cork/cell-2", "kpi": "TRN_OWD", "add": 20},
               {"element": "acme/cork/cell-1", "kpi": "TRN_OWD", "add": 20, "set": 5},
               {"element": "acme/cork/cell-1", "kpi": "TRN_OWD", "add": 20, "unit": "Mbit/s"},
               {"element": "acme/cork/cell-1", "kpi": "TRN_OWD", "scale": 2, "unit": "ms"},
               {"moveUsers": "all", "from": "acme/cork/cell-1", "to": "acme/cork/cell-1"},
               7],
             "goals": [{"vary": {"element": "acme/cork/cell-1"}}],
             "optimize": {"evaluations": 1, "vary": []}}
            """);

    assertThatThrownBy(() -> WhatIfScenario.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("scenario.json has ")
        .hasMessageContaining("nam: unknown field; did you mean 'name'?; known are ")
        .hasMessageContaining("type: must be one of [what-if]: 'whatif'; did you mean 'what-if'?")
        .hasMessageContaining("judge: unknown element 'acme/corc'; did you mean 'acme/cork'?")
        .hasMessageContaining("scoring.exponent: must be a number: \"one\"")
        .hasMessageContaining(
            "elements[0].values.TRN_LOS: unknown KPI 'TRN_LOS'; did you mean 'TRN_LOSS'?")
        .hasMessageContaining("elements[0].values.TRN_OWD: must be a number: \"40\"")
        .hasMessageContaining(
            "elements[0].values.TRN_LOSS.unit: 'ms' is not a unit of TRN_LOSS, which is in 'ratio'")
        .hasMessageContaining("elements[0].values.TRN_RTT.quality: must be from 0 to 1: 2.0")
        .hasMessageContaining("elements[1].path: element path must be tenant/name")
        .hasMessageContaining("elements[2].path: is missing")
        .hasMessageContaining("links[0]: link must join two elements")
        .hasMessageContaining("resources[0].kind: must be one of [link, cell]: 'sell'")
        .hasMessageContaining("resources[0].sharing: must be one of [residual, equal]: 'fair'")
        .hasMessageContaining("resources[0].queue.places: belongs to model 'M/M/1/K' only")
        .hasMessageContaining("resources[0].queue: mean packet size in bytes")
        .hasMessageContaining("resources[0].radio.table: belongs to mapping 'ns3' only")
        .hasMessageContaining("resources[0].radio: layers must be from 1.0 to 8.0")
        .hasMessageContaining("services[0]: unknown service model 'g17'; did you mean 'g107'?")
        .hasMessageContaining("services[1].codec: service model 'g1030' has no codec")
        .hasMessageContaining(
            "services[2].codec: unknown codec 'AMR_12_3'; did you mean 'AMR_12_2'?")
        .hasMessageContaining("changes[0].element: unknown element 'acme/cork/cell-2'")
        .hasMessageContaining("changes[1]: must have one of 'set', 'add', 'scale'")
        .hasMessageContaining("changes[2].unit: 'Mbit/s' is not a unit of TRN_OWD")
        .hasMessageContaining("changes[3].unit: does not go with 'scale'")
        .hasMessageContaining("changes[4].moveUsers: must be a number: \"all\"")
        .hasMessageContaining("changes[5]: must be an object: 7")
        .hasMessageContaining("goals[0].target: is missing")
        .hasMessageContaining("goals[0].vary.kpi: is missing")
        .hasMessageContaining("optimize: needs 'target', 'budget', or both")
        .hasMessageContaining("optimize.vary: must be an array of at least one parameter")
        .hasMessageContaining("optimize.evaluations: must be from 10 to 1000000: 1");
  }

  @Test
  @DisplayName("refuses what is no JSON, no object, asks nothing or lacks what a queue needs")
  void refused() throws IOException {
    Path broken = file("{\"type\": ");
    assertThatThrownBy(() -> WhatIfScenario.read(broken))
        .hasMessageContaining("scenario.json: line 1, column ")
        .hasMessageContaining("is not JSON");
    Path array = file("[]");
    assertThatThrownBy(() -> WhatIfScenario.read(array))
        .hasMessage("scenario.json: $: must be an object: []");
    Path empty = file("{}");
    assertThatThrownBy(() -> WhatIfScenario.read(empty))
        .hasMessageContaining("type: is missing; it must be 'what-if'")
        .hasMessageContaining("elements: must be an array of at least one element")
        .hasMessageContaining("$: nothing is asked: give 'changes', 'goals' or 'optimize'");
    Path queue =
        file(
            """
            {"type": "what-if", "changes": [{"outage": "acme/x"}],
             "elements": [{"path": "acme/x", "values": {"TRN_OWD": 4}}],
             "resources": [{"element": "acme/x", "queue": {"packetBytes": 1500}}]}
            """);
    assertThatThrownBy(() -> WhatIfScenario.read(queue))
        .hasMessageContaining("$: link acme/x, M/M/1 of 1500-byte packets: a queue needs a value");
  }

  @Test
  @DisplayName("knows the other models and mappings by name")
  void names() throws IOException {
    WhatIfScenario scenario =
        WhatIfScenario.read(
            file(
                """
                {"type": "what-if", "changes": [{"outage": "acme/x"}],
                 "elements": [{"path": "acme/x", "values": {"TRN_OWD": 4, "TRN_JITTER_RTP": 1,
                    "TRN_LOSS": 0, "RAN_LTE_RSSINR": 3, "DEV_CPU_LOAD": 0.3, "COR_REG_USERS": 4}}],
                 "resources": [{"element": "acme/x", "kind": "cell", "sinr": "RAN_LTE_RSSINR",
                    "load": "DEV_CPU_LOAD", "users": "COR_REG_USERS",
                    "queue": {"model": "processor-sharing", "packetBytes": 1500},
                    "radio": {"bandwidthMHz": 10, "mapping": "awgn"}}],
                 "services": [{"model": "g107.1", "codec": "AMR_WB_23_05"},
                    {"model": "g107.2", "codec": "EVS_SWB_24_4", "kpi": "SVC_MOS_LQ"}]}
                """));

    Resource resource = scenario.state().resources().iterator().next();
    assertThat(resource.load()).isEqualTo(Kpi.CPU_LOAD);
    assertThat(resource.users()).isEqualTo(Kpi.of("COR_REG_USERS"));
    assertThat(resource.sharing()).isEqualTo(Sharing.RESIDUAL);
    assertThat(resource.toString())
        .isEqualTo("cell acme/x, processor sharing of 1500-byte packets, 10.0 MHz");
    assertThat(scenario.lines().findFirst().orElseThrow().get("after").get("score").asDouble())
        .isLessThan(5);
  }
}
