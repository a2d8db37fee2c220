package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a plugin on a thread of its own, so that a test says that it hangs instead of hanging.
 *
 * <p>Confine to one thread.
 */
final class Call {

  /** Long enough for anything made for a test; only a plugin that hangs meets it. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Something that may fail in any way. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** Something that fills what it is given, and may fail in any way. */
  @FunctionalInterface
  interface Filling<T> {
    /** Does it. */
    void into(T filled) throws Exception;
  }

  private static final int THREADS = 4;

  private final String what;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private Call(String what, Work work) {
    this.what = what;
    this.thread = new Thread(() -> attempt(work), "tck-call");
    thread.setDaemon(true);
  }

  /** Begins a call; {@code what} names it in messages. */
  static Call start(String what, Work work) {
    Call call = new Call(what, work);
    call.thread.start();
    return call;
  }

  /** Makes a call that must end well. */
  static void expect(String what, Work work) {
    start(what, work).endsWell(PATIENCE);
  }

  /**
   * Makes calls on as many threads, which begin at once, and each of which must end well.
   *
   * @return what each was given to fill
   */
  static <T> List<T> together(String what, Supplier<T> filled, Filling<T> work) {
    CyclicBarrier begin = new CyclicBarrier(THREADS);
    List<T> all = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      T one = filled.get();
      all.add(one);
      calls.add(
          start(
              what,
              () -> {
                begin.await();
                work.into(one);
              }));
    }
    calls.forEach(call -> call.endsWell(PATIENCE));
    return all;
  }

  /** Waits until the call has ended well; anything thrown fails the test. */
  void endsWell(Duration patience) {
    ends(patience)
        .ifPresent(
            thrown -> {
              if (thrown instanceof AssertionError error) {
                throw error;
              }
              throw new AssertionError(what + " failed: " + thrown, thrown);
            });
  }

  /**
   * Waits until the call has ended, and returns what it threw; a call that goes on is a failure.
   */
  Optional<Throwable> ends(Duration patience) {
    join(patience);
    if (thread.isAlive()) {
      StackTraceElement[] where = thread.getStackTrace();
      thread.interrupt();
      AssertionError hang =
          new AssertionError("%s went on after %d ms".formatted(what, patience.toMillis()));
      hang.setStackTrace(where);
      throw hang;
    }
    return Optional.ofNullable(failure);
  }

  /** Returns whether the call still goes on after that time. */
  boolean goesOnFor(Duration time) {
    join(time);
    return thread.isAlive();
  }

  /** Interrupts the call. */
  void interrupt() {
    thread.interrupt();
  }

  private void join(Duration patience) {
    try {
      thread.join(Math.max(1, patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(what + " was not awaited: the test was interrupted");
    }
  }

  /** Keeps what is thrown, errors too: the test reports it. */
  private void attempt(Work work) {
    try {
      work.run();
    } catch (Throwable e) {
      failure = e;
    }
  }
}
