package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A collector that polls, with its context. */
final class Poll implements AutoCloseable {

  static final ElementPath ROOT = ElementPath.of("acme");

  private final TestContext context;
  private final Collector collector;

  Poll(Path scratch, Map<String, ?> settings) {
    context = TestContext.in(scratch);
    HttpCollectorFactory factory = new HttpCollectorFactory();
    collector =
        factory.create(
            Settings.of("collector 'http'", factory.descriptor().settings(), settings), context);
  }

  TestContext context() {
    return context;
  }

  RecordingSink once(String url) throws PluginException, InterruptedException {
    RecordingSink sink = RecordingSink.accepting();
    collector.collect(Target.of(ROOT, url), sink);
    return sink;
  }

  /** Returns measurements as lines: element, indicator, time, value, unit. */
  static List<String> lines(RecordingSink sink) {
    return sink.measurements().stream()
        .map(m -> "%s %s %s %s %s".formatted(m.element(), m.kpi(), m.time(), m.value(), m.unit()))
        .toList();
  }

  @Override
  public void close() {
    collector.close();
    context.close();
  }
}
