package dev.qoe.api.store;

import dev.qoe.api.access.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port through which simulation runs are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface SimulationRunStore {

  /** Keeps a run; one of the same tenant, name and time of creation is replaced. */
  void save(SimulationRun run);

  /** Returns the newest run of that name in a tenant, if there is one. */
  Optional<SimulationRun> latest(Tenant tenant, String name);

  /** Returns all runs of a tenant and its descendants, in the order of creation. */
  List<SimulationRun> list(Tenant tenant);

  /** Removes a run; returns whether it was there. */
  boolean remove(Tenant tenant, String name, Instant createdAt);
}
