package dev.qoe.plugin.host;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call to a plugin, on a thread that may be interrupted for as long as the call lasts and no
 * longer.
 */
final class PluginCall implements Runnable {

  /** What is called. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  private final Body body;
  private final Consumer<Outcome> done;
  private @Nullable Thread thread;
  private boolean cancelled;
  private boolean ended;

  PluginCall(Body body, Consumer<Outcome> done) {
    this.body = body;
    this.done = done;
  }

  @Override
  @SuppressWarnings("CatchAndPrintStackTrace")
  public void run() {
    if (!begin()) {
      finish(new Outcome(new InterruptedException("cancelled before it began")));
      return;
    }
    Outcome outcome = Outcome.WELL;
    try {
      body.run();
    } catch (Throwable e) { // whatever a plugin throws, errors too, ends here
      outcome = new Outcome(e);
    } finally {
      release();
    }
    finish(outcome);
  }

  /** Interrupts the call if it runs, and keeps it from beginning if it has not begun. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean ended() {
    return ended;
  }

  private synchronized boolean begin() {
    if (cancelled) {
      return false;
    }
    thread = Thread.currentThread();
    return true;
  }

  /** After this no interrupt of ours can reach the thread, which goes on to other calls. */
  private synchronized void release() {
    thread = null;
    Thread.interrupted();
  }

  private void finish(Outcome outcome) {
    synchronized (this) {
      ended = true;
    }
    done.accept(outcome);
  }
}
