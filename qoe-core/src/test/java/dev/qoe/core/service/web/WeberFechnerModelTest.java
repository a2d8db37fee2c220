package dev.qoe.core.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Weber-Fechner law")
class WeberFechnerModelTest extends ServiceModelContract<QosLevel, LawResult> {

  private final WeberFechnerModel waiting =
      WeberFechnerModel.of(LogarithmicLaw.ofAnchors(15, 0.315));

  @Override
  protected ServiceModel<QosLevel, LawResult> model() {
    return waiting;
  }

  @Override
  protected QosLevel randomInput(Random random) {
    return QosLevel.of(Math.exp(12 * random.nextDouble() - 6));
  }

  @Override
  protected double lowestMos() {
    return 1;
  }

  @Override
  protected double highestMos() {
    return 5;
  }

  @Override
  protected List<Ordered<QosLevel>> notBetter(Random random) {
    QosLevel better = randomInput(random);
    return List.of(
        new Ordered<>("waiting", better, QosLevel.of(better.value() * (1 + random.nextDouble()))));
  }

  @Test
  @DisplayName("with G.1030's anchors is G.1030")
  void agreesWithG1030() {
    for (double seconds : new double[] {0.1, 0.5, 1, 4, 10, 40}) {
      WebSession session =
          WebSession.onePage(Duration.ofNanos(Math.round(seconds * 1e9)), Duration.ofSeconds(15));
      assertThat(waiting.score(QosLevel.of(seconds)).mos())
          .isCloseTo(WebBrowsingModel.g1030().score(session).mos(), within(1e-9));
    }
  }

  @Test
  @DisplayName("rises with a rate and finds the rate that a quality needs")
  void rate() {
    LogarithmicLaw law = LogarithmicLaw.ofAnchors(0.5, 50);
    assertThat(law.slope()).isPositive();
    assertThat(law.at(5)).isCloseTo(3, within(1e-12));
    assertThat(law.inverse(4)).isCloseTo(Math.sqrt(5 * 50), within(1e-9));
  }

  @Test
  @DisplayName("refuses equal anchors and a stimulus of 0")
  void refusals() {
    assertThatThrownBy(() -> LogarithmicLaw.ofAnchors(3, 3))
        .hasMessage("worst and best must differ: both are 3.0");
    assertThatThrownBy(() -> waiting.score(QosLevel.of(0))).hasMessage("qos must be > 0: 0.0");
  }
}
