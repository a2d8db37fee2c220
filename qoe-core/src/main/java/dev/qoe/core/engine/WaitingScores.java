package dev.qoe.core.engine;

import dev.qoe.api.score.Score;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scores that wait for the store, in batches. At most so many wait; beyond that the oldest
 * batches are given up, for newer scores tell more. Thread-safe.
 */
final class WaitingScores {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);

  private final int batchSize;
  private final int most;
  private final ArrayDeque<Batch> sealed = new ArrayDeque<>();
  private List<Score> gathered = new ArrayList<>();

  /** Guarded by this; any thread may read it. */
  private volatile int size;

  private long givenUp;
  private boolean losing;

  /** Scores that are stored together; none once they were given up. */
  private static final class Batch {
    private List<Score> scores;

    private Batch(List<Score> scores) {
      this.scores = scores;
    }
  }

  /** What is to be done with a batch. */
  interface Turn {

    /** Returns what is to be stored, the same each time; from now on it is not given up. */
    List<Score> scores();

    /** Notes that it was stored. */
    void stored();

    /** Notes that it will not be stored. */
    void lost();
  }

  /** Creates a place for at most so many scores, stored so many at a time. */
  WaitingScores(int batchSize, int most) {
    this.batchSize = batchSize;
    this.most = most;
  }

  /** Lets a score wait; returns whether a batch is full and wants sealing. */
  synchronized boolean add(Score score) {
    gathered.add(score);
    size = size + 1;
    while (size > most && !sealed.isEmpty()) {
      giveUp(sealed.removeFirst());
    }
    return gathered.size() >= batchSize;
  }

  /** Returns what was gathered as a batch; null if there is nothing. */
  synchronized @Nullable Turn seal() {
    if (gathered.isEmpty()) {
      return null;
    }
    Batch batch = new Batch(gathered);
    gathered = new ArrayList<>();
    sealed.addLast(batch);
    return turn(batch);
  }

  /** Returns how many scores wait or are being stored. */
  int size() {
    return size;
  }

  /** Returns how many scores were given up. */
  synchronized long givenUp() {
    return givenUp;
  }

  private Turn turn(Batch batch) {
    return new Turn() {
      @Override
      public List<Score> scores() {
        return taken(batch);
      }

      @Override
      public void stored() {
        settled(batch);
      }

      @Override
      public void lost() {
        notStored(batch);
      }
    };
  }

  /** Batches have their turns in order, so that it is the first unless it was given up. */
  private synchronized List<Score> taken(Batch batch) {
    if (sealed.peekFirst() == batch) {
      sealed.removeFirst();
    }
    return batch.scores;
  }

  private synchronized void settled(Batch batch) {
    losing = false;
    size = size - batch.scores.size();
    batch.scores = List.of();
  }

  private synchronized void notStored(Batch batch) {
    sealed.remove(batch);
    giveUp(batch);
  }

  private synchronized void giveUp(Batch batch) {
    if (!losing && !batch.scores.isEmpty()) {
      losing = true;
      LOG.atError()
          .addKeyValue("most", most)
          .log("scores that the store has not taken are given up, the oldest first");
    }
    givenUp += batch.scores.size();
    size = size - batch.scores.size();
    batch.scores = List.of();
  }
}
