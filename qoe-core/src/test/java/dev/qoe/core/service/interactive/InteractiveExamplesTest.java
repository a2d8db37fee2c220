package dev.qoe.core.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of docs/models/interactive.md")
class InteractiveExamplesTest {

  @Test
  @DisplayName("a shooter at 200 ms")
  void game() {
    CloudGamingResult game =
        CloudGamingModel.g1072()
            .score(
                CloudGamingInput.builder()
                    .bitRateMegabitsPerSecond(2)
                    .delay(Duration.ofMillis(200))
                    .build());

    assertThat(game).hasToString("MOS 1.70 (R 25.81 of 100.0): video coding -37.9 (Ivq,cod)");
  }

  @Test
  @DisplayName("a video call with a percent of loss")
  void call() {
    VideoTelephonyResult video =
        VideoTelephonyModel.g1070()
            .score(VideoTelephonyInput.of(VideoCoefficients.set(5), 1000, 30, 1));

    assertThat(video).hasToString("MOS 2.93: bit rate -1.05 (IOfr)");
  }

  @Test
  @DisplayName("how interactive 60 ms feel")
  void interactivity() {
    InteractivityResult feel =
        InteractivityModel.of(InteractivityProfile.realTimeGaming())
            .score(InteractivityInput.of(Duration.ofMillis(60), Duration.ofMillis(5), 0.5));

    assertThat(feel).hasToString("interactivity 68.79 of 100.0: latency -15.3 (latency)");
  }
}
