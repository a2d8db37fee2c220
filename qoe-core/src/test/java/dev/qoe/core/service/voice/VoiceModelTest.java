package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Voice over a network with delay, jitter and loss")
class VoiceModelTest {

  private static final VoiceModel VOICE = VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65);

  @Test
  @DisplayName("rates as the E-model where delay and loss are measured behind the jitter buffer")
  void withoutBuffer() {
    RatingFunction rating =
        EModel.g107().function(EModelInput.builder().codec(NarrowbandCodec.G711_PLC).build());
    VoiceModel voice = VoiceModel.g107(NarrowbandCodec.G711_PLC).with(JitterBuffer.none());
    assertThat(voice.mos(180, 30, 2)).isEqualTo(rating.mos(180, 2));
    assertThat(voice.r(180, 30, 2, 1.5)).isEqualTo(rating.r(180, 2, 1.5));
  }

  @Test
  @DisplayName("adds the buffer's depth, the terminals' delay and what comes late")
  void addsUp() {
    RatingFunction rating =
        FullbandEModel.g107_2()
            .function(FullbandEModelInput.builder().codec(FullbandCodec.EVS_SWB_24_4).build());
    VoiceModel voice =
        VoiceModel.g107_2(FullbandCodec.EVS_SWB_24_4)
            .with(JitterBuffer.fixed(Duration.ofMillis(60)))
            .withTerminalDelay(Duration.ofMillis(52));
    double loss = 2 + 98 * Math.exp(-3);
    assertThat(voice.r(100, 20, 2)).isCloseTo(rating.r(212, loss), within(1e-12));
  }

  @Test
  @DisplayName("never improves with more delay, jitter or loss")
  void monotone() {
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      double delay = 400 * random.nextDouble();
      double jitter = 100 * random.nextDouble();
      double loss = 20 * random.nextDouble();
      double r = VOICE.r(delay, jitter, loss);
      double more = 1 + random.nextDouble();
      assertThat(VOICE.r(delay * more, jitter, loss)).isLessThanOrEqualTo(r + 1e-9);
      assertThat(VOICE.r(delay, jitter * more, loss)).isLessThanOrEqualTo(r + 1e-9);
      assertThat(VOICE.r(delay, jitter, loss * more)).isLessThanOrEqualTo(r + 1e-9);
    }
  }

  @Test
  @DisplayName("rates every band on its own scale")
  void scales() {
    assertThat(VoiceModel.g107(NarrowbandCodec.G711).scale()).isEqualTo(RatingScale.NARROWBAND);
    assertThat(VOICE.scale()).isEqualTo(RatingScale.WIDEBAND);
    assertThat(VoiceModel.g107_2(FullbandCodec.OPUS).scale()).isEqualTo(RatingScale.FULLBAND);
    assertThat(VOICE.mos(50, 5, 0)).isBetween(4.2, 4.4);
  }

  @Test
  @DisplayName("hears bursts of loss as worse than random loss")
  void bursts() {
    assertThat(VOICE.mos(50, 5, 3, 2)).isLessThan(VOICE.mos(50, 5, 3));
    assertThat(VOICE.mos(50, 5, 3, 1)).isEqualTo(VOICE.mos(50, 5, 3));
  }

  @Test
  @DisplayName("refuses what cannot be")
  void refuses() {
    assertThatThrownBy(() -> VOICE.mos(-1, 0, 0)).hasMessageContaining("oneWayDelayMillis");
    assertThatThrownBy(() -> VOICE.mos(Double.NaN, 0, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> VOICE.mos(0, -1, 0)).hasMessageContaining("jitterMillis");
    assertThatThrownBy(() -> VOICE.mos(0, Double.POSITIVE_INFINITY, 0))
        .hasMessageContaining("jitterMillis");
    assertThatThrownBy(() -> VOICE.mos(0, 0, 100.5)).hasMessageContaining("0 to 100 %");
    assertThatThrownBy(() -> VOICE.withTerminalDelay(Duration.ofMillis(-1)))
        .hasMessageContaining("terminal delay");
  }
}
