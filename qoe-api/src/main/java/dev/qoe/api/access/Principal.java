package dev.qoe.api.access;

import dev.qoe.api.internal.Checks;
import java.util.Set;

/**
 * The person or system in whose name a call is made.
 *
 * <p>Who it is, the host says; what it may do, follows from its roles. Immutable.
 *
 * @param name the name that audit entries carry, not blank
 * @param tenant where it belongs
 * @param roles its roles, at least one
 * @since 0.1
 */
public record Principal(String name, Tenant tenant, Set<Role> roles) {

  /**
   * Creates a principal; the set is copied.
   *
   * @throws IllegalArgumentException if {@code name} is blank or {@code roles} is empty
   */
  public Principal {
    Checks.notBlank(name, "principal's name");
    roles = Set.copyOf(Checks.notEmpty(roles, "roles of principal '" + name + "'"));
  }

  /** Returns a principal with one role. */
  public static Principal of(String name, Tenant tenant, Role role) {
    return new Principal(name, tenant, Set.of(role));
  }

  /**
   * Returns whether this principal may do {@code permission} in {@code where}: reading reaches down
   * to descendants, changing stays in its own tenant, and a super-admin acts anywhere.
   */
  public boolean may(Permission permission, Tenant where) {
    if (roles.contains(Role.SUPER_ADMIN)) {
      return true;
    }
    boolean reaches = permission.changing() ? tenant.equals(where) : tenant.contains(where);
    return reaches && roles.stream().anyMatch(role -> role.permissions().contains(permission));
  }

  /**
   * Returns this principal if it may do {@code permission} in {@code where}.
   *
   * @throws AccessDeniedException if {@code !may(permission, where)}
   */
  public Principal require(Permission permission, Tenant where) {
    if (!may(permission, where)) {
      throw new AccessDeniedException(this, permission, where);
    }
    return this;
  }

  @Override
  public String toString() {
    return name + "@" + tenant;
  }
}
