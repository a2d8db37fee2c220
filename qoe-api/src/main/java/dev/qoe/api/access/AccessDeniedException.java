package dev.qoe.api.access;

/**
 * Tells that a principal may not do what it asked for.
 *
 * @since 0.1
 */
public final class AccessDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception that names who, what and where. */
  public AccessDeniedException(Principal principal, Permission permission, Tenant where) {
    super(
        "principal '%s' with roles %s may not %s in tenant '%s'"
            .formatted(principal, principal.roles(), permission, where));
  }
}
