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

  /** Releases connections; may be called more than once. */
  @Override
  void close();
}
