package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.score.ScoreLeaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series as the engine keeps it: its current window, its place in the scores, and who watches it.
 *
 * <p>The state is guarded by its shard's lock; the methods of {@link Series} are thread-safe.
 */
final class LiveSeries extends ScoreLeaf implements Series {

  static final long NEVER = Long.MIN_VALUE;
  private static final RuleInstance[] NOBODY = {};
  private static final Derivation.Bound[] NOTHING = {};

  final Shard shard;
  final Account account;
  private final ElementPath element;

  Meaning meaning;

  /** Arrays, for an iterator would be garbage on the hot path. */
  RuleInstance[] watchers = NOBODY;

  Derivation.Bound[] derivations = NOTHING;

  /** The time under which it waits to grow stale; {@link #NEVER} if it does not wait. */
  long queuedAt = NEVER;

  /** Whether it is expected of its element only once its first value is judged. */
  boolean pending;

  /** Its number in the journal; 0 before it has one. */
  int journalId;

  /** The time of its newest value, in microseconds of the epoch. */
  long newest = NEVER;

  final Window window = new Window();

  /** The newest values; null unless the engine keeps them. */
  final @Nullable ShortHistory history;

  /** Sums of weights, beside sums of weighed values; there once a value had a weight. */
  private @Nullable Window weights;

  LiveSeries(Shard shard, Account account, ElementPath element, Meaning meaning) {
    this.shard = shard;
    this.account = account;
    this.element = element;
    this.meaning = meaning;
    this.history = shard.newHistory();
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

  /** Forgets its values. */
  void forget() {
    window.clear();
    weights = null;
    newest = NEVER;
    if (history != null) {
      history.clear();
    }
  }

  void watchedBy(List<RuleInstance> watching) {
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

  /** Takes in a value; returns whether it is recent enough to count. */
  boolean take(long micros, double value, double quality, double weight, long spanMicros) {
    if (weight != 1 && weights == null) {
      weights = window.ones();
    }
    boolean recent = window.take(micros, value, weight, quality, spanMicros);
    if (weights != null) {
      weights.take(micros, weight, 1, 1, spanMicros);
    }
    if (history != null) {
      history.add(micros, value);
    }
    if (recent && micros > newest) {
      newest = micros;
    }
    return recent;
  }

  /** Reads what taking in a value will need, so that it is on its way from memory before that. */
  long warmed() {
    return window.warm() + warm();
  }

  /** Returns whether a value of that time comes after its window has closed. */
  boolean late(long micros, long spanMicros) {
    return window.late(micros, spanMicros);
  }

  /** Returns when its value stops telling anything, in microseconds of the epoch. */
  long staleAt() {
    return newest + meaning.stalenessMicros;
  }

  /** Returns whether it has any value. */
  boolean hasValue() {
    return !window.isEmpty();
  }

  /** Returns its value now: its sum for counts since the last report, else its mean. */
  double current() {
    return meaning.summed
        ? window.sum()
        : weights == null ? window.mean() : window.total() / weights.total();
  }

  /**
   * Returns the mean quality of its recent values, 0 to 1, less in proportion if there are fewer
   * than {@code fullEvidence}.
   */
  double trust(int fullEvidence) {
    double quality = window.quality();
    return fullEvidence <= 1 || window.count() >= fullEvidence
        ? quality
        : quality * window.count() / fullEvidence;
  }

  /** Returns what is known of its recent values, of which there are some. */
  Recent recent() {
    List<Recent.Sample> last = new ArrayList<>();
    for (int i = 0; history != null && i < history.size(); i++) {
      last.add(new Recent.Sample(Micros.instant(history.micros(i)), history.value(i)));
    }
    return new Recent(
        window.count(), current(), window.min(), window.max(), Micros.instant(newest), last);
  }

  @Override
  public String toString() {
    return kpi() + " of " + element;
  }
}
