package dev.qoe.core.engine;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;

/**
 * The way into an engine for many measurements at once.
 *
 * <p>One by one, most of the time would go into taking locks of shards in turn and, with many
 * series, into waiting for memory. So a block of measurements is sorted by shard where nothing can
 * come of another order, and some dozen are fetched from memory at a time. Thread-safe.
 */
final class BatchIntake {

  /** How many measurements a block has at most. */
  private static final int BLOCK = 256;

  /** How many are fetched from memory at a time, and how many a shard takes under its lock. */
  static final int FETCHED = 32;

  /** So many of one shard are taken step by step together, and so fetch for each other. */
  static final int ENOUGH = 8;

  /** Of so many blocks one is timed. */
  private static final int TIMED_EVERY = 16;

  private final EngineCore core;
  private final ThreadLocal<ShardOrder> orders;

  BatchIntake(EngineCore core, int shards) {
    this.core = core;
    this.orders = ThreadLocal.withInitial(() -> new ShardOrder(BLOCK, shards));
  }

  /** Records values of many series in order; see {@link QoeEngine#record}. */
  int record(Series[] series, long[] micros, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (series[i] == null) {
        throw new NullPointerException("series[%d] is null: nothing was recorded".formatted(i));
      }
    }
    ShardOrder order = orders.get();
    int next = from;
    while (next < to) {
      int end = Math.min(to, next + BLOCK);
      fetchOwn(series, next, end);
      int certain = next + certain(series, micros, next, end, order);
      if (certain > next) {
        distribute(series, micros, values, order);
        next = certain;
      } else {
        int done = inOrder(series, micros, values, next, end);
        if (done < end) {
          return done;
        }
        next = done;
      }
    }
    return next;
  }

  /**
   * Puts the beginning of a block in order, as far as it can be recorded in any order of its
   * series: nothing in it can have to be tried again later, since nobody keeps measurements as such
   * and no quota applies, and no period ends with it.
   *
   * @return how many measurements there are in it
   */
  private int certain(Series[] series, long[] micros, int from, int to, ShardOrder order) {
    order.clear(from);
    if (core.plain()) {
      long limit = Math.min(core.time().boundary(), core.latest());
      for (int i = from; i < to && micros[i] >= Validation.EARLIEST && micros[i] < limit; i++) {
        LiveSeries target = LiveSeries.of(series[i]);
        if (target == null || !target.accountOf(series[i]).plain() || !core.has(target.shard)) {
          break;
        }
        order.add(target.shard.number());
      }
      order.sort();
    }
    return order.size();
  }

  private void distribute(Series[] series, long[] micros, double[] values, ShardOrder order) {
    long begun = order.sorted() % TIMED_EVERY == 0 ? core.nanoTime() : 0;
    int fetched = 0;
    int next = 0;
    while (next < order.size()) {
      int end = Math.min(order.endOfShard(next), next + FETCHED);
      Shard shard = core.shards()[order.shard(next)];
      if (end - next >= ENOUGH) {
        shard.recordTogether(series, micros, values, order, next, end);
      } else {
        if (end > fetched) {
          fetched = Math.min(order.size(), next + FETCHED);
          fetchOthers(series, order, next, fetched);
        }
        shard.recordBlock(series, micros, values, order, next, end);
      }
      next = end;
    }
    if (begun != 0) {
      core.scoreLatency().record((core.nanoTime() - begun) / order.size());
    }
    core.alerts().enterSteps();
  }

  /** Records measurements in order; returns the index of the first that has to be tried again. */
  private static int inOrder(Series[] series, long[] micros, double[] values, int from, int to) {
    int next = from;
    int fetched = from;
    while (next < to) {
      if (next == fetched) {
        fetched = Math.min(to, next + FETCHED);
        fetchOthers(series, next, fetched);
      }
      LiveSeries target = LiveSeries.of(series[next]);
      int done =
          target == null ? next : target.shard.recordInOrder(series, micros, values, next, fetched);
      if (done == next) {
        if (series[next].record(micros[next], values[next]) == Acceptance.RETRY_LATER) {
          return next;
        }
        done++;
      }
      next = done;
    }
    return next;
  }

  /** Reads what some series need of themselves, so that it is on its way from memory. */
  private static void fetchOwn(Series[] series, int from, int to) {
    long read = 0;
    for (int i = from; i < to; i++) {
      LiveSeries target = LiveSeries.of(series[i]);
      read += target == null ? 0 : target.warm();
    }
    LiveSeries.needed(read);
  }

  /**
   * Reads what some series will need of others, step by step as one leads to the next: a processor
   * fetches many words at a time if none waits for another.
   */
  private static void fetchOthers(Series[] series, ShardOrder order, int from, int to) {
    long read = 0;
    for (int i = from; i < to; i++) {
      read += LiveSeries.known(series[order.index(i)]).warmElement();
    }
    for (int i = from; i < to; i++) {
      LiveSeries target = LiveSeries.known(series[order.index(i)]);
      read += target.warmParent() + target.warmWatchers();
    }
    LiveSeries.needed(read);
  }

  /** Does the same for series that are taken in the order in which they were handed in. */
  private static void fetchOthers(Series[] series, int from, int to) {
    long read = 0;
    for (int i = from; i < to; i++) {
      LiveSeries target = LiveSeries.of(series[i]);
      read += target == null ? 0 : target.warmElement();
    }
    for (int i = from; i < to; i++) {
      LiveSeries target = LiveSeries.of(series[i]);
      read += target == null ? 0 : target.warmParent() + target.warmWatchers();
    }
    LiveSeries.needed(read);
  }
}
