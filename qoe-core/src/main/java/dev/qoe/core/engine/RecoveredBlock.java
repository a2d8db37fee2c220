package dev.qoe.core.engine;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Some hundred measurements that a journal brings back, judged together: what they need is on its
 * way from memory at the same time; one by one, each would wait for its own. Confine to one thread.
 */
final class RecoveredBlock {

  private static final int SIZE = 256;

  private final @Nullable RecoveredSeries[] series;
  private final BiConsumer<RecoveredSeries, RecoveredMeasurement> judge;
  private final RecoveredMeasurement[] added = new RecoveredMeasurement[SIZE];
  private int size;

  /**
   * Creates an empty one.
   *
   * @param series what the numbers in the journal stand for
   * @param judge judges one
   */
  RecoveredBlock(
      @Nullable RecoveredSeries[] series, BiConsumer<RecoveredSeries, RecoveredMeasurement> judge) {
    this.series = series;
    this.judge = judge;
    Arrays.setAll(added, unused -> new RecoveredMeasurement());
  }

  /** Returns where to put the next one, whose series is known; it is judged soon. */
  RecoveredMeasurement next() {
    if (size == SIZE) {
      judge();
    }
    return added[size++];
  }

  /** Judges in order what was added. */
  void judge() {
    fetchOwn();
    int fetched = 0;
    for (int i = 0; i < size; i++) {
      if (i == fetched) {
        fetched = Math.min(size, fetched + BatchIntake.FETCHED);
        fetchOthers(i, fetched);
      }
      judge.accept(series[added[i].id], added[i]);
    }
    size = 0;
  }

  private void fetchOwn() {
    long read = 0;
    for (int i = 0; i < size; i++) {
      read += series[added[i].id].target().warm();
    }
    LiveSeries.needed(read);
  }

  private void fetchOthers(int from, int to) {
    long read = 0;
    for (int i = from; i < to; i++) {
      read += series[added[i].id].target().warmElement();
    }
    for (int i = from; i < to; i++) {
      LiveSeries target = series[added[i].id].target();
      read += target.warmParent() + target.warmWatchers();
    }
    LiveSeries.needed(read);
  }
}
