package dev.qoe.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rule that a contract puts to the test at the moment. Broken plugins look at it, so that what
 * they do hangs on what happens and never on how fast this machine is.
 *
 * <p>Thread-safe.
 */
final class Rule {

  /** Only a kit that hangs meets it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static volatile Rule current = new Rule(false);

  private final boolean broken;
  private final CountDownLatch over = new CountDownLatch(1);

  private Rule(boolean broken) {
    this.broken = broken;
  }

  /** Begins a rule, which the plugin under test is made to break or not. */
  static void begin(boolean broken) {
    current.over.countDown();
    current = new Rule(broken);
  }

  /** Ends the rule, and returns whether all calls have ended, those too that sat it out. */
  static boolean end() {
    current.over.countDown();
    long start = System.nanoTime();
    while (othersCall() && System.nanoTime() - start < PATIENCE.toNanos()) {
      rest();
    }
    return !othersCall();
  }

  /** Returns the rule that is put to the test. */
  static Rule current() {
    return current;
  }

  /** Whether the plugin under test is made to break it. */
  boolean isBroken() {
    return broken;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits until it is over, and hears no interrupt. */
  void sitOut() {
    boolean interrupted = false;
    while (!isOver()) {
      try {
        over.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns a limit for a plugin that has to break it, and one that none meets for all others. */
  Duration limit(Duration brief) {
    return broken ? brief : PATIENCE;
  }

  /**
   * Whether the kit has other calls on their way or under way: of calls that begin at once, it
   * makes all before it lets one begin.
   */
  static boolean othersCall() {
    @Nullable Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (thread != null
          && thread != Thread.currentThread()
          && thread.getName().equals("tck-call")) {
        return true;
      }
    }
    return false;
  }

  /** A moment in which others get on. */
  static void rest() {
    LockSupport.parkNanos(1_000_000);
  }
}
