package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fullband E-model")
class FullbandEModelTest extends ServiceModelContract<FullbandEModelInput, EModelResult> {

  /** Below this rating the opinion curve of the Recommendation is not monotone. */
  private static final double MONOTONE_FROM_R = 1.48 * 3.3;

  @Override
  protected ServiceModel<FullbandEModelInput, EModelResult> model() {
    return FullbandEModel.g107_2();
  }

  @Override
  protected FullbandEModelInput randomInput(Random random) {
    return random(random).build();
  }

  private static FullbandEModelInput.Builder random(Random random) {
    FullbandEModelInput.Builder builder = FullbandEModelInput.builder();
    for (FullbandParameter parameter : FullbandParameter.values()) {
      ParameterDomain domain = parameter.domain();
      switch (random.nextInt(6)) {
        case 0 -> builder.with(parameter, domain.lowest());
        case 1 -> builder.with(parameter, domain.highest());
        case 2, 3 ->
            builder.with(
                parameter, domain.min() + (domain.max() - domain.min()) * random.nextDouble());
        default -> {
          // the default
        }
      }
    }
    return builder;
  }

  @Override
  protected double lowestMos() {
    return 0.988;
  }

  @Override
  protected double highestMos() {
    return 4.5;
  }

  @Override
  protected List<Ordered<FullbandEModelInput>> notBetter(Random random) {
    List<Ordered<FullbandEModelInput>> pairs = new ArrayList<>();
    FullbandEModelInput.Builder builder = random(random);
    for (FullbandParameter parameter : List.of(FullbandParameter.TA, FullbandParameter.PPL)) {
      double max = parameter.domain().max();
      double less = max * random.nextDouble();
      double more = less + (max - less) * random.nextDouble();
      FullbandEModelInput better = builder.with(parameter, less).build();
      FullbandEModelInput worse = builder.with(parameter, more).build();
      if (model().score(worse).r() > MONOTONE_FROM_R) {
        pairs.add(new Ordered<>(parameter.symbol(), better, worse));
      }
    }
    return pairs;
  }

  @Test
  @DisplayName("R never rises with delay, loss or, while loss is random, a worse codec")
  void rNeverRises() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      FullbandEModelInput.Builder builder = random(random);
      for (FullbandParameter parameter :
          List.of(FullbandParameter.TA, FullbandParameter.PPL, FullbandParameter.IE)) {
        if (parameter == FullbandParameter.IE) {
          builder.burstRatio(1);
        }
        double max = parameter.domain().max();
        double less = max * random.nextDouble();
        double more = less + (max - less) * random.nextDouble();
        double better = model().score(builder.with(parameter, less).build()).r();
        double worse = model().score(builder.with(parameter, more).build()).r();
        assertThat(worse)
            .as("%s %s to %s", parameter, less, more)
            .isLessThanOrEqualTo(better + 1e-9);
      }
    }
  }

  @Test
  @DisplayName("stretches the narrowband delay impairment by 1.48")
  void delay() {
    FullbandEModelInput input =
        FullbandEModelInput.builder()
            .codec(FullbandCodec.EVS_SWB_24_4)
            .oneWayDelay(Duration.ofMillis(400))
            .build();
    EModelResult result = FullbandEModel.g107_2().score(input);
    assertThat(result.terms().get("Idd")).isCloseTo(1.48 * 24.0701, within(1e-4));
    assertThat(result.r()).isCloseTo(148 - 1.48 * 24.0701 - 7.2, within(1e-4));
  }

  @Test
  @DisplayName("lets total loss with a fragile codec cost nearly the whole ceiling of 132")
  void ceiling() {
    FullbandEModelInput input =
        FullbandEModelInput.builder().codec(FullbandCodec.OPUS).packetLossPercent(100).build();
    assertThat(FullbandEModel.g107_2().score(input).terms().get("Ie,eff"))
        .isCloseTo(10.2 + 121.8 * 100 / 104.3, within(1e-12));
  }

  @Test
  @DisplayName("explains the whole way from 148 to R")
  void explanationAddsUp() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      EModelResult result = FullbandEModel.g107_2().score(randomInput(random));
      double lost = result.explanation().stream().mapToDouble(Impairment::points).sum();
      assertThat(148 - lost).isCloseTo(result.r(), within(1e-9));
    }
  }
}
