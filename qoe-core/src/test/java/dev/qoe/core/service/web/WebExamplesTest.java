package dev.qoe.core.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of docs/models/web.md")
class WebExamplesTest {

  @Test
  @DisplayName("a page that takes four seconds")
  void page() {
    WebBrowsingResult page =
        WebBrowsingModel.g1030()
            .score(WebSession.onePage(Duration.ofSeconds(4), Duration.ofSeconds(15)));

    assertThat(page).hasToString("MOS 2.37: 4.0 s (rated 5 up to 0.315 s, 1 from 15.0 s)");
  }

  @Test
  @DisplayName("voice at two percent loss")
  void loss() {
    LawResult voice = IqxModel.voicePacketLoss().score(QosLevel.of(0.02));

    assertThat(voice).hasToString("MOS 3.82 (QoE 3.817 of 4.075)");
  }

  @Test
  @DisplayName("a law found from ratings")
  void fit() {
    double[] seconds = {0.5, 1, 2, 4, 8, 16};
    double[] ratings = {4.6, 3.9, 3.1, 2.5, 1.6, 1.1};
    LawFit<LogarithmicLaw> fit = LogarithmicRegression.fit(seconds, ratings);
    WeberFechnerModel waiting = WeberFechnerModel.of(fit.law(), fit.range());

    assertThat(fit).hasToString("QoE = 3.871 -1.030 ln(QoS), R2 0.996, s 0.0886, n 6");
    assertThat(fit.parameters().get(1)).hasToString("b -1.030 (95 %: -1.115 to -0.9456)");
    assertThat(waiting.score(QosLevel.of(3)).mos()).isBetween(2.7, 2.8);
  }
}
