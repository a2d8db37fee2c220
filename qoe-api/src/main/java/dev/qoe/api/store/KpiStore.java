package dev.qoe.api.store;

import dev.qoe.api.kpi.KpiDefinition;
import java.util.Collection;
import java.util.List;

/**
 * The port through which indicator definitions are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface KpiStore {

  /** Keeps definitions; one that is there already is replaced. */
  void save(Collection<KpiDefinition> definitions);

  /** Returns all definitions in the order of their codes. */
  List<KpiDefinition> list();
}
