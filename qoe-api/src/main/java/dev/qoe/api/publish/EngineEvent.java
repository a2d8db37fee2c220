package dev.qoe.api.publish;

import dev.qoe.api.access.AuditEntry;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.Map;

/**
 * Something that the engine announces.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public sealed interface EngineEvent {

  /** Returns when it happened, in the engine's time. */
  Instant at();

  /**
   * A measurement was accepted. Immutable.
   *
   * @param measurement the measurement
   */
  record KpiUpdated(Measurement measurement) implements EngineEvent {
    @Override
    public Instant at() {
      return measurement.time();
    }
  }

  /**
   * An element was judged anew. Immutable.
   *
   * @param score its new score
   */
  record ScoreChanged(Score score) implements EngineEvent {
    @Override
    public Instant at() {
      return score.time();
    }
  }

  /**
   * An alert took a step in its life, or its evidence or remarks grew. Immutable.
   *
   * @param alert the alert as it is now
   * @param at when
   */
  record AlertChanged(Alert alert, Instant at) implements EngineEvent {}

  /**
   * Something happened in the network that is not a number. Immutable.
   *
   * @param event what happened
   */
  record NetworkEvent(Event event) implements EngineEvent {
    @Override
    public Instant at() {
      return event.time();
    }
  }

  /**
   * A simulation ended. Immutable.
   *
   * @param name which
   * @param results named results
   * @param at when
   */
  record SimulationResult(String name, Map<String, Double> results, Instant at)
      implements EngineEvent {
    /** Creates an announcement; the map is copied. */
    public SimulationResult {
      results = Map.copyOf(results);
    }
  }

  /**
   * A part of the library changed its health. Immutable.
   *
   * @param component which part
   * @param healthy whether it works
   * @param text why, for people
   * @param at when
   */
  record SystemStatus(String component, boolean healthy, String text, Instant at)
      implements EngineEvent {}

  /**
   * A principal changed something. Immutable.
   *
   * @param entry what was done
   */
  record UserActivity(AuditEntry entry) implements EngineEvent {
    @Override
    public Instant at() {
      return entry.at();
    }
  }
}
