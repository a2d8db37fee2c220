package dev.qoe.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.ElementStatus;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.network.Geometry;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.core.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A network in a file")
class TopologyFilesTest {

  private static final ElementPath SITE = ElementPath.of("acme/cork/site-301");
  private static final NetworkElement FULL =
      NetworkElement.builder(SITE.child("cell-1"), "cell")
          .displayName("Patrick Street 1")
          .domain(Domain.TRANSPORT)
          .subdomain("LOSS")
          .protocolLayer("L3")
          .address("192.0.2.1")
          .geometry(new Geometry.Line(List.of(new GeoPoint(51.9, -8.4), new GeoPoint(51.8, -8.5))))
          .status(ElementStatus.UP)
          .weight(2)
          .expectedKpis(Set.of(Kpi.PACKET_LOSS))
          .labels(Map.of("vendor", "north"))
          .createdAt(Instant.parse("2020-01-01T00:00:00Z"))
          .updatedAt(Instant.parse("2020-01-02T00:00:00Z"))
          .lastSeenAt(Instant.parse("2020-01-03T00:00:00Z"))
          .build();
  private static final NetworkElement PLAIN =
      NetworkElement.builder(SITE, "site").geometry(Geometry.at(51.9, -8.45)).build();
  private static final Topology TOPOLOGY =
      new Topology(List.of(PLAIN, FULL), List.of(new Link(FULL.path(), SITE, "fronthaul")));

  @TempDir private Path folder;

  @Test
  @DisplayName("is read as it was written")
  void roundTrip() throws IOException {
    Path file = folder.resolve("network.json");
    TopologyJson.write(TOPOLOGY, file);
    assertThat(TopologyJson.read(file)).isEqualTo(TOPOLOGY);
    assertThat(TopologyJson.parse("{}", "empty")).isEqualTo(Topology.empty());
    assertThat(TopologyJson.parse(TopologyJson.format(Topology.empty()), "empty"))
        .isEqualTo(Topology.empty());
  }

  @Test
  @DisplayName("leaves out what has its default")
  void brief() {
    assertThat(TopologyJson.format(new Topology(List.of(PLAIN), List.of())))
        .isEqualTo(
            """
            {
              "elements" : [ {
                "path" : "acme/cork/site-301",
                "type" : "site",
                "latitude" : 51.9,
                "longitude" : -8.45
              } ]
            }
            """);
  }

  @Test
  @DisplayName("is refused with all its mistakes at once: place, value, rule, remedy")
  void mistakes() {
    String text =
        """
        {"elements": [
           {"path": "acme/a", "type": "cell", "wieght": 2},
           {"path": "acme//b", "type": "cell"},
           {"type": "cell", "weight": "heavy", "domain": "radio"},
           {"path": "acme/a", "type": "cell", "latitude": 95},
           {"path": "acme/c", "type": "cell", "latitude": 95, "longitude": 0, "labels": {"n": 1}},
           {"path": "acme/d", "type": "cell", "geometry": {"type": "circle"}, "status": "FINE"},
           {"path": "acme/e", "type": "cell", "weight": -1, "expectedKpis": ["loss"]},
           7],
         "links": [
           {"from": "acme/a", "to": "acme/cc", "type": "backhaul"},
           {"from": "acme/a", "to": "acme/a", "type": "backhaul"},
           {"from": "acme/a", "to": "acme/c", "type": "backhaul"},
           {"from": "acme/a", "to": "acme/c", "type": "backhaul"}],
         "node": []}
        """;
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> TopologyJson.parse(text, "network.json"));
    assertThat(e).hasMessageStartingWith("network.json has 18 mistakes:");
    assertThat(e.problems())
        .satisfiesExactly(
            p -> assertThat(p).isEqualTo("node is not known"),
            p -> assertThat(p).isEqualTo("elements[0].wieght is not known; did you mean 'weight'?"),
            p ->
                assertThat(p)
                    .startsWith("elements[1].path: element path must be")
                    .endsWith("'acme//b'"),
            p -> assertThat(p).isEqualTo("elements[2].path is missing"),
            p -> assertThat(p).startsWith("elements[2].domain: domain must be"),
            p -> assertThat(p).startsWith("elements[2].weight: must be a number: 'heavy'"),
            p -> assertThat(p).isEqualTo("elements[3].longitude is missing"),
            p ->
                assertThat(p)
                    .startsWith("elements[3].path: 'acme/a' is already that of elements[0]"),
            p -> assertThat(p).isEqualTo("elements[4].labels.n must be a text: 1"),
            p -> assertThat(p).isEqualTo("elements[4]: latitude must be from -90.0 to 90.0: 95.0"),
            p -> assertThat(p).startsWith("elements[5].status: must be one of [UNKNOWN, UP,"),
            p ->
                assertThat(p)
                    .startsWith(
                        "elements[5].geometry: type 'circle' is not known; known are unknown,"
                            + " point"),
            p -> assertThat(p).startsWith("elements[6].expectedKpis: [0]: KPI code must be"),
            p -> assertThat(p).startsWith("elements[6]: weight of element 'acme/e' must be from"),
            p -> assertThat(p).isEqualTo("elements[7] must be an object: 7"),
            p ->
                assertThat(p)
                    .startsWith(
                        "links[0].to: element 'acme/cc' is not declared; did you mean 'acme/"),
            p -> assertThat(p).startsWith("links[1]: link must join two elements"),
            p -> assertThat(p).startsWith("links[3]: the same link stands there before"));
  }

  @Test
  @DisplayName("that is no JSON is refused with line and column")
  void syntax() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> TopologyJson.parse("{\"elements\": [\n{]}", "network.json"))
        .withMessageStartingWith("network.json: line 2, column 2 is not JSON: ");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> TopologyJson.parse("[]", "network.json"))
        .withMessage("network.json: a network must be an object with elements and links: []");
  }

  @Test
  @DisplayName("may be CSV, an element a line")
  void csv() throws IOException {
    Path file = folder.resolve("network.csv");
    Files.writeString(
        file,
        """
        path,displayName,type,domain,weight,latitude,longitude
        acme/cork/site-301,,site,,,51.9,-8.45
        acme/core,The core,router,CORE,3,,
        """);
    assertThat(TopologyCsv.read(file).elements())
        .containsExactly(
            PLAIN,
            NetworkElement.builder(ElementPath.of("acme/core"), "router")
                .displayName("The core")
                .domain(Domain.CORE)
                .weight(3)
                .build());
  }

  @Test
  @DisplayName("in CSV is refused with all its mistakes at once, by line")
  void csvMistakes() throws IOException {
    Path file = folder.resolve("network.csv");
    Files.writeString(file, "path,tpye,weight\nacme/a,cell,heavy\n");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> TopologyCsv.read(file))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .satisfiesExactly(
                        p ->
                            assertThat(p)
                                .isEqualTo("line 2.tpye is not known; did you mean 'type'?"),
                        p -> assertThat(p).isEqualTo("line 2.type is missing"),
                        p -> assertThat(p).startsWith("line 2.weight: must be a number: 'heavy'")));
  }
}
