package dev.qoe.plugin.host;

import dev.qoe.api.spi.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of a target: from when it was due until it ended or was given up. Guarded by the
 * planner's lock.
 */
final class Cycle {

  /** How far it has come. */
  enum Stage {
    WAITING,
    RUNNING,
    EXPIRED,
    ABANDONED,
    ENDED
  }

  final PollJob job;
  final Lease<Collector> collector;
  final Bulkhead bulkhead;
  final long due;
  final long deadline;
  Stage stage = Stage.WAITING;
  boolean slowLane;
  long began;
  @Nullable PluginCall call;
  @Nullable PluginSink sink;

  Cycle(PollJob job, Lease<Collector> collector, Bulkhead bulkhead, long due, long deadline) {
    this.job = job;
    this.collector = collector;
    this.bulkhead = bulkhead;
    this.due = due;
    this.deadline = deadline;
    this.slowLane = job.ailing;
  }

  /** Ends it, and lets go of what it held. */
  void end() {
    stage = Stage.ENDED;
    call = null;
    sink = null;
  }

  boolean inFlight() {
    return stage == Stage.RUNNING || stage == Stage.EXPIRED;
  }
}
