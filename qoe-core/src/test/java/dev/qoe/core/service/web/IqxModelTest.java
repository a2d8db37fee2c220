package dev.qoe.core.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("IQX law")
class IqxModelTest extends ServiceModelContract<QosLevel, LawResult> {

  @Override
  protected ServiceModel<QosLevel, LawResult> model() {
    return IqxModel.voicePacketLoss();
  }

  @Override
  protected QosLevel randomInput(Random random) {
    return QosLevel.of(random.nextInt(10) == 0 ? random.nextInt(2) : random.nextDouble());
  }

  @Override
  protected double lowestMos() {
    return 1.065;
  }

  @Override
  protected double highestMos() {
    return 4.075;
  }

  @Override
  protected List<Ordered<QosLevel>> notBetter(Random random) {
    double p = random.nextDouble();
    return List.of(
        new Ordered<>("loss", QosLevel.of(p), QosLevel.of(p + (1 - p) * random.nextDouble())));
  }

  @Test
  @DisplayName("gives the published voice quality without loss, and falls exponentially with it")
  void published() {
    assertThat(model().score(QosLevel.of(0)).mos()).isCloseTo(4.075, within(1e-12));
    assertThat(model().score(QosLevel.of(0.1)).mos())
        .isCloseTo(3.010 * Math.exp(-0.4473) + 1.065, within(1e-12));
    assertThat(IqxModel.voiceReordering().score(QosLevel.of(0)).mos())
        .isCloseTo(3.623, within(1e-12));
  }

  @Test
  @DisplayName("states its slope, its inverse and what the disturbance cost")
  void slopeAndInverse() {
    IqxLaw law = IqxModel.voicePacketLoss().law();
    double h = 1e-6;
    assertThat(law.slope(0.2))
        .isCloseTo((law.at(0.2 + h) - law.at(0.2 - h)) / (2 * h), within(1e-7));
    assertThat(law.inverse(law.at(0.37))).isCloseTo(0.37, within(1e-12));
    assertThat(model().score(QosLevel.of(0.1)).explanation().get(0).points())
        .isCloseTo(4.075 - law.at(0.1), within(1e-12));
    assertThatThrownBy(() -> law.inverse(1.0)).hasMessageContaining("upper side of gamma = 1.065");
  }

  @Test
  @DisplayName("flags a level outside the range for which the law was found")
  void flags() {
    assertThat(model().score(QosLevel.of(1.5)).outsideValidity())
        .hasToString("[qos 1.5 is outside 0.0 to 1.0]");
  }

  @Test
  @DisplayName("refuses laws that are none and levels below 0")
  void refusals() {
    assertThatThrownBy(() -> new IqxLaw(0, 1, 1)).hasMessageContaining("alpha must not be 0");
    assertThatThrownBy(() -> new IqxLaw(1, 0, 1)).hasMessage("beta must be > 0: 0.0");
    assertThatThrownBy(() -> QosLevel.of(-0.1)).hasMessage("qos must be >= 0: -0.1");
    assertThatThrownBy(() -> QosLevel.of(Double.NaN))
        .hasMessage("qos must be a finite number: NaN");
  }
}
