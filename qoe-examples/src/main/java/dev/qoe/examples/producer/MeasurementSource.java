package dev.qoe.examples.producer;

import dev.qoe.api.measure.Measurement;
import java.io.IOException;
import java.util.Optional;

/**
 * Where measurements come from, one after the other.
 *
 * <p>Confine to one thread.
 */
@FunctionalInterface
public interface MeasurementSource {

  /**
   * Returns the next measurement; empty at the end.
   *
   * <p>Blocks while there is none yet; an interrupt ends it.
   *
   * @throws IOException if it cannot be read; the message tells where
   */
  Optional<Measurement> next() throws IOException, InterruptedException;
}
