package dev.qoe.core.engine;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Ledger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may hand in how much: sources, their quotas and shares, and the accounts of what became of
 * everything.
 *
 * <p>While there is room nobody is held back but by a quota. Once half of the room for what waits
 * is taken, each source has its equal share only, so that one that storms holds up itself, not the
 * others. Thread-safe.
 */
final class Admission {

  static final String SAMPLED = "sampled";

  /** What part of its share a source may fill when there is no room left. */
  private static final int LITTLE = 16;

  private final EngineCore core;
  private final EngineSettings settings;
  private final @Nullable StoreWriter writer;
  private final Announcer announcer;
  private final Source local;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();

  /** Those in the names of closed ones. */
  private final Map<Source, Source> senders = new ConcurrentHashMap<>();

  private final Map<Source, Account> unattributed = new ConcurrentHashMap<>();

  Admission(
      EngineCore core, EngineSettings settings, @Nullable StoreWriter writer, Announcer announcer) {
    this.core = core;
    this.settings = settings;
    this.writer = writer;
    this.announcer = announcer;
    this.local = new Source(core, SourceOptions.of("local"));
    sources.put(local.options().name(), local);
  }

  Source local() {
    return local;
  }

  /**
   * Adds a source.
   *
   * @throws IllegalArgumentException if one of that name is open, or it would need a journal that
   *     is not there
   */
  Source add(SourceOptions options) {
    if (options.overload() == Overload.SPOOL && core.journal() == null) {
      throw new IllegalArgumentException(
          "source '%s' is to spool, but the engine has no journal: give it one or another policy"
              .formatted(options.name()));
    }
    Source[] before = new Source[1];
    Source added =
        sources.compute(
            options.name(),
            (name, old) -> {
              if (old == null) {
                return new Source(core, options);
              }
              if (old.closed() || old.restored()) {
                before[0] = old;
                return new Source(core, options, old.lane);
              }
              throw new IllegalArgumentException(
                  "source '%s' is open already: close it first or use another name"
                      .formatted(name));
            });
    core.time().join(added, before[0]);
    return added;
  }

  /** Returns the source of that name, added as one of an earlier life if it is not there. */
  Source restored(SourceOptions options) {
    return sources.computeIfAbsent(options.name(), unused -> Source.restored(core, options));
  }

  /**
   * Adds a source of an earlier life in the place of one of the same name that had left by then.
   */
  Source restoredAnew(SourceOptions options) {
    Source source = Source.restored(core, options);
    sources.put(options.name(), source);
    return source;
  }

  List<Source> sources() {
    return List.copyOf(sources.values());
  }

  /** Returns the source of each name, in the order of names. */
  SortedMap<String, Source> sourcesByName() {
    return new TreeMap<>(sources);
  }

  /**
   * Returns in whose name what was refused is handed in again: that of the source it came from if
   * there was one, open or not; the local one's otherwise.
   */
  Source sender(String name) {
    Source known = sources.get(name);
    if (known == null) {
      return local;
    }
    return known.closed() || known.restored()
        ? senders.computeIfAbsent(known, closed -> Source.inTheNameOf(core, closed))
        : known;
  }

  /**
   * Looks at a measurement of a source before its shard does.
   *
   * @return null if it may go on; ACCEPTED if it is to be given up and counted so
   */
  @Nullable Acceptance early(Source source) {
    if (source.ordered() && core.open() && crowded(source)) {
      return source.options().overload() == Overload.SAMPLE
          ? Acceptance.ACCEPTED
          : Acceptance.RETRY_LATER;
    }
    if (core.keeping() && core.open() && !room(source)) {
      return switch (source.options().overload()) {
        case BLOCK, SPOOL -> Acceptance.RETRY_LATER;
        case DROP_OLDEST ->
            core.journal() == null && writer != null && writer.dropOldest(source)
                ? null
                : Acceptance.RETRY_LATER;
        case SAMPLE ->
            source.sampled() && roomAtAll(source) && source.lane.waiting.get() < 2 * share()
                ? null
                : Acceptance.ACCEPTED;
      };
    }
    return source.allowance().take() ? null : Acceptance.RETRY_LATER;
  }

  /** Waits for room for a source; returns whether there is any. Not under a lock. */
  boolean awaitRoom(Source source, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (core.open() && core.keeping() && !room(source)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      if (!announcer.hasRoom()) {
        var unused = announcer.awaitRoom(left);
      } else if (writer != null) {
        writer.awaitChange(Math.min(left, 50));
      }
    }
    return true;
  }

  /**
   * Returns whether more waits to be put in order than the memory allows. The slowest source may go
   * on for as much again, for the others wait for it.
   */
  private boolean crowded(Source source) {
    long ordering = core.capacity().orderingBytes();
    long memory = settings.memoryBytes();
    if (ordering <= memory / LITTLE) { // whatever else takes the memory, order goes on
      return false;
    }
    long most = Math.max(memory / LITTLE, memory - (core.capacity().usedBytes() - ordering));
    return ordering > most && (ordering > 2 * most || !slowest(source));
  }

  /** Returns whether no ordered source that is waited for is behind that one. */
  private boolean slowest(Source source) {
    long now = core.nanoTime();
    for (Source other : sources.values()) {
      if (other.ordered()
          && other.watermark() < source.watermark()
          && (settings.replaying() || !other.idle(now))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether one more measurement may wait for the clock to reach its time. */
  boolean roomAhead() {
    return core.capacity().orderingBytes() <= settings.memoryBytes() / LITTLE;
  }

  private boolean room(Source source) {
    return roomAtAll(source) && fair(source);
  }

  /** A little room is left for a source that has little waiting, even if others took all. */
  private boolean roomAtAll(Source source) {
    return announcer.hasRoom()
        && (writer == null
            || core.journal() != null
            || writer.waiting() < settings.mostWaiting()
            || source.lane.waiting.get() < share() / LITTLE);
  }

  private boolean fair(Source source) {
    if (writer == null || core.journal() != null) {
      return true;
    }
    return writer.waiting() < settings.mostWaiting() / 2 || source.lane.waiting.get() < share();
  }

  /** Returns how many measurements of one source may wait when it gets tight. */
  private long share() {
    return settings.mostWaiting() / openSources();
  }

  private long openSources() {
    long open = 0;
    for (Source source : sources.values()) {
      open += source.closed() || source.lane.waiting.get() == 0 ? 0 : 1;
    }
    return Math.max(1, open);
  }

  // ---- accounts -----------------------------------------------------------------------------

  /** Counts and keeps something that is no measurement of any element. */
  void reject(Source source, String reason, String place, String detail) {
    Account account = unattributed.computeIfAbsent(source, from -> new Account(from, null, null));
    synchronized (account) {
      account.rejected(reason);
    }
    core.bury(source, reason, place, detail, null);
  }

  /** Returns what became of what those accounts count that are wanted. */
  Ledger ledger(Predicate<Account> wanted) {
    Ledger[] sum = {Ledger.empty()};
    accounts(account -> sum[0] = add(sum[0], account, wanted));
    return sum[0];
  }

  /** Shows every account to {@code consumer}, once, while nothing is entered there. */
  void accounts(Consumer<Account> consumer) {
    for (Shard shard : core.shards()) {
      shard.accounts(consumer);
    }
    for (Account account : unattributed.values()) {
      synchronized (account) {
        consumer.accept(account);
      }
    }
  }

  private Ledger add(Ledger sum, Account account, Predicate<Account> wanted) {
    return wanted.test(account) ? sum.plus(account.ledger(core.storing())) : sum;
  }
}
