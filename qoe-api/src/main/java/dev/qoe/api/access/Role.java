package dev.qoe.api.access;

import java.util.Set;

/**
 * A set of permissions that goes by a name; each role may do all that the one before it may.
 *
 * @since 0.1
 */
public enum Role {
  /** Looks, changes nothing. */
  VIEWER(Set.of(Permission.READ)),
  /** Works on alerts and simulations. */
  ENGINEER(Set.of(Permission.READ, Permission.HANDLE_ALERTS, Permission.SIMULATE)),
  /** Configures one tenant. */
  ADMIN(
      Set.of(
          Permission.READ,
          Permission.HANDLE_ALERTS,
          Permission.SIMULATE,
          Permission.EDIT_NETWORK,
          Permission.EDIT_RULES,
          Permission.ADMINISTER)),
  /** Configures every tenant. */
  SUPER_ADMIN(Set.of(Permission.values()));

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  /** Returns what this role permits. */
  public Set<Permission> permissions() {
    return permissions;
  }
}
