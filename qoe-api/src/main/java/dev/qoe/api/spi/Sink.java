package dev.qoe.api.spi;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.NetworkElement;

/**
 * Where a collector puts what it saw.
 *
 * <p>A collector acknowledges to its source only what was accepted. Thread-safe.
 *
 * @since 0.1
 */
public interface Sink {

  /** Takes a measurement, or says why not. */
  Acceptance accept(Measurement measurement);

  /** Takes an event, or says why not. */
  Acceptance accept(Event event);

  /** Takes an element that was discovered; the host decides whether it is added. */
  default Acceptance accept(NetworkElement element) {
    return Acceptance.ACCEPTED;
  }

  /**
   * Counts something that could not even be made a measurement, by reason.
   *
   * @param reason a word that names the kind of mistake, for example {@code not-a-number}
   * @param place where it was, for example file and line
   * @param detail value, rule and remedy
   */
  void reject(String reason, String place, String detail);
}
