package dev.qoe.core.engine;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import dev.qoe.core.internal.Micros;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of an engine: where periods end and changed scores are emitted, and how far ordered
 * sources have come together.
 *
 * <p>Sources that are not ordered end a period with the first measurement after it. Ordered ones
 * wait for each other: what all of them have passed is judged in the order of event time, period by
 * period, so that each period's scores are those of exactly what was measured up to its end.
 *
 * <p>Its lock orders what concerns all shards; it is taken before that of a shard, never under it.
 * Thread-safe.
 */
final class Timekeeper {

  private static final int CONTRIBUTIONS_EMITTED = 10;
  private static final long NEVER = LiveSeries.NEVER;

  /** Ordered measurements are judged when at least so much event time has passed for all. */
  static final long STEP_MICROS = 50_000;

  private static final VarHandle BOUNDARY;

  static {
    try {
      BOUNDARY = MethodHandles.lookup().findVarHandle(Timekeeper.class, "boundary", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EngineCore core;
  private final EngineSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Source> ordered = new CopyOnWriteArrayList<>();

  /** Where the current period of emission ends, in microseconds of the epoch. */
  @SuppressWarnings("unused") // by its handle
  private long boundary = NEVER;

  /** Up to which event time ordered measurements have been judged. */
  private volatile long released = NEVER;

  /** The newest event time of the ordered sources that have left. */
  private volatile long newestLeft = NEVER;

  Timekeeper(EngineCore core, EngineSettings settings) {
    this.core = core;
    this.settings = settings;
  }

  /** Does something while nobody else lets time pass. */
  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the event time from which on a period ends. */
  long boundary() {
    return (long) BOUNDARY.getOpaque(this);
  }

  /** Lets event time reach {@code micros}, which is allowed: a period that ends is emitted. */
  void cross(long micros) {
    lock.lock();
    try {
      long period = settings.emissionMicros();
      long current = Math.floorDiv(micros, period) * period;
      long end = boundary();
      if (end != NEVER && micros >= end) {
        emit(end);
        if (current > end) {
          emit(current);
        }
      }
      BOUNDARY.setOpaque(this, Math.max(end, current + period));
    } finally {
      lock.unlock();
    }
  }

  /** Lets time pass without a measurement: values grow stale, periods end, silence is noticed. */
  void tick() {
    long now = core.nowMicros();
    if (!ordering()) {
      passWindows(now);
    }
    if (!settings.replaying() && now >= boundary() && !ordering()) {
      cross(now);
    }
    for (Shard shard : core.shards()) {
      shard.tick(now);
    }
    if (ordering()) {
      leaveSilentRestored();
    }
    if (awaiting()) {
      release();
      passWindows(released);
    } else if (ordering()) {
      releaseAll();
      passWindows(now);
    }
    core.alerts().enterSteps();
  }

  /** Gives up sources of an earlier life that nobody has added again for too long. */
  private void leaveSilentRestored() {
    long nanoTime = core.nanoTime();
    for (Source source : ordered) {
      if (source.restored() && source.idle(nanoTime)) {
        leave(source);
      }
    }
  }

  /** Judges all that ordered sources sent, none of which is waited for. */
  private void releaseAll() {
    locked(
        () -> {
          releaseTo(watermark());
          return true;
        });
  }

  /** Returns whether an ordered source may still send what others wait for. */
  private boolean awaiting() {
    long now = core.nanoTime();
    return ordered.stream()
        .anyMatch(source -> !source.closed() && (settings.replaying() || !source.idle(now)));
  }

  /** Closes the windows of all series that end by then, less their lateness. */
  void passWindows(long micros) {
    for (Shard shard : core.shards()) {
      shard.passWindows(micros);
    }
  }

  // ---- ordered sources ----------------------------------------------------------------------

  /** Returns whether there are ordered sources, so that all wait for each other. */
  boolean ordering() {
    return !ordered.isEmpty();
  }

  /** Returns up to which event time ordered measurements have been judged. */
  long released() {
    return released;
  }

  /** Returns how far what is judged lags behind what came in last, in microseconds. */
  long lagMicros() {
    long newest = NEVER;
    for (Source source : ordered) {
      newest = Math.max(newest, source.newest());
    }
    return newest == NEVER || released == NEVER ? 0 : Math.max(0, newest - released);
  }

  /**
   * Lets the others wait for a source from now on.
   *
   * @param before the one of that name there was before; null if there was none
   */
  void join(Source source, @Nullable Source before) {
    locked(
        () -> {
          boolean waitedFor = before != null && ordered.contains(before);
          if (source.ordered()) {
            JournalLink journal = core.journal();
            if (journal != null) {
              journal.joined(source);
            }
            if (before != null && waitedFor) {
              source.goOn(before);
            }
            ordered.add(source);
          }
          if (before != null && waitedFor) {
            if (source.ordered()) {
              ordered.remove(before);
            } else {
              leave(before);
            }
          }
          return true;
        });
  }

  /** Notes that an ordered source has come so far, unless its clock is ahead of the engine's. */
  void seen(Source source, long micros) {
    if (core.isAhead(micros)) {
      source.heard();
    } else {
      source.seen(micros);
    }
    release();
  }

  /** Lets nobody wait for a source any more. */
  void leave(Source source) {
    if (source.ordered()) {
      locked(() -> ordered.contains(source) && letGo(source));
    }
  }

  private boolean letGo(Source source) {
    source.leave();
    newestLeft = Math.max(newestLeft, source.newest());
    releaseTo(watermark());
    JournalLink journal = core.journal();
    if (journal != null) {
      journal.left(source);
    }
    return ordered.remove(source);
  }

  // ---- an earlier life ----------------------------------------------------------------------

  /** Judges again, in order, what was measured up to that time; nothing is emitted. */
  void recover(long watermark) {
    if (watermark > released) {
      judgeUntil(watermark + 1);
      released = watermark;
    }
  }

  /** Waits for sources of an earlier life, until they are added again or count as idle. */
  void resume(Collection<Source> sources, long newestOfOthers) {
    newestLeft = newestOfOthers;
    sources.forEach(Source::heard);
    ordered.addAll(sources);
    if (ordering() && released != NEVER) {
      BOUNDARY.setOpaque(this, periodEnd(released, settings.emissionMicros()));
    }
  }

  /** Returns how far ordered sources have come; all of that is judged once it is released. */
  long newest() {
    long newest = newestLeft;
    for (Source source : ordered) {
      newest = Math.max(newest, source.newest());
    }
    return newest;
  }

  private void release() {
    while (watermark() > released + STEP_MICROS && lock.tryLock()) {
      try {
        releaseTo(watermark());
      } finally {
        lock.unlock();
      }
    }
  }

  /** Returns up to which event time all sources that are waited for have come. */
  private long watermark() {
    long least = Long.MAX_VALUE;
    long newest = newestLeft;
    long now = core.nanoTime();
    for (Source source : ordered) {
      newest = Math.max(newest, source.newest());
      boolean patient = settings.replaying() && !source.restored();
      if (patient || source.closed() || !source.idle(now)) {
        least = Math.min(least, source.watermark());
      }
    }
    return Math.min(least, newest);
  }

  private void releaseTo(long watermark) {
    if (watermark <= released) {
      return;
    }
    JournalLink journal = core.journal();
    if (journal != null) {
      journal.released(watermark);
    }
    long period = settings.emissionMicros();
    long end = boundary();
    if (end == NEVER) {
      end = periodEnd(earliest(), period);
    }
    while (end <= watermark) {
      judgeUntil(end);
      emit(end);
      end =
          Math.max(
              end + period, Math.min(periodEnd(earliest(), period), periodEnd(watermark, period)));
    }
    BOUNDARY.setOpaque(this, end);
    judgeUntil(watermark + 1);
    released = watermark;
    core.alerts().enterAll();
  }

  private void judgeUntil(long limit) {
    for (Shard shard : core.shards()) {
      shard.judgeUntil(limit);
    }
  }

  private long earliest() {
    long earliest = Long.MAX_VALUE;
    for (Shard shard : core.shards()) {
      earliest = Math.min(earliest, shard.nextMicros());
    }
    return earliest;
  }

  private static long periodEnd(long micros, long period) {
    return micros > Long.MAX_VALUE - period
        ? Long.MAX_VALUE
        : Math.floorDiv(micros, period) * period + period;
  }

  // ---- emission -----------------------------------------------------------------------------

  private void emit(long end) {
    core.alerts().enterAll();
    passWindows(end);
    if (!core.storing() && !core.announcer().wanted(EngineEvent.ScoreChanged.class)) {
      for (Shard shard : core.shards()) {
        shard.expire(end);
      }
      return;
    }
    Instant at = Micros.instant(end);
    List<Score> scores = new ArrayList<>();
    Set<ElementPath> roots = new TreeSet<>();
    for (Shard shard : core.shards()) {
      shard.drainChanged(
          end,
          (tree, path) -> {
            if (path.depth() == 0) {
              roots.add(path);
            } else {
              scores.add(tree.score(path, at).largest(CONTRIBUTIONS_EMITTED));
            }
          });
    }
    for (ElementPath root : roots) {
      scores.add(core.answers().copy(root, end).score(root, at).largest(CONTRIBUTIONS_EMITTED));
    }
    scores.sort(Comparator.comparing(Score::element));
    scores.forEach(core.outlet()::keep);
  }
}
