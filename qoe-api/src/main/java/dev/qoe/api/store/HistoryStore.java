package dev.qoe.api.store;

/**
 * Where the library keeps what it knows: one port per kind of thing.
 *
 * <p>All methods block on input and output. Thread-safe.
 *
 * @since 0.1
 */
public interface HistoryStore extends AutoCloseable {

  /** Returns the port of elements. */
  ElementStore elements();

  /** Returns the port of indicator definitions. */
  KpiStore kpis();

  /** Returns the port of measurements. */
  MeasurementStore measurements();

  /** Returns the port of scores. */
  ScoreStore scores();

  /** Returns the port of alerts. */
  AlertStore alerts();

  /** Returns the port of audit entries. */
  AuditStore audit();

  /** Returns the port of simulation runs. */
  SimulationRunStore runs();

  /**
   * Makes what calls have kept so far outlive a loss of power, as what has returned outlives the
   * process in any case. Need not do anything if each call sees to that itself, as is assumed here.
   *
   * <p>An engine with a journal calls it on the thread that keeps measurements, between two batches
   * and at most once a second, before the journal forgets what was kept.
   *
   * @throws StoreException if that cannot be made sure. It is called again; an answer without an
   *     exception must then hold for what was kept before the failure, too
   */
  default void sync() {}

  /** Releases connections; may be called more than once. */
  @Override
  void close();
}
