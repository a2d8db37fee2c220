package dev.qoe.core.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G.1072 cloud gaming")
class CloudGamingModelTest extends ServiceModelContract<CloudGamingInput, CloudGamingResult> {

  private static final int[][] SIZES = {{640, 480}, {1280, 720}, {1920, 1080}};

  @Override
  protected ServiceModel<CloudGamingInput, CloudGamingResult> model() {
    return CloudGamingModel.g1072();
  }

  @Override
  protected CloudGamingInput randomInput(Random random) {
    return random(random).build();
  }

  private static CloudGamingInput.Builder random(Random random) {
    int[] size = SIZES[random.nextInt(3)];
    boolean end = random.nextInt(10) == 0;
    return CloudGamingInput.builder()
        .bitRateMegabitsPerSecond(end ? 0.3 : 0.3 + 49.7 * random.nextDouble())
        .frameRate(10 + random.nextInt(51))
        .resolution(size[0], size[1])
        .packetLossPercent(5 * random.nextDouble())
        .slicingPacketLossPercent(end ? 0 : 2 * random.nextDouble())
        .delay(Duration.ofMillis(random.nextInt(401)))
        .videoClass(List.of(VideoClass.values()).get(random.nextInt(3)))
        .interactionClass(List.of(InteractionClass.values()).get(random.nextInt(3)));
  }

  @Override
  protected double lowestMos() {
    return 1.3;
  }

  @Override
  protected double highestMos() {
    return 4.64;
  }

  @Override
  protected List<Ordered<CloudGamingInput>> notBetter(Random random) {
    int millis = random.nextInt(300);
    double loss = 4 * random.nextDouble();
    long seed = random.nextLong();
    return List.of(
        new Ordered<>(
            "delay",
            calm(seed).delay(Duration.ofMillis(millis)).build(),
            calm(seed).delay(Duration.ofMillis(millis + random.nextInt(100))).build()),
        new Ordered<>(
            "packet loss",
            calm(seed).packetLossPercent(loss).build(),
            calm(seed).packetLossPercent(loss + random.nextDouble()).build()),
        new Ordered<>(
            "bit rate",
            calm(seed).bitRateMegabitsPerSecond(5 + loss).build(),
            calm(seed).bitRateMegabitsPerSecond(1 + loss).build()));
  }

  private static CloudGamingInput.Builder calm(long seed) {
    return random(new Random(seed))
        .frameRate(60)
        .slicingPacketLossPercent(0)
        .packetLossPercent(0)
        .interactionClass(InteractionClass.LOW);
  }

  @Test
  @DisplayName("gives the two published scores to the last digits")
  void published() {
    CloudGamingResult fine =
        model().score(CloudGamingInput.builder().packetLossPercent(.2).build());
    assertThat(fine.mos()).isCloseTo(4.580889112437288, within(1e-12));
    CloudGamingResult late =
        model()
            .score(
                CloudGamingInput.builder()
                    .bitRateMegabitsPerSecond(2)
                    .delay(Duration.ofMillis(200))
                    .build());
    assertThat(late.mos()).isCloseTo(1.703640262361372, within(1e-12));
    assertThat(late.inputQualityDelayMos()).isCloseTo(3.1691042828686484, within(1e-12));
    assertThat(late.videoQualityMos()).isCloseTo(2.8929607456164215, within(1e-12));
  }

  @Test
  @DisplayName("the losses explained add up to what R lacks")
  void explanation() {
    CloudGamingResult result =
        model().score(CloudGamingInput.builder().delay(Duration.ofMillis(80)).build());
    double lost = result.explanation().stream().mapToDouble(Impairment::points).sum();
    assertThat(result.r()).isCloseTo(100 - lost, within(1e-9)).isLessThan(100);
    assertThat(result.explanation().get(0).cause()).isEqualTo("delay");
  }

  @Test
  @DisplayName("flags every input outside the Recommendation's range and still scores")
  void flags() {
    CloudGamingResult result =
        model()
            .score(
                CloudGamingInput.builder()
                    .bitRateMegabitsPerSecond(.2)
                    .frameRate(120)
                    .resolution(1920, 1200)
                    .packetLossPercent(6)
                    .slicingPacketLossPercent(100)
                    .delay(Duration.ofMillis(500))
                    .build());
    assertThat(result.outsideValidity())
        .extracting(flag -> flag.field())
        .containsExactly(
            "bitRateMegabitsPerSecond",
            "frameRate",
            "packetLossPercent",
            "slicingPacketLossPercent",
            "delayMillis",
            "pixels");
    assertThat(result.mos()).isBetween(1.3, 4.64);
  }

  @Test
  @DisplayName("refuses what is impossible")
  void refusals() {
    assertThatThrownBy(() -> CloudGamingInput.builder().frameRate(0).build())
        .hasMessage("frameRate must be > 0: 0.0");
    assertThatThrownBy(() -> CloudGamingInput.builder().packetLossPercent(100.1).build())
        .hasMessage("packetLossPercent must be 0.0 to 100.0: 100.1");
    assertThatThrownBy(
            () -> CloudGamingInput.builder().bitRateMegabitsPerSecond(Double.NaN).build())
        .hasMessage("bitRateMegabitsPerSecond must be a finite number: NaN");
    assertThatThrownBy(() -> CloudGamingInput.builder().delay(Duration.ofMillis(-1)).build())
        .hasMessage("delay must be 0 to 1 hour: PT-0.001S");
    assertThatThrownBy(() -> CloudGamingInput.builder().resolution(0, 480).build())
        .hasMessageContaining("width must be 1 to");
  }
}
