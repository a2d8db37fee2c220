package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of docs/models/video.md")
class VideoExamplesTest {

  @Test
  @DisplayName("a session that starts late, drops to 360p and stalls")
  void wholeSession() {
    VideoSegment good =
        VideoSegment.builder()
            .durationSeconds(30)
            .resolution(1280, 720)
            .kilobitsPerSecond(1800)
            .framesPerSecond(25)
            .build();
    VideoSegment poor = good.toBuilder().resolution(640, 360).kilobitsPerSecond(300).build();

    P1203 model = P1203.parametric();
    P1203Result session =
        model.score(
            VideoSession.builder()
                .device(Device.MOBILE)
                .initialDelaySeconds(3)
                .video(good)
                .video(poor)
                .audio(new AudioSegment(AudioCodec.AAC_LC, 60, 128))
                .stall(30, 4)
                .build());

    assertThat(session.mos()).isCloseTo(2.69, within(0.005));
    assertThat(session.variant()).isEqualTo(Variant.P1203_NO_FOREST);
    assertThat(session)
        .hasToString(
            "2.69 of 5 (P1203_NO_FOREST, 60 s): picture quality -1.51 (O22), stalling -0.355 (SI),"
                + " initial delay -0.291 (SI), sound quality -0.0781 (O21), worst moments -0.00877"
                + " (negBias)");
  }

  @Test
  @DisplayName("a session scored while it is played")
  void liveSession() {
    LiveVideoSession live =
        P1203.parametric().open(Mode.METADATA, Device.MOBILE, Resolution.of(1280, 720));
    live.initialDelaySeconds(1.2);
    VideoSegment second =
        VideoSegment.builder()
            .durationSeconds(1)
            .resolution(854, 480)
            .kilobitsPerSecond(600)
            .framesPerSecond(30)
            .build();
    for (int t = 0; t < 20; t++) {
      live.append(second);
    }
    double before = live.result().orElseThrow().mos();
    live.stall(2.5);
    double after = live.result().orElseThrow().mos();

    assertThat(before).isCloseTo(4.33, within(0.005));
    assertThat(after).isCloseTo(3.39, within(0.005));
  }
}
