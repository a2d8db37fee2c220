package dev.qoe.core.engine;

import dev.qoe.api.measure.Ledger;
import java.util.Map;
import java.util.TreeMap;

/** The running account of everything received. Thread-safe. */
final class LedgerBook {

  private long received;
  private long stored;
  private long late;
  private final Map<String, Long> rejected = new TreeMap<>();
  private final Map<String, Long> dropped = new TreeMap<>();

  synchronized void received() {
    received++;
  }

  synchronized void late() {
    late++;
  }

  synchronized void rejected(String reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  synchronized void stored(long count) {
    stored += count;
  }

  synchronized void dropped(String reason, long count) {
    dropped.merge(reason, count, Long::sum);
  }

  synchronized long inFlight() {
    return received - stored - total(rejected) - total(dropped);
  }

  synchronized Ledger snapshot() {
    return new Ledger(received, stored, rejected, dropped, inFlight(), late);
  }

  private static long total(Map<String, Long> counts) {
    long total = 0;
    for (long count : counts.values()) {
      total += count;
    }
    return total;
  }
}
