package dev.qoe.api.store;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.alert.Alert;
import java.util.List;
import java.util.Optional;

/**
 * The port through which alerts are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface AlertStore {

  /** Keeps an alert; one of the same tenant and identity is replaced. */
  void save(Alert alert);

  /** Returns an alert, if it is there. */
  Optional<Alert> find(Tenant tenant, String id);

  /** Returns the lasting alerts of a tenant and its descendants, in the order of creation. */
  List<Alert> lasting(Tenant tenant);

  /** Returns all alerts of a tenant and its descendants, in the order of creation. */
  List<Alert> list(Tenant tenant);
}
