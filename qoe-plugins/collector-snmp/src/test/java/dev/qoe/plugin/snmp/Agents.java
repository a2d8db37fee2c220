package dev.qoe.plugin.snmp;

import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

/** What tests ask of agents again and again. */
final class Agents {

  static final ElementPath ROUTER = ElementPath.of("acme/site-1/router");

  private Agents() {}

  /** Returns a collector with these settings beside short timeouts. */
  static Collector collector(TestContext context, Map<String, ?> settings) {
    SnmpCollectorFactory factory = new SnmpCollectorFactory();
    Map<String, Object> all = new HashMap<>(Map.of("timeout", "PT0.3S", "retries", "1"));
    all.putAll(settings);
    return factory.create(
        Settings.of("collector 'snmp'", factory.descriptor().settings(), all), context);
  }

  /** Looks once, and returns what was thrown. */
  static Optional<PluginException> look(Collector collector, String address, RecordingSink sink)
      throws InterruptedException {
    try {
      collector.collect(Target.of(ROUTER, address), sink);
      return Optional.empty();
    } catch (PluginException e) {
      return Optional.of(e);
    }
  }

  /** Gives an agent so many ports of 1 Gbit/s. */
  static StubAgent ports(StubAgent agent, int count) {
    for (int i = 1; i <= count; i++) {
      agent
          .set("1.3.6.1.2.1.2.2.1.2." + i, new OctetString("port " + i))
          .set("1.3.6.1.2.1.2.2.1.5." + i, new Gauge32(1_000_000_000L))
          .set("1.3.6.1.2.1.2.2.1.7." + i, new Integer32(1))
          .set("1.3.6.1.2.1.2.2.1.8." + i, new Integer32(1))
          .set("1.3.6.1.2.1.2.2.1.10." + i, new Counter32(1000L * i))
          .set("1.3.6.1.2.1.31.1.1.1.1." + i, new OctetString("ge-0/0/" + i))
          .set("1.3.6.1.2.1.31.1.1.1.6." + i, new Counter64(5_000_000_000L + i))
          .set("1.3.6.1.2.1.31.1.1.1.15." + i, new Gauge32(1000))
          .set("1.3.6.1.2.1.31.1.1.1.19." + i, new TimeTicks(0));
    }
    return agent;
  }

  static List<CounterReading> readings(RecordingSink sink, String kpi) {
    List<CounterReading> readings = new ArrayList<>();
    for (Object offered : sink.offered()) {
      if (offered instanceof CounterReading reading && reading.kpi().code().equals(kpi)) {
        readings.add(reading);
      }
    }
    return readings;
  }

  static List<Measurement> measurements(RecordingSink sink, String kpi) {
    List<Measurement> measurements = new ArrayList<>();
    for (Object offered : sink.offered()) {
      if (offered instanceof Measurement m && m.kpi().code().equals(kpi)) {
        measurements.add(m);
      }
    }
    return measurements;
  }
}
