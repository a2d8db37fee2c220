package dev.qoe.core.engine;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The threads of an engine: how they are kept going, waited for and ended. Thread-safe. */
final class EngineLife {

  private static final long FLUSH_SECONDS = 60;
  private static final long LAST_FEED_MILLIS = 5_000;

  private final EngineCore core;
  private final Announcer announcer;
  private final @Nullable StoreWriter writer;
  private final @Nullable JournalFeeder feeder;
  private final AtomicBoolean closing = new AtomicBoolean();
  private @Nullable ScheduledExecutorService ticker;
  private volatile @Nullable Thread tickerThread;

  EngineLife(
      EngineCore core,
      Announcer announcer,
      @Nullable StoreWriter writer,
      @Nullable JournalFeeder feeder) {
    this.core = core;
    this.announcer = announcer;
    this.writer = writer;
    this.feeder = feeder;
  }

  /** Lets time pass every second from now on; once, before others know of it. */
  void startTicking() {
    ScheduledExecutorService service =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "qoe-ticker");
              thread.setDaemon(true);
              tickerThread = thread;
              return thread;
            });
    ticker = service;
    var unused = service.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void tick() {
    if (core.open()) {
      core.time().tick();
    }
  }

  /** Waits until everything is stored and announced; at most a minute each. */
  boolean flush() throws InterruptedException {
    core.outlet().keepLastingAlerts();
    boolean fed = feeder == null || feeder.awaitFed(TimeUnit.SECONDS.toMillis(FLUSH_SECONDS));
    boolean stored = writer == null || writer.flush(FLUSH_SECONDS, TimeUnit.SECONDS);
    return announcer.flush(FLUSH_SECONDS, TimeUnit.SECONDS) && stored && fed;
  }

  /** Ends all threads: those that hand on first, then those they hand on to. */
  void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    core.admission().sources().stream().filter(source -> !source.isLocal()).forEach(Source::close);
    core.outlet().keepLastingAlerts();
    core.close();
    JournalLink journal = core.journal();
    try {
      stopTicking();
      if (feeder != null) {
        feeder.close(LAST_FEED_MILLIS);
      }
      if (writer != null) {
        writer.close();
      }
    } finally {
      if (feeder != null) {
        feeder.finish();
      }
      if (journal != null) {
        journal.close();
      }
      announcer.close();
    }
  }

  private void stopTicking() {
    if (ticker != null) {
      ticker.shutdownNow();
    }
    Thread thread = tickerThread; // an executor has terminated before its last thread is gone
    if (thread != null) {
      Uninterruptibles.joinUninterruptibly(thread, FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }
}
