package dev.qoe.core.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the series of a shard take: of the engine's limit, and of the quotas of sources and tenants,
 * to which it is given back. Guarded by the shard's lock.
 */
final class SeriesCosts {

  private final AtomicLong held;

  /** Only of series that took something of a quota. */
  private final Map<LiveSeries, Cost> costs = new HashMap<>();

  private record Cost(@Nullable Allowance ofSource, @Nullable Allowance ofTenant) {}

  /** Creates the costs of the series of a shard, which are counted in {@code held}. */
  SeriesCosts(AtomicLong held) {
    this.held = held;
  }

  /** Counts a series that is there whatever the limits. */
  void count(LiveSeries target) {
    held.incrementAndGet();
    Allowance ofTenant = target.account.allowance;
    note(target, null, ofTenant != null && ofTenant.takeSeries() ? ofTenant : null);
  }

  /** Notes a series that {@linkplain Capacity#mayMakeSeries was counted} when it was asked for. */
  void counted(LiveSeries target, @Nullable Allowance ofSource) {
    note(target, ofSource, target.account.allowance);
  }

  /** Gives back what a series took. */
  void giveBack(LiveSeries target) {
    held.decrementAndGet();
    Cost cost = costs.remove(target);
    if (cost != null && cost.ofSource != null) {
      cost.ofSource.giveSeriesBack();
    }
    if (cost != null && cost.ofTenant != null) {
      cost.ofTenant.giveSeriesBack();
    }
  }

  private void note(LiveSeries target, @Nullable Allowance ofSource, @Nullable Allowance ofTenant) {
    if (ofSource != null || ofTenant != null) {
      costs.put(target, new Cost(ofSource, ofTenant));
    }
  }
}
