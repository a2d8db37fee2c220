package dev.qoe.api.access;

/**
 * Something that a principal may be allowed to do.
 *
 * @since 0.1
 */
public enum Permission {
  /** See elements, scores, alerts, history and reports. */
  READ(false),
  /** Acknowledge, annotate, investigate and resolve alerts. */
  HANDLE_ALERTS(true),
  /** Run and save simulations. */
  SIMULATE(true),
  /** Add, change and remove elements. */
  EDIT_NETWORK(true),
  /** Add, change and remove indicator definitions, weights and rules. */
  EDIT_RULES(true),
  /** Manage principals, plugins and stores of a tenant. */
  ADMINISTER(true),
  /** Do all this in any tenant. */
  ADMINISTER_ALL_TENANTS(true);

  private final boolean changing;

  Permission(boolean changing) {
    this.changing = changing;
  }

  /** Returns whether acting on it changes something, and so leaves an audit entry. */
  public boolean changing() {
    return changing;
  }
}
