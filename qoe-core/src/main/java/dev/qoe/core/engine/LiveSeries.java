package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.alert.RuleInput;
import dev.qoe.core.internal.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series as the engine keeps it: its recent values, its place in the scores, and who watches it.
 *
 * <p>The state is guarded by its shard's lock; the methods of {@link Series} are thread-safe.
 */
final class LiveSeries extends RecentValues implements Series {

  private static final RuleInput[] NOBODY = {};
  private static final Derivation.Bound[] NOTHING = {};

  final Shard shard;
  final Account account;
  Meaning meaning;

  /** Arrays, for an iterator would be garbage on the hot path. */
  RuleInput[] watchers = NOBODY;

  Derivation.Bound[] derivations = NOTHING;

  private final ElementPath element;

  /** The time under which it waits to grow stale; {@link #NEVER} if it does not wait. */
  long queuedAt = NEVER;

  /** Whether it is expected of its element only once its first value is judged. */
  boolean pending;

  /** Its number in the journal; 0 before it has one. */
  int journalId;

  /** The newest values; null unless the engine keeps them. */
  final @Nullable ShortHistory history;

  /** The windows of event time that it is gathered in; null unless some are declared. */
  @Nullable SeriesWindows windows;

  LiveSeries(Shard shard, Account account, ElementPath element, Meaning meaning) {
    this.shard = shard;
    this.account = account;
    this.element = element;
    this.meaning = meaning;
    this.history = shard.newHistory();
  }

  /** Returns the series that a handle stands for; null if the handle is not the engine's. */
  static @Nullable LiveSeries of(Series handle) {
    if (handle instanceof LiveSeries series) {
      return series;
    }
    return handle instanceof SourceSeries ofSource ? ofSource.target() : null;
  }

  /** Returns the series that a handle of the engine's stands for. */
  static LiveSeries known(Series handle) {
    LiveSeries series = of(handle);
    if (series == null) {
      throw new IllegalStateException("no series of an engine: " + handle);
    }
    return series;
  }

  /** Returns the account of who records through a handle of this series. */
  Account accountOf(Series handle) {
    return handle instanceof SourceSeries ofSource ? ofSource.account() : account;
  }

  @Override
  public ElementPath element() {
    return element;
  }

  @Override
  public Kpi kpi() {
    return meaning.definition.kpi();
  }

  @Override
  public Acceptance record(Instant time, double value) {
    return shard.record(this, account, Micros.of(time), value, 1);
  }

  @Override
  public Acceptance record(long epochMicros, double value) {
    return shard.record(this, account, epochMicros, value, 1);
  }

  @Override
  public Acceptance record(long epochMicros, double value, double quality) {
    return shard.record(this, account, epochMicros, value, quality);
  }

  /** Takes its meaning from another catalogue; values in another unit are forgotten. */
  void redefine(Meaning other) {
    if (!other.definition.unit().equals(meaning.definition.unit())
        || other.definition.kind() != meaning.definition.kind()) {
      forget();
    }
    meaning = other;
  }

  @Override
  boolean take(long micros, double value, double quality, double weight, long spanMicros) {
    if (history != null) {
      history.add(micros, value);
    }
    return super.take(micros, value, quality, weight, spanMicros);
  }

  @Override
  void forget() {
    super.forget();
    if (history != null) {
      history.clear();
    }
  }

  void watchedBy(List<RuleInput> watching) {
    watchers = watching.toArray(NOBODY);
  }

  void unbind() {
    watchers = NOBODY;
    derivations = NOTHING;
  }

  boolean feeds(Derivation derivation) {
    return Arrays.stream(derivations).anyMatch(bound -> bound.of(derivation));
  }

  void add(Derivation.Bound bound) {
    derivations = Arrays.copyOf(derivations, derivations.length + 1);
    derivations[derivations.length - 1] = bound;
  }

  @Override
  long warm() {
    return super.warm() + (attached() ? 1 : 0) + derivations.length;
  }

  /** Reads what the rules that watch it need; the number means nothing. */
  long warmWatchers() {
    long read = 0;
    for (RuleInput watcher : watchers) {
      read += watcher.warm();
    }
    return read;
  }

  /** Lets what was read only to fetch it seem to be needed: else a compiler leaves it out. */
  static void needed(long read) {
    if (read == NEVER) { // by chance only
      Thread.onSpinWait();
    }
  }

  /** Returns when its value stops telling anything, in microseconds of the epoch. */
  long staleAt() {
    return newest + meaning.stalenessMicros;
  }

  /** Returns its value now: its sum for counts since the last report, else its mean. */
  double current() {
    return meaning.summed ? sum() : mean();
  }

  /** Returns what is known of its recent values, of which there are some. */
  Recent recent() {
    List<Recent.Sample> last = new ArrayList<>();
    for (int i = 0; history != null && i < history.size(); i++) {
      last.add(new Recent.Sample(Micros.instant(history.micros(i)), history.value(i)));
    }
    return new Recent(count(), current(), min(), max(), Micros.instant(newest), last);
  }

  @Override
  public String toString() {
    return kpi() + " of " + element;
  }
}
