package dev.qoe.core.engine;

import dev.qoe.core.internal.Correlation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patience with a store: what fails is tried again, ever more slowly, until the engine closes,
 * and for a little while after that. Thread-safe.
 */
final class StoreTries {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final long lastTriesMillis;
  private volatile @Nullable String trouble;
  private volatile Watcher watcher = (healthy, text) -> {};
  private boolean open = true;
  private long closingSince;

  /** Why what is stored may not outlive a loss of power; null if it does. */
  private volatile @Nullable String unforced;

  /** How many things were to be done; of the writer's thread. */
  private long actions;

  /**
   * Who is told when the store begins to fail, to store or to make last what it has, and when it
   * works again; on the writer's thread.
   */
  @FunctionalInterface
  interface Watcher {
    void changed(boolean healthy, String text);
  }

  /** Creates the patience of one who tries for so long in all once it is closed. */
  StoreTries(long lastTriesMillis) {
    this.lastTriesMillis = lastTriesMillis;
  }

  void watchedBy(Watcher healthWatcher) {
    watcher = healthWatcher;
  }

  /** Returns what is wrong with the store, or null if nothing is. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Returns why what is stored may not outlive a loss of power, or null if it does. */
  @Nullable String unforced() {
    return unforced;
  }

  /**
   * Does something until it succeeds; returns false if that is given up. What is logged meanwhile,
   * by the store, too, has one correlation id.
   */
  boolean succeed(Runnable action) throws InterruptedException {
    String before = Correlation.begin("store", ++actions);
    try {
      return succeedAtLast(action);
    } finally {
      Correlation.end(before);
    }
  }

  private boolean succeedAtLast(Runnable action) throws InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        action.run();
        worked(attempt);
        return true;
      } catch (RuntimeException | Error e) { // foreign code: its failure must not end the thread
        LOG.atWarn()
            .addKeyValue("attempt", attempt)
            .addKeyValue("pauseMillis", pause)
            .addKeyValue("reason", e.getMessage())
            .log("the store failed, trying again");
        LOG.debug("the store failed", e);
        failed(String.valueOf(e.getMessage()));
      }
      if (!pause(pause)) {
        return false;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Tells the store once to make things last: while it fails in that, it may still store more. */
  boolean lasts(Runnable sync) {
    try {
      sync.run();
    } catch (RuntimeException | Error e) { // foreign code: its failure must not end the thread
      boolean before = unforced != null;
      String text = "what is stored may not outlive a loss of power, the journal keeps it: " + e;
      unforced = text;
      if (!before) {
        LOG.atError().addKeyValue("reason", e.toString()).log(text);
        watcher.changed(false, text);
      }
      return false;
    }
    if (unforced != null) {
      unforced = null;
      LOG.info("what is stored outlives a loss of power again");
      if (trouble == null) {
        watcher.changed(true, "the store works again");
      }
    }
    return true;
  }

  /** Lets only a few more tries be made. */
  synchronized void close() {
    open = false;
    closingSince = System.nanoTime();
    notifyAll();
  }

  private void worked(int attempt) {
    if (trouble != null) {
      trouble = null;
      LOG.atInfo().addKeyValue("attempt", attempt).log("the store works again");
      String left = unforced;
      watcher.changed(left == null, left == null ? "the store works again" : left);
    }
  }

  private void failed(String why) {
    boolean before = trouble != null;
    trouble = why;
    if (!before) {
      watcher.changed(false, why);
    }
  }

  /** Waits before the next try; returns whether there may be one. */
  private synchronized boolean pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; open && left > 0; left = millisUntil(end)) {
      wait(left);
    }
    if (open) {
      return true;
    }
    long lastTries = closingSince + TimeUnit.MILLISECONDS.toNanos(lastTriesMillis);
    long left = Math.min(FIRST_PAUSE_MILLIS, millisUntil(lastTries));
    end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
    for (long rest = left; rest > 0; rest = millisUntil(end)) {
      wait(rest);
    }
    return left > 0;
  }

  private static long millisUntil(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
  }
}
