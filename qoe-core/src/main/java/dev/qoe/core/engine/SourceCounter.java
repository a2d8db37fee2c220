package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterSeries;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.network.ElementPath;

/**
 * A counter as one source reads it. Thread-safe.
 *
 * @param target the series of its rate
 * @param account the source's account of the series' tenant
 * @param spec what all its readings have in common
 */
record SourceCounter(LiveSeries target, Account account, CounterSpec spec)
    implements CounterSeries {

  @Override
  public ElementPath element() {
    return target.element();
  }

  @Override
  public Kpi kpi() {
    return target.kpi();
  }

  @Override
  public Acceptance record(
      long epochMicros, long count, long upTimeMillis, long discontinuityMillis) {
    return target.shard.record(this, epochMicros, count, upTimeMillis, discontinuityMillis);
  }
}
