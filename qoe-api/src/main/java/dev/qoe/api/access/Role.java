package dev.qoe.api.access;

import java.util.Set;

/**
 * A set of permissions that goes by a name; each role may do all that the one before it may.
 *
 * @since 0.1
 */
public enum Role {
  /** Looks, changes nothing. */
  VIEWER,
  /** Works on alerts and simulations. */
  ENGINEER,
  /** Configures one tenant. */
  ADMIN,
  /** Configures every tenant. */
  SUPER_ADMIN;

  /** Returns what this role permits. */
  public Set<Permission> permissions() {
    return switch (this) {
      case VIEWER -> Set.of(Permission.READ);
      case ENGINEER -> Set.of(Permission.READ, Permission.HANDLE_ALERTS, Permission.SIMULATE);
      case ADMIN ->
          Set.of(
              Permission.READ,
              Permission.HANDLE_ALERTS,
              Permission.SIMULATE,
              Permission.EDIT_NETWORK,
              Permission.EDIT_RULES,
              Permission.ADMINISTER);
      case SUPER_ADMIN -> Set.of(Permission.values());
    };
  }
}
