package dev.qoe.core.engine;

import dev.qoe.api.measure.Ledger;
import dev.qoe.core.internal.Micros;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** How the sources of an engine fare, out of all their accounts. Thread-safe. */
final class SourceStatuses {

  /** For how long a clock that is ahead is told of; an engineering choice. */
  private static final long AHEAD_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final EngineCore core;

  SourceStatuses(EngineCore core) {
    this.core = core;
  }

  /** Returns which source's clock is ahead, if one of which something came lately is. */
  Optional<String> clockTrouble() {
    return core.admission().sourcesByName().values().stream()
        .filter(source -> source.aheadWithin(AHEAD_NANOS))
        .map(
            source ->
                "source '%s' stamps measurements up to %s ahead of the clock, where they wait for it: set its clock"
                    .formatted(
                        source.options().name(),
                        Duration.ofNanos(source.mostAheadMicros() * 1_000)))
        .findFirst();
  }

  /** Returns how the measurements of a source fare, since it was added. */
  SourceStatus of(Source source) {
    return status(source, fares(Source::owner).getOrDefault(source, new Fare()));
  }

  private SourceStatus status(Source source, Fare fare) {
    long newest = Math.max(fare.newest, source.newest());
    boolean heard = newest != LiveSeries.NEVER;
    return new SourceStatus(
        source.options().name(),
        fare.ledger,
        heard ? Optional.of(Micros.instant(newest)) : Optional.empty(),
        heard ? Duration.ofNanos((core.nowMicros() - newest) * 1_000) : Duration.ZERO,
        source.futureCount(),
        source.aheadCount(),
        Duration.ofNanos(source.mostAheadMicros() * 1_000),
        source.allowance().throttled(),
        source.lane.waiting.get(),
        source.closed());
  }

  /** Returns how the measurements of each source fare, by name, whenever it was added. */
  Map<String, SourceStatus> all() {
    Map<String, Fare> fares = fares(source -> source.options().name());
    Map<String, SourceStatus> all = new LinkedHashMap<>();
    core.admission()
        .sourcesByName()
        .forEach((name, of) -> all.put(name, status(of, fares.getOrDefault(name, new Fare()))));
    return all;
  }

  /** What all accounts of a source tell together. */
  private static final class Fare {
    private Ledger ledger = Ledger.empty();
    private long newest = LiveSeries.NEVER;

    private void add(Ledger other, long heard) {
      ledger = ledger.plus(other);
      newest = Math.max(newest, heard);
    }
  }

  /** Looks at each account once, for there may be many. */
  private <K> Map<K, Fare> fares(Function<Source, K> key) {
    Map<K, Fare> fares = new HashMap<>();
    core.admission()
        .accounts(
            account ->
                fares
                    .computeIfAbsent(key.apply(account.source), unused -> new Fare())
                    .add(account.ledger(core.storing()), account.newest()));
    return fares;
  }
}
