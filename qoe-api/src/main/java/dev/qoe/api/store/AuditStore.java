package dev.qoe.api.store;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Tenant;
import java.util.List;

/**
 * The port through which audit entries are kept; nothing is ever changed or removed. Thread-safe.
 *
 * @since 0.1
 */
public interface AuditStore {

  /** Keeps an entry. */
  void append(AuditEntry entry);

  /** Returns the entries of a tenant and its descendants, oldest first. */
  List<AuditEntry> list(Tenant tenant);
}
