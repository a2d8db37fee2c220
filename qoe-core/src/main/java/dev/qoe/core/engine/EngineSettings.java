package dev.qoe.core.engine;

import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoringModel;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What an engine was built with; only its rules may change. Thread-safe. */
final class EngineSettings {

  private static final long WHOLE_PERIOD = Long.MAX_VALUE;

  private final ScoringModel model;
  private final InstantSource clock;
  private final boolean replaying;
  private final long windowMicros;
  private final long emissionMicros;
  private final int fullEvidence;
  private final int shards;
  private volatile AlertRules rules;

  EngineSettings(
      ScoringModel model,
      AlertRules rules,
      InstantSource clock,
      boolean replaying,
      @Nullable Duration window,
      Duration emission,
      int fullEvidence,
      int shards) {
    this.model = model;
    this.rules = rules;
    this.clock = clock;
    this.replaying = replaying;
    this.windowMicros = window == null ? WHOLE_PERIOD : Micros.of(window);
    this.fullEvidence = fullEvidence;
    this.shards = shards;
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

  long emissionMicros() {
    return emissionMicros;
  }
}
