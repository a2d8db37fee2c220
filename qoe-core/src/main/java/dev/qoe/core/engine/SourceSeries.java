package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.internal.Micros;
import java.time.Instant;

/**
 * A series as one source records it. Thread-safe.
 *
 * @param target the series
 * @param account the source's account of the series' tenant
 */
record SourceSeries(LiveSeries target, Account account) implements Series {

  @Override
  public ElementPath element() {
    return target.element();
  }

  @Override
  public Kpi kpi() {
    return target.kpi();
  }

  @Override
  public Acceptance record(Instant time, double value) {
    return target.shard.record(target, account, Micros.of(time), value, 1);
  }

  @Override
  public Acceptance record(long epochMicros, double value) {
    return target.shard.record(target, account, epochMicros, value, 1);
  }

  @Override
  public Acceptance record(long epochMicros, double value, double quality) {
    return target.shard.record(target, account, epochMicros, value, quality);
  }
}
