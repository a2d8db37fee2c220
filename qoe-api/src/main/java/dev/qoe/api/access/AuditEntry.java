package dev.qoe.api.access;

import dev.qoe.api.internal.Checks;
import java.time.Instant;

/**
 * A record of one change: who did what to which thing, when.
 *
 * <p>Immutable.
 *
 * @param at when it was done
 * @param principal the name of who did it
 * @param tenant where it was done
 * @param action what was done, for example {@code alert.acknowledge}
 * @param subject what it was done to, for example an element's path
 * @param detail what changed, for people; may be empty
 * @since 0.1
 */
public record AuditEntry(
    Instant at, String principal, Tenant tenant, String action, String subject, String detail) {

  /**
   * Creates an entry.
   *
   * @throws IllegalArgumentException if principal, action or subject is blank
   */
  public AuditEntry {
    Checks.notBlank(principal, "principal of an audit entry");
    Checks.notBlank(action, "action of an audit entry");
    Checks.notBlank(subject, "subject of an audit entry");
  }
}
