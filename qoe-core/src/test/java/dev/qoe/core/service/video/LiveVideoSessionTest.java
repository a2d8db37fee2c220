package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.core.service.video.RandomSessions.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A live video session")
class LiveVideoSessionTest {

  private static final long SEED = 1203;

  private final P1203 model = P1203.parametric();

  @Test
  @DisplayName("scores at any time what the whole session so far would score, to the last bit")
  void equalsBatch() {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      Parts parts = new RandomSessions(random).draw();
      LiveVideoSession live = model.open(parts.mode(), parts.device(), parts.display());
      live.initialDelaySeconds(parts.initialDelaySeconds());
      Progress progress = new Progress(parts);
      while (progress.advance(live, random)) {
        if (random.nextInt(6) == 0) {
          assertThat(live.result()).as("seed %d", SEED).isEqualTo(batch(progress.soFar()));
        }
      }
      assertThat(live.result()).as("seed %d, whole", SEED).isEqualTo(batch(parts));
    }
  }

  /** How much of a session was played: video, audio and stalls each to a random point. */
  private static final class Progress {
    private final Parts parts;
    private int video;
    private int audio;
    private int stalls;

    Progress(Parts parts) {
      this.parts = parts;
    }

    boolean advance(LiveVideoSession live, Random random) {
      int which = random.nextInt(3);
      if (which == 0 && video < parts.video().size()) {
        live.append(parts.video().get(video++));
      } else if (which == 1 && audio < parts.audio().size()) {
        live.append(parts.audio().get(audio++));
      } else if (which == 2 && stalls < parts.stalls().size()) {
        Stall stall = parts.stalls().get(stalls);
        double media = soFar().video().stream().mapToDouble(VideoSegment::durationSeconds).sum();
        if (stall.positionSeconds() <= media) {
          live.stall(stall.positionSeconds(), stall.lengthSeconds());
          stalls++;
        }
      }
      return video < parts.video().size()
          || audio < parts.audio().size()
          || stalls < parts.stalls().size();
    }

    Parts soFar() {
      return new Parts(
          parts.mode(),
          parts.device(),
          parts.display(),
          parts.video().subList(0, video),
          parts.audio().subList(0, audio),
          parts.initialDelaySeconds(),
          parts.stalls().subList(0, stalls));
    }
  }

  private Optional<P1203Result> batch(Parts parts) {
    if (parts.video().isEmpty()) {
      return Optional.empty();
    }
    VideoSession session = parts.session();
    try {
      return Optional.of(model.score(session));
    } catch (IllegalArgumentException tooShort) {
      assertThat(tooShort).hasMessageContaining("at least one second");
      return Optional.empty();
    }
  }

  @Test
  @DisplayName("does not depend on how stretches of whole frames are cut into segments")
  void equalsUncut() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      LiveVideoSession cut = model.open(Mode.METADATA, Device.PC, Resolution.FULL_HD);
      VideoSession.Builder whole = VideoSession.builder();
      for (int i = 0; i < 12; i++) {
        VideoSegment segment = segment(1 + random.nextInt(12), 500 * random.nextDouble() + 100);
        whole.video(segment);
        for (VideoSegment piece : cut(segment, random)) {
          cut.append(piece);
        }
      }
      assertThat(cut.result().orElseThrow().o22())
          .as("seed %d", SEED)
          .isEqualTo(model.score(whole.build()).o22());
    }
  }

  private static List<VideoSegment> cut(VideoSegment segment, Random random) {
    List<VideoSegment> pieces = new ArrayList<>();
    int left = (int) segment.durationSeconds();
    while (left > 0) {
      int seconds = 1 + random.nextInt(left);
      pieces.add(segment.toBuilder().durationSeconds(seconds).build());
      left -= seconds;
    }
    return pieces;
  }

  @Test
  @DisplayName("has no result before its first second, and keeps the one it gave")
  void growing() {
    LiveVideoSession live = model.open(Mode.METADATA, Device.MOBILE, Resolution.FULL_HD);
    live.append(segment(0.5, 1000));
    assertThat(live.result()).isEmpty();
    live.append(segment(9.5, 1000));
    P1203Result before = live.result().orElseThrow();
    String text = before.toString();
    live.stall(4);
    live.append(segment(10, 100));
    P1203Result after = live.result().orElseThrow();
    assertThat(before).hasToString(text);
    assertThat(after.mos()).isLessThan(before.mos());
    assertThat(after.diagnosis().stallCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses stalls that do not follow each other, and frames in mode 0")
  void refuses() {
    LiveVideoSession live = model.open(Mode.METADATA, Device.PC, Resolution.FULL_HD);
    assertThatThrownBy(() -> live.stall(2)).hasMessageContaining("initial delay");
    live.append(segment(10, 1000));
    live.stall(2);
    assertThatThrownBy(() -> live.stall(2)).hasMessageContaining("follow each other");
    assertThatThrownBy(() -> live.stall(12, 0)).hasMessageContaining("lengthSeconds");
    VideoSegment framed =
        segment(1, 1000).toBuilder().frames(List.of(new VideoFrame(true, 1000))).build();
    assertThatThrownBy(() -> live.append(framed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a video segment in mode 0 must have no frames: it has 1");
    assertThatThrownBy(() -> model.open(Mode.SCORES, Device.PC, Resolution.FULL_HD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SCORES");
  }

  private static VideoSegment segment(double seconds, double kilobitsPerSecond) {
    return VideoSegment.builder()
        .durationSeconds(seconds)
        .resolution(640, 360)
        .kilobitsPerSecond(kilobitsPerSecond)
        .framesPerSecond(30)
        .representation("one")
        .build();
  }
}
