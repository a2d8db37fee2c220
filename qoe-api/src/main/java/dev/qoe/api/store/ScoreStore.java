package dev.qoe.api.store;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port through which scores are kept. Thread-safe.
 *
 * @since 0.1
 */
public interface ScoreStore {

  /** Keeps scores; one of the same element and time is replaced. */
  void append(List<Score> scores);

  /** Returns the newest score of an element, if there is one. */
  Optional<Score> latest(ElementPath element);

  /**
   * Returns an element's scores from {@code from} (inclusive) to {@code to} (exclusive), by time.
   */
  List<Score> find(ElementPath element, Instant from, Instant to);
}
