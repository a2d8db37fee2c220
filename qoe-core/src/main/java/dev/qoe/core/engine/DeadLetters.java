package dev.qoe.core.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest refused things with their reasons; older ones leave when there are too many.
 *
 * <p>Each reason and place is logged once. Thread-safe.
 */
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final int MOST = 10_000;

  private final Deque<DeadLetter> letters = new ArrayDeque<>();
  private final Set<String> logged = new HashSet<>();

  synchronized void add(DeadLetter letter) {
    if (letters.size() == MOST) {
      letters.removeFirst();
    }
    letters.addLast(letter);
    if (logged.size() < MOST && logged.add(letter.reason() + " " + source(letter.place()))) {
      LOG.warn("refused: {} (further ones of this kind are counted, not logged)", letter);
    }
  }

  synchronized List<DeadLetter> list() {
    return List.copyOf(letters);
  }

  /** Takes out those that hold a measurement. */
  synchronized List<DeadLetter> takeMeasurements() {
    List<DeadLetter> taken =
        letters.stream().filter(letter -> letter.measurement().isPresent()).toList();
    letters.removeIf(letter -> letter.measurement().isPresent());
    return taken;
  }

  /** The place without its line number, so that a broken file is logged once. */
  private static String source(String place) {
    int colon = place.lastIndexOf(':');
    return colon > 0 ? place.substring(0, colon) : place;
  }
}
