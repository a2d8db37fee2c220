package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P.1203")
class P1203Test extends ServiceModelContract<VideoSession, P1203Result> {

  private static final double BEST = 0.02833052 + 0.98117059 * 5;

  private final P1203 model = P1203.parametric();

  @Override
  protected ServiceModel<VideoSession, P1203Result> model() {
    return model;
  }

  @Override
  protected VideoSession randomInput(Random random) {
    return new RandomSessions(random).draw().session();
  }

  @Override
  protected double lowestMos() {
    return 0.02833052 + 0.98117059;
  }

  @Override
  protected double highestMos() {
    return BEST;
  }

  /** The Recommendation is monotone in waiting alone, which {@link #waiting()} holds. */
  @Override
  protected List<Ordered<VideoSession>> notBetter(Random random) {
    return List.of();
  }

  @Test
  @DisplayName("a longer initial delay and longer stalls never give a better score")
  void waiting() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      RandomSessions.Parts parts = new RandomSessions(random).draw();
      double delay = parts.initialDelaySeconds() + 0.1;
      List<Stall> longer =
          parts.stalls().stream()
              .map(stall -> new Stall(stall.positionSeconds(), 1.5 * stall.lengthSeconds()))
              .toList();
      double now = mos(parts.with(delay, parts.stalls()));
      assertThat(mos(parts.with(2 * delay, parts.stalls()))).as("seed 5").isLessThanOrEqualTo(now);
      assertThat(mos(parts.with(delay, longer))).as("seed 5").isLessThanOrEqualTo(now);
    }
  }

  private double mos(RandomSessions.Parts parts) {
    return model.score(parts.session()).mos();
  }

  @Test
  @DisplayName("the points of the explanation add up to what is missing from the best score")
  void explanationIsComplete() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      for (P1203 variant : variants()) {
        P1203Result result = variant.score(randomInput(random));
        double lost = result.explanation().stream().mapToDouble(Impairment::points).sum();
        assertThat(lost).as("seed 7: %s", result).isCloseTo(BEST - result.mos(), within(1e-9));
      }
    }
  }

  private static List<P1203> variants() {
    List<P1203> variants = new ArrayList<>(List.of(P1203.parametric()));
    for (Amendment amendment : Amendment.values()) {
      variants.add(P1203.builder().amendment(amendment).build());
    }
    return variants;
  }

  @Test
  @DisplayName("without the forest the result says so and has no O46")
  void noForest() {
    P1203Result result = model.score(plain(60).build());
    assertThat(result.variant()).isEqualTo(Variant.P1203_NO_FOREST);
    assertThat(result.o46()).isEmpty();
    assertThat(result.terms()).doesNotContainKey("O46");
    assertThat(result.nativeScore().name()).isEqualTo("O46 parametric");
    assertThat(result.mos()).isEqualTo(result.o46Parametric());
  }

  @Test
  @DisplayName("a session that loses only by its initial delay says that")
  void initialDelayIsNamed() {
    P1203Result without = model.score(plain(60).build());
    P1203Result with = model.score(plain(60).initialDelaySeconds(5).build());
    Impairment delay =
        with.explanation().stream()
            .filter(step -> step.cause().equals("initial delay"))
            .findFirst()
            .orElseThrow();
    assertThat(delay.points()).isCloseTo(without.mos() - with.mos(), within(1e-12));
    assertThat(with.toString()).contains("initial delay -");
  }

  @Test
  @DisplayName("H.265 needs the codec extension, which shows in the variant")
  void codecExtension() {
    VideoSession session =
        VideoSession.builder().video(segment(20).codec(VideoCodec.H265).build()).build();
    assertThatThrownBy(() -> model.score(session))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'h265'")
        .hasMessageContaining("h264")
        .hasMessageContaining("extension");
    P1203 extended = P1203.builder().codecExtension(true).build();
    assertThat(extended.score(session).variant()).isEqualTo(Variant.CODEC_EXTENSION_NO_FOREST);
    assertThat(extended.score(plain(20).build()).variant()).isEqualTo(Variant.P1203_NO_FOREST);
  }

  @Test
  @DisplayName("less than a second of video is refused")
  void tooShort() {
    assertThatThrownBy(() -> model.score(plain(0.9).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one second");
  }

  @Test
  @DisplayName("a bit rate outside the trained range is flagged once for each size, and scored")
  void validity() {
    VideoSession session =
        plain(20)
            .video(segment(20).kilobitsPerSecond(10).build())
            .video(segment(20).kilobitsPerSecond(20).build())
            .build();
    assertThat(model.score(session).outsideValidity())
        .hasToString("[kilobitsPerSecond 10.0 is outside 1050 to 2100 at 720p]");
    assertThat(model.score(plain(20).build()).outsideValidity())
        .hasToString("[mediaSeconds 20.0 is outside 30 to 300]");
  }

  @Test
  @DisplayName("quality per second from elsewhere is integrated as it is")
  void integrate() {
    P1203Result scored = model.score(plain(60).initialDelaySeconds(1).stall(30, 2).build());
    P1203Result integrated =
        model.integrate(
            scored.o21().stream().mapToDouble(Double::doubleValue).toArray(),
            scored.o22().stream().mapToDouble(Double::doubleValue).toArray(),
            1,
            List.of(new Stall(30, 2)));
    assertThat(integrated.mos()).isEqualTo(scored.mos());
    assertThat(integrated.mode()).isEqualTo(Mode.SCORES);
    assertThatThrownBy(() -> model.integrate(new double[0], new double[] {3, 5.1}, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("O22 must lie in 1 to 5: 5.1 at second 2");
    assertThatThrownBy(() -> model.integrate(new double[0], new double[0], 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("O22");
  }

  private static VideoSession.Builder plain(double seconds) {
    return VideoSession.builder().video(segment(seconds).build());
  }

  private static VideoSegment.Builder segment(double seconds) {
    return VideoSegment.builder()
        .durationSeconds(seconds)
        .resolution(1280, 720)
        .kilobitsPerSecond(2000)
        .framesPerSecond(25);
  }
}
