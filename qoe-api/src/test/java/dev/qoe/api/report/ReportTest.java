package dev.qoe.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.measure.Ledger;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.GeoPoint;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A report")
class ReportTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Score UNKNOWN = Score.unknown(ElementPath.of("acme"), NOW);

  @Test
  @DisplayName("is not changed by what happens to the lists it was made of")
  void copies() {
    List<String> notes = new ArrayList<>(List.of("a note"));
    List<Chart.Point> points = new ArrayList<>(List.of(new Chart.Point(NOW, 1)));
    Chart chart = new Chart("loss", "%", 0, 1, points);
    List<TrackPoint> track =
        new ArrayList<>(List.of(new TrackPoint(NOW, new GeoPoint(1, 2), 50, "cell")));
    Session session = new Session("drive", UNKNOWN, List.of(chart), track);
    Report report =
        new Report(
            "title",
            "subtitle",
            NOW,
            NOW,
            List.of(new ScoredElement(UNKNOWN, "Acme", "network", 3)),
            List.of(session),
            List.of(),
            new Ledger(1, 1, Map.of(), Map.of(), 0, 0),
            notes);
    notes.clear();
    points.clear();
    track.clear();
    assertThat(report.notes()).containsExactly("a note");
    assertThat(report.sessions().get(0).charts().get(0).points()).hasSize(1);
    assertThat(report.sessions().get(0).track()).hasSize(1);
    assertThat(report.elements().get(0).score().known()).isFalse();
  }

  @Test
  @DisplayName("refuses a chart without a title or with an axis that does not ascend")
  void charts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Chart("loss", "%", 1, 1, List.of()))
        .withMessageContaining("loss");
    assertThatIllegalArgumentException().isThrownBy(() -> new Chart("", "%", 0, 1, List.of()));
  }
}
