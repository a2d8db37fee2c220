package dev.qoe.plugin.host;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs collectors on time: each target at its own fixed rate, with one deadline a cycle, so that no
 * target delays another.
 *
 * <p>First cycles are spread over the interval. A target whose cycle has not ended skips the next;
 * targets that are slow or dead have room of their own; how many cycles run at a time is learnt
 * from how long they take. What plugins tell goes to one sink, on the plugins' threads.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class Scheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final long ROUND_MILLIS = 50;
  private static final int INSPECTED_EVERY = 20;
  private static final int MADE_EVERY = 40;

  private final PluginHost host;
  private final Sink sink;
  private final Planner planner;
  private final boolean once;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicBoolean dirty = new AtomicBoolean();
  private final Runnable onChange = this::pluginsChanged;
  private final Thread planning;
  private final Thread housekeeping;

  /** Guards what follows; held while collectors are made and closed. */
  private final Object change = new Object();

  private CollectConfig config;
  private Map<String, PollCollector> pollers = new LinkedHashMap<>();
  private volatile Map<String, PushJob> pushed = new LinkedHashMap<>();
  private final List<Lease<Collector>> leaving = new ArrayList<>();

  /** A collector that polls, as it is and as it was asked for. */
  private record PollCollector(
      CollectConfig.Job config, @Nullable Lease<Collector> lease, String missing) {}

  private Scheduler(PluginHost host, CollectConfig config, Sink sink, boolean once) {
    this.host = host;
    this.sink = sink;
    this.once = once;
    this.config = config;
    this.planner = new Planner(sink, host.options().clock, host.nanos(), once);
    this.planning = thread(() -> planner.runWhile(open::get), "qoe-scheduler");
    this.housekeeping = thread(this::housekeep, "qoe-scheduler-housekeeping");
  }

  /**
   * Returns a scheduler that runs {@code config} until it is closed.
   *
   * @throws InvalidConfigurationException if types or settings are wrong; all mistakes are told
   */
  public static Scheduler start(PluginHost host, CollectConfig config, Sink sink) {
    return begun(new Scheduler(host, config, sink, false));
  }

  /**
   * Returns a scheduler that polls each target once, as soon as there is room; {@link #await} tells
   * when that is done. Those that are pushed to listen until it is closed.
   *
   * @throws InvalidConfigurationException if types or settings are wrong; all mistakes are told
   */
  public static Scheduler once(PluginHost host, CollectConfig config, Sink sink) {
    return begun(new Scheduler(host, config, sink, true));
  }

  private static Scheduler begun(Scheduler scheduler) {
    scheduler.apply(scheduler.config);
    scheduler.host.onChange(scheduler.onChange);
    scheduler.planning.start();
    scheduler.housekeeping.start();
    return scheduler;
  }

  // ---- configuration ---------------------------------------------------------------------------

  /**
   * Goes over to another configuration. What stays the same goes on without a gap: targets keep
   * their times, collectors their connections; a cycle that runs may end.
   *
   * @throws InvalidConfigurationException if types or settings are wrong; nothing has changed then
   */
  public void apply(CollectConfig next) {
    ConfigCheck.of(host).check(next);
    synchronized (change) {
      config = next;
      applyPollers(next);
      applyPushed(next);
    }
  }

  private void applyPollers(CollectConfig next) {
    Map<String, PollCollector> after = new LinkedHashMap<>();
    List<PollJob> jobs = new ArrayList<>();
    for (CollectConfig.Job job : next.collectors()) {
      if (host.find("collector", job.type())
              .filter(extension -> extension.kind() == ExtensionKind.PUSH_COLLECTOR)
              .isPresent()
          || job.targets().isEmpty()) {
        continue;
      }
      PollCollector collector = poller(job, pollers.get(job.name()));
      after.put(job.name(), collector);
      for (Target target : job.targets()) {
        PollJob poll = new PollJob(new PollJob.Key(job.name(), target), job);
        poll.collector = collector.lease();
        poll.missing = collector.missing();
        jobs.add(poll);
      }
    }
    for (PollCollector before : pollers.values()) {
      Lease<Collector> lease = before.lease();
      if (lease != null && after.values().stream().noneMatch(one -> one.lease() == lease)) {
        leaving.add(lease);
      }
    }
    pollers = after;
    planner.replace(jobs);
  }

  /** Keeps the collector that there is if it was asked for in the same words; else makes one. */
  private PollCollector poller(CollectConfig.Job job, @Nullable PollCollector before) {
    if (before != null
        && before.lease() != null
        && !before.lease().ended()
        && before.config().type().equals(job.type())
        && before.config().settings().equals(job.settings())) {
      return new PollCollector(job, before.lease(), "");
    }
    try {
      return new PollCollector(job, host.collector(job.name(), job.type(), job.settings()), "");
    } catch (IllegalArgumentException | ContainedException e) {
      return new PollCollector(job, null, String.valueOf(e.getMessage()));
    }
  }

  private void applyPushed(CollectConfig next) {
    Map<String, PushJob> after = new LinkedHashMap<>();
    Map<String, PushJob> before = new LinkedHashMap<>(pushed);
    List<CollectConfig.Job> fresh = new ArrayList<>();
    for (CollectConfig.Job job : next.collectors()) {
      if (!job.targets().isEmpty()) {
        continue;
      }
      PushJob same = before.get(job.name());
      if (same != null && sameWords(same.config(), job)) {
        after.put(job.name(), before.remove(job.name()));
      } else {
        fresh.add(job);
      }
    }
    before.values().forEach(PushJob::close);
    fresh.forEach(job -> after.put(job.name(), new PushJob(job, host, sink)));
    pushed = after;
  }

  private static boolean sameWords(CollectConfig.Job one, CollectConfig.Job other) {
    return one.type().equals(other.type())
        && one.settings().equals(other.settings())
        && one.elements().equals(other.elements())
        && one.deadline().equals(other.deadline());
  }

  private void pluginsChanged() {
    dirty.set(true);
  }

  // ---- running ---------------------------------------------------------------------------------

  @FunctionalInterface
  private interface Loop {
    void run() throws InterruptedException;
  }

  private static Thread thread(Loop loop, String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  /** Makes and closes what is due; this may block on a plugin, and so has a thread of its own. */
  private void housekeep() throws InterruptedException {
    for (int round = 0; open.get(); round++) {
      try {
        tidy();
        if (round % INSPECTED_EVERY == 0) {
          host.inspect();
        }
        if (round % MADE_EVERY == 0) {
          retryPollers();
        }
      } catch (RuntimeException e) {
        LOG.error("the scheduler's housekeeping met a mistake of its own", e);
      }
      TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
    }
  }

  /** What could not be made, for a plugin rested or a decoder was missing, is tried again. */
  private void retryPollers() {
    synchronized (change) {
      if (pollers.values().stream().anyMatch(poller -> poller.lease() == null)) {
        dirty.set(true);
      }
    }
  }

  private void tidy() {
    synchronized (change) {
      if (!open.get()) {
        return;
      }
      if (dirty.getAndSet(false)) {
        applyPollers(config);
      }
      pushed
          .values()
          .forEach(
              job -> {
                job.tidy();
                job.tick();
              });
      for (Lease<Collector> lease : List.copyOf(leaving)) {
        if (!planner.inUse(lease)) {
          leaving.remove(lease);
          lease.close();
        }
      }
    }
  }

  /**
   * Waits until each target has been polled once; returns whether that was so within {@code most}.
   *
   * @throws IllegalStateException if the scheduler runs for good
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean await(Duration most) throws InterruptedException {
    if (!once) {
      throw new IllegalStateException("a scheduler that runs for good is never done");
    }
    long end = System.nanoTime() + most.toNanos();
    synchronized (planner) {
      while (!planner.idle()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        planner.wait(Math.min(left, 100));
      }
    }
    return true;
  }

  // ---- what it tells ---------------------------------------------------------------------------

  /** Returns how all targets fare, in the order of the configuration. */
  public List<TargetStatus> targets() {
    return planner.targets();
  }

  /** Returns the {@code most} targets whose last cycle took longest, slowest first. */
  public List<TargetStatus> slowest(int most) {
    return planner.targets().stream()
        .sorted(Comparator.comparing(TargetStatus::last).reversed())
        .limit(most)
        .toList();
  }

  /** Returns how all collectors fare: those that poll first. */
  public List<CollectorStatus> collectors() {
    List<CollectorStatus> all = new ArrayList<>();
    synchronized (change) {
      pollers
          .values()
          .forEach(
              poller -> {
                String plugin = poller.lease() == null ? "" : poller.lease().plugin().id();
                String refusal =
                    poller.lease() == null
                        ? poller.missing()
                        : poller.lease().plugin().walls().refusal();
                all.add(
                    new CollectorStatus(
                        poller.config().name(),
                        poller.config().type(),
                        plugin,
                        false,
                        refusal.isEmpty(),
                        refusal));
              });
    }
    pushed.values().forEach(job -> all.add(job.status()));
    return List.copyOf(all);
  }

  /** Ends polling and listening, and closes all collectors; the host stays open. */
  @Override
  public void close() {
    if (!open.getAndSet(false)) {
      return;
    }
    host.offChange(onChange);
    planning.interrupt();
    planner.cancel();
    synchronized (change) {
      planner.replace(List.of());
      pushed.values().forEach(PushJob::close);
      pollers
          .values()
          .forEach(
              poller -> {
                if (poller.lease() != null) {
                  poller.lease().close();
                }
              });
      leaving.forEach(Lease::close);
    }
  }
}
