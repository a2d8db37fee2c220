package dev.qoe.core.service.video;

import static dev.qoe.core.service.video.RatingScale.clamp;

import dev.qoe.core.service.Impairment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The way down from the best possible score to the one given, step by step.
 *
 * <p>Each step is what the score loses when one more cause is let in, in the order of the
 * computation; so the steps add up to the whole loss, to rounding.
 *
 * <p>Confine to one thread.
 */
final class Explanation {

  private final List<Impairment> steps = new ArrayList<>();

  /** The score before the last, linear step of O46, as far as it is explained. */
  private double score = 5;

  private Explanation() {}

  /** Returns what cost how many points of O46, the largest loss first. */
  static List<Impairment> of(Diagnosis d, boolean penalties) {
    Explanation explanation = new Explanation();
    explanation.step("picture quality", "O22", d.pictureBase());
    explanation.step("sound quality", "O21", d.base());
    if (penalties) {
      double o35 = d.base() - d.negativeBias();
      explanation.step("worst moments", "negBias", clamp(o35, 1, 5));
      o35 -= d.oscillation();
      explanation.step("quality going up and down", "osc", clamp(o35, 1, 5));
      explanation.step("quality changes", "adapt", clamp(d.o35(), 1, 5));
    }
    double delayed = 1 + (d.o35() - 1) * d.initialDelayIndex();
    explanation.step("initial delay", "SI", clamp(delayed, 1, 5));
    explanation.step("stalling", "SI", d.parametricMos());
    d.forestMos()
        .ifPresent(
            rf ->
                explanation.step("random forest", "RF", Integration.mixed(d.parametricMos(), rf)));
    explanation.step(
        "long stalling", "W", Integration.afterLongStalls(explanation.score, d.longStallFactor()));
    explanation.steps.sort(Comparator.comparingDouble(Impairment::points).reversed());
    return List.copyOf(explanation.steps);
  }

  private void step(String cause, String term, double next) {
    double points = Integration.linear(score) - Integration.linear(next);
    if (points != 0) {
      steps.add(new Impairment(cause, term, points));
    }
    score = next;
  }
}
