package dev.qoe.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.report.Chart;
import dev.qoe.api.report.Report;
import dev.qoe.api.report.ScoredElement;
import dev.qoe.api.report.Session;
import dev.qoe.core.engine.QoeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recorder of reports")
class ReportRecorderTest {

  private static final Instant START = Instant.parse("2020-02-13T15:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final ElementPath SESSION = ElementPath.of("op/sessions/drive");
  private static final ElementPath GOOD = ElementPath.of("op/area/cell-good");
  private static final ElementPath BAD = ElementPath.of("op/area/cell-bad");

  private QoeEngine live = QoeEngine.builder().replaying().emitEvery(STEP).start();
  private QoeEngine whole = QoeEngine.builder().replaying().wholePeriod().start();
  private ReportRecorder recorder =
      ReportRecorder.of(live, whole, STEP, List.of(Kpi.PACKET_LOSS, Kpi.LTE_RSRP));

  @BeforeEach
  void declare() {
    recorder.accept(NetworkElement.builder(SESSION, "session").weight(0).build());
    recorder.accept(NetworkElement.builder(GOOD, "cell").build());
    recorder.accept(NetworkElement.builder(BAD, "cell").build());
  }

  @AfterEach
  void close() {
    live.close();
    whole.close();
  }

  @Test
  @DisplayName("lets an element weigh as much as was measured there, and a session nothing")
  void weights() throws InterruptedException {
    for (int i = 0; i < 9; i++) {
      record(GOOD, i, 0);
    }
    record(BAD, 9, 0.5);
    record(SESSION, 9, 0.5);
    Report report = report();
    assertThat(report.elements())
        .extracting(element -> element.score().element().text())
        .containsExactly("op", "op/area", "op/area/cell-bad", "op/area/cell-good");
    ScoredElement root = report.elements().get(0);
    assertThat(root.score().value()).isCloseTo(90, within(1e-6));
    assertThat(root.measurements()).isEqualTo(11);
    assertThat(report.ledger().balanced()).isTrue();
    assertThat(report.from()).isEqualTo(START);
    assertThat(report.to()).isEqualTo(START.plusSeconds(9));
  }

  @Test
  @DisplayName(
      "draws a session's curves in the units people see, with gaps where nothing was heard")
  void curves() throws InterruptedException {
    record(SESSION, 0, 0.2);
    record(SESSION, 5, 0.4);
    record(SESSION, 300, 0.1);
    recorder.accept(Measurement.of(SESSION, Kpi.PACKET_LOSS, at(301), 30).in(Unit.PERCENT));
    Session session = report().sessions().get(0);
    Chart score = session.charts().get(0);
    assertThat(score.title()).isEqualTo("QoE score");
    assertThat(score.points().get(score.points().size() - 1).time()).isBeforeOrEqualTo(at(301));
    Chart loss = session.charts().get(1);
    assertThat(loss.unit()).isEqualTo("%");
    assertThat(loss.low()).isZero();
    assertThat(loss.points()).hasSize(3);
    assertThat(loss.points().get(0).value()).isCloseTo(30, within(1e-9));
    assertThat(loss.points().get(1).value()).isNaN();
    assertThat(loss.points().get(2).value()).isCloseTo(20, within(1e-9));
  }

  @Test
  @DisplayName("keeps one place a step and leaves out what is no place on earth")
  void track() throws InterruptedException {
    record(SESSION, 0, 0);
    position(1, "51.9", "-8.4");
    position(2, "51.8", "-8.4");
    position(11, "north", "-8.4");
    position(21, "91", "-8.4");
    position(31, "51.7", "-8.4");
    assertThat(report().sessions().get(0).track())
        .extracting(point -> point.place().latitude())
        .containsExactly(51.9, 51.7);
  }

  @Test
  @DisplayName("reports nothing of nothing")
  void empty() throws InterruptedException {
    Report report = report();
    assertThat(report.elements()).isEmpty();
    assertThat(report.from()).isEqualTo(Instant.EPOCH);
  }

  @Test
  @DisplayName("counts what could not be read")
  void rejects() throws InterruptedException {
    recorder.reject("not-a-number", "drive.csv:7", "RSRP is 'x'");
    assertThat(report().ledger().rejected()).containsEntry("not-a-number", 1L);
  }

  @Test
  @DisplayName("refuses a step that is no time")
  void step() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportRecorder.of(live, whole, Duration.ofNanos(1), List.of()))
        .withMessageContaining("step");
  }

  private void record(ElementPath element, int second, double loss) {
    assertThat(recorder.accept(Measurement.of(element, Kpi.PACKET_LOSS, at(second), loss)))
        .isEqualTo(Acceptance.ACCEPTED);
  }

  private void position(int second, String latitude, String longitude) {
    recorder.accept(
        new Event(
            SESSION,
            "position",
            at(second),
            "",
            Map.of("latitude", latitude, "longitude", longitude)));
  }

  private Report report() throws InterruptedException {
    return recorder.report("title", "subtitle", List.of());
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
