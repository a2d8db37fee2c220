package dev.qoe.api.store;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The port through which measurements are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface MeasurementStore {

  /**
   * Keeps measurements in one transaction.
   *
   * <p>The measurement at index {@code i} has the sequence number {@code firstSequence + i}. What
   * is there already with the same element, indicator, time and number is left alone, so that a
   * batch may be handed in again after a failure.
   */
  void append(long firstSequence, List<Measurement> measurements);

  /**
   * Returns one series in the order of time and sequence number, its values in the indicator's
   * unit.
   *
   * @param from the first instant (inclusive)
   * @param to the last instant (exclusive)
   * @param limit how many at the most, {@code > 0}
   */
  List<Measurement> find(ElementPath element, Kpi kpi, Instant from, Instant to, int limit);

  /**
   * Calls {@code consumer} for every measurement at or below {@code element} from {@code from}
   * (inclusive) to {@code to} (exclusive), in the order of time and sequence number.
   */
  void replay(ElementPath element, Instant from, Instant to, Consumer<Measurement> consumer);

  /** Returns how many measurements are kept. */
  long count();
}
