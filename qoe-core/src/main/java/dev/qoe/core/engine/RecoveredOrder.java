package dev.qoe.core.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The order of event time of what a journal brings back, as far as its sources are ordered: they
 * wait for each other as they did when it came in. Confine to the thread that recovers.
 */
final class RecoveredOrder {

  private static final long WAKE_MICROS = 1_000_000;

  private final EngineCore core;

  /** The sources that others wait for, and when something came from them last, by their clock. */
  private final Map<Source, Long> heard = new LinkedHashMap<>();

  /** The accounts of what the store has: it is received in no ledger any more. */
  private final Map<Account, Account> settled = new HashMap<>();

  private long newestLeft = LiveSeries.NEVER;
  private long ingest = LiveSeries.NEVER;
  private long nextWake = LiveSeries.NEVER;

  RecoveredOrder(EngineCore core) {
    this.core = core;
  }

  /** Lets others wait for a source from the beginning on. */
  void wasThere(SourceOptions options) {
    heard.put(core.admission().restored(options), ingest);
  }

  /** Lets others wait for a source from here on; it goes on if it has not left before. */
  void joined(SourceOptions options) {
    Source source = core.admission().restored(options);
    if (source.left()) {
      source = core.admission().restoredAnew(options);
    }
    heard.put(source, ingest);
  }

  /** Lets nobody wait for a source any more. */
  void left(SourceOptions options) {
    Source source = core.admission().restored(options);
    if (heard.remove(source) != null) {
      source.leave();
      newestLeft = Math.max(newestLeft, source.newest());
      core.time().recover(watermark());
    }
  }

  /**
   * Judges a value or lets it wait.
   *
   * @param counts whether the store lacks it, so that it is received in this life
   */
  void take(JournalLink.Entry entry, boolean counts, JournalEntries.Weighed one, double value) {
    LiveSeries target = entry.target();
    Account account = counts ? entry.account() : settled(entry.account());
    boolean ahead = isAhead(one.micros(), one.ingest());
    target.shard.change(
        unused -> {
          account.accepted(one.micros());
          if (!target.attached() || Double.isNaN(value)) {
            return;
          }
          if (mustWait(account, ahead, one.micros())) {
            target
                .shard
                .turns()
                .wait(ahead, target, account, one.micros(), value, one.quality(), one.weight());
          } else {
            target.shard.judge(target, account, one.micros(), value, one.quality(), one.weight());
          }
        });
    passed(account, ahead, one.micros(), one.ingest());
  }

  /** Judges a reading of a counter or lets it wait. */
  void take(JournalLink.Entry entry, OrderEntries.Poll one) {
    CounterPoll poll = one.of(entry.target(), entry.account());
    boolean ahead = isAhead(one.micros(), one.ingest());
    Shard shard = entry.target().shard;
    shard.change(
        unused -> {
          if (mustWait(entry.account(), ahead, one.micros())) {
            shard.turns().wait(ahead, poll);
          } else {
            shard.readings().judge(poll);
          }
        });
    passed(entry.account(), ahead, one.micros(), one.ingest());
  }

  private boolean isAhead(long micros, long cameIn) {
    return !core.settings().replaying() && micros - Validation.TOLERANCE > cameIn + 999;
  }

  private boolean mustWait(Account account, boolean ahead, long micros) {
    boolean late = account.ordered && micros <= core.time().released();
    if (late && !ahead) {
      account.late();
    }
    return ahead || (account.ordered && !late);
  }

  private Account settled(Account account) {
    return settled.computeIfAbsent(account, of -> new Account(of.source, of.tenant, of.allowance));
  }

  /** Lets time pass up to what was taken last. */
  private void passed(Account account, boolean ahead, long micros, long cameIn) {
    ingest = Math.max(ingest, cameIn);
    if (ahead && nextWake == LiveSeries.NEVER) {
      nextWake = ingest + WAKE_MICROS;
    }
    if (nextWake != LiveSeries.NEVER && ingest >= nextWake) {
      nextWake = ingest + WAKE_MICROS;
      wake(ingest);
    }
    Source source = account.source;
    if (account.ordered) {
      heard.replace(source, cameIn);
      if (!ahead && micros > source.newest()) {
        source.seen(micros);
        long watermark = watermark();
        if (watermark > core.time().released() + Timekeeper.STEP_MICROS) {
          core.time().recover(watermark);
        }
      }
    }
  }

  private void wake(long nowMicros) {
    for (Shard shard : core.shards()) {
      shard.change(unused -> shard.turns().wake(nowMicros + Validation.TOLERANCE));
    }
  }

  /** Returns up to which event time all sources have come that are waited for. */
  private long watermark() {
    long least = Long.MAX_VALUE;
    long newest = newestLeft;
    for (Map.Entry<Source, Long> each : heard.entrySet()) {
      Source source = each.getKey();
      newest = Math.max(newest, source.newest());
      long silent = each.getValue() == LiveSeries.NEVER ? 0 : ingest - each.getValue();
      if (core.settings().replaying() || silent <= Micros.of(source.options().idleAfter())) {
        least = Math.min(least, source.watermark());
      }
    }
    return Math.min(least, newest);
  }

  /** Goes on in this life: what waits is in flight, and its sources are waited for. */
  void end() {
    if (!core.settings().replaying()) {
      wake(core.nowMicros());
    }
    core.recoveredRates().end();
    for (Shard shard : core.shards()) {
      shard.change(unused -> shard.turns().count());
    }
    core.recoveredRates().forget();
    core.time().resume(heard.keySet(), newestLeft);
  }
}
