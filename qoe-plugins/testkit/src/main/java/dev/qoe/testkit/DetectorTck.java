package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.spi.Detector;
import dev.qoe.api.spi.DetectorFactory;
import dev.qoe.api.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of anomaly detectors, as a test: extend it and say which factory is meant.
 *
 * <p>It asks whether scores are scores; how good they are is for a test of the detector's own.
 * Confine to one thread.
 *
 * @since 0.1
 */
public abstract class DetectorTck extends PluginTck<DetectorFactory, Detector> {

  private static final long START_MICROS = 1_577_836_800_000_000L;
  private static final long STEP_MICROS = 60_000_000;
  private static final int VALUES = 500;
  private static final long SEED = 20_261_121;

  /** For subclasses. */
  protected DetectorTck() {}

  /** Returns a new factory of the detector under test. */
  @Override
  protected abstract DetectorFactory factory();

  @Override
  final Detector create(DetectorFactory factory, Settings settings, TestContext context) {
    return factory.create(settings, context);
  }

  @Override
  final void use(Detector detector, TestContext context) {
    scores(detector, steady(SEED));
  }

  @Test
  @DisplayName("the first value scores 0")
  void firstValueIsNotUnusual() {
    inContext(
        (detector, context) ->
            assertThat(detector.score(START_MICROS, 42)).as("score of the first value").isZero());
  }

  @TestFactory
  @DisplayName("whatever the values, every score is from 0 to 1")
  Stream<DynamicTest> scoresAreScores() {
    return Stream.of(
        course("a steady course", steady(SEED)),
        course("a constant", DoubleStream.generate(() -> 7).limit(VALUES).toArray()),
        course("zeros", new double[VALUES]),
        course("the largest values", extremes(Double.MAX_VALUE)),
        course("the smallest values", extremes(Double.MIN_VALUE)));
  }

  @Test
  @DisplayName("values at the same time are scored too")
  void timeMayStandStill() {
    inContext(
        (detector, context) -> {
          List<Double> scores = new ArrayList<>();
          for (double value : steady(SEED)) {
            scores.add(detector.score(START_MICROS, value));
          }
          assertThat(scores).allSatisfy(DetectorTck::isScore);
        });
  }

  @Test
  @DisplayName("the same values give the same scores")
  void sameValuesGiveTheSameScores() {
    List<List<Double>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      inContext((detector, context) -> runs.add(scores(detector, steady(SEED))));
    }
    assertThat(runs.get(1)).as("scores of the second run").isEqualTo(runs.get(0));
  }

  @Test
  @DisplayName("two detectors of one factory do not know of each other")
  void detectorsAreStrangers() {
    List<Double> alone = new ArrayList<>();
    inContext((detector, context) -> alone.addAll(scores(detector, steady(SEED))));
    List<Double> besides = new ArrayList<>();
    DetectorFactory factory = factory();
    try (TestContext context = newContext();
        Detector one = create(factory, checked(settings()), context);
        Detector other = create(factory, checked(settings()), context)) {
      double[] values = steady(SEED);
      double[] others = extremes(1e6);
      for (int i = 0; i < VALUES; i++) {
        other.score(START_MICROS + i * STEP_MICROS, others[i]);
        besides.add(one.score(START_MICROS + i * STEP_MICROS, values[i]));
      }
    }
    assertThat(besides).as("scores beside another detector").isEqualTo(alone);
  }

  private DynamicTest course(String name, double[] values) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            inContext(
                (detector, context) ->
                    assertThat(scores(detector, values)).allSatisfy(DetectorTck::isScore)));
  }

  private static void isScore(double score) {
    assertThat(score).as("score").isBetween(0.0, 1.0);
  }

  private static List<Double> scores(Detector detector, double[] values) {
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      scores.add(detector.score(START_MICROS + i * STEP_MICROS, values[i]));
    }
    return scores;
  }

  private static double[] steady(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return DoubleStream.generate(() -> 50 + random.nextDouble() * 4).limit(VALUES).toArray();
  }

  private static double[] extremes(double size) {
    SplittableRandom random = new SplittableRandom(SEED);
    return DoubleStream.generate(() -> random.nextBoolean() ? size : -size).limit(VALUES).toArray();
  }
}
