package dev.qoe.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.interactive.CloudGamingInput;
import dev.qoe.core.service.interactive.CloudGamingModel;
import dev.qoe.core.service.interactive.GamingKpiModel;
import dev.qoe.core.service.interactive.VideoClass;
import dev.qoe.core.service.suitability.IqbInput;
import dev.qoe.core.service.suitability.IqbKpiModel;
import dev.qoe.core.service.suitability.IqbMeasurements;
import dev.qoe.core.service.suitability.IqbModel;
import dev.qoe.core.service.voice.FullbandCodec;
import dev.qoe.core.service.voice.JitterBuffer;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.voice.WidebandCodec;
import dev.qoe.core.service.web.IqxModel;
import dev.qoe.core.service.web.LawKpiModel;
import dev.qoe.core.service.web.LogarithmicLaw;
import dev.qoe.core.service.web.LogarithmicRegression;
import dev.qoe.core.service.web.QosLevel;
import dev.qoe.core.service.web.WebBrowsingModel;
import dev.qoe.core.service.web.WebKpiModel;
import dev.qoe.core.service.web.WebSession;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A service model as an indicator")
class KpiModelTest {

  private static final double[] EXTREMES = {
    -Double.MAX_VALUE,
    -1,
    -0.0,
    0,
    Double.MIN_VALUE,
    1e-9,
    1,
    15.999,
    16,
    100,
    100.1,
    1e6,
    1e12,
    Double.MAX_VALUE
  };

  /**
   * A model with its bounds.
   *
   * @param signs for each input 1 if more is better, -1 if more is worse
   */
  record Case(KpiModel model, double lowest, double highest, List<Integer> signs) {

    Case(KpiModel model, double lowest, double highest, Integer... signs) {
      this(model, lowest, highest, List.of(signs));
    }

    @Override
    public String toString() {
      return model.title();
    }
  }

  static Stream<Case> models() {
    return Stream.of(
        new Case(VoiceModel.g107(NarrowbandCodec.G729A_VAD), 1, 4.5, -1, -1, -1),
        new Case(
            VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65)
                .withTerminalDelay(Duration.ofMinutes(1))
                .with(JitterBuffer.fixed(Duration.ofMinutes(1))),
            1,
            4.5,
            -1,
            -1,
            -1),
        new Case(VoiceModel.g107_2(FullbandCodec.EVS_SWB_24_4), 1, 4.5, -1, -1, -1),
        new Case(WebKpiModel.g1030(), 1, 5, 1, -1),
        new Case(WebKpiModel.g1030().withPage(Double.MIN_VALUE, 0), 1, 5, 1, -1),
        new Case(GamingKpiModel.g1072(), 1.3, 4.64, -1, -1),
        new Case(GamingKpiModel.g1072().withLossThatDamagesPictures(), 1.3, 4.64, -1, -1),
        new Case(
            GamingKpiModel.g1072(
                    CloudGamingInput.builder()
                        .videoClass(VideoClass.LOW)
                        .bitRateMegabitsPerSecond(1e-9)
                        .build())
                .withLossThatDamagesPictures(),
            1.3,
            4.64,
            -1,
            -1),
        new Case(LawKpiModel.of(IqxModel.voicePacketLoss().law(), Unit.RATIO), 1, 5, -1),
        new Case(LawKpiModel.of(LogarithmicLaw.ofAnchors(15, 0.3), Unit.of("s")), 1, 5, -1),
        new Case(LawKpiModel.of(LogarithmicLaw.ofAnchors(1, 50), Unit.of("Mbit/s")), 1, 5, 1),
        new Case(IqbKpiModel.report2025(), 0, 1, 1, 1, -1, -1));
  }

  @ParameterizedTest
  @MethodSource("models")
  @DisplayName("names itself and its units")
  void described(Case each) {
    assertThat(each.model.title()).isNotBlank();
    assertThat(each.model.inputUnits()).hasSize(each.signs.size());
    assertThat(each.model.outputUnit().symbol()).isIn("MOS", "ratio");
  }

  @ParameterizedTest
  @MethodSource("models")
  @DisplayName("is total: every finite number gives a result within its bounds")
  void total(Case each) {
    double[] inputs = new double[each.signs.size()];
    int combinations = (int) Math.pow(EXTREMES.length, inputs.length);
    for (int c = 0; c < combinations; c++) {
      for (int i = 0, rest = c; i < inputs.length; i++, rest /= EXTREMES.length) {
        inputs[i] = EXTREMES[rest % EXTREMES.length];
      }
      assertThat(each.model.score(inputs)).as("%s", inputs).isBetween(each.lowest, each.highest);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  @DisplayName("never gets better on a worse network")
  void monotone(Case each) {
    Random random = new Random(1030);
    for (int round = 0; round < 2_000; round++) {
      double[] better = random.doubles(each.signs.size(), 0, 60).toArray();
      double[] worse = better.clone();
      int changed = random.nextInt(worse.length);
      worse[changed] *= Math.pow(1 + random.nextDouble(), -each.signs.get(changed));
      assertThat(each.model.score(worse))
          .as("seed 1030, input %d of %s", changed, better)
          .isLessThanOrEqualTo(each.model.score(better) + 1e-9);
    }
  }

  @Tag("allocation")
  @ParameterizedTest
  @MethodSource("models")
  @DisplayName("allocates nothing when it scores")
  void allocatesNothing(Case each) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    double[] inputs = new double[each.signs.size()];
    long best = Long.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 20_000; i++) {
        inputs[i % inputs.length] = i % 97;
        sum += each.model.score(inputs);
      }
      best = Math.min(best, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(sum).isPositive();
    assertThat(best / 20_000.0).isLessThan(1);
  }

  @Test
  @DisplayName("rates a page by its round trips and its bytes over the throughput")
  void web() {
    WebKpiModel web = WebKpiModel.g1030().withExpectedMaximum(Duration.ofSeconds(6));
    assertThat(web.pageSeconds(10, 50)).isCloseTo(6 * 0.05 + 2, within(1e-12));
    assertThat(web.score(new double[] {10, 50}))
        .isEqualTo(
            WebBrowsingModel.g1030()
                .score(WebSession.onePage(Duration.ofMillis(2_300), Duration.ofSeconds(6)))
                .mos());
    WebKpiModel small = web.withPage(100_000, 4);
    assertThat(small.pageSeconds(8, 100)).isCloseTo(0.5, within(1e-12));
    assertThat(small.withExpectedMaximum(Duration.ofSeconds(60)).pageSeconds(8, 100))
        .isCloseTo(0.5, within(1e-12));
    assertThat(web.pageSeconds(0, 50)).isInfinite();
    assertThat(web.score(new double[] {0, 50})).isEqualTo(1);
    assertThatThrownBy(() -> web.withPage(0, 6)).hasMessage("pageBytes must be > 0: 0.0");
    assertThatThrownBy(() -> web.withPage(1, -1)).hasMessage("pageRoundTrips must be >= 0: -1.0");
    assertThatThrownBy(() -> web.withExpectedMaximum(Duration.ofMillis(100)))
        .hasMessageContaining("expectedMaximum");
  }

  @Test
  @DisplayName("rates a game as the model does, to the last bit")
  void gaming() {
    Random random = new Random(1072);
    CloudGamingInput.Builder game =
        CloudGamingInput.builder()
            .bitRateMegabitsPerSecond(8)
            .frameRate(30)
            .videoClass(VideoClass.MEDIUM);
    KpiModel freezing = GamingKpiModel.g1072(game.build());
    KpiModel damaging = GamingKpiModel.g1072(game.build()).withLossThatDamagesPictures();
    for (int round = 0; round < 500; round++) {
      long millis = random.nextInt(400);
      double loss = 5 * random.nextDouble();
      game.delay(Duration.ofMillis(millis));
      double[] inputs = {millis, loss};
      assertThat(freezing.score(inputs))
          .isEqualTo(mos(game.packetLossPercent(loss).slicingPacketLossPercent(0)));
      assertThat(damaging.score(inputs))
          .isEqualTo(mos(game.packetLossPercent(0).slicingPacketLossPercent(loss)));
    }
  }

  private static double mos(CloudGamingInput.Builder game) {
    return CloudGamingModel.g1072().score(game.build()).mos();
  }

  @Test
  @DisplayName("rates by a law as the law's model does, and not beyond the data of a fit")
  void laws() {
    IqxModel loss = IqxModel.voicePacketLoss();
    KpiModel kpi = LawKpiModel.of(loss.law(), Unit.RATIO);
    assertThat(kpi.score(new double[] {0.02})).isEqualTo(loss.score(QosLevel.of(0.02)).mos());
    assertThat(kpi.inputUnits()).containsExactly(Unit.RATIO);

    double[] seconds = {0.5, 1, 2, 4, 8, 16};
    double[] ratings = {4.6, 3.9, 3.1, 2.5, 1.6, 1.1};
    KpiModel fitted = LawKpiModel.of(LogarithmicRegression.fit(seconds, ratings), Unit.of("s"));
    assertThat(fitted.score(new double[] {0.01})).isEqualTo(fitted.score(new double[] {0.5}));
    assertThat(fitted.score(new double[] {99})).isEqualTo(fitted.score(new double[] {16}));
    assertThat(fitted.score(new double[] {3})).isBetween(2.7, 2.8);
  }

  @Test
  @DisplayName("finds a connection good enough for the same share as the barometer does")
  void suitability() {
    Random random = new Random(2025);
    KpiModel kpi = IqbKpiModel.report2025();
    for (int round = 0; round < 500; round++) {
      double[] line = {
        50 * random.nextDouble(),
        50 * random.nextDouble(),
        150 * random.nextDouble(),
        0.02 * random.nextDouble()
      };
      assertThat(kpi.score(line))
          .isCloseTo(
              IqbModel.report2025()
                  .score(IqbInput.of(IqbMeasurements.of(line[0], line[1], line[2], line[3])))
                  .iqb(),
              within(1e-12));
    }
    assertThat(List.of(kpi.score(new double[] {100, 100, 5, 0}))).containsExactly(1.0);
  }
}
