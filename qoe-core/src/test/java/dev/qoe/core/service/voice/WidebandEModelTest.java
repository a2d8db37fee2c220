package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The wideband E-model")
class WidebandEModelTest extends ServiceModelContract<WidebandEModelInput, EModelResult> {

  /** Below this rating the opinion curve of the Recommendation is not monotone. */
  private static final double MONOTONE_FROM_R = 1.29 * 3.3;

  @Override
  protected ServiceModel<WidebandEModelInput, EModelResult> model() {
    return WidebandEModel.g107_1();
  }

  @Override
  protected WidebandEModelInput randomInput(Random random) {
    return random(random).build();
  }

  private static WidebandEModelInput.Builder random(Random random) {
    WidebandEModelInput.Builder builder = WidebandEModelInput.builder();
    for (WidebandParameter parameter : WidebandParameter.values()) {
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
  protected List<Ordered<WidebandEModelInput>> notBetter(Random random) {
    List<Ordered<WidebandEModelInput>> pairs = new ArrayList<>();
    WidebandEModelInput.Builder builder = random(random);
    for (WidebandParameter parameter : List.of(WidebandParameter.TA, WidebandParameter.PPL)) {
      double max = parameter.domain().max();
      double less = max * random.nextDouble();
      double more = less + (max - less) * random.nextDouble();
      WidebandEModelInput better = builder.with(parameter, less).build();
      WidebandEModelInput worse = builder.with(parameter, more).build();
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
      WidebandEModelInput.Builder builder = random(random);
      for (WidebandParameter parameter :
          List.of(WidebandParameter.TA, WidebandParameter.PPL, WidebandParameter.IE)) {
        if (parameter == WidebandParameter.IE) {
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

  @ParameterizedTest
  @CsvSource({
    "0, 4.5",
    "1, 4.4940",
    "8, 4.4206",
    "13, 4.3371",
    "41, 3.5123",
    "56, 2.9220",
    "43.8095, 3.4062"
  })
  @DisplayName("maps Ie,eff alone to the opinions that are published for it")
  void opinionOfIe(double ieEff, double mos) {
    assertThat(RatingScale.WIDEBAND.mos(129 - ieEff)).isCloseTo(mos, within(5.1e-5));
  }

  @Test
  @DisplayName("gives R 128.85 where everything has its default")
  void defaults() {
    assertThat(WidebandEModel.g107_1().score(WidebandEModelInput.builder().build()).r())
        .isCloseTo(129 - 0.153685, within(1e-6));
  }

  @Test
  @DisplayName("gives AMR-WB at 12.65 kbit/s and 2 % loss, two ears, an Ie,eff of 43.8095")
  void amrWbWithLoss() {
    WidebandEModelInput input =
        WidebandEModelInput.builder()
            .codec(WidebandCodec.AMR_WB_12_65, Listening.DIOTIC)
            .packetLossPercent(2)
            .build();
    assertThat(WidebandEModel.g107_1().score(input).terms().get("Ie,eff"))
        .isCloseTo(43.8095, within(5.1e-5));
  }

  @Test
  @DisplayName("explains the whole way from 129 to R")
  void explanationAddsUp() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      EModelResult result = WidebandEModel.g107_1().score(randomInput(random));
      double lost = result.explanation().stream().mapToDouble(Impairment::points).sum();
      assertThat(129 - lost).isCloseTo(result.r(), within(1e-9));
    }
  }

  @Test
  @DisplayName("refuses listening with two ears where no value is published")
  void refusesDiotic() {
    WidebandEModelInput.Builder builder = WidebandEModelInput.builder();
    assertThatThrownBy(() -> builder.codec(WidebandCodec.AMR_WB_14_25, Listening.DIOTIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AMR_WB_14_25")
        .hasMessageContaining("it is for AMR_WB_6_60");
  }

  @Test
  @DisplayName("has no category of G.109, which knows the narrowband scale only")
  void noCategory() {
    WidebandEModelInput input = WidebandEModelInput.builder().build();
    assertThat(WidebandEModel.g107_1().score(input).quality()).isEmpty();
  }
}
