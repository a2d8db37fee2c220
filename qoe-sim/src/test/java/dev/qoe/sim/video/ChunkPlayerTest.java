package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.video.abr.Bola;
import dev.qoe.sim.video.abr.BufferLadder;
import dev.qoe.sim.video.abr.FixedQuality;
import dev.qoe.sim.video.abr.ModelPredictive;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChunkPlayerTest {

  private static final double NANO = 1e-6;

  /** Twenty chunks of 4 s at 0.95 and 3.8 Mbit/s, so that a link of 1 Mbit/s carries the former. */
  private static final Manifest FILM =
      Manifest.constantBitrate(Duration.ofSeconds(4), 20, 950, 3800);

  private static SampledTrace link(double mbps) {
    return SampledTrace.of(new double[] {0, 1000}, new double[] {0, mbps});
  }

  @DisplayName("A chunk takes its bytes over 95 % of the link plus a round trip")
  @Test
  void delay() {
    SessionResult session = ChunkPlayer.of(FixedQuality.of(0), FILM, link(2)).withChunks(2).play();

    // Chunk 0 in quality 1: 15.2 Mbit over 1.9 Mbit/s; chunk 1: 3.8 Mbit.
    assertThat(session.startupMillis()).isCloseTo(8080, within(NANO));
    assertThat(session.segment(1).arrivalMillis()).isCloseTo(8080 + 2080, within(NANO));
    assertThat(session.finalBufferMillis()).isCloseTo(4000 - 2080 + 4000, within(NANO));
    assertThat(session.qualities()).isEqualTo("10");
    assertThat(session.stallMillis()).isZero();
  }

  @DisplayName("What the buffer lacks is a stall, and QoE_lin charges 4.3 a second for it")
  @Test
  void stalls() {
    SessionResult session = ChunkPlayer.of(FixedQuality.of(1), FILM, link(2)).withChunks(2).play();

    assertThat(session.stallMillis(1)).isCloseTo(8080 - 4000, within(NANO));
    assertThat(session.stallEvents()).isEqualTo(1);
    assertThat(SessionMetrics.linearQoe(session, 1)).isCloseTo(3.8 - 4.3 * 4.08, within(NANO));
    assertThat(SessionMetrics.linearQoe(session, 0))
        .isCloseTo(2 * 3.8 - 4.3 * (4.08 + 8.08), within(NANO));
  }

  @DisplayName("A full buffer pauses in steps of half a second")
  @Test
  void pauses() {
    SessionResult session =
        ChunkPlayer.of(FixedQuality.of(0), FILM, link(100))
            .withBufferCapacity(Duration.ofSeconds(10))
            .withChunks(4)
            .play();

    // Downloads of 40 ms + 80 ms; after the third chunk 11.76 s are buffered: pause 2 s.
    double third = 0.160 + 0.080 + 2 * 0.120;
    assertThat(session.segment(2).arrivalMillis()).isCloseTo(third * 1000, within(NANO));
    assertThat(session.segment(3).requestMillis()).isCloseTo(third * 1000 + 2000, within(NANO));
  }

  @DisplayName("Past its end the trace begins again with its second sample at time 0")
  @Test
  void wraps() {
    SampledTrace trace = SampledTrace.of(new double[] {1, 2}, new double[] {9, 0.8});
    Manifest film = Manifest.constantBitrate(Duration.ofSeconds(4), 1, 47.5);

    // 23,750 bytes at 95,000 a second: a quarter of a second, well within the first pass.
    assertThat(ChunkPlayer.of(FixedQuality.of(0), film, trace).play().startupMillis())
        .isCloseTo(330, within(NANO));
    Manifest longer = Manifest.constantBitrate(Duration.ofSeconds(4), 1, 950);
    // 475,000 bytes: 1 s from 1 to 2, then 2 s from 0 to 2, then 2 s again.
    assertThat(ChunkPlayer.of(FixedQuality.of(0), longer, trace).play().startupMillis())
        .isCloseTo(5080, within(NANO));
  }

  @DisplayName("Algorithms of the other player run here too, with an estimate made on demand")
  @Test
  void otherAlgorithms() {
    SessionResult session = ChunkPlayer.of(Bola.enhanced(), FILM, link(20)).play();

    assertThat(session.qualities()).isEqualTo("1".repeat(20));
    assertThat(session.stallMillis()).isZero();
  }

  @DisplayName("Plans at the end of a film look no further than its last chunk")
  @Test
  void planAtTheEnd() {
    assertThat(ChunkPlayer.of(ModelPredictive.fast(), FILM, link(20)).play().qualities())
        .isEqualTo("1".repeat(20));
  }

  @DisplayName("Pensieve's buffer rule is a ladder from 5 to 15 s")
  @Test
  void ladder() {
    SessionResult session =
        ChunkPlayer.of(BufferLadder.pensieve(), Manifest.envivio(), link(1000))
            .withChunks(8)
            .play();

    // Levels of about 4, 8, 12, 16 s before chunks 1 to 4: 0, int(5 * 0.3), int(5 * 0.7), 5.
    assertThat(session.qualities()).isEqualTo("10135555");
  }

  @DisplayName("More chunks than the film has are refused")
  @Test
  void tooManyChunks() {
    ChunkPlayer player = ChunkPlayer.of(FixedQuality.of(0), FILM, link(1));

    assertThatThrownBy(() -> player.withChunks(21))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chunks must be from 1 to 20: 21");
  }
}
