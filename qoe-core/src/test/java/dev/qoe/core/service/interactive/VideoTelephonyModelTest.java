package dev.qoe.core.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("G.1070 video telephony")
class VideoTelephonyModelTest
    extends ServiceModelContract<VideoTelephonyInput, VideoTelephonyResult> {

  @Override
  protected ServiceModel<VideoTelephonyInput, VideoTelephonyResult> model() {
    return VideoTelephonyModel.g1070();
  }

  @Override
  protected VideoTelephonyInput randomInput(Random random) {
    return VideoTelephonyInput.of(
        VideoCoefficients.set(1 + random.nextInt(5)),
        Math.exp(10 * random.nextDouble()),
        random.nextInt(10) == 0 ? 0.01 : 1 + 29 * random.nextDouble(),
        random.nextInt(10) == 0 ? 0 : 100 * random.nextDouble());
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
  protected List<Ordered<VideoTelephonyInput>> notBetter(Random random) {
    VideoTelephonyInput better = randomInput(random);
    double loss = better.packetLossPercent();
    return List.of(
        new Ordered<>(
            "packet loss",
            better,
            VideoTelephonyInput.of(
                better.coefficients(),
                better.bitRateKilobitsPerSecond(),
                better.frameRate(),
                loss + (100 - loss) * random.nextDouble())));
  }

  @ParameterizedTest(name = "{0} kbit/s, {1} frames/s, {2} % loss: {3}")
  @DisplayName("gives the check values of coefficient set 5")
  @CsvSource({"512, 15, 0, 3.5458", "1000, 30, 0, 3.7991", "1000, 30, 1, 2.9300"})
  void published(double bitRate, double frameRate, double loss, double mos) {
    VideoTelephonyResult result =
        model().score(VideoTelephonyInput.of(VideoCoefficients.set(5), bitRate, frameRate, loss));
    assertThat(result.mos()).isCloseTo(mos, within(5e-5));
  }

  @Test
  @DisplayName("limits the optimal frame rate to 30, which costs the fourth check value a little")
  void limit() {
    VideoTelephonyResult result =
        model().score(VideoTelephonyInput.of(VideoCoefficients.set(5), 2000, 30, 0.5));
    assertThat(result.optimalFrameRate()).isEqualTo(30);
    // The check value of 2.9473 follows from the same equations with Ofr = 31.317, not limited.
    double off = Math.log(30 / 31.317) / result.frameRateTolerance();
    assertThat(1 + (result.mos() - 1) * Math.exp(-off * off / 2)).isCloseTo(2.9473, within(5e-5));
    assertThat(result.mos()).isCloseTo(2.9479, within(5e-5));
  }

  @Test
  @DisplayName("is best at the optimal frame rate, and explains what is lost to 5")
  void optimum() {
    VideoCoefficients set = VideoCoefficients.set(5);
    double optimal = model().score(VideoTelephonyInput.of(set, 1000, 10, 1)).optimalFrameRate();
    VideoTelephonyResult best = model().score(VideoTelephonyInput.of(set, 1000, optimal, 0));
    assertThat(best.codingQuality()).isCloseTo(best.optimalQuality(), within(1e-12));
    VideoTelephonyResult other = model().score(VideoTelephonyInput.of(set, 1000, 5, 2));
    assertThat(other.explanation().stream().mapToDouble(Impairment::points).sum())
        .isCloseTo(5 - other.mos(), within(1e-12));
  }

  @Test
  @DisplayName("flags frame rate, loss and, for set 4, bit rate outside the range")
  void flags() {
    VideoTelephonyResult result =
        model().score(VideoTelephonyInput.of(VideoCoefficients.set(4), 3000, 31, 10));
    assertThat(result.outsideValidity())
        .hasToString(
            "[frameRate 31.0 is outside 1.0 to 30.0, packetLossPercent 10.0 is outside 0 to below"
                + " 10, bitRateKilobitsPerSecond 3000.0 is outside below 2743 for this coefficient"
                + " set]");
  }

  @Test
  @DisplayName("refuses unknown sets and impossible numbers")
  void refusals() {
    assertThatThrownBy(() -> VideoCoefficients.set(6))
        .hasMessage("coefficient set must be 1 to 5: 6");
    assertThatThrownBy(() -> VideoTelephonyInput.of(VideoCoefficients.set(1), 0, 30, 0))
        .hasMessage("bitRateKilobitsPerSecond must be > 0: 0.0");
    assertThatThrownBy(() -> VideoTelephonyInput.of(VideoCoefficients.set(1), 1, 30, -1))
        .hasMessage("packetLossPercent must be 0.0 to 100.0: -1.0");
  }
}
