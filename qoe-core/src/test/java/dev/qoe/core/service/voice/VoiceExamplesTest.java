package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of the voice chapter")
class VoiceExamplesTest {

  @Test
  @DisplayName("a narrowband call")
  void narrowband() {
    EModelResult call =
        EModel.g107()
            .score(
                EModelInput.builder()
                    .oneWayDelay(Duration.ofMillis(180))
                    .packetLossPercent(2)
                    .codec(NarrowbandCodec.G729A_VAD)
                    .build());

    assertThat(call.r()).isCloseTo(72.9, within(0.05));
    assertThat(call.mos()).isCloseTo(3.73, within(0.005));
    assertThat(call.quality()).contains(SpeechQuality.MEDIUM);
    assertThat(call.terms().get("Ro")).isCloseTo(94.77, within(0.005));
    assertThat(call.terms().get("Is")).isCloseTo(1.41, within(0.005));
    assertThat(call.terms().get("Id")).isCloseTo(1.50, within(0.005));
    assertThat(call.terms().get("Ie,eff")).isCloseTo(19.0, within(0.05));
  }

  @Test
  @DisplayName("the same rating without allocation, a million times")
  void primitive() {
    RatingFunction rating =
        EModel.g107().function(EModelInput.builder().codec(NarrowbandCodec.G729A_VAD).build());

    assertThat(rating.r(180, 2)).isCloseTo(72.9, within(0.05));
    assertThat(rating.mos(180, 2)).isCloseTo(3.73, within(0.005));
  }

  @Test
  @DisplayName("voice over LTE from a network's delay, jitter and loss")
  void voiceOverLte() {
    VoiceModel volte =
        VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65).withTerminalDelay(Duration.ofMillis(45));

    double good = volte.mos(40, 5, 0.1);
    double crowded = volte.mos(60, 15, 0.5);

    assertThat(good).isCloseTo(4.26, within(0.005));
    assertThat(crowded).isCloseTo(3.95, within(0.005));
  }

  @Test
  @DisplayName("how bursty a trace of losses is")
  void burstiness() {
    boolean[] lost = new boolean[500];
    for (int i = 100; i < 105; i++) {
      lost[i] = true;
    }

    LossBurstiness burstiness = LossBurstiness.of(lost);

    assertThat(burstiness.lossPercent()).isEqualTo(1.0);
    assertThat(burstiness.burstRatio()).isCloseTo(4.95, within(0.005));
  }
}
