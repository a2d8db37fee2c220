package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ratings as functions of delay and loss")
class RatingFunctionTest {

  private static final long SEED = 20261121L;
  private static final int ROUNDS = 2000;

  @ParameterizedTest(name = "echo follows delay: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("give the bits of the full narrowband result")
  void narrowband(boolean echo) {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      EModelInput.Builder builder =
          EModelInput.builder()
              .codec(pick(NarrowbandCodec.values(), random))
              .delaySensitivity(pick(DelaySensitivity.values(), random))
              .with(NarrowbandParameter.STMR, 5 + 20 * random.nextDouble())
              .with(NarrowbandParameter.TELR, 65 * random.nextDouble())
              .with(NarrowbandParameter.PS, 35 + 50 * random.nextDouble());
      if (echo) {
        builder.echoFollowsDelay();
      } else {
        builder.with(NarrowbandParameter.T, 300 * random.nextDouble());
        builder.with(NarrowbandParameter.TR, 600 * random.nextDouble());
      }
      RatingFunction function = EModel.g107().function(builder.build());
      double delay = 600 * random.nextDouble();
      double loss = 30 * random.nextDouble();
      double burst = 1 + random.nextDouble();
      EModelInput input =
          builder
              .with(NarrowbandParameter.TA, delay)
              .packetLossPercent(loss)
              .burstRatio(burst)
              .build();
      assertSame(EModel.g107().score(input), function, delay, loss, burst);
      assertThat(EModel.g107().function(input).r(delay, loss))
          .isEqualTo(function.r(delay, loss, burst));
    }
  }

  @ParameterizedTest(name = "echo follows delay: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("give the bits of the full wideband result")
  void wideband(boolean echo) {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      WidebandEModelInput.Builder builder =
          WidebandEModelInput.builder()
              .codec(pick(WidebandCodec.values(), random))
              .with(WidebandParameter.TELR, 65 * random.nextDouble());
      if (echo) {
        builder.echoFollowsDelay();
      }
      RatingFunction function = WidebandEModel.g107_1().function(builder.build());
      double delay = 600 * random.nextDouble();
      double loss = 30 * random.nextDouble();
      double burst = 1 + random.nextDouble();
      WidebandEModelInput input =
          builder
              .with(WidebandParameter.TA, delay)
              .packetLossPercent(loss)
              .burstRatio(burst)
              .build();
      assertSame(WidebandEModel.g107_1().score(input), function, delay, loss, burst);
    }
  }

  @Test
  @DisplayName("give the bits of the full fullband result")
  void fullband() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      FullbandEModelInput.Builder builder =
          FullbandEModelInput.builder()
              .codec(pick(FullbandCodec.values(), random))
              .delaySensitivity(pick(DelaySensitivity.values(), random));
      RatingFunction function = FullbandEModel.g107_2().function(builder.build());
      double delay = 600 * random.nextDouble();
      double loss = 30 * random.nextDouble();
      double burst = 1 + random.nextDouble();
      FullbandEModelInput input =
          builder
              .with(FullbandParameter.TA, delay)
              .packetLossPercent(loss)
              .burstRatio(burst)
              .build();
      assertSame(FullbandEModel.g107_2().score(input), function, delay, loss, burst);
    }
  }

  private static void assertSame(
      EModelResult result, RatingFunction function, double delay, double loss, double burst) {
    assertThat(function.r(delay, loss, burst)).as("seed %d", SEED).isEqualTo(result.r());
    assertThat(function.mos(delay, loss, burst)).as("seed %d", SEED).isEqualTo(result.mos());
  }

  private static <T> T pick(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  @Test
  @DisplayName("allocate nothing, and neither does a voice model")
  void allocateNothing() {
    RatingFunction function =
        EModel.g107().function(EModelInput.builder().echoFollowsDelay().build());
    VoiceModel voice = VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = calls(function, voice, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += calls(function, voice, 100_000);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sum).isFinite();
    assertThat(bytes).as("bytes of 100,000 calls").isLessThan(100_000);
  }

  private static double calls(RatingFunction function, VoiceModel voice, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += function.mos(i % 500, i % 20) + voice.mos(i % 500, i % 40, i % 20);
    }
    return sum;
  }

  @Test
  @DisplayName("refuse what is no number or out of range")
  void refuse() {
    RatingFunction function = EModel.g107().function(EModelInput.builder().build());
    assertThatThrownBy(() -> function.r(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ta");
    assertThatThrownBy(() -> function.r(0, 101)).hasMessageContaining("Ppl");
    assertThatThrownBy(() -> function.mos(0, 0, 0)).hasMessageContaining("BurstR");
  }
}
