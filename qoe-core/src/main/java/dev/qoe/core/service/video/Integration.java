package dev.qoe.core.service.video;

import static dev.qoe.core.service.video.RatingScale.clamp;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from quality per second and stalls to one score (ITU-T P.1203.3 (01/2019) with the
 * switches of Amendment 1).
 *
 * <p>Thread-safe.
 */
final class Integration {

  /** What stands in for O21 where there is no sound. */
  static final double NO_AUDIO_QUALITY = 5;

  private static final double PARAMETRIC_WEIGHT = 0.75;
  private static final double OFFSET = 0.02833052;
  private static final double SLOPE = 0.98117059;

  /** The recency of a difference k = 0, 1, ... seconds before the end. */
  private static final double[] RECENCY = new double[1024];

  static {
    Arrays.setAll(RECENCY, Integration::recency);
  }

  private final Set<Amendment> amendments;
  private final double[] o21;
  private final double[] o22;
  private final int seconds;
  private final double[] o34;
  private double base;
  private double pictureBase;

  private Integration(Set<Amendment> amendments, double[] o21, double[] o22) {
    this.amendments = amendments;
    this.o21 = o21;
    this.o22 = o22;
    this.seconds = o21.length == 0 ? o22.length : Math.min(o21.length, o22.length);
    this.o34 = new double[seconds];
  }

  /** One session, integrated. */
  record Outcome(double[] o34, Diagnosis diagnosis, double[] features, double parametric) {}

  /**
   * Integrates a session.
   *
   * @param o21 audio quality of each second; empty if there is no sound
   * @param o22 video quality of each second, at least one
   */
  static Outcome integrate(
      double[] o21,
      double[] o22,
      Stalling stalling,
      Set<Amendment> amendments,
      @Nullable Forest forest) {
    return new Integration(amendments, o21, o22).outcome(stalling, forest);
  }

  private Outcome outcome(Stalling stalling, @Nullable Forest forest) {
    StallImpact stalls = StallImpact.of(stalling, seconds);
    integrateQuality();
    double negativeBias = negativeBias();
    QualityChanges changes = QualityChanges.of(o22, seconds);
    double o35 =
        amendments.contains(Amendment.APPENDIX_II)
            ? base
            : base - negativeBias - changes.oscillation() - changes.adaptation();
    double mos = clamp(1 + (o35 - 1) * stalls.index(), 1, 5);
    double[] features = ForestFeatures.of(stalls, o21, o22, seconds);
    OptionalDouble rf =
        forest == null ? OptionalDouble.empty() : OptionalDouble.of(forest.predict(features));
    double longStalls =
        amendments.contains(Amendment.STALLING)
            ? clamp(2.0 - 0.066667 * stalls.weightedSeconds(), 0, 1)
            : 1;
    Diagnosis diagnosis =
        new Diagnosis(
            seconds,
            base,
            pictureBase,
            negativeBias,
            changes.spread(),
            changes.rate(),
            changes.turns(),
            changes.longestSteady(),
            changes.oscillation(),
            changes.adaptation(),
            o35,
            stalls.count(),
            stalls.weightedSeconds(),
            stalls.meanInterval(),
            stalls.index(),
            stalls.initialDelayIndex(),
            mos,
            rf,
            longStalls);
    return new Outcome(o34, diagnosis, features, linear(afterLongStalls(mos, longStalls)));
  }

  /** Finds O34 and its weighted mean, and that mean if the sound were perfect. */
  private void integrateQuality() {
    double sum = 0;
    double pictureSum = 0;
    double weights = 0;
    for (int t = 0; t < seconds; t++) {
      double sound = o21.length == 0 ? NO_AUDIO_QUALITY : o21[t];
      double quality = audiovisual(sound, o22[t]);
      double w1 =
          0.00666620027943848
              + 0.0000404018840273729 * Math.exp((double) t / seconds / 0.156497800436237);
      double w2 = 0.143179744942738 - 0.0238641564518876 * quality;
      o34[t] = quality;
      sum += w1 * w2 * quality;
      pictureSum += w1 * w2 * audiovisual(NO_AUDIO_QUALITY, o22[t]);
      weights += w1 * w2;
    }
    base = sum / weights;
    pictureBase = pictureSum / weights;
  }

  private double audiovisual(double sound, double picture) {
    double quality =
        clamp(
            -0.00069084 + 0.15374283 * sound + 0.97153861 * picture + 0.02461776 * sound * picture,
            1,
            5);
    return amendments.contains(Amendment.AUDIOVISUAL)
        ? (1 - Math.max(0, 2.0 - sound)) * (quality - 1) + 1
        : quality;
  }

  private double negativeBias() {
    double[] differences = new double[seconds];
    for (int t = 0; t < seconds; t++) {
      int age = seconds - t - 1;
      double recency = age < RECENCY.length ? RECENCY[age] : recency(age);
      differences[t] = (o34[t] - base) * recency;
    }
    return Math.max(0, -LowPercentiles.of(differences).at(10)) * 0.01853820;
  }

  private static double recency(int age) {
    return 1.87403625 + (1 - 1.87403625) * Math.pow(0.5, age / 7.85416481);
  }

  /** Returns the mix of the parametric score and the forest's. */
  static double mixed(double mos, double rf) {
    return PARAMETRIC_WEIGHT * mos + (1 - PARAMETRIC_WEIGHT) * rf;
  }

  /** Returns what long stalls leave of a score (Amendment 1, clause 8.4). */
  static double afterLongStalls(double score, double factor) {
    return 1 + (score - 1) * factor;
  }

  /** Returns O46 of a score before the last, linear step. */
  static double linear(double score) {
    return OFFSET + SLOPE * score;
  }
}
