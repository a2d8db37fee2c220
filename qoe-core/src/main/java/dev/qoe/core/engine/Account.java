package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.measure.Ledger;
import dev.qoe.core.counter.CounterRate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything that one source handed in for one tenant.
 *
 * <p>Two sides are counted apart, each under its own guard: what was taken in under that of who
 * owns the account, what became of it later under the account's own.
 */
final class Account {

  final Source source;

  /** Whether the source's measurements are put in order. */
  final boolean ordered;

  final @Nullable Tenant tenant;

  /** What is left of the tenant's quota, if it has one. */
  final @Nullable Allowance allowance;

  /** Whether neither order nor quota holds anything back. */
  private final boolean free;

  private final Map<LiveSeries, Integer> journalIds = new HashMap<>();
  private Map<LiveSeries, CounterRate> counters = new WeakHashMap<>();
  private long newest = LiveSeries.NEVER;

  // guarded by the owner: a shard's lock
  private long accepted;
  private long refused;
  private long late;
  private long waiting;
  private final Map<String, Long> rejected = new TreeMap<>();

  // guarded by this
  private long stored;
  private final Map<String, Long> dropped = new TreeMap<>();

  /** Opens an account; without a tenant it is for what cannot be told to be one's. */
  Account(Source source, @Nullable Tenant tenant, @Nullable Allowance allowance) {
    this.source = source;
    this.ordered = source.ordered();
    this.tenant = tenant;
    this.allowance = allowance;
    this.free = !ordered && allowance == null && !source.allowance().limited();
  }

  /** Returns whether nothing holds its measurements back: no order, no quota, no end. */
  boolean plain() {
    return free && !source.closed();
  }

  /** Counts a measurement of that event time. */
  void accepted(long micros) {
    accepted++;
    if (micros > newest) {
      newest = micros;
    }
  }

  /** Returns the newest event time accepted; {@link LiveSeries#NEVER} before the first. */
  long newest() {
    return newest;
  }

  /** Returns the number in the journal of a series of this source; 0 if it has none yet. */
  int journalId(LiveSeries target) {
    return journalIds.getOrDefault(target, 0);
  }

  /** Notes the number in the journal of a series of this source; none if that is 0. */
  void journalId(LiveSeries target, int id) {
    if (id == 0) {
      journalIds.remove(target);
    } else {
      journalIds.put(target, id);
    }
  }

  /** Returns the counter of a series as this source reads it; each source has its own. */
  CounterRate counter(LiveSeries target) {
    CounterRate known = counters.get(target);
    return known != null ? known : counters.computeIfAbsent(target, unused -> CounterRate.create());
  }

  /** Goes on with the counters of an account of an earlier life. */
  void goOn(Account before) {
    counters = before.counters;
  }

  void rejected(String reason) {
    refused++;
    rejected.merge(reason, 1L, Long::sum);
  }

  void late() {
    late++;
  }

  /** Notes that so many more of what was accepted wait for their turn to be judged. */
  void waits(int more) {
    waiting += more;
  }

  /** Notes that the store took over some of what was accepted. */
  synchronized void stored(long count) {
    stored += count;
  }

  /** Notes that some of what was accepted was given up. */
  synchronized void dropped(String reason, long count) {
    dropped.merge(reason, count, Long::sum);
  }

  /**
   * Returns the account; called by its owner.
   *
   * @param storing whether a store takes things over; if not, what is judged is done with
   */
  Ledger ledger(boolean storing) {
    long settled;
    Map<String, Long> lost;
    synchronized (this) {
      settled = stored;
      lost = new TreeMap<>(dropped);
    }
    long gone = 0;
    for (long count : lost.values()) {
      gone += count;
    }
    long done = storing ? settled : accepted - gone - waiting;
    return new Ledger(accepted + refused, done, rejected, lost, accepted - done - gone, late);
  }
}
