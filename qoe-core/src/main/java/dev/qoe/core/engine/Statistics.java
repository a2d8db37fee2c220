package dev.qoe.core.engine;

import dev.qoe.api.measure.Ledger;
import dev.qoe.core.meter.EngineHealth;
import dev.qoe.core.meter.EngineStatistics;
import dev.qoe.core.meter.Health;
import dev.qoe.core.meter.HealthState;
import dev.qoe.core.meter.Latency;
import dev.qoe.core.meter.SourceStatistics;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The figures of an engine. Thread-safe. */
final class Statistics implements EngineStatistics {

  private static final String STORE = "store";
  private static final String JOURNAL = "journal";
  private static final String MEMORY = "memory";
  private static final String CLOCKS = "clocks";

  /** The names of the engine's own parts. */
  static final Set<String> PARTS = Set.of(STORE, JOURNAL, MEMORY, CLOCKS);

  private final EngineCore core;
  private final EngineSettings settings;
  private final @Nullable StoreWriter writer;
  private final SourceFigures sources;
  private final Map<String, Health> parts = new ConcurrentHashMap<>();

  Statistics(EngineCore core, EngineSettings settings, @Nullable StoreWriter writer) {
    this.core = core;
    this.settings = settings;
    this.writer = writer;
    this.sources = new SourceFigures(core);
  }

  private Ledger ledger() {
    return core.admission().ledger(account -> true);
  }

  @Override
  public long received() {
    return ledger().received();
  }

  @Override
  public long stored() {
    return ledger().stored();
  }

  @Override
  public Map<String, Long> rejected() {
    return ledger().rejected();
  }

  @Override
  public Map<String, Long> dropped() {
    return ledger().dropped();
  }

  @Override
  public long inFlight() {
    return ledger().inFlight();
  }

  @Override
  public double lagSeconds() {
    return core.time().lagMicros() / 1e6;
  }

  @Override
  public long queueBytes() {
    return core.capacity().queueBytes();
  }

  @Override
  public long queueBytesLimit() {
    return settings.memoryBytes();
  }

  @Override
  public Latency scoreLatency() {
    return core.scoreLatency().latency();
  }

  @Override
  public Latency storeLatency() {
    return writer == null ? Latency.NONE : writer.latency();
  }

  @Override
  public long scoresGivenUp() {
    return writer == null ? 0 : writer.scoresGivenUp();
  }

  @Override
  public long windowsTold() {
    return core.windows().toldCount();
  }

  @Override
  public long windowsGivenUp() {
    return core.windows().givenUpCount();
  }

  @Override
  public long valuesLateForWindows() {
    return core.windows().lateCount();
  }

  @Override
  public long windowBytes() {
    return core.windows().bytes();
  }

  @Override
  public long alertsOpened() {
    return core.alerts().opened();
  }

  @Override
  public long alertsOpen() {
    return core.alerts().open();
  }

  @Override
  public long activeSeries() {
    return core.askAll(Inventory::freshCount).stream().mapToLong(Integer::longValue).sum();
  }

  @Override
  public long elements() {
    return core.askAll(Inventory::elementCount).stream().mapToLong(Integer::longValue).sum();
  }

  @Override
  public Collection<? extends SourceStatistics> sources() {
    return sources.all();
  }

  private Optional<String> storeTrouble() {
    return Optional.ofNullable(writer)
        .flatMap(
            known ->
                Optional.ofNullable(known.trouble())
                    .or(() -> Optional.ofNullable(known.unforced())));
  }

  @Override
  public EngineHealth health() {
    Instant now = settings.clock().instant();
    note(STORE, storeTrouble(), now);
    JournalLink journal = core.journal();
    note(JOURNAL, journal == null ? Optional.empty() : journal.trouble(), now);
    boolean full = core.capacity().usedBytes() > settings.memoryBytes();
    note(MEMORY, full ? Optional.of(core.capacity().limits()) : Optional.empty(), now);
    note(CLOCKS, core.statuses().clockTrouble(), now);
    settings.watched().forEach((part, health) -> parts.put(part, ask(health, now)));
    return EngineHealth.of(parts);
  }

  private static Health ask(Supplier<Health> part, Instant now) {
    try {
      return part.get();
    } catch (RuntimeException | LinkageError e) { // foreign code: the others' health is wanted too
      return Health.failed(now, "its health cannot be told: " + e);
    }
  }

  private void note(String part, Optional<String> trouble, Instant now) {
    HealthState state = trouble.isEmpty() ? HealthState.HEALTHY : HealthState.DEGRADED;
    List<String> reasons = trouble.map(List::of).orElse(List.of());
    parts.merge(
        part,
        new Health(state, reasons, now),
        (before, unused) -> before.becoming(state, reasons, now));
  }
}
