package dev.qoe.plugin.drivetest;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What came of one run of the collector. Immutable.
 *
 * @param sink everything offered
 * @param summaries the table of cells
 * @param progress the messages about progress
 */
record Replay(
    RecordingSink sink, List<CellSummary> summaries, List<TestContext.Progress> progress) {

  static final ElementPath ROOT = ElementPath.of("op-B");

  /** Runs the collector over a file or folder. */
  static Replay of(Path input, Path scratch, Map<String, String> settings)
      throws PluginException, InterruptedException {
    return into(RecordingSink.accepting(), input, scratch, settings);
  }

  /** Runs the collector over a file or folder into a sink. */
  static Replay into(RecordingSink sink, Path input, Path scratch, Map<String, String> settings)
      throws PluginException, InterruptedException {
    DriveTestCollectorFactory factory = new DriveTestCollectorFactory();
    Settings parsed =
        Settings.of("collector 'drivetest'", factory.descriptor().settings(), settings);
    try (TestContext context = TestContext.in(scratch);
        DriveTestCollector collector = factory.create(parsed, context)) {
      collector.collect(Target.of(ROOT, input.toString()), sink);
      return new Replay(sink, collector.summaries(), context.progress());
    }
  }

  /** Returns the values of an indicator of the element whose path ends so, in order. */
  List<Double> values(String endOfPath, Kpi kpi) {
    return measurements(endOfPath, kpi).stream().map(Measurement::value).toList();
  }

  /** Returns the measurements of an indicator of the element whose path ends so, in order. */
  List<Measurement> measurements(String endOfPath, Kpi kpi) {
    return sink.measurements().stream()
        .filter(m -> m.kpi().equals(kpi) && m.element().text().endsWith(endOfPath))
        .toList();
  }
}
