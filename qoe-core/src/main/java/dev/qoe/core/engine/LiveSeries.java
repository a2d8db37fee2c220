package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.KpiKind;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.alert.RuleInstance;
import dev.qoe.core.score.ScoreLeaf;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series as the engine keeps it: its current window, its place in the scores, and who watches it.
 *
 * <p>The state is guarded by the engine's lock; the methods of {@link Series} are thread-safe.
 */
final class LiveSeries implements Series {

  static final long NEVER = Long.MIN_VALUE;
  private static final RuleInstance[] NOBODY = {};
  private static final Derivation.Bound[] NOTHING = {};

  private final EngineCore engine;
  private final ElementPath element;
  private final Kpi kpi;

  KpiDefinition definition;
  @Nullable ScoreLeaf leaf;

  /** Arrays, for an iterator would be garbage on the hot path. */
  RuleInstance[] watchers = NOBODY;

  Derivation.Bound[] derivations = NOTHING;

  /** When its value stops telling anything, in microseconds of the epoch. */
  long staleAt;

  /** The time under which it waits to grow stale; {@link #NEVER} if it does not wait. */
  long queuedAt = NEVER;

  /** The time of its newest value, in microseconds of the epoch. */
  long newest = NEVER;

  /** How many values it took in. */
  long count;

  private final Window window = new Window();

  LiveSeries(EngineCore engine, ElementPath element, KpiDefinition definition) {
    this.engine = engine;
    this.element = element;
    this.kpi = definition.kpi();
    this.definition = definition;
  }

  @Override
  public ElementPath element() {
    return element;
  }

  @Override
  public Kpi kpi() {
    return kpi;
  }

  @Override
  public Acceptance record(Instant time, double value) {
    return engine.record(this, Micros.of(time), value, 1);
  }

  @Override
  public Acceptance record(long epochMicros, double value) {
    return engine.record(this, epochMicros, value, 1);
  }

  @Override
  public Acceptance record(long epochMicros, double value, double quality) {
    return engine.record(this, epochMicros, value, quality);
  }

  /** Takes its definition from another catalogue; values in another unit are forgotten. */
  void redefine(KpiDefinition other) {
    if (!other.unit().equals(definition.unit()) || other.kind() != definition.kind()) {
      forget();
    }
    definition = other;
  }

  /** Forgets its values. */
  void forget() {
    window.clear();
    newest = NEVER;
  }

  void bind(ScoreLeaf place, List<RuleInstance> watching) {
    leaf = place;
    watchers = watching.toArray(NOBODY);
  }

  void unbind() {
    leaf = null;
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
  boolean take(long micros, double value, double quality, long spanMicros) {
    count++;
    boolean recent = window.take(micros, value, quality, spanMicros);
    if (recent) {
      newest = Math.max(newest, micros);
    }
    return recent;
  }

  /** Returns whether it has any value. */
  boolean hasValue() {
    return !window.isEmpty();
  }

  /** Returns its value now: its sum for counts since the last report, else its mean. */
  double value() {
    return definition.kind() == KpiKind.DELTA ? window.sum() : window.mean();
  }

  /**
   * Returns the mean quality of its recent values, 0 to 1, less in proportion if there are fewer
   * than {@code fullEvidence}.
   */
  double quality(int fullEvidence) {
    return Math.min(1, (double) window.count() / fullEvidence) * window.quality();
  }

  @Override
  public String toString() {
    return kpi + " of " + element;
  }
}
