package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A video session")
class VideoSessionTest {

  private static void refused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  @DisplayName("refuses gaps and overlaps of segments, and names place and rule")
  void gaps() {
    VideoSession.Builder builder = VideoSession.builder().video(0, segment());
    refused(() -> builder.video(12, segment()), "video segment 1", "10.0", "12.0", "gaps");
    refused(() -> builder.video(9.9, segment()), "video segment 1");
    refused(() -> builder.video(Double.NaN, segment()), "video segment 1", "NaN");
    AudioSegment audio = new AudioSegment(AudioCodec.AAC_LC, 10, 128);
    refused(() -> VideoSession.builder().audio(1, audio), "audio segment 0", "1.0");
    assertThat(builder.video(10.005, segment()).build().video()).hasSize(2);
  }

  @Test
  @DisplayName("refuses stalls that are equal, unsorted, at the start, without length or too late")
  void stalls() {
    refused(() -> session().stall(7, 1).stall(7, 2).build(), "follow each other", "7.0");
    refused(() -> session().stall(7, 1).stall(5, 2).build(), "5.0", "7.0", "sort");
    refused(() -> session().stall(0, 1).build(), "positionSeconds", "initial delay");
    refused(() -> session().stall(-1, 1).build(), "positionSeconds", "-1.0");
    refused(() -> session().stall(5, 0).build(), "lengthSeconds", "> 0");
    refused(() -> session().stall(11, 1).build(), "within the 10.0 s of media", "11.0");
    refused(() -> session().stall(Double.NaN, 1), "positionSeconds", "finite");
    refused(() -> session().stall(5, -1), "lengthSeconds", "-1.0");
    refused(() -> session().initialDelaySeconds(-1), "initialDelaySeconds", ">= 0");
  }

  @Test
  @DisplayName("refuses impossible media")
  void media() {
    refused(() -> VideoSession.builder().build(), "video", "segment");
    refused(() -> segment().toBuilder().kilobitsPerSecond(0).build(), "kilobitsPerSecond", "> 0");
    refused(() -> segment().toBuilder().durationSeconds(Double.NaN).build(), "durationSeconds");
    refused(() -> segment().toBuilder().framesPerSecond(0.5).build(), "framesPerSecond", ">= 1");
    refused(() -> segment().toBuilder().durationSeconds(1e9).build(), "durationSeconds", "86400");
    refused(() -> VideoSegment.builder().build(), "missing");
    refused(() -> new AudioSegment(AudioCodec.MP2, 1, -1), "kilobitsPerSecond", "-1.0");
    refused(() -> AudioCodec.of("opus"), "opus", "mp2, ac3, aaclc, heaac");
    refused(() -> VideoCodec.of("av1"), "av1", "h264, h265, hevc, vp9");
    refused(() -> Resolution.parse("720p"), "720p", "1280x720");
    refused(() -> Resolution.of(0, 1), "0x1");
    refused(() -> new VideoFrame(true, -1), "sizeBytes", "-1");
    VideoSegment framed = segment().toBuilder().frames(List.of(new VideoFrame(true, 1))).build();
    refused(() -> session().video(framed).build(), "frames", "1 of 2");
  }

  @Test
  @DisplayName("with the reference's quirks takes all that, and warns of each")
  void quirks() {
    VideoSession session =
        VideoSession.builderWithReferenceQuirks()
            .video(0, segment())
            .video(12, segment().toBuilder().frames(List.of(new VideoFrame(true, 1))).build())
            .stall(3, 1)
            .stall(9, 2)
            .stall(7, 0.5)
            .build();
    assertThat(session.initialDelaySeconds()).isEqualTo(1);
    assertThat(session.stalls()).containsExactly(new Stall(6, 2), new Stall(4, 0.5));
    assertThat(session.mode()).isEqualTo(Mode.METADATA);
    assertThat(session.warnings())
        .hasSize(4)
        .anyMatch(warning -> warning.contains("gaps"))
        .anyMatch(warning -> warning.contains("frames"))
        .anyMatch(warning -> warning.contains("shifted by -3.0 s"))
        .anyMatch(warning -> warning.contains("listed after"));
    assertThat(P1203.parametric().score(session).warnings()).isEqualTo(session.warnings());
  }

  @Test
  @DisplayName("with the reference's quirks and an initial delay shifts nothing")
  void quirksWithDelay() {
    VideoSession session =
        VideoSession.builderWithReferenceQuirks()
            .video(segment())
            .initialDelaySeconds(0)
            .stall(5, 1)
            .build();
    assertThat(session.stalls()).containsExactly(new Stall(5, 1));
    assertThat(session.warnings()).isEmpty();
  }

  @Test
  @DisplayName("a stall behind the last whole second is not counted, and the result says so")
  void lateStall() {
    VideoSession session =
        VideoSession.builder()
            .video(segment().toBuilder().durationSeconds(10.5).build())
            .stall(10.2, 3)
            .build();
    P1203Result result = P1203.parametric().score(session);
    assertThat(result.diagnosis().stallCount()).isZero();
    assertThat(result.warnings()).singleElement().asString().contains("10.2").contains("10 s");
  }

  private static VideoSession.Builder session() {
    return VideoSession.builder().video(segment());
  }

  private static VideoSegment segment() {
    return VideoSegment.builder()
        .durationSeconds(10)
        .resolution(1280, 720)
        .kilobitsPerSecond(2000)
        .framesPerSecond(25)
        .build();
  }
}
