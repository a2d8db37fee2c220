package dev.qoe.core.service.voice;

import static dev.qoe.core.service.voice.NarrowbandParameter.BPL;
import static dev.qoe.core.service.voice.NarrowbandParameter.IE;
import static dev.qoe.core.service.voice.NarrowbandParameter.TA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ServiceModelContract;
import dev.qoe.core.service.ValidityFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The narrowband E-model")
class EModelTest extends ServiceModelContract<EModelInput, EModelResult> {

  /** Below this rating the opinion curve of the Recommendation is not monotone. */
  private static final double MONOTONE_FROM_R = 3.3;

  @Override
  protected ServiceModel<EModelInput, EModelResult> model() {
    return EModel.g107();
  }

  @Override
  protected EModelInput randomInput(Random random) {
    return random(random).build();
  }

  private static EModelInput.Builder random(Random random) {
    EModelInput.Builder builder = EModelInput.builder();
    boolean permitted = random.nextInt(4) > 0;
    for (NarrowbandParameter parameter : NarrowbandParameter.values()) {
      ParameterDomain domain = parameter.domain();
      double min = permitted ? domain.min() : domain.lowest();
      double max = permitted ? domain.max() : domain.highest();
      switch (random.nextInt(6)) {
        case 0 -> builder.with(parameter, min);
        case 1 -> builder.with(parameter, max);
        case 2, 3 -> builder.with(parameter, min + (max - min) * random.nextDouble());
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
  protected List<Ordered<EModelInput>> notBetter(Random random) {
    List<Ordered<EModelInput>> pairs = new ArrayList<>();
    EModelInput.Builder builder = random(random);
    for (NarrowbandParameter parameter : List.of(NarrowbandParameter.TA, NarrowbandParameter.PPL)) {
      double max = parameter.domain().max();
      double less = max * random.nextDouble();
      double more = less + (max - less) * random.nextDouble();
      EModelInput better = builder.with(parameter, less).build();
      EModelInput worse = builder.with(parameter, more).build();
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
      EModelInput.Builder builder = random(random);
      for (NarrowbandParameter parameter :
          List.of(NarrowbandParameter.TA, NarrowbandParameter.PPL, NarrowbandParameter.IE)) {
        if (parameter == NarrowbandParameter.IE) {
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
  @DisplayName("gives R 93.2 and MOS 4.41 where everything has its default")
  void defaults() {
    EModelResult result = EModel.g107().score(EModelInput.builder().build());
    assertThat(result.r()).isCloseTo(93.206207723276, within(1e-11));
    assertThat(result.mos()).isCloseTo(4.409405954387, within(1e-11));
    assertTerm(result, "No", -61.179214386242);
    assertTerm(result, "Ro", 94.768821579363);
    assertTerm(result, "Is", 1.413568131149);
    assertTerm(result, "Iolr", 0.440178125611);
    assertTerm(result, "Ist", -0.000715132889);
    assertTerm(result, "Iq", 0.974105138427);
    assertTerm(result, "Idle", 0.149045724937);
    assertTerm(result, "Id", 0.149045724937);
    assertThat(result.outsideValidity()).isEmpty();
  }

  private static void assertTerm(EModelResult result, String term, double expected) {
    assertThat(result.terms().get(term)).as(term).isCloseTo(expected, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({
    "50, 91.7562, 4.3796", "100, 90.6637, 4.3549", "150, 89.5391, 4.3275", "200, 85.8047, 4.2232",
    "250, 79.1771, 3.9925", "300, 72.6664, 3.7194", "400, 62.2468, 3.2156", "500, 54.8032, 2.8280",
    "1000, 39.0765, 2.0190"
  })
  @DisplayName("rates delay with an echo path that follows it")
  void delayWithEcho(int millis, double r, double mos) {
    EModelResult result =
        EModel.g107()
            .score(
                EModelInput.builder()
                    .oneWayDelay(Duration.ofMillis(millis))
                    .echoFollowsDelay()
                    .build());
    assertThat(result.r()).isCloseTo(r, within(5.1e-5));
    assertThat(result.mos()).isCloseTo(mos, within(5.1e-5));
  }

  @ParameterizedTest
  @CsvSource({"150, 93.0427", "200, 90.1618", "300, 78.4455", "400, 69.1361"})
  @DisplayName("rates delay without echo")
  void delayWithoutEcho(int millis, double r) {
    EModelInput input = EModelInput.builder().oneWayDelay(Duration.ofMillis(millis)).build();
    assertThat(EModel.g107().score(input).r()).isCloseTo(r, within(5.1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "G711, 93.21, 75.28, 63.05, 42.13, 26.77",
    "G711_PLC, 93.21, 89.57, 86.20, 77.43, 66.14",
    "G729A_VAD, 82.21, 78.01, 74.21, 64.71, 53.24",
    "G723_1_VAD_6_3, 78.21, 73.53, 69.37, 59.25, 47.55",
    "GSM_EFR, 88.21, 80.02, 73.21, 58.21, 43.21"
  })
  @DisplayName("rates codecs at losses of 0, 1, 2, 5 and 10 %")
  void loss(NarrowbandCodec codec, double r0, double r1, double r2, double r5, double r10) {
    assertThat(List.of(0, 1, 2, 5, 10))
        .map(
            percent ->
                EModel.g107()
                    .score(EModelInput.builder().codec(codec).packetLossPercent(percent).build())
                    .r())
        .zipSatisfy(
            List.of(r0, r1, r2, r5, r10),
            (actual, expected) -> assertThat(actual).isCloseTo(expected, within(5.1e-3)));
  }

  @ParameterizedTest
  @CsvSource({
    "DEFAULT, 3.044, 14.761, 24.070, 35.247",
    "LOW, 2.253, 10.094, 16.895, 25.543",
    "VERY_LOW, 0.950, 6.179, 11.197, 18.031"
  })
  @DisplayName("minds delay less in the lower classes of sensitivity")
  void sensitivity(
      DelaySensitivity sensitivity, double at200, double at300, double at400, double at600) {
    assertThat(List.of(200, 300, 400, 600))
        .map(millis -> idd(sensitivity, millis))
        .zipSatisfy(
            List.of(at200, at300, at400, at600),
            (actual, expected) -> assertThat(actual).isCloseTo(expected, within(5.1e-4)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("does not jump at the minimum perceivable delay")
  void continuousAtMt(DelaySensitivity sensitivity) {
    double mT = sensitivity.mT();
    assertThat(idd(sensitivity, mT)).isZero();
    assertThat(idd(sensitivity, Math.nextUp(mT))).isBetween(-1e-9, 1e-9);
    assertThat(idd(sensitivity, mT + 1)).isBetween(-1e-9, 0.01);
  }

  private static double idd(DelaySensitivity sensitivity, double millis) {
    EModelInput input =
        EModelInput.builder().delaySensitivity(sensitivity).with(TA, millis).build();
    return EModel.g107().score(input).terms().getOrDefault("Idd", Double.NaN);
  }

  @Test
  @DisplayName("explains the whole way from the default Ro to R")
  void explanationAddsUp() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      EModelResult result = EModel.g107().score(randomInput(random));
      double lost = result.explanation().stream().mapToDouble(Impairment::points).sum();
      assertThat(94.768821579363 - lost).isCloseTo(result.r(), within(1e-6));
    }
  }

  @Test
  @DisplayName("names the largest loss first")
  void explanation() {
    EModelInput input =
        EModelInput.builder()
            .oneWayDelay(Duration.ofMillis(180))
            .packetLossPercent(2)
            .codec(NarrowbandCodec.G729A_VAD)
            .build();
    assertThat(EModel.g107().score(input).explanation())
        .extracting(Impairment::cause)
        .startsWith("codec", "packet loss", "delay");
  }

  @Test
  @DisplayName("computes outside the permitted ranges and says so")
  void flags() {
    EModelInput input = EModelInput.builder().packetLossPercent(34).burstRatio(3).build();
    assertThat(EModel.g107().score(input).outsideValidity())
        .extracting(ValidityFlag::toString)
        .containsExactly(
            "Ppl (%) 34.0 is outside 0 to 20 %",
            "BurstR 3.0 is outside 1 to 2 at losses of 2 % or more");
  }

  @Test
  @DisplayName("says when a codec's robustness to loss is not published")
  void assumedBpl() {
    EModelInput.Builder gsm = EModelInput.builder().codec(NarrowbandCodec.GSM_FR);
    assertThat(gsm.build().outsideValidity()).isEmpty();
    assertThat(gsm.packetLossPercent(1).build().outsideValidity())
        .extracting(ValidityFlag::field)
        .containsExactly("Bpl");
    assertThat(gsm.with(BPL, 10).build().outsideValidity()).isEmpty();
  }

  @Test
  @DisplayName("takes the listener sidetone from the sidetone unless it is given")
  void lstr() {
    EModelInput.Builder builder = EModelInput.builder().with(NarrowbandParameter.STMR, 12);
    assertThat(builder.build().value(NarrowbandParameter.LSTR)).isEqualTo(15);
    assertThat(builder.with(NarrowbandParameter.DR, 1).build().value(NarrowbandParameter.LSTR))
        .isEqualTo(13);
    assertThat(builder.with(NarrowbandParameter.LSTR, 20).build().value(NarrowbandParameter.LSTR))
        .isEqualTo(20);
  }

  @Test
  @DisplayName("prefers values that are set to those of the codec, in any order")
  void setValuesWin() {
    EModelInput before = EModelInput.builder().with(IE, 3).codec(NarrowbandCodec.G729A_VAD).build();
    EModelInput after = EModelInput.builder().codec(NarrowbandCodec.G729A_VAD).with(IE, 3).build();
    assertThat(before.value(IE)).isEqualTo(3);
    assertThat(before.value(BPL)).isEqualTo(19);
    assertThat(after).isEqualTo(before).hasSameHashCodeAs(before);
  }

  @Test
  @DisplayName("adds the advantage of access")
  void advantage() {
    EModelInput plain = EModelInput.builder().build();
    EModelInput mobile = EModelInput.builder().advantage(AdvantageFactor.MOBILE_IN_AREA).build();
    assertThat(EModel.g107().score(mobile).r() - EModel.g107().score(plain).r())
        .isCloseTo(10, within(1e-12));
  }

  @Test
  @DisplayName("refuses what cannot be, naming value, rule and default")
  void refuses() {
    EModelInput.Builder builder = EModelInput.builder();
    assertThatThrownBy(() -> builder.packetLossPercent(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Ppl (packet-loss probability) must be 0 to 100 %: -1.0; the default is 0");
    assertThatThrownBy(() -> builder.packetLossPercent(100.1)).hasMessageContaining("0 to 100 %");
    assertThatThrownBy(() -> builder.packetLossPercent(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> builder.oneWayDelay(Duration.ofMillis(-1)))
        .hasMessageContaining("0 to 3600000 ms: -1.0");
    assertThatThrownBy(() -> builder.burstRatio(0)).hasMessageContaining("BurstR");
  }

  @Test
  @DisplayName("refuses an echo path that follows the delay and has a delay of its own")
  void refusesTwoEchoPaths() {
    EModelInput.Builder builder =
        EModelInput.builder().echoFollowsDelay().echoPathDelay(Duration.ofMillis(10));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("T and Tr cannot be set where the echo path follows the delay");
  }

  @Test
  @DisplayName("prints inputs and results worth reading")
  void readable() {
    EModelInput input =
        EModelInput.builder()
            .oneWayDelay(Duration.ofMillis(180))
            .packetLossPercent(2)
            .codec(NarrowbandCodec.G729A_VAD)
            .build();
    assertThat(input).hasToString("G.729A+VAD, Ta 180 ms, Ie 11, Bpl 19, Ppl 2 %, rest default");
    assertThat(EModelInput.builder().build()).hasToString("all default");
    assertThat(EModel.g107().score(input))
        .hasToString("R 72.9 of 100, MOS 3.73 (Ro 94.77, Is 1.41, Id 1.50, Ie,eff 19.00, A 0.00)");
  }
}
