package dev.qoe.sim.video.abr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.ChunkPlayer;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.SampledTrace;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Trace;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BufferBasedTest {

  /** 1 to 5 Mbit/s; with a reservoir of 10 s and a cushion of 40 s, f rises 0.1 Mbit/s a second. */
  private static final Manifest FILM =
      Manifest.constantBitrate(Duration.ofSeconds(4), 200, 1000, 2000, 3000, 4000, 5000);

  private final FakePlayer player = new FakePlayer(FILM);

  private AbrRule bba0() {
    return BufferBased.bba0(Duration.ofSeconds(10), Duration.ofSeconds(40)).begin(player);
  }

  @DisplayName("BBA-0 stays at the lowest quality within the reservoir")
  @Test
  void reservoir() {
    AbrRule rule = bba0();

    assertThat(rule.quality(player.at(0))).isZero();
    assertThat(rule.quality(player.at(10))).isZero();
  }

  @DisplayName("BBA-0 takes the highest quality beyond reservoir and cushion")
  @Test
  void full() {
    assertThat(bba0().quality(player.at(50))).isEqualTo(4);
  }

  @DisplayName("BBA-0 rises to the highest bitrate below f once f reaches the next one")
  @Test
  void rises() {
    AbrRule rule = bba0();

    assertThat(rule.quality(player.at(19.9))).isZero();
    // f = 2.5 Mbit/s: above 2 and below 3.
    assertThat(rule.quality(player.at(25))).isEqualTo(1);
    // f = 4.5 Mbit/s: straight to 4.
    assertThat(rule.quality(player.at(45))).isEqualTo(3);
  }

  @DisplayName("BBA-0 falls to the lowest bitrate above f once f reaches the one below")
  @Test
  void falls() {
    AbrRule rule = bba0();
    rule.quality(player.at(45));

    // From 4 Mbit/s: f = 3.1 is above the 3 of the next lower one, so it stays.
    assertThat(rule.quality(player.at(31))).isEqualTo(3);
    // f = 2.5 Mbit/s: the lowest above is 3.
    assertThat(rule.quality(player.at(25))).isEqualTo(2);
    // f = 2.2: still above 2, so it stays.
    assertThat(rule.quality(player.at(22))).isEqualTo(2);
    assertThat(rule.quality(player.at(9))).isZero();
  }

  @DisplayName("BBA-0's quality never falls while the buffer grows")
  @Test
  void monotone() {
    AbrRule rule = bba0();
    int before = 0;
    for (double level = 0; level <= 60; level += 0.25) {
      int quality = rule.quality(player.at(level));
      assertThat(quality).as("at %s s", level).isGreaterThanOrEqualTo(before);
      before = quality;
    }
    assertThat(before).isEqualTo(4);
  }

  @DisplayName("Without numbers of one's own the paper's proportions of the buffer hold")
  @Test
  void proportions() {
    player.capacityMillis = 240_000;
    AbrRule rule = BufferBased.bba0().begin(player);

    assertThat(rule.quality(player.at(90))).isZero();
    assertThat(rule.quality(player.at(215.9))).isEqualTo(3);
    assertThat(rule.quality(player.at(216))).isEqualTo(4);
  }

  @DisplayName("A cushion of nothing is refused")
  @Test
  void refuses() {
    assertThatThrownBy(() -> BufferBased.bba0(Duration.ofSeconds(1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reservoir must be >= 0 and cushion > 0: PT1S and PT0S");
  }

  @DisplayName("BBA-1 goes by the size of the coming segment")
  @Test
  void chunkMap() {
    double[][] sizes = new double[100][];
    for (int i = 0; i < sizes.length; i++) {
      double scale = i == 51 ? 2 : 1;
      sizes[i] = new double[] {4e6 * scale, 8e6 * scale, 12e6 * scale};
    }
    FakePlayer viewer =
        new FakePlayer(
            Manifest.of("uneven", Duration.ofSeconds(4), new double[] {1000, 2000, 3000}, sizes));
    viewer.capacityMillis = 100_000;
    AbrRule rule = BufferBased.bba1().begin(viewer);

    // Reservoir 8 s (the least), cushion 82 s; at 60 s the map allows a little over 9 Mbit.
    viewer.next = 50;
    assertThat(rule.quality(viewer.at(60))).isEqualTo(1);
    viewer.next = 51;
    assertThat(rule.quality(viewer.at(60))).as("twice as large").isEqualTo(1);
    // At 40 s it allows a little over 7 Mbit: the double segment's 8 Mbit is more than that.
    assertThat(rule.quality(viewer.at(40))).as("twice as large").isZero();
  }

  @DisplayName("BBA-2 climbs one quality a segment at the start of a fast link; BBA-1 waits")
  @Test
  void startUp() {
    SegmentPlayer fast =
        SegmentPlayer.of(BufferBased.bba2(), FILM, Trace.constant(100_000, 0))
            .withBufferCapacity(Duration.ofMinutes(4));
    SegmentPlayer patient =
        SegmentPlayer.of(BufferBased.bba1(), FILM, Trace.constant(100_000, 0))
            .withBufferCapacity(Duration.ofMinutes(4));

    assertThat(fast.play().qualities()).startsWith("012344");
    // Four seconds a segment: the map allows more than quality 1 needs from 60 s on.
    assertThat(patient.play().qualities()).startsWith("0".repeat(16) + "1");
  }

  @DisplayName("BBA-2 does not climb on a link that hardly fills the buffer")
  @Test
  void slowStart() {
    SampledTrace slow = SampledTrace.of(new double[] {0, 1000}, new double[] {0, 1.3});
    SessionResult session = ChunkPlayer.of(BufferBased.bba2(), FILM, slow).withChunks(8).play();

    assertThat(session.qualities()).isEqualTo("10000000");
  }

  @DisplayName("BBA-2 climbs at a gain of 0.75 V only once a third of the cushion is full")
  @Test
  void startUpThreshold() {
    SegmentPlayer player =
        SegmentPlayer.of(BufferBased.bba2(), FILM, Trace.constant(4000, 0))
            .withBufferCapacity(Duration.ofMinutes(1));

    // Each segment of quality 0 takes 1 s and adds 3 s; before segment 6 there are 19 of 54 s.
    assertThat(player.play().qualities()).startsWith("0000001");
  }
}
