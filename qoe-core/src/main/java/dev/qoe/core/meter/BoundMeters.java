package dev.qoe.core.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of one engine in one registry. Confine to one thread but for the functions that
 * registries call.
 */
final class BoundMeters {

  private static final int MOST_REASONS = 50;
  private static final String MEASUREMENTS = "measurements";

  private final EngineStatistics statistics;
  private final MeterRegistry registry;
  private final int mostSources;
  private final List<Meter> meters = new ArrayList<>();
  private final Set<List<String>> sources = ConcurrentHashMap.newKeySet();
  private final Set<String> rejected = ConcurrentHashMap.newKeySet();
  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final Set<String> others = new HashSet<>();

  BoundMeters(EngineStatistics statistics, MeterRegistry registry, int mostSources) {
    this.statistics = statistics;
    this.registry = registry;
    this.mostSources = mostSources;
  }

  void register() {
    counter("qoe.measurements.received", Tags.empty(), statistics::received);
    counter("qoe.measurements.stored", Tags.empty(), statistics::stored);
    counter("qoe.alerts.opened", Tags.empty(), statistics::alertsOpened);
    counter("qoe.scores.given.up", Tags.empty(), statistics::scoresGivenUp);
    counter("qoe.windows.told", Tags.empty(), statistics::windowsTold);
    counter("qoe.windows.given.up", Tags.empty(), statistics::windowsGivenUp);
    counter("qoe.windows.late", Tags.empty(), statistics::valuesLateForWindows);
    gauge("qoe.measurements.in.flight", MEASUREMENTS, EngineStatistics::inFlight);
    gauge("qoe.queue", BaseUnits.BYTES, EngineStatistics::queueBytes);
    gauge("qoe.windows", BaseUnits.BYTES, EngineStatistics::windowBytes);
    gauge("qoe.queue.limit", BaseUnits.BYTES, EngineStatistics::queueBytesLimit);
    gauge("qoe.alerts.open", "alerts", EngineStatistics::alertsOpen);
    gauge("qoe.series.active", "series", EngineStatistics::activeSeries);
    gauge("qoe.elements", "elements", EngineStatistics::elements);
    meters.add(
        Gauge.builder("qoe.health", statistics, BoundMeters::healthCode)
            .description("0 healthy, 1 degraded, 2 failed")
            .register(registry));
    seconds("qoe.lag", EngineStatistics::lagSeconds);
    latency("qoe.score.latency", EngineStatistics::scoreLatency);
    latency("qoe.store.latency", EngineStatistics::storeLatency);
    seconds("qoe.sources.ahead.max", BoundMeters::mostAheadSeconds);
  }

  void refresh() {
    reasons("qoe.measurements.rejected", rejected, statistics::rejected);
    reasons("qoe.measurements.dropped", dropped, statistics::dropped);
    for (SourceStatistics source : statistics.sources()) {
      if (sources.contains(key(source))) {
        continue;
      }
      if (sources.size() < mostSources) {
        sources.add(key(source));
        source(source.tenant(), source.source(), figure -> figure.applyAsLong(source));
      } else if (others.add("sources")) {
        source(EngineMeters.OTHER, EngineMeters.OTHER, this::ofOtherSources);
      }
    }
  }

  void remove() {
    meters.forEach(registry::remove);
    meters.clear();
  }

  private void source(
      String tenant, String name, ToLongFunction<ToLongFunction<SourceStatistics>> of) {
    Tags tags = Tags.of("tenant", tenant, "source", name);
    counter("qoe.source.received", tags, () -> of.applyAsLong(SourceStatistics::received));
    counter("qoe.source.rejected", tags, () -> of.applyAsLong(SourceStatistics::rejected));
    counter("qoe.source.dropped", tags, () -> of.applyAsLong(SourceStatistics::dropped));
    counter("qoe.source.late", tags, () -> of.applyAsLong(SourceStatistics::late));
    counter("qoe.source.future", tags, () -> of.applyAsLong(SourceStatistics::future));
    counter("qoe.source.ahead", tags, () -> of.applyAsLong(SourceStatistics::ahead));
  }

  private long ofOtherSources(ToLongFunction<SourceStatistics> figure) {
    long sum = 0;
    for (SourceStatistics source : statistics.sources()) {
      sum += sources.contains(key(source)) ? 0 : figure.applyAsLong(source);
    }
    return sum;
  }

  private static List<String> key(SourceStatistics source) {
    return List.of(source.tenant(), source.source());
  }

  private void reasons(String name, Set<String> told, Supplier<Map<String, Long>> counts) {
    for (String reason : counts.get().keySet()) {
      if (told.contains(reason)) {
        continue;
      }
      if (told.size() < MOST_REASONS) {
        told.add(reason);
        Tags tags = Tags.of("reason", reason);
        counter(name, tags, () -> counts.get().getOrDefault(reason, 0L));
      } else if (others.add(name)) {
        counter(name, Tags.of("reason", EngineMeters.OTHER), () -> otherReasons(told, counts));
      }
    }
  }

  private static long otherReasons(Set<String> told, Supplier<Map<String, Long>> counts) {
    return counts.get().entrySet().stream()
        .filter(count -> !told.contains(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void counter(String name, Tags tags, LongSupplier count) {
    meters.add(
        FunctionCounter.builder(name, statistics, figures -> count.getAsLong())
            .tags(tags)
            .baseUnit(baseUnit(name))
            .register(registry));
  }

  private static String baseUnit(String counter) {
    return counter.startsWith("qoe.alerts")
        ? "alerts"
        : counter.startsWith("qoe.scores") ? "scores" : MEASUREMENTS;
  }

  private void gauge(String name, String unit, ToDoubleFunction<EngineStatistics> value) {
    meters.add(Gauge.builder(name, statistics, value).baseUnit(unit).register(registry));
  }

  private void seconds(String name, ToDoubleFunction<EngineStatistics> value) {
    meters.add(TimeGauge.builder(name, statistics, TimeUnit.SECONDS, value).register(registry));
  }

  private void latency(String name, Function<EngineStatistics, Latency> of) {
    meters.add(
        FunctionTimer.builder(
                name,
                statistics,
                figures -> of.apply(figures).count(),
                figures -> of.apply(figures).totalNanos(),
                TimeUnit.NANOSECONDS)
            .register(registry));
    seconds(name + ".p50", figures -> of.apply(figures).p50Nanos() / 1e9);
    seconds(name + ".p99", figures -> of.apply(figures).p99Nanos() / 1e9);
    seconds(name + ".max", figures -> of.apply(figures).maxNanos() / 1e9);
  }

  private static double mostAheadSeconds(EngineStatistics statistics) {
    double most = 0;
    for (SourceStatistics source : statistics.sources()) {
      most = Math.max(most, source.mostAheadSeconds());
    }
    return most;
  }

  private static double healthCode(EngineStatistics statistics) {
    return switch (statistics.health().overall().state()) {
      case HEALTHY -> 0;
      case DEGRADED -> 1;
      case FAILED -> 2;
    };
  }
}
