package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.meter.Health;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoringModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an engine was built with, of which only its rules may change, and how much of its limits
 * series and elements take. Thread-safe.
 */
final class EngineSettings {

  private static final long WHOLE_PERIOD = Long.MAX_VALUE;

  private final ScoringModel model;
  private final InstantSource clock;
  private final boolean replaying;
  private final long windowMicros;
  private final long emissionMicros;
  private final int fullEvidence;
  private final int shards;
  private final Limits limits;
  private final Map<String, Supplier<Health>> watched;
  private final DeclaredWindows windows;
  private final AtomicLong seriesHeld = new AtomicLong();
  private final AtomicLong elementsHeld = new AtomicLong();
  private final AtomicLong elementBytes = new AtomicLong();
  private volatile AlertRules rules;

  /** What an engine may hold. */
  record Limits(int waiting, long series, long bytes, Map<Tenant, Quota> quotas, int shortHistory) {
    Limits {
      quotas = Map.copyOf(quotas);
    }
  }

  EngineSettings(
      ScoringModel model,
      AlertRules rules,
      InstantSource clock,
      boolean replaying,
      @Nullable Duration window,
      Duration emission,
      int fullEvidence,
      int shards,
      Limits limits,
      Map<String, Supplier<Health>> watched,
      DeclaredWindows windows) {
    this.model = model;
    this.rules = rules;
    this.clock = clock;
    this.replaying = replaying;
    this.windowMicros = window == null ? WHOLE_PERIOD : Micros.of(window);
    this.fullEvidence = fullEvidence;
    this.shards = shards;
    this.limits = limits;
    this.watched = Map.copyOf(watched);
    this.windows = windows;
    this.emissionMicros = Micros.of(emission);
  }

  ScoringModel model() {
    return model;
  }

  AlertRules rules() {
    return rules;
  }

  void replaceRules(AlertRules newRules) {
    rules = newRules;
  }

  InstantSource clock() {
    return clock;
  }

  boolean replaying() {
    return replaying;
  }

  long windowMicros() {
    return windowMicros;
  }

  /** Returns whether one window holds everything, so that nothing grows stale. */
  boolean wholePeriod() {
    return windowMicros == WHOLE_PERIOD;
  }

  /** Returns how many values in a window make it fully trusted, at least 1. */
  int fullEvidence() {
    return fullEvidence;
  }

  /** Returns into how many parts the elements are split, at least 1. */
  int shards() {
    return shards;
  }

  /** Returns how many measurements may wait for the store. */
  int mostWaiting() {
    return limits.waiting();
  }

  /** Returns how many series there may be. */
  long mostSeries() {
    return limits.series();
  }

  /** Returns the count of series that there are in all shards. */
  AtomicLong seriesHeld() {
    return seriesHeld;
  }

  /** Returns the count of declared elements that there are in all shards. */
  AtomicLong elementsHeld() {
    return elementsHeld;
  }

  /** Returns the count of bytes that declared elements take in all shards, roughly. */
  AtomicLong elementBytes() {
    return elementBytes;
  }

  /** Returns how many bytes series, elements and queues may take. */
  long memoryBytes() {
    return limits.bytes();
  }

  /** Returns how many of the newest values of a series are kept, {@code >= 0}. */
  int shortHistory() {
    return limits.shortHistory();
  }

  Map<Tenant, Quota> quotas() {
    return limits.quotas();
  }

  /** Returns what tells of the health of the host's own parts, by name. */
  Map<String, Supplier<Health>> watched() {
    return watched;
  }

  /** Returns the windows that are to be kept. */
  DeclaredWindows windows() {
    return windows;
  }

  long emissionMicros() {
    return emissionMicros;
  }
}
