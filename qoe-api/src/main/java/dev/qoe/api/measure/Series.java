package dev.qoe.api.measure;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;

/**
 * The handle of one indicator of one element: names are resolved once, values flow from then on.
 *
 * <p>A handle stays valid while its element or definition is changed or removed; values recorded
 * while it is removed are refused. Recording never throws for bad data and does not block on other
 * components. Thread-safe.
 *
 * @since 0.1
 */
public interface Series {

  /** Returns whose indicator it is. */
  ElementPath element();

  /** Returns which indicator it is. */
  Kpi kpi();

  /** Records a fully trusted value, in the indicator's unit, true at {@code time}. */
  Acceptance record(Instant time, double value);

  /** Records a fully trusted value, true {@code epochMicros} microseconds after 1970, UTC. */
  Acceptance record(long epochMicros, double value);

  /** Records a value with its quality, 0 (not at all) to 1 (fully trusted). */
  Acceptance record(long epochMicros, double value, double quality);
}
