package dev.qoe.api.store;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The port through which measurements are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface MeasurementStore {

  /**
   * Keeps measurements in one transaction.
   *
   * <p>What is there already with the same element, indicator, time and number is left alone, so
   * that a batch may be handed in again after a failure.
   *
   * @param sequences the sequence number of each measurement, in any order
   * @param measurements as many measurements
   */
  void append(long[] sequences, List<Measurement> measurements);

  /**
   * Keeps measurements of successive numbers in one transaction, as {@link #append(long[], List)}
   * does.
   *
   * @param firstSequence the number of the first measurement
   */
  default void append(long firstSequence, List<Measurement> measurements) {
    append(
        LongStream.range(firstSequence, firstSequence + measurements.size()).toArray(),
        measurements);
  }

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
