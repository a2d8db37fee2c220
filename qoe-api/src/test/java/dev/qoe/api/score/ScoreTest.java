package dev.qoe.api.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A score")
class ScoreTest {

  private static final ElementPath CORK = ElementPath.of("acme/cork");
  private static final ElementPath CELL = ElementPath.of("acme/cork/site-301/cell-19736841");

  @Test
  @DisplayName("reads as people say it, with what cost most first")
  void reads() {
    Score score =
        new Score(
            CORK,
            Instant.EPOCH,
            34.6,
            0.86,
            List.of(
                part(CELL, "packet loss", 41.2, "32 %, wanted at most 1 %"),
                part(CORK, "latency", 6.2, "148 ms, wanted at most 30 ms"),
                part(CORK, "RSRP (LTE)", 0, "-59 dBm, wanted at least -85 dBm")));
    assertThat(score).hasToString("34.6 of 100 (poor), 86 % sure");
    assertThat(score.explanation())
        .isEqualTo(
            "packet loss -41.2 (32 %, wanted at most 1 %) at cell-19736841; latency -6.2 (148 ms,"
                + " wanted at most 30 ms)");
    assertThat(score.mos()).isCloseTo(2.384, within(1e-12));
  }

  @Test
  @DisplayName("says so when nothing is known or nothing was lost")
  void edges() {
    assertThat(Score.unknown(CORK, Instant.EPOCH))
        .hasToString("no score (nothing recent is known)");
    assertThat(Score.unknown(CORK, Instant.EPOCH).explanation())
        .isEqualTo("nothing recent is known");
    assertThat(Score.unknown(CORK, Instant.EPOCH).qoeClass()).isEmpty();
    assertThat(new Score(CORK, Instant.EPOCH, 100, 1, List.of()).explanation())
        .isEqualTo("nothing cost any points");
  }

  @Test
  @DisplayName("falls into five classes at 20, 40, 60 and 80")
  void classes() {
    assertThat(QoeClass.of(0)).isEqualTo(QoeClass.BAD);
    assertThat(QoeClass.of(19.999)).isEqualTo(QoeClass.BAD);
    assertThat(QoeClass.of(20)).isEqualTo(QoeClass.POOR);
    assertThat(QoeClass.of(40)).isEqualTo(QoeClass.FAIR);
    assertThat(QoeClass.of(60)).isEqualTo(QoeClass.GOOD);
    assertThat(QoeClass.of(80)).isEqualTo(QoeClass.EXCELLENT);
    assertThat(QoeClass.BAD.colour()).isEqualTo("#d73027");
  }

  @Test
  @DisplayName("is wanted higher by changes that read as people say them")
  void wanted() {
    Wanted.Change change =
        new Wanted.Change(CELL, Kpi.PACKET_LOSS, 0.32, 0.004, "packet loss 32 % -> 0.4 %");
    assertThat(new Wanted(CORK, 75, 34.6, 75.1, List.of(change)))
        .hasToString("packet loss 32 % -> 0.4 % gives 75.1");
    assertThat(new Wanted(CORK, 99, 34.6, 75.1, List.of(change)))
        .hasToString("packet loss 32 % -> 0.4 % gives 75.1 at most");
    assertThat(new Wanted(CORK, 99, 34.6, 34.6, List.of()))
        .hasToString("34.6, and nothing can better it");
  }

  private static Contribution part(ElementPath element, String name, double points, String detail) {
    return new Contribution(element, Kpi.PACKET_LOSS, name, 0, 0, points, detail);
  }
}
