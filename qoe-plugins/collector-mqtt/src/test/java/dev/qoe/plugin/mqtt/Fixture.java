package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A collector with its context, started. */
final class Fixture implements AutoCloseable {

  final TestContext context;
  final PushCollector collector;

  private Fixture(TestContext context, PushCollector collector) {
    this.context = context;
    this.collector = collector;
  }

  static Map<String, Object> number(String broker) {
    return new HashMap<>(
        Map.of(
            "broker",
            broker,
            "routes",
            List.of(
                Map.of(
                    "topic", "site/{site}/rtt",
                    "element", "acme/{site}",
                    "decoder", "number",
                    "kpi", "TRN_RTT",
                    "unit", "ms",
                    "device", "{site}"))));
  }

  static PushCollector create(Map<String, ?> settings, TestContext context) {
    MqttCollectorFactory factory = new MqttCollectorFactory();
    return factory.create(
        Settings.of("collector 'mqtt'", factory.descriptor().settings(), settings), context);
  }

  static Fixture start(Path scratch, Map<String, ?> settings, Sink sink)
      throws PluginException, InterruptedException {
    return start(TestContext.in(scratch), settings, sink);
  }

  static Fixture start(TestContext context, Map<String, ?> settings, Sink sink)
      throws PluginException, InterruptedException {
    Fixture fixture = new Fixture(context, create(settings, context));
    try {
      fixture.collector.start(sink);
      return fixture;
    } catch (PluginException | InterruptedException | RuntimeException e) {
      fixture.close();
      throw e;
    }
  }

  @Override
  public void close() {
    collector.close();
    context.close();
  }
}
