package dev.qoe.plugin.host;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A target and when it is polled next. Guarded by the planner's lock. */
final class PollJob {

  /** What makes two jobs the same over a change of the configuration. */
  record Key(String collector, Target target) {}

  final Key key;
  private final SplittableRandom random;

  CollectConfig.Job config;
  @Nullable Lease<Collector> collector;
  String missing = "";
  @Nullable Bulkhead bulkhead;
  @Nullable Cycle current;
  boolean removed;
  boolean ailing;
  long base;
  long due;

  private long cycles;
  private long well;
  private long failed;
  private long timeouts;
  private long skipped;
  private long lastNanos;
  private String trouble = "";
  private @Nullable Instant lastWell;

  PollJob(Key key, CollectConfig.Job config) {
    this.key = key;
    this.config = config;
    this.random = new SplittableRandom(key.hashCode() * 0x9E3779B97F4A7C15L);
  }

  long intervalNanos() {
    return config.interval().toNanos();
  }

  /** Spreads the first cycles of all targets over an interval. */
  void begin(long now) {
    base = now + (long) (random.nextDouble() * intervalNanos());
    due = base;
  }

  /** Goes on to the next time after {@code now}; returns how many were passed over. */
  long advance(long now) {
    long interval = intervalNanos();
    long passed = Math.max(0, (now - base) / interval);
    base += (passed + 1) * interval;
    due = base + (long) (random.nextDouble() * config.jitter() * interval);
    return passed;
  }

  void skip(long times, String why) {
    skipped += times;
    if (!why.isEmpty()) {
      trouble = why;
    }
  }

  void timedOut() {
    timeouts++;
    trouble = "did not end within " + config.deadline();
  }

  /**
   * Keeps the count of a cycle that ended; returns whether its call took more than half its time.
   *
   * @param cycleNanos from when it was due
   * @param callNanos from when it began
   */
  boolean ended(Outcome outcome, boolean inTime, long cycleNanos, long callNanos, Instant now) {
    cycles++;
    lastNanos = cycleNanos;
    if (outcome.well() && inTime) {
      well++;
      lastWell = now;
      trouble = "";
    } else if (inTime) {
      failed++;
      trouble = outcome.text();
    }
    return !inTime || callNanos > config.deadline().toNanos() / 2;
  }

  TargetStatus status() {
    return new TargetStatus(
        key.collector(),
        key.target().element(),
        key.target().address(),
        ailing,
        cycles,
        well,
        failed,
        timeouts,
        skipped,
        Duration.ofNanos(lastNanos),
        trouble,
        Optional.ofNullable(lastWell));
  }
}
