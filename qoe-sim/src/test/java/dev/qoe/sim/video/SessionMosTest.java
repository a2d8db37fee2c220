package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.video.AudioCodec;
import dev.qoe.core.service.video.AudioSegment;
import dev.qoe.core.service.video.Device;
import dev.qoe.core.service.video.P1203;
import dev.qoe.core.service.video.P1203Result;
import dev.qoe.core.service.video.Resolution;
import dev.qoe.core.service.video.VideoCodec;
import dev.qoe.core.service.video.VideoSegment;
import dev.qoe.core.service.video.VideoSession;
import dev.qoe.sim.video.abr.Bola;
import dev.qoe.sim.video.abr.BufferLadder;
import dev.qoe.sim.video.abr.FixedQuality;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionMosTest {

  private static final Representation LOW = Representation.of(640, 360);
  private static final Representation HIGH =
      new Representation(Resolution.of(1920, 1080), 50, VideoCodec.H264);

  /** Thirty segments of 2 s at 0.4 and 4 Mbit/s, of which it says what they look like. */
  private static final Manifest FILM =
      Manifest.constantBitrate(Duration.ofSeconds(2), 30, 400, 4000)
          .withLadder(Ladder.of(LOW, HIGH));

  /** A link that carries the high quality for half a minute, then half of it. */
  private static SessionResult bumpy() {
    Trace trace =
        Trace.of(List.of(new Trace.Period(30_000, 6000, 40), new Trace.Period(60_000, 1500, 40)));
    return SegmentPlayer.of(FixedQuality.of(1), FILM, trace)
        .withBufferCapacity(Duration.ofSeconds(6))
        .play();
  }

  /** The same session in the model's own words. */
  private static VideoSession.Builder words(SessionResult session, int segments) {
    VideoSession.Builder words =
        VideoSession.builder().initialDelaySeconds(session.startupMillis() / 1000);
    for (int i = 0; i < segments; i++) {
      Representation pictures = session.quality(i) == 0 ? LOW : HIGH;
      words.video(
          VideoSegment.builder()
              .durationSeconds(2)
              .resolution(pictures.resolution())
              .framesPerSecond(pictures.framesPerSecond())
              .kilobitsPerSecond(session.manifest().sizeBits(i, session.quality(i)) / 2000)
              .representation("quality " + session.quality(i))
              .build());
    }
    for (Stall stall : session.stalls()) {
      if (stall.mediaMillis() <= segments * 2000.0) {
        words.stall(stall.mediaMillis() / 1000, stall.durationMillis() / 1000);
      }
    }
    return words;
  }

  @DisplayName("A session is scored as P.1203 scores its segments, delay and stalls, bit for bit")
  @Test
  void equalsTheModel() {
    SessionResult session = bumpy();
    assertThat(session.stalls()).as("the case is worth something").hasSizeGreaterThan(3);

    SessionMos mos = session.mos();

    assertThat(mos.p1203()).isEqualTo(P1203.parametric().score(words(session, 30).build()));
    assertThat(mos.mos()).isEqualTo(mos.p1203().mos()).isBetween(1.0, 4.0);
    double lost = mos.explanation().stream().mapToDouble(Impairment::points).sum();
    assertThat(mos.mos() + lost).isCloseTo(4.9342, within(1e-4));
    assertThat(mos.ladder().isAssumed()).isFalse();
    assertThat(mos.assumptions())
        .containsExactly("no sound, which P.1203 scores as faultless sound");
    assertThat(mos).asString().contains(" of 5 (P1203_NO_FOREST, 60 s): ").contains("assumed: no");
  }

  @DisplayName("Screen and sound are those of the viewing")
  @Test
  void viewing() {
    SessionResult session = bumpy();
    Viewing phone =
        Viewing.standard()
            .on(Device.MOBILE, Resolution.of(1280, 720))
            .withSound(AudioCodec.AAC_LC, 64)
            .judgedBy(P1203.parametric());

    SessionMos mos = session.mos(phone);

    VideoSession.Builder words =
        words(session, 30).device(Device.MOBILE).display(Resolution.of(1280, 720));
    words.audio(new AudioSegment(AudioCodec.AAC_LC, 60, 64));
    assertThat(mos.p1203()).isEqualTo(P1203.parametric().score(words.build()));
    assertThat(mos.assumptions()).isEmpty();
    assertThat(mos).asString().doesNotContain("assumed");
    assertThat(phone).hasToString("mobile, 1280x720, sound in aaclc");
    assertThat(Viewing.standard()).hasToString("pc, 1920x1080, no sound");
  }

  @DisplayName("The score so far is that of the session broken off there, and ends at the whole")
  @Test
  void live() {
    SessionResult session = bumpy();

    List<LiveMos> live = session.liveMos(Viewing.standard());

    assertThat(live).extracting(LiveMos::mediaSeconds).startsWith(1, 2, 3).endsWith(59, 60);
    for (int segments : List.of(1, 7, 23, 30)) {
      P1203Result part = P1203.parametric().score(words(session, segments).build());
      assertThat(live.get(2 * segments - 1))
          .as("after %d segments", segments)
          .isEqualTo(new LiveMos(2 * segments, part.o35(), part.mos()));
    }
    assertThat(live.get(59).mos()).isEqualTo(session.mos().mos());
    assertThat(live.get(59)).asString().startsWith("60 s: O35 ");
  }

  @DisplayName("The time line tells the quality of the second of film that is on the screen")
  @Test
  void timeline() {
    SessionResult session = bumpy();
    List<Double> o34 = session.mos().p1203().o34();

    List<Moment> moments = session.timeline();

    assertThat(moments.get(0).o34()).as("before the first picture").isNaN();
    assertThat(moments.get(10).o21()).as("no sound").isNaN();
    for (Moment moment : moments) {
      int media = (int) (moment.mediaMillis() / 1000);
      boolean frozen = moment.mediaMillis() % 2000 == 0 && moment.stalledMillis() > 0;
      if (moment.quality() >= 0) {
        double expected = o34.get(Math.min(frozen ? media - 1 : media, 59));
        assertThat(moment.o34()).as("%s", moment).isEqualTo(expected);
      }
    }
    assertThat(session.timeline(Viewing.standard().withSound(AudioCodec.AAC_LC, 64)).get(10).o21())
        .isBetween(3.0, 4.9);
  }

  @DisplayName("A film that does not say what it looks like gets an assumption that is told")
  @Test
  void assumed() {
    SessionResult session =
        SegmentPlayer.of(Bola.enhanced(), Manifest.bigBuckBunny(), Trace.constant(3000, 50)).play();

    SessionMos mos = session.mos();

    assertThat(mos.ladder().isAssumed()).isTrue();
    assertThat(mos.ladder().representations())
        .extracting(r -> r.resolution().height())
        .containsExactly(360, 360, 480, 480, 720, 720, 1080, 1080, 1080, 1080);
    assertThat(mos.assumptions().get(0))
        .startsWith("pictures by bit rate, H.264 at 25 frames/s: 230 kbit/s 640x360, 331")
        .endsWith("6000 kbit/s 1920x1080");
    assertThat(mos.mos()).isBetween(3.5, 4.9);
    assertThat(mos.p1203().o22()).hasSize(597);
  }

  @DisplayName("Sessions of the chunk player are scored alike")
  @Test
  void chunkPlayer() {
    SampledTrace trace = SampledTrace.of(new double[] {0, 100, 200}, new double[] {1, 2, 0.4});
    SessionResult session =
        ChunkPlayer.of(BufferLadder.pensieve(), Manifest.envivio(), trace).withChunks(48).play();

    SessionMos mos = session.mos();

    assertThat(mos.p1203().o22()).hasSize(192);
    assertThat(mos.p1203().diagnosis().stallCount()).isEqualTo(1 + session.stalls().size());
    assertThat(mos.mos()).isBetween(1.5, 4.5);
  }

  @DisplayName("H.265 is taken by the extension, and refused by a model without it")
  @Test
  void codecs() {
    Representation hevc = new Representation(Resolution.of(1920, 1080), 25, VideoCodec.H265);
    SessionResult session =
        SegmentPlayer.of(
                FixedQuality.of(0),
                Manifest.constantBitrate(Duration.ofSeconds(2), 5, 2000)
                    .withLadder(Ladder.of(hevc)),
                Trace.constant(5000, 0))
            .play();

    assertThat(session.mos().p1203().variant().name()).contains("EXTEN");
    Viewing strict = Viewing.standard().judgedBy(P1203.parametric());
    assertThatThrownBy(() -> session.mos(strict)).hasMessageContaining("codec extension");
    assertThat(hevc).hasToString("1920x1080 at 25 frames/s in h265");
  }

  @DisplayName("Less than a second of film has no score, but a time line")
  @Test
  void tooShort() {
    SessionResult session =
        SegmentPlayer.of(
                FixedQuality.of(0),
                Manifest.constantBitrate(Duration.ofMillis(500), 1, 2000),
                Trace.constant(5000, 0))
            .play();

    assertThatThrownBy(session::mos)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("P.1203 needs at least one second of film: constant bitrate has 0.5 s");
    assertThat(session.timeline()).hasSize(1);
    assertThat(session.liveMos(Viewing.standard())).isEmpty();
  }

  @DisplayName("A ladder that does not fit its film is refused, and so is a strange frame rate")
  @Test
  void refusals() {
    assertThatThrownBy(() -> FILM.withLadder(Ladder.of(LOW)))
        .hasMessage("ladder must have a representation for each of 2 qualities: it has 1");
    assertThatThrownBy(Ladder::of).hasMessageContaining("ladder is empty");
    assertThatThrownBy(() -> new Representation(Resolution.FULL_HD, 0.5, VideoCodec.H264))
        .hasMessage("frames per second must be from 1 to 120: 0.5");
  }
}
