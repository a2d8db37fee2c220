package dev.qoe.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The meters of an engine")
class EngineMetersTest {

  private final Figures figures = new Figures();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  @DisplayName("show its figures as they are when the registry is asked")
  void live() {
    EngineMeters.of(figures).bindTo(registry);
    figures.received = 10;
    assertThat(count("qoe.measurements.received")).isEqualTo(10);
    figures.received = 12;
    assertThat(count("qoe.measurements.received")).isEqualTo(12);
    assertThat(count("qoe.measurements.stored")).isEqualTo(9);
    assertThat(count("qoe.alerts.opened")).isEqualTo(4);
    assertThat(count("qoe.scores.given.up")).isEqualTo(6);
    assertThat(count("qoe.windows.told")).isEqualTo(12);
    assertThat(count("qoe.windows.given.up")).isEqualTo(11);
    assertThat(count("qoe.windows.late")).isEqualTo(10);
    assertThat(gauge("qoe.measurements.in.flight")).isEqualTo(2);
    assertThat(gauge("qoe.queue")).isEqualTo(64);
    assertThat(gauge("qoe.queue.limit")).isEqualTo(1_024);
    assertThat(gauge("qoe.alerts.open")).isEqualTo(3);
    assertThat(gauge("qoe.series.active")).isEqualTo(7);
    assertThat(gauge("qoe.elements")).isEqualTo(5);
    assertThat(gauge("qoe.health")).isEqualTo(1);
    assertThat(registry.get("qoe.lag").timeGauge().value(TimeUnit.MILLISECONDS)).isEqualTo(1_500);
    assertThat(registry.get("qoe.score.latency").functionTimer().count()).isEqualTo(4);
    assertThat(registry.get("qoe.score.latency").functionTimer().totalTime(TimeUnit.NANOSECONDS))
        .isEqualTo(2_000);
    assertThat(registry.get("qoe.store.latency.p99").timeGauge().value(TimeUnit.NANOSECONDS))
        .isCloseTo(900, within(1e-6));
    assertThat(registry.get("qoe.store.latency.max").timeGauge().value(TimeUnit.NANOSECONDS))
        .isCloseTo(950, within(1e-6));
    assertThat(registry.get("qoe.store.latency.p50").timeGauge().value(TimeUnit.NANOSECONDS))
        .isCloseTo(400, within(1e-6));
  }

  @Test
  @DisplayName("tell what is refused and dropped by reason, also reasons that are new")
  void reasons() {
    EngineMeters meters = EngineMeters.of(figures);
    figures.rejected.put("not-finite", 3L);
    meters.bindTo(registry);
    figures.rejected.put("not-finite", 5L);
    figures.dropped.put("quota", 8L);
    meters.refresh();
    meters.refresh();
    assertThat(count("qoe.measurements.rejected", "reason", "not-finite")).isEqualTo(5);
    assertThat(count("qoe.measurements.dropped", "reason", "quota")).isEqualTo(8);
  }

  @Test
  @DisplayName("never grow without end: sources and reasons beyond the limit are told together")
  void bounded() {
    EngineMeters meters = EngineMeters.of(figures).sources(2);
    for (int i = 1; i <= 5; i++) {
      figures.sources.add(new Source("acme", "probe-" + i, i * 10L));
    }
    for (int i = 0; i < 60; i++) {
      figures.rejected.put("reason-%02d".formatted(i), 1L);
    }
    meters.bindTo(registry);
    meters.refresh();
    assertThat(count("qoe.source.received", "source", "probe-2")).isEqualTo(20);
    assertThat(count("qoe.source.received", "source", "other")).isEqualTo(30 + 40 + 50);
    assertThat(count("qoe.source.late", "tenant", "other")).isEqualTo(3 + 4 + 5);
    assertThat(count("qoe.source.future", "source", "probe-1")).isZero();
    assertThat(count("qoe.source.ahead", "source", "probe-1")).isEqualTo(5);
    assertThat(registry.get("qoe.sources.ahead.max").timeGauge().value(TimeUnit.SECONDS))
        .isEqualTo(50);
    assertThat(count("qoe.source.rejected", "source", "probe-1")).isEqualTo(2);
    assertThat(count("qoe.source.dropped", "source", "probe-1")).isEqualTo(3);
    assertThat(registry.get("qoe.source.received").functionCounters()).hasSize(3);
    assertThat(registry.get("qoe.measurements.rejected").functionCounters()).hasSize(51);
    assertThat(count("qoe.measurements.rejected", "reason", "other")).isEqualTo(10);
  }

  @Test
  @DisplayName("leave the registry as it was when they are closed")
  void close() {
    registry.counter("hosts.own");
    EngineMeters meters = EngineMeters.of(figures);
    figures.sources.add(new Source("acme", "probe-1", 10));
    meters.bindTo(registry);
    assertThat(registry.getMeters()).hasSizeGreaterThan(20);
    meters.close();
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName)
        .containsExactly("hosts.own");
  }

  @Test
  @DisplayName("need a limit that is no debt")
  void limit() {
    EngineMeters meters = EngineMeters.of(figures);
    assertThatThrownBy(() -> meters.sources(-1))
        .hasMessage("number of sources with meters must be >= 0: -1");
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private record Source(String tenant, String source, long received) implements SourceStatistics {
    @Override
    public long rejected() {
      return received / 5;
    }

    @Override
    public long dropped() {
      return received / 3;
    }

    @Override
    public long late() {
      return received / 10;
    }

    @Override
    public long future() {
      return 0;
    }

    @Override
    public long ahead() {
      return received / 2;
    }

    @Override
    public double mostAheadSeconds() {
      return received;
    }
  }

  private static final class Figures implements EngineStatistics {
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final List<SourceStatistics> sources = new ArrayList<>();
    private long received;

    @Override
    public long received() {
      return received;
    }

    @Override
    public long stored() {
      return 9;
    }

    @Override
    public Map<String, Long> rejected() {
      return rejected;
    }

    @Override
    public Map<String, Long> dropped() {
      return dropped;
    }

    @Override
    public long inFlight() {
      return 2;
    }

    @Override
    public double lagSeconds() {
      return 1.5;
    }

    @Override
    public long queueBytes() {
      return 64;
    }

    @Override
    public long queueBytesLimit() {
      return 1_024;
    }

    @Override
    public Latency scoreLatency() {
      return new Latency(4, 2_000, 500, 600, 700);
    }

    @Override
    public Latency storeLatency() {
      return new Latency(2, 1_300, 400, 900, 950);
    }

    @Override
    public long scoresGivenUp() {
      return 6;
    }

    @Override
    public long windowsTold() {
      return 12;
    }

    @Override
    public long windowsGivenUp() {
      return 11;
    }

    @Override
    public long valuesLateForWindows() {
      return 10;
    }

    @Override
    public long windowBytes() {
      return 512;
    }

    @Override
    public long alertsOpened() {
      return 4;
    }

    @Override
    public long alertsOpen() {
      return 3;
    }

    @Override
    public long activeSeries() {
      return 7;
    }

    @Override
    public long elements() {
      return 5;
    }

    @Override
    public Collection<SourceStatistics> sources() {
      return sources;
    }

    @Override
    public EngineHealth health() {
      return EngineHealth.of(Map.of("store", Health.degraded(Instant.EPOCH, "slow")));
    }
  }
}
