package dev.qoe.examples.hello;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Reports a constant round-trip time. */
public final class HelloCollectorFactory implements CollectorFactory {
  private static final Setting<Duration> RTT =
      Setting.duration("rtt", Duration.ofMillis(20), "round-trip time to report");

  @Override
  public CollectorDescriptor descriptor() {
    String help = "Reports a constant round-trip time.";
    return CollectorDescriptor.of("hello", help, List.of(RTT), Set.of(Kpi.ROUND_TRIP_TIME));
  }

  @Override
  public Collector create(Settings settings, CollectorContext context) {
    double millis = settings.get(RTT).toNanos() / 1e6;
    return (target, sink) -> {
      Instant now = context.clock().instant();
      sink.accept(Measurement.of(target.element(), Kpi.ROUND_TRIP_TIME, now, millis));
    };
  }
}
