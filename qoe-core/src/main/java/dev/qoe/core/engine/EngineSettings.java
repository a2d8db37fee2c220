package dev.qoe.core.engine;

import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.score.ScoringModel;
import java.time.Duration;
import java.time.InstantSource;

/** What an engine was built with; only its rules may change. Guarded by the engine's lock. */
final class EngineSettings {

  private final ScoringModel model;
  private final InstantSource clock;
  private final boolean replaying;
  private final long windowMicros;
  private final long emissionMicros;
  private AlertRules rules;

  EngineSettings(
      ScoringModel model,
      AlertRules rules,
      InstantSource clock,
      boolean replaying,
      Duration window,
      Duration emission) {
    this.model = model;
    this.rules = rules;
    this.clock = clock;
    this.replaying = replaying;
    this.windowMicros = Micros.of(window);
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

  long emissionMicros() {
    return emissionMicros;
  }
}
