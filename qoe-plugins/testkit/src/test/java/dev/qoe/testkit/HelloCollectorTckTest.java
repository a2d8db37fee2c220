package dev.qoe.testkit;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the smallest collector keeps the contract")
class HelloCollectorTckTest extends CollectorTck {

  @Override
  protected CollectorFactory factory() {
    return new Hello();
  }

  /** Reports a constant round-trip time. */
  public static final class Hello implements CollectorFactory {
    private static final Setting<Duration> RTT =
        Setting.duration("rtt", Duration.ofMillis(20), "round-trip time to report");

    /** For the test. */
    public Hello() {}

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorDescriptor.of(
          "hello",
          "Reports a constant round-trip time.",
          List.of(RTT),
          Set.of(Kpi.ROUND_TRIP_TIME));
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      double millis = settings.get(RTT).toNanos() / 1e6;
      return (target, sink) ->
          sink.accept(
              Measurement.of(
                  target.element(), Kpi.ROUND_TRIP_TIME, context.clock().instant(), millis));
    }
  }
}
