package dev.qoe.core.engine;

import static dev.qoe.core.engine.EngineJournalTest.CELL;
import static dev.qoe.core.engine.EngineJournalTest.LONG;
import static dev.qoe.core.engine.EngineJournalTest.START;
import static dev.qoe.core.engine.EngineJournalTest.accept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.core.internal.Correlation;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.service.KpiModel;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

/** The provider of the log in tests has no MDC: one is put in its place. */
@DisplayName("The log of an engine")
class EngineLogTest {

  private static final String ANNOUNCER = "qoe-announcer";

  @TempDir private Path folder;

  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final PrintStream before = System.err;
  private Object adapter = "";

  /** A line, who wrote it, and what correlates it with others. */
  private record Line(String thread, String correlation, String text) {}

  @BeforeEach
  void listen() throws Exception {
    adapter = adapter().get(null);
    adapter().set(null, new BasicMDCAdapter());
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            String thread = Thread.currentThread().getName();
            lines.add(new Line(thread, String.valueOf(MDC.get(Correlation.KEY)), line));
          }
        });
  }

  @AfterEach
  void leave() throws Exception {
    System.setErr(before);
    adapter().set(null, adapter);
  }

  private static Field adapter() throws Exception {
    Field field = MDC.class.getDeclaredField("MDC_ADAPTER");
    field.setAccessible(true);
    return field;
  }

  @Test
  @DisplayName("tells of refusals by key and value, for each source with one id, under no lock")
  void refusals() throws Exception {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      Source probe = engine.source(SourceOptions.of("probe"));
      for (Kpi kpi : List.of(Kpi.JITTER, Kpi.PACKET_LOSS)) {
        for (int i = 0; i < 3; i++) {
          assertThat(probe.series(CELL, kpi).record(START, Double.NaN))
              .isEqualTo(Acceptance.REFUSED);
        }
      }
      assertThat(engine.flush()).isTrue();
    }
    assertThat(about("refused: not-finite"))
        .hasSize(2)
        .allMatch(line -> line.thread.equals(ANNOUNCER))
        .allMatch(line -> line.correlation.equals("refusals-probe"))
        .allMatch(line -> line.text.contains("source=probe reason=not-finite tenant=acme"))
        .anyMatch(line -> line.text.contains("element=%s kpi=%s".formatted(CELL, Kpi.JITTER)));
  }

  @Test
  @DisplayName("tells under one id what came of one attempt to store, from failure to success")
  void store() throws Exception {
    FakeStore store = new FakeStore();
    try (QoeEngine engine = QoeEngine.builder().replaying().store(store).start()) {
      assertThat(engine.flush()).isTrue();
      store.down(true);
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      assertThat(store.failed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      store.down(false);
      assertThat(engine.flush()).isTrue();
    }
    List<Line> told = about("the store ");
    assertThat(told).hasSizeGreaterThanOrEqualTo(3);
    assertThat(told).extracting(Line::correlation).containsOnly(told.get(0).correlation);
    assertThat(told.get(0).correlation).startsWith("store-");
    assertThat(told.get(0).text).contains("attempt=1", "pauseMillis=", "reason=");
    assertThat(told.get(told.size() - 1).text).contains("the store works again");
  }

  @Test
  @DisplayName("tells under one id what a start on a journal found")
  void recovery() throws Exception {
    try (QoeEngine engine = QoeEngine.builder().replaying().journal(folder).start()) {
      accept(engine.series(CELL, Kpi.JITTER), 1, 1);
      assertThat(engine.awaitDurable(LONG)).isTrue();
    }
    lines.clear();
    QoeEngine.builder()
        .replaying()
        .catalog(KpiCatalog.standard().without(Kpi.JITTER))
        .journal(folder)
        .start()
        .close();
    List<Line> told = about("the journal");
    assertThat(told).isNotEmpty();
    assertThat(told).extracting(Line::correlation).containsOnly(told.get(0).correlation);
    assertThat(told.get(0).correlation).startsWith("recovery-");
    assertThat(told).anyMatch(line -> line.text.contains("judged=0 toStore=0 lost=0"));
    assertThat(MDC.get(Correlation.KEY)).isNull();
  }

  @Test
  @DisplayName("tells of a failing model once, under no lock")
  void model() throws Exception {
    KpiModel failing =
        new KpiModel() {
          @Override
          public String title() {
            return "failing";
          }

          @Override
          public List<Unit> inputUnits() {
            return List.of(Unit.of("ms"));
          }

          @Override
          public Unit outputUnit() {
            return Unit.of("ms");
          }

          @Override
          public double score(double[] inputs) {
            throw new IllegalStateException("no");
          }
        };
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      engine.derive(Kpi.JITTER, failing, Kpi.ROUND_TRIP_TIME);
      for (int i = 0; i < 3; i++) {
        accept(engine.series(CELL, Kpi.ROUND_TRIP_TIME), i, 1);
      }
      assertThat(engine.flush()).isTrue();
    }
    assertThat(about("a model failed"))
        .hasSize(1)
        .allMatch(line -> line.thread.equals(ANNOUNCER))
        .allMatch(line -> line.text.contains("model=failing tenant=acme element=" + CELL));
  }

  private List<Line> about(String text) {
    return lines.stream().filter(line -> line.text.contains(text)).toList();
  }
}
