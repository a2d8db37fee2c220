package dev.qoe.plugin.host;

import dev.qoe.api.measure.Acceptance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walls around one plugin: it is called on its own threads, everything that it throws ends
 * here, and when it misbehaves too much it is put to rest for a while.
 *
 * <p>A call that does not end by its deadline is interrupted, and given up if that does not help;
 * it counts as hanging until it ends. Thread-safe.
 */
final class Containment {

  private static final Logger LOG = LoggerFactory.getLogger(Containment.class);

  private final String id;
  private final PluginLimits limits;
  private final LongSupplier nanos;
  private final PluginThreads threads;
  private final Quota quota;

  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger errorsInARow = new AtomicInteger();

  // Guarded by this.
  private long quarantines;
  private int rests;
  private boolean resting;
  private long restEnds;
  private long restNanos;
  private String cause = "";
  private boolean closed;

  Containment(
      String id, PluginLimits limits, LongSupplier nanos, ThreadGroup group, ClassLoader loader) {
    this.id = id;
    this.limits = limits;
    this.nanos = nanos;
    this.threads = new PluginThreads(group, loader);
    this.quota = new Quota(limits.itemsPerSecond(), nanos);
  }

  PluginThreads threads() {
    return threads;
  }

  PluginLimits limits() {
    return limits;
  }

  // ---- calls -----------------------------------------------------------------------------------

  /** Begins a call; {@code done} hears of its end on the thread of the call. */
  PluginCall begin(PluginCall.Body body, Consumer<Outcome> done) {
    calls.increment();
    PluginCall call =
        new PluginCall(
            body,
            outcome -> {
              record(outcome);
              done.accept(outcome);
            });
    threads.execute(call);
    return call;
  }

  /** Interrupts a call that has met its deadline. */
  void expire(PluginCall call) {
    timeouts.increment();
    call.cancel();
  }

  /** Gives a call up that an interrupt did not end. */
  void abandon() {
    int now = hanging.incrementAndGet();
    if (now >= limits.hanging()) {
      quarantine("%d calls hang, which is the most allowed".formatted(now));
    }
  }

  /** Hears that a call which was given up has ended after all. */
  void returned() {
    hanging.decrementAndGet();
  }

  /**
   * Calls and waits.
   *
   * @throws ContainedException if the call breaks, or does not end by the deadline
   * @throws Exception what the plugin throws as it should
   */
  <T> T call(String what, Duration deadline, Callable<T> work) throws Exception {
    String refusal = refusal();
    if (!refusal.isEmpty()) {
      throw new ContainedException("%s is not called: %s".formatted(what, refusal));
    }
    return callEvenIfResting(what, deadline, work);
  }

  /** Calls and waits, whether the plugin rests or not: what it made has to be closed. */
  <T> T callEvenIfResting(String what, Duration deadline, Callable<T> work) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    AtomicBoolean abandoned = new AtomicBoolean();
    List<T> result = new ArrayList<>(1);
    PluginCall call;
    try {
      call =
          begin(
              () -> result.add(work.call()),
              outcome -> {
                if (outcome.trouble() != null) {
                  answer.completeExceptionally(outcome.trouble());
                } else {
                  answer.complete(result.get(0));
                }
                if (abandoned.get()) {
                  returned();
                }
              });
    } catch (RejectedExecutionException e) { // it was unloaded in this moment
      throw new ContainedException(
          "%s is not called: its plugin '%s' is unloaded".formatted(what, id));
    }
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      expire(call);
      synchronized (call) {
        if (!call.ended()) {
          abandoned.set(true);
          abandon();
        }
      }
      throw new ContainedException("%s did not end within %s".formatted(what, deadline), e);
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw unwrapped(what, e.getCause() == null ? e : e.getCause());
    }
  }

  /** What a plugin may throw, goes on; what it may not, becomes an exception of ours. */
  private static Exception unwrapped(String what, Throwable trouble) {
    if (trouble instanceof dev.qoe.api.spi.PluginException e) {
      return e;
    }
    if (trouble instanceof IllegalArgumentException e) {
      return e;
    }
    return new ContainedException("%s broke: %s".formatted(what, Outcome.textOf(trouble)), trouble);
  }

  private void record(Outcome outcome) {
    if (outcome.well()) {
      errorsInARow.set(0);
    } else if (outcome.told().isPresent()) {
      errorsInARow.set(0);
      failures.increment();
    } else if (outcome.broken() && !(outcome.trouble() instanceof IllegalArgumentException)) {
      errors.increment();
      int inARow = errorsInARow.incrementAndGet();
      if (inARow >= limits.errors()) {
        quarantine("%d calls in a row broke, last by %s".formatted(inARow, outcome.text()));
      }
    } else if (outcome.broken()) {
      errors.increment();
    }
  }

  // ---- rest ------------------------------------------------------------------------------------

  /** Puts the plugin to rest; each time for twice as long, until it has behaved for as long. */
  private synchronized void quarantine(String why) {
    if (resting) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - restEnds > restNanos) {
      rests = 0;
    }
    restNanos =
        (long)
            Math.min(
                (double) limits.longestRest().toNanos(),
                limits.rest().toNanos() * Math.pow(2, rests));
    rests++;
    quarantines++;
    resting = true;
    restEnds = now + restNanos;
    cause = why;
    LOG.warn("plugin '{}' rests for {}: {}", id, Duration.ofNanos(restNanos), why);
  }

  /**
   * Returns why the plugin must not be called now; empty if it may. A rest ends when its time is
   * over and calls no longer hang; the next error begins a longer one.
   */
  synchronized String refusal() {
    if (closed) {
      return "its plugin '%s' is unloaded".formatted(id);
    }
    if (resting && nanos.getAsLong() - restEnds >= 0 && hanging.get() < limits.hanging()) {
      resting = false;
      errorsInARow.set(limits.errors() - 1);
      LOG.info("plugin '{}' is tried again after its rest", id);
    }
    return resting ? "its plugin '%s' rests, for %s".formatted(id, cause) : "";
  }

  /** Returns why the plugin rests; empty if it does not. */
  synchronized String restCause() {
    return refusal().isEmpty() || closed ? "" : cause;
  }

  /** Puts the plugin to rest if it has made too many threads. */
  void inspect() {
    int own = threads.own();
    if (own > limits.threads()) {
      quarantine("it has %d threads of its own, more than %d".formatted(own, limits.threads()));
    }
  }

  /** Ends the threads on which it is called; what hangs is left behind. */
  void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
    }
    threads.close(Duration.ofSeconds(2));
  }

  // ---- items -----------------------------------------------------------------------------------

  /** Waits a little for the quota to allow one more item; returns whether it does. */
  boolean admit() {
    long early = quota.take();
    for (int tries = 0; early > 0 && tries < 5; tries++) {
      java.util.concurrent.locks.LockSupport.parkNanos(Math.min(early, 10_000_000L));
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      early = quota.take();
    }
    if (early > 0) {
      throttled.increment();
    }
    return early <= 0;
  }

  Acceptance count(Acceptance answer) {
    switch (answer) {
      case ACCEPTED -> accepted.increment();
      case REFUSED -> refused.increment();
      case RETRY_LATER -> {}
    }
    return answer;
  }

  void countLate() {
    late.increment();
  }

  void countRejected() {
    rejected.increment();
  }

  synchronized PluginMeters meters() {
    return new PluginMeters(
        calls.sum(),
        failures.sum(),
        errors.sum(),
        timeouts.sum(),
        accepted.sum(),
        refused.sum(),
        throttled.sum(),
        late.sum(),
        rejected.sum(),
        quarantines,
        threads.own(),
        hanging.get(),
        threads.leaked());
  }
}
