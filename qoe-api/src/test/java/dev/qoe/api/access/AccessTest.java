package dev.qoe.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tenants and principals")
class AccessTest {

  private static final Tenant ACME = Tenant.of("acme");
  private static final Tenant IRELAND = Tenant.of("acme.ireland");

  @Test
  @DisplayName("a tenant is dotted names, and nothing nasty passes for one")
  void syntax() {
    for (String bad :
        List.of("", ".", "a.", ".a", "a..b", "a/b", "a b", "a\n", "ä", "*", "a".repeat(201))) {
      assertThatThrownBy(() -> Tenant.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Tenant.of("a.".repeat(500_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("...");
    assertThat(Tenant.of("A-1_b.c").parent()).contains(Tenant.of("A-1_b"));
    assertThat(ACME.parent()).isEmpty();
  }

  @Test
  @DisplayName("a tenant contains itself and its descendants, not those that only begin alike")
  void containment() {
    assertThat(ACME.contains(ACME)).isTrue();
    assertThat(ACME.contains(IRELAND)).isTrue();
    assertThat(IRELAND.contains(ACME)).isFalse();
    assertThat(ACME.contains(Tenant.of("acme2"))).isFalse();
    assertThat(ACME.contains(Tenant.of("acme-ireland"))).isFalse();
  }

  @Test
  @DisplayName("a principal reads downwards, changes at home, and nothing goes sideways or up")
  void reach() {
    Principal admin = Principal.of("ann", ACME, Role.ADMIN);
    assertThat(admin.may(Permission.READ, IRELAND)).isTrue();
    assertThat(admin.may(Permission.EDIT_NETWORK, ACME)).isTrue();
    assertThat(admin.may(Permission.EDIT_NETWORK, IRELAND)).isFalse();
    assertThat(admin.may(Permission.READ, Tenant.of("other"))).isFalse();
    Principal below = Principal.of("bob", IRELAND, Role.ADMIN);
    assertThat(below.may(Permission.READ, ACME)).isFalse();
    assertThat(below.may(Permission.READ, Tenant.of("acme.france"))).isFalse();
  }

  @Test
  @DisplayName("each role may do all that the one before it may, and only the last everything")
  void roles() {
    Role[] roles = Role.values();
    for (int i = 1; i < roles.length; i++) {
      assertThat(roles[i].permissions()).containsAll(roles[i - 1].permissions());
    }
    assertThat(Role.ADMIN.permissions()).doesNotContain(Permission.ADMINISTER_ALL_TENANTS);
    Principal root = Principal.of("root", ACME, Role.SUPER_ADMIN);
    assertThat(root.may(Permission.EDIT_RULES, Tenant.of("other"))).isTrue();
  }

  @Test
  @DisplayName("a refusal names who, what and where")
  void refusal() {
    Principal viewer = Principal.of("vic", ACME, Role.VIEWER);
    assertThatThrownBy(() -> viewer.require(Permission.HANDLE_ALERTS, ACME))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContainingAll("vic@acme", "VIEWER", "HANDLE_ALERTS", "'acme'");
    assertThat(viewer.require(Permission.READ, ACME)).isSameAs(viewer);
    assertThatThrownBy(() -> new Principal("x", ACME, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Principal.of(" ", ACME, Role.VIEWER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
