package dev.qoe.api.spi;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.NetworkElement;
import java.util.function.Consumer;

/**
 * Where a collector puts what it saw.
 *
 * <p>A collector acknowledges to its source only what was accepted, and where the source can send
 * again, only once {@link #whenDurable} has answered. Thread-safe.
 *
 * @since 0.1
 */
public interface Sink {

  /** Takes a measurement, or says why not. */
  Acceptance accept(Measurement measurement);

  /** Takes a reading of a counter, or says why not; what becomes of it is a rate or a gap. */
  Acceptance accept(CounterReading reading);

  /** Takes a share of a whole as its two parts, or says why not. */
  Acceptance accept(RatioReading reading);

  /** Takes a histogram, or says why not. */
  Acceptance accept(DistributionReading reading);

  /** Takes an event, or says why not. */
  Acceptance accept(Event event);

  /** Takes an element that was discovered; the host decides whether it is added. */
  Acceptance accept(NetworkElement element);

  /**
   * Counts something that could not even be made a measurement, by reason.
   *
   * @param reason a word that names the kind of mistake, for example {@code not-a-number}
   * @param place where it was, for example file and line
   * @param detail value, rule and remedy
   */
  void reject(String reason, String place, String detail);

  /**
   * Answers once it is known whether everything accepted through this sink so far would survive the
   * end of the process and a loss of power.
   *
   * <p>The answer is {@link Acceptance#ACCEPTED} when it would, and {@link Acceptance#RETRY_LATER}
   * when it could not be made so: the source sends it again. It comes at once, on the caller's
   * thread, where nothing is kept beyond the process; else on a thread of the host's, and must not
   * block it. Answers come in the order in which they were asked for.
   */
  void whenDurable(Consumer<Acceptance> answer);
}
