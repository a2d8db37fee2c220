package dev.qoe.core.engine;

import dev.qoe.api.measure.Measurement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measurements that wait for the store, each source's in a lane of its own, from which they are
 * taken in turn: one that storms waits for itself. Guarded by the lock of its owner.
 */
final class StoreQueue {

  /** The lanes that hold something, the one whose turn it is first. */
  private final ArrayDeque<Lane> lanes = new ArrayDeque<>();

  private long size;

  /** What of one source waits, across its being closed and opened again. */
  static final class Lane {

    /** How many of the source's measurements wait or are being stored; any thread may read it. */
    final AtomicLong waiting = new AtomicLong();

    private final ArrayDeque<Row> rows = new ArrayDeque<>(0);
  }

  /** A measurement with its number in the store and the account in which it is settled. */
  static final class Row {
    final Measurement measurement;
    final Account account;
    long number;
    private long ticket;

    Row(Measurement measurement, Account account, long number) {
      this.measurement = measurement;
      this.account = account;
      this.number = number;
    }
  }

  /** Lets a row wait, as the one that came with that ticket; tickets grow. */
  void add(Row row, long ticket) {
    row.ticket = ticket;
    Lane lane = row.account.source.lane;
    if (lane.rows.isEmpty()) {
      lanes.addLast(lane);
    }
    lane.rows.addLast(row);
    size++;
  }

  long size() {
    return size;
  }

  /** Returns the least ticket of what waits; the largest number if nothing does. */
  long oldest() {
    long oldest = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      oldest = Math.min(oldest, lane.rows.getFirst().ticket);
    }
    return oldest;
  }

  /** Takes out up to {@code most} rows: equal parts of all lanes, in order within each. */
  List<Row> take(int most) {
    List<Row> taken = new ArrayList<>((int) Math.min(most, size));
    while (taken.size() < most && !lanes.isEmpty()) {
      int part = Math.max(1, (most - taken.size()) / lanes.size());
      for (int i = lanes.size(); i > 0 && taken.size() < most; i--) {
        Lane lane = lanes.removeFirst();
        move(lane, Math.min(part, most - taken.size()), taken);
        if (!lane.rows.isEmpty()) {
          lanes.addLast(lane);
        }
      }
    }
    return taken;
  }

  /** Takes out up to {@code most} rows of one lane, the oldest first. */
  List<Row> takeOldest(Lane lane, int most) {
    List<Row> taken = new ArrayList<>();
    if (!lane.rows.isEmpty()) {
      move(lane, most, taken);
      if (lane.rows.isEmpty()) {
        lanes.remove(lane);
      }
    }
    return taken;
  }

  private void move(Lane lane, int most, List<Row> to) {
    for (int i = Math.min(most, lane.rows.size()); i > 0; i--) {
      to.add(lane.rows.removeFirst());
      size--;
    }
  }
}
