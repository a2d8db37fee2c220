package dev.qoe.core.service.video;

import static dev.qoe.core.service.video.RatingScale.clamp;

import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from quality per second and stalls to one score (ITU-T P.1203.3 (01/2019) with the
 * switches of Amendment 1).
 *
 * <p>Immutable.
 */
final class Integration {

  private static final double PARAMETRIC_WEIGHT = 0.75;
  private static final double OFFSET = 0.02833052;
  private static final double SLOPE = 0.98117059;

  private final double[] o34;
  private final double[] features;
  private final Diagnosis diagnosis;

  private Integration(double[] o34, double[] features, Diagnosis diagnosis) {
    this.o34 = o34;
    this.features = features;
    this.diagnosis = diagnosis;
  }

  /**
   * Integrates a session.
   *
   * @param o21 audio quality of each second; empty if there is no sound
   * @param o22 video quality of each second, at least one
   */
  static Integration of(
      double[] o21,
      double[] o22,
      Stalling stalling,
      Set<Amendment> amendments,
      @Nullable Forest forest) {
    int seconds = o21.length == 0 ? o22.length : Math.min(o21.length, o22.length);
    AudiovisualQuality quality =
        AudiovisualQuality.of(o21, o22, seconds, amendments.contains(Amendment.AUDIOVISUAL));
    StallImpact stalls = StallImpact.of(stalling, seconds);
    double[] features = ForestFeatures.of(stalls, o21, o22, seconds);
    OptionalDouble rf =
        forest == null ? OptionalDouble.empty() : OptionalDouble.of(forest.predict(features));
    QualityChanges changes = QualityChanges.of(o22, seconds);
    Diagnosis diagnosis = diagnose(seconds, quality, changes, stalls, amendments, rf);
    return new Integration(quality.o34(), features, diagnosis);
  }

  private static Diagnosis diagnose(
      int seconds,
      AudiovisualQuality quality,
      QualityChanges changes,
      StallImpact stalls,
      Set<Amendment> amendments,
      OptionalDouble rf) {
    double negativeBias = quality.negativeBias();
    double o35 =
        amendments.contains(Amendment.APPENDIX_II)
            ? quality.base()
            : quality.base() - negativeBias - changes.oscillation() - changes.adaptation();
    double longStalls =
        amendments.contains(Amendment.STALLING)
            ? clamp(2.0 - 0.066667 * stalls.weightedSeconds(), 0, 1)
            : 1;
    return new Diagnosis(
        seconds,
        quality.base(),
        quality.pictureBase(),
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
        clamp(1 + (o35 - 1) * stalls.index(), 1, 5),
        rf,
        longStalls);
  }

  /** Returns O34 of each second; not to be changed. */
  double[] o34() {
    return o34;
  }

  /** Returns what the forest looks at; not to be changed. */
  double[] features() {
    return features;
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }

  /** Returns the score of the parametric part alone. */
  double parametric() {
    return linear(afterLongStalls(diagnosis.parametricMos(), diagnosis.longStallFactor()));
  }

  /** Returns O46; empty without a forest. */
  OptionalDouble o46() {
    if (diagnosis.forestMos().isEmpty()) {
      return OptionalDouble.empty();
    }
    double score = mixed(diagnosis.parametricMos(), diagnosis.forestMos().getAsDouble());
    return OptionalDouble.of(linear(afterLongStalls(score, diagnosis.longStallFactor())));
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
