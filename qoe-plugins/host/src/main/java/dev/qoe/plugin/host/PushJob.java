package dev.qoe.plugin.host;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Sink;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector that is pushed to: started, and started again with growing pauses until it does.
 *
 * <p>Thread-safe.
 */
final class PushJob {

  private static final Logger LOG = LoggerFactory.getLogger(PushJob.class);
  private static final long FIRST_PAUSE = 1_000_000_000L;
  private static final long LONGEST_PAUSE = 60_000_000_000L;

  /** How far it has come. */
  private enum Stage {
    WAITING,
    STARTING,
    LISTENING,
    ENDED
  }

  private final CollectConfig.Job config;
  private final PluginHost host;
  private final Sink sink;
  private final LongSupplier nanos;
  private final SplittableRandom random;
  private Stage stage = Stage.WAITING;
  private @Nullable Lease<PushCollector> lease;
  private @Nullable PluginSink own;
  private @Nullable PluginCall call;
  private long next;
  private long deadline;
  private long pause = FIRST_PAUSE;
  private boolean expired;
  private String trouble = "it has not started yet";

  PushJob(CollectConfig.Job config, PluginHost host, Sink sink) {
    this.config = config;
    this.host = host;
    this.sink = sink;
    this.nanos = host.nanos();
    this.next = nanos.getAsLong();
    this.random = new SplittableRandom(config.name().hashCode());
  }

  CollectConfig.Job config() {
    return config;
  }

  /** Does what is due: begins to start, or gives a start up. Blocks while something is made. */
  void tick() {
    long now = nanos.getAsLong();
    switch (stage()) {
      case WAITING -> {
        if (now - next >= 0) {
          begin(now);
        }
      }
      case STARTING -> expire(now);
      case LISTENING -> checkPlugin();
      case ENDED -> {}
    }
  }

  private synchronized Stage stage() {
    return stage;
  }

  private void begin(long now) {
    Lease<PushCollector> made;
    try {
      made = host.pushCollector(config.name(), config.type(), config.settings());
    } catch (IllegalArgumentException | ContainedException e) {
      failed(String.valueOf(e.getMessage()), now);
      return;
    }
    Containment walls = made.plugin().walls();
    PluginSink to = new PluginSink(sink, walls, allowed());
    synchronized (this) {
      if (stage == Stage.ENDED) {
        made.close();
        return;
      }
      lease = made;
      own = to;
      stage = Stage.STARTING;
      deadline = nanos.getAsLong() + config.deadline().toNanos();
      expired = false;
    }
    try {
      PushCollector collector = made.made();
      PluginCall begun = walls.begin(() -> collector.start(to), this::started);
      synchronized (this) {
        call = begun;
      }
    } catch (ContainedException | RejectedExecutionException | OutOfMemoryError e) {
      started(new Outcome(e)); // no thread could be had, or the plugin has just gone
    }
  }

  private Predicate<ElementPath> allowed() {
    return config.elements().<Predicate<ElementPath>>map(root -> root::contains).orElse(e -> true);
  }

  private synchronized void started(Outcome outcome) {
    if (stage != Stage.STARTING) {
      return;
    }
    if (outcome.well() && !expired) {
      stage = Stage.LISTENING;
      trouble = "";
      pause = FIRST_PAUSE;
      LOG.info("collector '{}' listens", config.name());
    } else {
      stage = Stage.WAITING;
      String why = expired ? "it did not start within " + config.deadline() : outcome.text();
      retry(why, nanos.getAsLong());
    }
  }

  /** Interrupts a start that takes too long; one that still hangs then is given up. */
  private void expire(long now) {
    boolean giveUp = false;
    synchronized (this) {
      if (now - deadline < 0 || lease == null || call == null) {
        return;
      }
      if (!expired) {
        expired = true;
        deadline = now + 2_000_000_000L;
        lease.plugin().walls().expire(call);
      } else if (stage == Stage.STARTING) {
        stage = Stage.WAITING;
        retry("its start hangs", now);
        giveUp = true;
      }
    }
    if (giveUp) {
      release();
    }
  }

  /** A collector whose plugin was stopped or reloaded is made anew. */
  private void checkPlugin() {
    boolean gone;
    synchronized (this) {
      gone = stage == Stage.LISTENING && (lease == null || lease.ended());
      if (gone) {
        stage = Stage.WAITING;
        next = nanos.getAsLong();
        trouble = "its plugin was stopped";
      }
    }
    if (gone) {
      release();
    }
  }

  private void failed(String why, long now) {
    synchronized (this) {
      retry(why, now);
    }
  }

  /** Pauses between a half and the whole of a time that doubles, so that not all come at once. */
  private void retry(String why, long now) {
    trouble = why;
    next = now + pause / 2 + random.nextLong(pause / 2 + 1);
    pause = Math.min(LONGEST_PAUSE, pause * 2);
    LOG.warn("collector '{}' does not listen: {}", config.name(), why);
  }

  /** Closes what could not start before another is made. */
  void tidy() {
    if (stage() == Stage.WAITING) {
      release();
    }
  }

  private void release() {
    @Nullable Lease<PushCollector> last;
    @Nullable PluginSink lastSink;
    synchronized (this) {
      last = lease;
      lastSink = own;
      lease = null;
      own = null;
      call = null;
    }
    if (last != null) {
      last.close();
    }
    if (lastSink != null) {
      lastSink.close();
    }
  }

  /** Ends listening; what is accepted until then stays accepted. */
  void close() {
    synchronized (this) {
      stage = Stage.ENDED;
      trouble = "it was ended";
    }
    release();
  }

  CollectorStatus status() {
    @Nullable Lease<PushCollector> present;
    boolean listening;
    String why;
    synchronized (this) {
      present = lease;
      listening = stage == Stage.LISTENING;
      why = trouble;
    }
    if (listening && present != null) {
      why = told(present);
    }
    String plugin = present == null ? "" : present.plugin().id();
    return new CollectorStatus(
        config.name(), config.type(), plugin, true, listening && why.isEmpty(), why);
  }

  private String told(Lease<PushCollector> present) {
    try {
      return present.call(
          host.options().limits.creation(), collector -> collector.trouble().orElse(""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was not asked";
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}
