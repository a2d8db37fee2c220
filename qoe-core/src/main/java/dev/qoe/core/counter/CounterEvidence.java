package dev.qoe.core.counter;

import java.time.Duration;
import java.time.Instant;

/**
 * What a rate, or a gap, was made of: two readings and the decision about them.
 *
 * <p>Immutable.
 *
 * @param decision what was decided
 * @param from the time of the reading before; the reading's own time if it is the first
 * @param to the time of the reading, which is {@code < from} if it came out of order
 * @param before the count before, unsigned
 * @param after the count at {@code to}, unsigned
 * @param rate units a second from {@code from} to {@code to}, {@code >= 0}; NaN for a gap
 * @since 0.1
 */
public record CounterEvidence(
    CounterDecision decision, Instant from, Instant to, long before, long after, double rate) {

  /** Returns for example {@code rate over a wrap: 4294967000 to 704 in PT10S, 100.0 a second}. */
  @Override
  public String toString() {
    return "%s: %s to %s in %s%s"
        .formatted(
            decision,
            Long.toUnsignedString(before),
            Long.toUnsignedString(after),
            Duration.between(from, to),
            decision.hasRate() ? ", " + rate + " a second" : "");
  }
}
