package dev.qoe.core.engine;

import dev.qoe.api.measure.Measurement;
import dev.qoe.core.internal.Correlation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The newest refused things with their reasons; older ones leave when there are too many.
 *
 * <p>Each reason and place is logged once. With a file they outlive the engine: {@link #write} puts
 * there what has come since it was last called. Thread-safe.
 */
final class DeadLetters {

  /** How many are kept. */
  static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  private final Executor log;
  private final Object writing = new Object();
  private final Deque<DeadLetter> letters = new ArrayDeque<>();
  private final Set<String> logged = new HashSet<>();

  /** What the file lacks; unless all of it has to be written anew. */
  private final List<DeadLetter> unwritten = new ArrayList<>();

  private boolean rewrite;
  private boolean failing;
  private @Nullable DeadLetterFile file;

  /**
   * Creates a place for refused things.
   *
   * @param log writes lines of the log, for things may be refused under a lock
   */
  DeadLetters(Executor log) {
    this.log = log;
  }

  /**
   * Brings back what a file holds and keeps it up to date from now on.
   *
   * @throws IOException if it cannot be read
   */
  synchronized void keepIn(DeadLetterFile kept) throws IOException {
    kept.read().forEach(this::keep);
    file = kept;
  }

  synchronized void add(DeadLetter letter) {
    keep(letter);
    note(letter);
    if (logged.size() < MOST && logged.add(letter.reason() + " " + source(letter.place()))) {
      log.execute(() -> log(letter));
    }
  }

  private static void log(DeadLetter letter) {
    String before = Correlation.begin("refusals", letter.source());
    try {
      LoggingEventBuilder line =
          LOG.atWarn()
              .addKeyValue("source", letter.source())
              .addKeyValue("reason", letter.reason());
      Measurement of = letter.measurement().orElse(null);
      if (of != null) {
        line =
            line.addKeyValue("tenant", of.element().tenant())
                .addKeyValue("element", of.element())
                .addKeyValue("kpi", of.kpi());
      }
      line.log("refused: {} (further ones of this kind are counted, not logged)", letter);
    } finally {
      Correlation.end(before);
    }
  }

  /** Takes back a letter that could not be handed in now. */
  synchronized void giveBack(DeadLetter letter) {
    keep(letter);
    note(letter);
  }

  private void keep(DeadLetter letter) {
    if (letters.size() == MOST) {
      letters.removeFirst();
    }
    letters.addLast(letter);
  }

  private void note(DeadLetter letter) {
    if (file == null || rewrite) {
      return;
    }
    unwritten.add(letter);
    if (unwritten.size() > MOST) {
      rewriteAll();
    }
  }

  private void rewriteAll() {
    unwritten.clear();
    rewrite = true;
  }

  synchronized List<DeadLetter> list() {
    return List.copyOf(letters);
  }

  /** Takes out those that hold a measurement. */
  synchronized List<DeadLetter> takeMeasurements() {
    List<DeadLetter> taken =
        letters.stream().filter(letter -> letter.measurement().isPresent()).toList();
    if (!taken.isEmpty()) {
      letters.removeIf(letter -> letter.measurement().isPresent());
      rewriteAll();
    }
    return taken;
  }

  /** Brings the file up to date; a disk that fails is tried again the next time. Blocks. */
  void write() {
    synchronized (writing) {
      DeadLetterFile to;
      boolean all;
      List<DeadLetter> some;
      synchronized (this) {
        to = file;
        all = rewrite;
        some = List.copyOf(all ? letters : unwritten);
        unwritten.clear();
        rewrite = false;
      }
      if (to == null || (some.isEmpty() && !all)) {
        return;
      }
      try {
        if (all) {
          to.replace(some);
        } else {
          to.append(some);
        }
        failing = false;
      } catch (IOException e) {
        if (!failing) {
          LOG.atWarn()
              .addKeyValue("reason", e.toString())
              .log("dead letters are kept in memory only, their file cannot be written");
        }
        failing = true;
        synchronized (this) {
          rewriteAll();
        }
      }
    }
  }

  /** The place without its line number, so that a broken file is logged once. */
  private static String source(String place) {
    int colon = place.lastIndexOf(':');
    return colon > 0 ? place.substring(0, colon) : place;
  }
}
