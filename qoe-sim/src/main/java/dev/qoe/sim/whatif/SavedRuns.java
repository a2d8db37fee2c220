package dev.qoe.sim.whatif;

import dev.qoe.api.access.AccessDeniedException;
import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.access.Permission;
import dev.qoe.api.access.Principal;
import dev.qoe.api.access.Tenant;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.api.store.SimulationRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Simulation runs in a store, as a principal may see and change them; every change leaves an audit
 * entry.
 *
 * <p>All methods block on input and output. The listener is called on the caller's thread and must
 * stand that. Thread-safe.
 *
 * @since 0.1
 */
public final class SavedRuns {

  private static final String TYPE = "what-if";

  private final HistoryStore store;
  private final InstantSource clock;
  private final Consumer<? super EngineEvent> listener;

  private SavedRuns(
      HistoryStore store, InstantSource clock, Consumer<? super EngineEvent> listener) {
    this.store = store;
    this.clock = clock;
    this.listener = listener;
  }

  /** Returns the runs in a store, which stays the caller's to close. */
  public static SavedRuns in(HistoryStore store, InstantSource clock) {
    return new SavedRuns(store, clock, event -> {});
  }

  /** Returns these runs, of which each that is saved is announced to {@code to}. */
  public SavedRuns announcing(Consumer<? super EngineEvent> to) {
    return new SavedRuns(store, clock, to);
  }

  /**
   * Saves the answer to a what-if question in the tenant of the element it judges.
   *
   * @throws AccessDeniedException if the principal may not simulate there
   */
  public SimulationRun save(String name, WhatIfResult result, Principal principal) {
    return save(
        result.element().tenant(),
        name,
        TYPE,
        result.parameters(),
        result.results(),
        result.toString(),
        principal);
  }

  /**
   * Saves a run of any kind.
   *
   * @param type what kind of simulation it was, for example {@code what-if}
   * @param summary what came out, for people; may be empty
   * @throws AccessDeniedException if the principal may not simulate in the tenant
   * @throws IllegalArgumentException if name or type is blank, or the name is too long
   */
  public SimulationRun save(
      Tenant tenant,
      String name,
      String type,
      Map<String, String> parameters,
      Map<String, Double> results,
      String summary,
      Principal principal) {
    principal.require(Permission.SIMULATE, tenant);
    Instant now = clock.instant();
    SimulationRun run =
        new SimulationRun(tenant, name, now, principal.name(), type, parameters, results, summary);
    store.runs().save(run);
    store.audit().append(audit(run, principal, "simulation.save", now));
    listener.accept(new EngineEvent.SimulationResult(name, results, now));
    return run;
  }

  /**
   * Returns the runs of a tenant and its descendants, in the order of creation.
   *
   * @throws AccessDeniedException if the principal may not read there
   */
  public List<SimulationRun> list(Tenant tenant, Principal principal) {
    principal.require(Permission.READ, tenant);
    return store.runs().list(tenant);
  }

  /**
   * Returns the newest run of that name in a tenant, if there is one.
   *
   * @throws AccessDeniedException if the principal may not read there
   */
  public Optional<SimulationRun> latest(Tenant tenant, String name, Principal principal) {
    principal.require(Permission.READ, tenant);
    return store.runs().latest(tenant, name);
  }

  /**
   * Removes a run; returns whether it was there.
   *
   * @throws AccessDeniedException if the principal may not simulate in the run's tenant
   */
  public boolean remove(SimulationRun run, Principal principal) {
    principal.require(Permission.SIMULATE, run.tenant());
    boolean removed = store.runs().remove(run.tenant(), run.name(), run.createdAt());
    if (removed) {
      store.audit().append(audit(run, principal, "simulation.remove", clock.instant()));
    }
    return removed;
  }

  private static AuditEntry audit(
      SimulationRun run, Principal principal, String action, Instant at) {
    return new AuditEntry(
        at, principal.name(), run.tenant(), action, run.name(), run.type() + " " + run.createdAt());
  }
}
