package dev.qoe.examples.cli;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.report.Report;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.ReportRenderer;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.json.ReportJson;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.report.ReportRecorder;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.plugin.drivetest.CellSummaryCsv;
import dev.qoe.plugin.drivetest.DriveTestCollector;
import dev.qoe.plugin.drivetest.DriveTestCollectorFactory;
import dev.qoe.store.jdbc.JdbcStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays a drive test: stores it, scores it, finds its incidents and reports. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Replays a drive test as fast as it can: stores it in an embedded database, scores it, raises"
          + " alerts and writes a report.",
      "Writes report.html, report.json, kpis.csv, qoe.mv.db and manifest.json."
    })
final class DemoCommand implements Callable<Integer> {

  private static final ElementPath ROOT = ElementPath.of("op-B");
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int FULL_EVIDENCE = 30;
  private static final List<Kpi> CHARTED =
      List.of(
          Kpi.DOWNLINK_THROUGHPUT,
          Kpi.PACKET_LOSS,
          Kpi.ROUND_TRIP_TIME,
          Kpi.LTE_RSRP,
          Kpi.UMTS_RSCP,
          Kpi.RAT_GENERATION);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description =
          "Folder of G-NetTrack logs (*.csv, *.csv.gz); the recorded drive in Cork unless given.")
  private Path input = DemoData.folder();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the outputs, made if it is not there; ${DEFAULT-VALUE} unless given.")
  private Path out = Path.of("qoe-demo");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that read ahead; the outputs are the same. ${DEFAULT-VALUE} unless given.")
  private int threads = 1;

  DemoCommand() {}

  @Override
  public Integer call() throws IOException, PluginException, InterruptedException {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be at least 1: " + threads);
    }
    long start = System.nanoTime();
    prepareOutput();
    AlertRules rules = rules();
    Report report;
    DriveTestCollector collector;
    try (CliContext context = new CliContext(threads, out);
        QoeEngine live =
            QoeEngine.builder()
                .replaying()
                .emitEvery(STEP)
                .rules(rules)
                .store(JdbcStore.embedded(out))
                .start();
        QoeEngine whole =
            QoeEngine.builder()
                .replaying()
                .wholePeriod()
                .fullEvidence(FULL_EVIDENCE)
                .emitEvery(Duration.ofDays(1))
                .start()) {
      ReportRecorder recorder = ReportRecorder.of(live, whole, STEP, CHARTED);
      DriveTestCollectorFactory factory = new DriveTestCollectorFactory();
      Settings settings =
          Settings.of(
              "collector 'drivetest'",
              factory.descriptor().settings(),
              Map.of("threads", Integer.toString(threads)));
      collector = factory.create(settings, context);
      collector.collect(Target.of(ROOT, input.toString()), new GuardedSink(recorder, live));
      report =
          recorder.report(
              "Mobile quality of experience",
              "Drive test " + input.getFileName() + ", operator B",
              List.of(
                  "Scores of areas, sites and cells judge everything measured there; sessions show"
                      + " what one device saw on its way.",
                  "Places are where the device was, not where the antennas are."));
    }
    if (!report.ledger().dropped().isEmpty() || report.ledger().inFlight() > 0) {
      throw new IOException(
          "the history in '%s' could not be written: %s".formatted(out, report.ledger()));
    }
    writeOutputs(report, collector);
    double seconds = (System.nanoTime() - start) / 1e9;
    writeManifest(report, seconds);
    summarise(report, seconds);
    return 0;
  }

  private void prepareOutput() throws IOException {
    try {
      Files.createDirectories(out);
      Path database = out.resolve("qoe.mv.db");
      Files.deleteIfExists(database);
      Path probe = Files.createTempFile(out, "qoe", ".tmp");
      Files.delete(probe);
    } catch (IOException e) {
      throw new IOException(
          "output folder '%s' cannot be written: %s (name another with --out)".formatted(out, e),
          e);
    }
  }

  private static AlertRules rules() throws IOException {
    String name = "drive-test-rules.yaml";
    try (InputStream stream =
        Objects.requireNonNull(DemoCommand.class.getResourceAsStream(name), name)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return AlertRules.parse(text, name, KpiCatalog.standard());
    }
  }

  private void writeOutputs(Report report, DriveTestCollector collector) throws IOException {
    try (Writer csv = Files.newBufferedWriter(out.resolve("kpis.csv"))) {
      CellSummaryCsv.write(collector.summaries(), csv);
    }
    try (Writer json = Files.newBufferedWriter(out.resolve("report.json"))) {
      ReportJson.write(report, json);
    }
    for (ReportRenderer renderer : ServiceLoader.load(ReportRenderer.class)) {
      Path file = out.resolve("report." + renderer.format());
      try (OutputStream html = new BufferedOutputStream(Files.newOutputStream(file))) {
        renderer.render(report, html);
      }
    }
  }

  private void writeManifest(Report report, double seconds) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("input", input.toString());
    parameters.put("threads", threads);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", Math.round(seconds * 1_000) / 1_000.0);
    figures.put("measurements", report.ledger().received());
    Manifest.write(out.resolve("manifest.json"), parameters, figures);
  }

  private void summarise(Report report, double seconds) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%d measurements of %d sessions in %.1f s; ledger: %s%n",
        report.ledger().received(), report.sessions().size(), seconds, report.ledger());
    report
        .ledger()
        .rejected()
        .forEach((reason, count) -> err.printf("  rejected: %d %s%n", count, reason));
    if (!report.elements().isEmpty()) {
      err.println(report.elements().get(0).score());
      err.println(report.elements().get(0).score().explanation());
    }
    err.printf("%d alerts%n", report.alerts().size());
    for (Alert alert : report.alerts()) {
      err.printf(
          "  %s %s %s at %s: %s%n",
          alert.openedAt().orElse(alert.createdAt()),
          alert.severity(),
          alert.cause().code(),
          alert.element(),
          alert.message());
    }
    err.println("report: " + out.resolve("report.html").toUri());
  }
}
