package dev.qoe.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is to be noted once things are stored and outlive a loss of power. To see to that forces a
 * disk, so it is due once a second at most. Guarded by the writer's lock.
 */
final class Milestones {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ArrayDeque<Milestone> waiting = new ArrayDeque<>();
  private long due = System.nanoTime();

  /** Something to note once all measurements and tasks that came before are done with. */
  private record Milestone(long ticket, long tasks, Runnable note) {}

  void add(long ticket, long tasks, Runnable note) {
    waiting.addLast(new Milestone(ticket, tasks, note));
  }

  /**
   * Returns what has been reached, for which the store is to be told to make it last.
   *
   * @param ticket the ticket of the oldest measurement that is not done with
   * @param tasks how many tasks are done with
   * @param last whether there will be no other time
   */
  List<Runnable> reached(long ticket, long tasks, boolean last) {
    List<Runnable> reached = new ArrayList<>();
    if (last || System.nanoTime() - due >= 0) {
      for (Milestone next : waiting) {
        if (next.ticket > ticket || next.tasks > tasks) {
          break;
        }
        reached.add(next.note);
      }
    }
    return reached;
  }

  /** Notes that the store was told so, and that the first so many are done with. */
  void told(int done) {
    for (int i = 0; i < done; i++) {
      waiting.removeFirst();
    }
    due = System.nanoTime() + PAUSE_NANOS;
  }
}
