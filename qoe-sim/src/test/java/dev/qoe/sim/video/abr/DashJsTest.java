package dev.qoe.sim.video.abr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DashJsTest {

  private static final Manifest FILM =
      Manifest.constantBitrate(Duration.ofSeconds(4), 30, 500, 1000, 2000, 4000);

  @DisplayName("On a fast link it starts with the throughput rule and ends at the top")
  @Test
  void fastLink() {
    SessionResult session = SegmentPlayer.of(DashJs.v5(), FILM, Trace.constant(50_000, 20)).play();

    assertThat(session.qualities()).isEqualTo("0" + "3".repeat(29));
  }

  @DisplayName("While the buffer is short, seven tenths of what it can carry is the limit")
  @Test
  void insufficientBuffer() {
    SessionResult session = SegmentPlayer.of(DashJs.v5(), FILM, Trace.constant(2600, 0)).play();

    // Segment 1 is exempt: 0.9 * 2600 = 2340 carries quality 2 in 3.08 of its 4 s. It leaves a
    // buffer of 4 s + 0.92 s: 0.7 * 2600 * 4.92 / 4 = 2239 allows quality 2 again.
    assertThat(session.qualities()).startsWith("0222");
    SessionResult slower = SegmentPlayer.of(DashJs.v5(), FILM, Trace.constant(2300, 0)).play();
    // Here 0.9 * 2300 = 2070 allows it, but 0.7 * 2300 * 4.52 / 4 = 1820 does not.
    assertThat(slower.qualities()).startsWith("021");
  }

  @DisplayName("A download that a collapsing link would drag out is abandoned")
  @Test
  void abandons() {
    Trace collapse =
        Trace.of(List.of(new Trace.Period(100, 20_000, 0), new Trace.Period(600_000, 600, 0)));
    SessionResult session = SegmentPlayer.of(DashJs.v5(), FILM, collapse).play();

    // Segment 0 takes the good 100 ms; segment 1 in quality 3 would take 27 s. The eleventh poll
    // is the first beyond 500 ms, and 0.9 * 600 kbit/s carry quality 0.
    assertThat(session.abandoned()).isEqualTo(1);
    assertThat(session.segment(1).requestMillis()).isCloseTo(650, within(1e-6));
    assertThat(session.quality(1)).isZero();
  }

  @DisplayName("One fall in eight decisions from a quality keeps below it")
  @Test
  void switchHistory() {
    SwitchHistory history = new SwitchHistory(4);
    for (int i = 0; i < 7; i++) {
      history.add(2, 2);
    }
    assertThat(history.limit()).as("seven are too few").isEqualTo(3);
    history.add(2, 1);
    assertThat(history.limit()).isEqualTo(1);
    for (int i = 0; i < 7; i++) {
      history.add(1, 1);
      assertThat(history.limit()).as("the fall is remembered").isEqualTo(1);
    }
    history.add(1, 1);
    assertThat(history.limit()).as("the fall is forgotten").isEqualTo(3);
  }
}
