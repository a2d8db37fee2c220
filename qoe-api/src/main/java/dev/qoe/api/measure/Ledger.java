package dev.qoe.api.measure;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account of what became of everything received.
 *
 * <p>It balances: {@code received = stored + rejected + dropped + inFlight}. Immutable.
 *
 * @param received how many measurements were handed in
 * @param stored how many the store has taken over
 * @param rejected how many were refused, by reason
 * @param dropped how many were given up after they had been accepted, by reason
 * @param inFlight how many are on their way to the store
 * @param late how many of the received came after their window had closed; they are stored, but no
 *     longer change the current score
 * @since 0.1
 */
public record Ledger(
    long received,
    long stored,
    Map<String, Long> rejected,
    Map<String, Long> dropped,
    long inFlight,
    long late) {

  /** Creates an account; the maps are copied in the order of reasons. */
  public Ledger {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
  }

  /** Returns the account of nothing. */
  public static Ledger empty() {
    return new Ledger(0, 0, Map.of(), Map.of(), 0, 0);
  }

  /** Returns the account of what this one and another speak of. */
  public Ledger plus(Ledger other) {
    return new Ledger(
        received + other.received,
        stored + other.stored,
        sum(rejected, other.rejected),
        sum(dropped, other.dropped),
        inFlight + other.inFlight,
        late + other.late);
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new TreeMap<>(one);
    other.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return sum;
  }

  /** Returns whether everything received is accounted for. */
  public boolean balanced() {
    return received == stored + total(rejected) + total(dropped) + inFlight;
  }

  /**
   * Returns for example {@code 120 received = 118 stored + 2 rejected + 0 dropped + 0 in flight}.
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d received = %d stored + %d rejected + %d dropped + %d in flight",
        received,
        stored,
        total(rejected),
        total(dropped),
        inFlight);
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
