package dev.qoe.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.access.Tenant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The path of an element")
class ElementPathTest {

  @Test
  @DisplayName("parts tenant and name at the first slash")
  void parts() {
    ElementPath cell = ElementPath.of("acme.ireland/cork/site 301/cell-19736841");
    assertThat(cell.tenant()).isEqualTo(Tenant.of("acme.ireland"));
    assertThat(cell.name()).isEqualTo("cell-19736841");
    assertThat(cell.depth()).isEqualTo(3);
    assertThat(cell.segments())
        .containsExactly("acme.ireland", "cork", "site 301", "cell-19736841");
    assertThat(cell.parent()).contains(ElementPath.of("acme.ireland/cork/site 301"));
    assertThat(ElementPath.root(Tenant.of("acme")).parent()).isEmpty();
    assertThat(cell.child("É東*".replace("*", "")).name()).isEqualTo("É東");
  }

  @Test
  @DisplayName("refuses what is empty, blank at its ends, wild, controlling or without a tenant")
  void syntax() {
    for (String bad :
        List.of(
            "",
            "/",
            "a/",
            "/a",
            "a//b",
            " a",
            "a ",
            "a/ b",
            "a/b ",
            "a/b\u00a0",
            "a/\u2003b",
            "a/*",
            "a/b*c",
            "a/\u0000",
            "a/b\nc",
            "a/b\u0085c",
            "ä/b",
            "a b/c")) {
      assertThatThrownBy(() -> ElementPath.of(bad))
          .as("'%s'", bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ElementPath.of("acme").child("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slash");
  }

  @Test
  @DisplayName("takes a thousand characters, even on a small stack, and refuses more")
  void length() throws InterruptedException {
    String longest = "a/".repeat(499) + "bc";
    AtomicReference<Object> result = new AtomicReference<>();
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                result.set(ElementPath.of(longest));
              } catch (StackOverflowError e) {
                result.set(e);
              }
            },
            "small",
            64 * 1024);
    small.start();
    small.join();
    assertThat(result.get()).isEqualTo(ElementPath.of(longest));
    assertThatThrownBy(() -> ElementPath.of("a/".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1000 characters");
  }

  @Test
  @DisplayName("contains itself and what lies below, not what only begins alike")
  void containment() {
    ElementPath site = ElementPath.of("acme/site-1");
    assertThat(site.contains(site)).isTrue();
    assertThat(site.contains(ElementPath.of("acme/site-1/cell"))).isTrue();
    assertThat(site.contains(ElementPath.of("acme/site-10"))).isFalse();
    assertThat(site.contains(ElementPath.of("acme"))).isFalse();
    assertThat(ElementPath.of("acme").contains(ElementPath.of("acme.ireland/x"))).isFalse();
  }

  @Test
  @DisplayName("may be linked within a tenant and its descendants, not sideways or to itself")
  void links() {
    ElementPath a = ElementPath.of("acme/a");
    assertThat(new Link(a, ElementPath.of("acme.ireland/b"), "backhaul").type())
        .isEqualTo("backhaul");
    assertThatThrownBy(() -> new Link(a, a, "backhaul"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Link(a, ElementPath.of("other/b"), "backhaul"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tenants");
  }

  @Test
  @DisplayName("belongs to an element that keeps all its fields through its builder")
  void element() {
    NetworkElement cell =
        NetworkElement.builder(ElementPath.of("acme/a"), "cell")
            .weight(2)
            .address("192.0.2.1")
            .build();
    assertThat(cell.displayName()).isEqualTo("a");
    assertThat(cell.status()).isEqualTo(ElementStatus.UNKNOWN);
    assertThat(cell.lastSeen()).isEmpty();
    assertThat(cell.toBuilder().build()).isEqualTo(cell);
    assertThatThrownBy(() -> cell.toBuilder().weight(Double.NaN).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Geometry.at(91, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Geometry.Line(List.of(new GeoPoint(0, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
