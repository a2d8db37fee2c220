package dev.qoe.core.engine;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The order of event time of what a journal brings back, as far as its sources are ordered: it is
 * judged where it was judged when it came in, and what was not waits. Confine to the thread that
 * recovers.
 */
final class RecoveredOrder {

  private static final long WAKE_MICROS = 1_000_000;

  private final EngineCore core;

  /** The sources that others wait for. */
  private final Set<Source> joined = new LinkedHashSet<>();

  private long newestLeft = LiveSeries.NEVER;
  private long ingest = LiveSeries.NEVER;
  private long nextWake = LiveSeries.NEVER;

  RecoveredOrder(EngineCore core) {
    this.core = core;
  }

  /** Lets others wait for a source from the beginning on. */
  void wasThere(SourceOptions options) {
    joined.add(core.admission().restored(options));
  }

  /** Lets others wait for a source from here on; it goes on if it has not left before. */
  void joined(SourceOptions options) {
    Source source = core.admission().restored(options);
    if (source.left()) {
      source = core.admission().restoredAnew(options);
    }
    joined.add(source);
  }

  /** Lets nobody wait for a source any more. */
  void left(SourceOptions options) {
    Source source = core.admission().restored(options);
    if (joined.remove(source)) {
      source.leave();
      newestLeft = Math.max(newestLeft, source.newest());
    }
  }

  /** Judges what was judged then, too: all up to that time. */
  void released(long watermarkMicros) {
    core.time().recover(watermarkMicros);
  }

  /**
   * Judges a measurement or lets it wait.
   *
   * @param account where it counts as received
   * @param value what it is in the unit of the catalogue; NaN if it cannot be told in that
   */
  void take(LiveSeries target, Account account, RecoveredMeasurement one, double value) {
    boolean ahead = isAhead(one.micros, one.ingest);
    target.shard.judgeAgain(this, target, account, ahead, one, value);
    passed(account, ahead, one.micros, one.ingest);
  }

  /** Judges a reading of a counter or lets it wait. */
  void take(RecoveredSeries series, OrderEntries.Poll one) {
    CounterPoll poll = new CounterPoll(series.target(), series.account(), false, one.sample());
    boolean ahead = isAhead(one.micros(), one.ingest());
    Shard shard = series.target().shard;
    shard.change(
        unused -> {
          if (mustWait(series.account(), ahead, one.micros())) {
            shard.turns().wait(ahead, poll);
          } else {
            shard.readings().judge(poll);
          }
        });
    passed(series.account(), ahead, one.micros(), one.ingest());
  }

  private boolean isAhead(long micros, long cameIn) {
    return !core.settings().replaying() && micros - Validation.TOLERANCE > cameIn + 999;
  }

  /** Returns whether a measurement waits for its turn; under the shard's lock. */
  boolean mustWait(Account account, boolean ahead, long micros) {
    boolean late = account.ordered && micros <= core.time().released();
    if (late && !ahead) {
      account.late();
    }
    return ahead || (account.ordered && !late);
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
    if (account.ordered && !ahead) {
      account.source.seen(micros);
    }
  }

  private void wake(long nowMicros) {
    for (Shard shard : core.shards()) {
      shard.change(unused -> shard.turns().wake(nowMicros + Validation.TOLERANCE));
    }
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
    core.time().resume(joined, newestLeft);
  }
}
