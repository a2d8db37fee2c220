package dev.qoe.plugin.host;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Sink;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is polled when: due times, deadlines and lanes. It has no thread: {@link #tick} does
 * what is due, and the ends of calls come in on their own threads.
 *
 * <p>Thread-safe; one lock, held shortly.
 */
final class Planner {

  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
  private static final long GRACE_NANOS = 2_000_000_000L;

  /** Something to look at again at its time. */
  private record Alarm(long at, Cycle cycle, boolean patience) {}

  private final Sink sink;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final boolean once;
  private final Map<PollJob.Key, PollJob> jobs = new LinkedHashMap<>();
  private final Map<LoadedPlugin, Bulkhead> bulkheads = new LinkedHashMap<>();
  private final PriorityQueue<PollJob> due =
      new PriorityQueue<>(Comparator.comparingLong((PollJob job) -> job.due));
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
  private final Map<Lease<Collector>, Integer> using = new LinkedHashMap<>();

  /**
   * Creates a planner.
   *
   * @param once whether each target has one cycle only, as soon as there is room
   */
  Planner(Sink sink, InstantSource clock, LongSupplier nanos, boolean once) {
    this.sink = sink;
    this.clock = clock;
    this.nanos = nanos;
    this.once = once;
  }

  // ---- jobs ------------------------------------------------------------------------------------

  /**
   * Replaces what is polled. A target that stays keeps its times and counts, and a cycle that runs
   * goes on.
   */
  synchronized void replace(List<PollJob> wanted) {
    Map<PollJob.Key, PollJob> before = new LinkedHashMap<>(jobs);
    jobs.clear();
    for (PollJob job : wanted) {
      PollJob same = before.remove(job.key);
      jobs.put(job.key, same == null ? entered(job) : renewed(same, job));
    }
    before.values().forEach(job -> job.removed = true);
    bulkheads
        .keySet()
        .removeIf(plugin -> jobs.values().stream().noneMatch(job -> uses(job, plugin)));
    notifyAll();
  }

  private static boolean uses(PollJob job, LoadedPlugin plugin) {
    return job.collector != null && job.collector.plugin() == plugin;
  }

  private PollJob entered(PollJob job) {
    assign(job, job.collector);
    long now = nanos.getAsLong();
    if (once) {
      job.base = now;
      job.due = now;
    } else {
      job.begin(now);
    }
    due.add(job);
    return job;
  }

  private PollJob renewed(PollJob same, PollJob job) {
    boolean sameTimes = same.config.interval().equals(job.config.interval());
    same.config = job.config;
    same.missing = job.missing;
    assign(same, job.collector);
    if (!sameTimes) {
      due.remove(same);
      same.begin(nanos.getAsLong());
      due.add(same);
    }
    return same;
  }

  private void assign(PollJob job, @Nullable Lease<Collector> collector) {
    job.collector = collector;
    job.bulkhead =
        collector == null
            ? null
            : bulkheads.computeIfAbsent(collector.plugin(), plugin -> new Bulkhead());
  }

  /** Returns whether a cycle on {@code collector} still runs. */
  synchronized boolean inUse(Lease<Collector> collector) {
    return using.containsKey(collector);
  }

  synchronized List<TargetStatus> targets() {
    return jobs.values().stream().map(PollJob::status).toList();
  }

  /** Returns whether nothing is due and nothing runs, which only a planner for once reaches. */
  synchronized boolean idle() {
    return due.isEmpty() && jobs.values().stream().allMatch(Planner::done);
  }

  private static boolean done(PollJob job) {
    return job.current == null || job.current.stage == Cycle.Stage.ABANDONED;
  }

  /** Interrupts all cycles that run. */
  synchronized void cancel() {
    for (PollJob job : jobs.values()) {
      if (job.current != null && job.current.call != null) {
        job.current.call.cancel();
      }
    }
  }

  /** Returns the addresses of targets whose cycle waits or runs. */
  synchronized List<String> busy() {
    return jobs.values().stream()
        .filter(job -> job.current != null)
        .map(job -> job.key.target().address())
        .toList();
  }

  // ---- time ------------------------------------------------------------------------------------

  /** Does what is due; returns in how many nanoseconds something is again, at most a second. */
  synchronized long tick() {
    long now = nanos.getAsLong();
    while (!due.isEmpty() && due.element().due - now <= 0) {
      begin(due.remove(), now);
    }
    while (!alarms.isEmpty() && alarms.element().at() - now <= 0) {
      ring(alarms.remove(), now);
    }
    bulkheads.values().forEach(this::dispatch);
    long next = now + 1_000_000_000L;
    if (!due.isEmpty()) {
      next = Math.min(next, due.element().due);
    }
    if (!alarms.isEmpty()) {
      next = Math.min(next, alarms.element().at());
    }
    return Math.max(1, next - now);
  }

  /** Ticks for as long as {@code running} says, waiting in between. */
  void runWhile(BooleanSupplier running) throws InterruptedException {
    while (running.getAsBoolean()) {
      synchronized (this) {
        long left = tick();
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    }
  }

  private void begin(PollJob job, long now) {
    if (job.removed) {
      return;
    }
    long cycleDue = job.due;
    long passed = job.advance(now);
    if (!once) {
      job.skip(passed, "");
      due.add(job);
    }
    Lease<Collector> collector = job.collector;
    if (collector == null || job.bulkhead == null) {
      job.skip(1, job.missing);
      return;
    }
    String refusal = collector.plugin().walls().refusal();
    if (!refusal.isEmpty()) {
      job.skip(1, refusal);
    } else if (job.current != null) {
      job.skip(1, "the cycle before has not ended");
    } else {
      Cycle cycle =
          new Cycle(
              job,
              collector,
              job.bulkhead,
              cycleDue,
              once ? Long.MAX_VALUE : cycleDue + job.config.deadline().toNanos());
      job.current = cycle;
      using.merge(collector, 1, Integer::sum);
      job.bulkhead.add(cycle);
      if (!once) {
        alarms.add(new Alarm(cycle.deadline, cycle, false));
      }
    }
  }

  private void ring(Alarm alarm, long now) {
    Cycle cycle = alarm.cycle();
    PollJob job = cycle.job;
    Containment walls = cycle.collector.plugin().walls();
    if (alarm.patience()) {
      if (cycle.inFlight()) {
        cycle.bulkhead.move(cycle);
      }
      return;
    }
    switch (cycle.stage) {
      case WAITING -> {
        cycle.end();
        job.skip(1, "there was no room to begin within " + job.config.deadline());
        left(cycle);
      }
      case RUNNING -> {
        cycle.stage = Cycle.Stage.EXPIRED;
        job.timedOut();
        if (cycle.sink != null) {
          cycle.sink.close();
        }
        if (cycle.call != null) {
          walls.expire(cycle.call);
        }
        alarms.add(new Alarm(now + GRACE_NANOS, cycle, false));
      }
      case EXPIRED -> {
        cycle.stage = Cycle.Stage.ABANDONED;
        walls.abandon();
        cycle.bulkhead.release(cycle, now - cycle.began, false);
      }
      case ABANDONED, ENDED -> {}
    }
  }

  // ---- calls -----------------------------------------------------------------------------------

  private void dispatch(Bulkhead bulkhead) {
    for (@Nullable Cycle cycle = bulkhead.next(); cycle != null; cycle = bulkhead.next()) {
      start(cycle, bulkhead);
    }
  }

  private void start(Cycle cycle, Bulkhead bulkhead) {
    PollJob job = cycle.job;
    Containment walls = cycle.collector.plugin().walls();
    long now = nanos.getAsLong();
    cycle.stage = Cycle.Stage.RUNNING;
    cycle.began = now;
    PluginSink own = new PluginSink(sink, walls, allowed(job));
    cycle.sink = own;
    alarms.add(new Alarm(now + bulkhead.patienceNanos(), cycle, true));
    if (once) {
      alarms.add(new Alarm(now + job.config.deadline().toNanos(), cycle, false));
    }
    try {
      Collector collector = cycle.collector.made();
      cycle.call =
          walls.begin(
              () -> collector.collect(job.key.target(), own), outcome -> ended(cycle, outcome));
    } catch (ContainedException | RejectedExecutionException | OutOfMemoryError e) {
      finish(cycle, new Outcome(e)); // no thread could be had, or the plugin has just gone
    }
  }

  /** A poller tells of its target's tenant only. */
  private static Predicate<ElementPath> allowed(PollJob job) {
    ElementPath root = ElementPath.root(job.key.target().element().tenant());
    return root::contains;
  }

  private void ended(Cycle cycle, Outcome outcome) {
    outcome
        .told()
        .filter(e -> e.kind() == ErrorKind.MALFORMED)
        .ifPresent(
            e ->
                sink.reject(
                    "malformed",
                    cycle.job.key.target().element().text(),
                    String.valueOf(e.getMessage())));
    synchronized (this) {
      finish(cycle, outcome);
      dispatch(cycle.bulkhead);
      notifyAll();
    }
  }

  private void finish(Cycle cycle, Outcome outcome) {
    PollJob job = cycle.job;
    long now = nanos.getAsLong();
    boolean inTime = cycle.stage == Cycle.Stage.RUNNING;
    if (cycle.sink != null) {
      cycle.sink.close();
    }
    if (cycle.stage == Cycle.Stage.ABANDONED) {
      cycle.collector.plugin().walls().returned();
    } else {
      cycle.bulkhead.release(cycle, now - cycle.began, is(outcome, ErrorKind.OVERLOADED));
    }
    cycle.end();
    boolean slow = job.ended(outcome, inTime, now - cycle.due, now - cycle.began, clock.instant());
    name(job, slow || is(outcome, ErrorKind.UNREACHABLE), outcome);
    left(cycle);
  }

  private static boolean is(Outcome outcome, ErrorKind kind) {
    return outcome.told().filter(e -> e.kind() == kind).isPresent();
  }

  /** Tells once when a target becomes slow or dead, and once when it is well again. */
  private static void name(PollJob job, boolean ailing, Outcome outcome) {
    if (ailing && !job.ailing) {
      LOG.warn(
          "target {} of collector '{}' is slow or does not answer: {}",
          job.key.target().element(),
          job.key.collector(),
          outcome.well() ? "it took " + job.status().last() : outcome.text());
    } else if (!ailing && job.ailing) {
      LOG.info(
          "target {} of collector '{}' answers again",
          job.key.target().element(),
          job.key.collector());
    }
    job.ailing = ailing;
  }

  private void left(Cycle cycle) {
    cycle.job.current = null;
    using.computeIfPresent(cycle.collector, (lease, n) -> n == 1 ? null : n - 1);
  }
}
