package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.network.NetworkElement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much an engine may hold, and how much of that is taken: series, elements and memory, of the
 * whole engine and of the quotas of tenants. Thread-safe.
 */
final class Capacity {

  private static final String MEMORY_USED_UP = "memory-used-up";

  /** What a series takes in memory, roughly, in bytes; docs/benchmarks has what was measured. */
  private static final int SERIES_BYTES = 320;

  /** What a short history takes, and each value of it, in bytes. */
  private static final int HISTORY_BYTES = 64;

  private static final int VALUE_BYTES = 16;

  /** What a measurement or an announcement that waits takes, roughly, in bytes. */
  private static final int WAITING_BYTES = 240;

  /** What a score that waits takes with its contributions, roughly, in bytes. */
  private static final int SCORE_BYTES = 1_000;

  private final EngineCore core;
  private final EngineSettings settings;
  private final @Nullable StoreWriter writer;
  private final Announcer announcer;
  private final Map<Tenant, Allowance> tenants = new ConcurrentHashMap<>();
  private final AtomicLong buffered = new AtomicLong();
  private final AtomicLong accountsOpened = new AtomicLong();

  Capacity(
      EngineCore core, EngineSettings settings, @Nullable StoreWriter writer, Announcer announcer) {
    this.core = core;
    this.settings = settings;
    this.writer = writer;
    this.announcer = announcer;
  }

  /** Returns why a source may not make a further series of a tenant, or null if it may. */
  @Nullable String mayMakeSeries(Source source, Tenant tenant) {
    if (series() >= settings.mostSeries()) {
      return "too-many-series";
    }
    if (usedBytes() + seriesBytes() > settings.memoryBytes()) {
      return MEMORY_USED_UP;
    }
    if (!source.allowance().takeSeries()) {
      return "quota-of-source";
    }
    Allowance ofTenant = quota(tenant);
    if (ofTenant != null && !ofTenant.takeSeries()) {
      source.allowance().giveSeriesBack();
      return "quota-of-tenant";
    }
    settings.seriesHeld().incrementAndGet();
    return null;
  }

  /**
   * Returns why a source may not add or replace an element, or null if it may: then the series that
   * it lacks are counted. Under the lock of the element's shard.
   */
  @Nullable String mayDeclare(Source source, NetworkElement element, Inventory known) {
    boolean added = known.elements().get(element.path()) == null;
    if (added && settings.elementsHeld().get() >= settings.mostSeries()) {
      return "too-many-elements";
    }
    long growth = known.elements().growth(element);
    if (growth > 0 && usedBytes() + growth > settings.memoryBytes()) {
      return MEMORY_USED_UP;
    }
    Tenant tenant = element.path().tenant();
    String reason = null;
    int counted = 0;
    for (int lacking = known.lacking(element).size(); counted < lacking; counted++) {
      reason = mayMakeSeries(source, tenant);
      if (reason != null) {
        break;
      }
    }
    while (reason != null && counted-- > 0) {
      giveSeriesBack(source, quota(tenant));
    }
    return reason;
  }

  private void giveSeriesBack(Source source, @Nullable Allowance ofTenant) {
    settings.seriesHeld().decrementAndGet();
    source.allowance().giveSeriesBack();
    if (ofTenant != null) {
      ofTenant.giveSeriesBack();
    }
  }

  /**
   * Returns what is left of the quota that holds for a tenant: its own or that of the nearest above
   * it, which all below share; null if there is none. Asked by each account that a shard opens,
   * under its lock.
   */
  @Nullable Allowance allowance(Tenant tenant) {
    accountsOpened.incrementAndGet();
    return quota(tenant);
  }

  /** Returns how many accounts the shards have opened, or are about to. */
  long accountsOpened() {
    return accountsOpened.get();
  }

  private @Nullable Allowance quota(Tenant tenant) {
    for (Optional<Tenant> next = Optional.of(tenant);
        next.isPresent();
        next = next.flatMap(Tenant::parent)) {
      Quota quota = settings.quotas().get(next.get());
      if (quota != null) {
        return tenants.computeIfAbsent(next.get(), unused -> new Allowance(quota, core::nanoTime));
      }
    }
    return null;
  }

  /** Returns which limits there are and how to move them. */
  String limits() {
    return "at most %d series, as many declared elements, and %d bytes in all (builder: mostSeries, memory), and the quotas of source and tenant"
        .formatted(settings.mostSeries(), settings.memoryBytes());
  }

  /** Notes that so many measurements more wait to be put in order. */
  void buffered(int more) {
    buffered.addAndGet(more);
  }

  /** Returns how many bytes wait to be put in order. */
  long orderingBytes() {
    return buffered.get() * TimeBuffer.BYTES;
  }

  /** Returns how many series there are. */
  long series() {
    return settings.seriesHeld().get();
  }

  /** Returns how many bytes wait in queues, roughly. */
  long queueBytes() {
    return orderingBytes()
        + (announcer.waiting() + (writer == null ? 0 : writer.waiting())) * (long) WAITING_BYTES
        + (writer == null ? 0 : writer.waitingScores()) * (long) SCORE_BYTES;
  }

  private long seriesBytes() {
    int history = settings.shortHistory();
    return SERIES_BYTES + (history == 0 ? 0 : HISTORY_BYTES + VALUE_BYTES * (long) history);
  }

  /** Returns how many bytes series, elements, windows and queues take, roughly. */
  long usedBytes() {
    return queueBytes()
        + series() * seriesBytes()
        + settings.elementBytes().get()
        + core.windows().bytes();
  }
}
