package dev.qoe.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.kpi.Domain;
import dev.qoe.api.kpi.Kpi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Elements, places and links")
class NetworkElementTest {

  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");

  @Test
  @DisplayName("an element has sensible defaults and is never seen at first")
  void defaults() {
    NetworkElement cell = NetworkElement.builder(CELL, "cell").build();
    assertThat(cell.displayName()).isEqualTo("cell-1");
    assertThat(cell.status()).isEqualTo(ElementStatus.UNKNOWN);
    assertThat(cell.weight()).isEqualTo(1);
    assertThat(cell.geometry().points()).isEmpty();
    assertThat(cell.lastSeen()).isEmpty();
  }

  @Test
  @DisplayName("an element keeps all that it is told, also through another builder")
  void everything() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    NetworkElement router =
        NetworkElement.builder(CELL, "router")
            .displayName("Router 7")
            .domain(Domain.TRANSPORT)
            .subdomain("CAPACITY")
            .protocolLayer("L3")
            .address("192.0.2.1")
            .geometry(Geometry.at(51.9, -8.4))
            .status(ElementStatus.UP)
            .weight(2)
            .expectedKpis(Set.of(Kpi.PACKET_LOSS))
            .labels(Map.of("vendor", "x"))
            .createdAt(now)
            .updatedAt(now)
            .lastSeenAt(now)
            .build();
    assertThat(router.toBuilder().build()).isEqualTo(router);
    assertThat(router.lastSeen()).contains(now);
    assertThat(router.toBuilder().weight(0).build()).isNotEqualTo(router);
  }

  @Test
  @DisplayName("an element refuses a blank name or type and a negative weight")
  void refusals() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkElement.builder(CELL, " ").build())
        .withMessageContaining("type of element 'acme/cork/cell-1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkElement.builder(CELL, "cell").displayName("").build())
        .withMessageContaining("display name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkElement.builder(CELL, "cell").weight(-1).build())
        .withMessageContaining("-1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkElement.builder(CELL, "cell").weight(Double.NaN).build());
  }

  @Test
  @DisplayName("places lie on earth; lines and areas have enough points")
  void places() {
    GeoPoint a = new GeoPoint(51.9, -8.4);
    GeoPoint b = new GeoPoint(52, -8);
    GeoPoint c = new GeoPoint(52, -9);
    assertThat(new Geometry.Line(List.of(a, b)).points()).containsExactly(a, b);
    assertThat(new Geometry.Polygon(List.of(a, b, c)).points()).hasSize(3);
    assertThat(Geometry.unknown().points()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new GeoPoint(91, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new GeoPoint(0, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Geometry.Line(List.of(a)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Geometry.Polygon(List.of(a, b)));
  }

  @Test
  @DisplayName("a link joins two elements of one line of tenants")
  void links() {
    ElementPath router = ElementPath.of("acme/router");
    Link link = new Link(CELL, router, "backhaul");
    assertThat(new Topology(List.of(), List.of(link)).links()).containsExactly(link);
    assertThat(Topology.empty().elements()).isEmpty();
    assertThat(new Link(ElementPath.of("acme.ireland/cell"), router, "backhaul").to())
        .isEqualTo(router);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Link(CELL, CELL, "backhaul"))
        .withMessageContaining("two elements");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Link(CELL, ElementPath.of("other/router"), "backhaul"))
        .withMessageContaining("cross tenants");
    assertThatIllegalArgumentException().isThrownBy(() -> new Link(CELL, router, " "));
  }
}
