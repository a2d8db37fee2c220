package dev.qoe.core.service;

import java.util.List;
import java.util.Map;

/**
 * What a service model concluded, with the way it got there.
 *
 * <p>Implementations are records. Immutable.
 *
 * @since 0.1
 */
public interface ModelResult {

  /**
   * Returns the mean opinion score, on the scale that {@link #nativeScore()} and the model's
   * documentation state; usually 1 (bad) to 5 (excellent).
   */
  double mos();

  /** Returns the score on the model's own scale, for example R of the E-model, 0 to 100. */
  NativeScore nativeScore();

  /**
   * Returns every intermediate term by its name in the standard, in the order of the computation.
   * Values are finite.
   */
  Map<String, Double> terms();

  /** Returns what cost how much on the native scale, the largest loss first. */
  List<Impairment> explanation();

  /** Returns which inputs lie outside the model's validity range; empty when all lie inside. */
  List<ValidityFlag> outsideValidity();
}
