package dev.qoe.core.score;

import dev.qoe.api.network.ElementPath;
import org.jspecify.annotations.Nullable;

/**
 * The score of an element of which several trees hold a part each: sums of integers, so it is that
 * of one tree with all of it.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class SharedScore {

  private final ScoringModel model;
  private final ScoreNode sums;

  private SharedScore(ElementPath element, ScoringModel model) {
    this.model = model;
    this.sums = new ScoreNode(element, null);
  }

  /** Returns the score of an element of which nothing is known yet. */
  public static SharedScore of(ElementPath element, ScoringModel model) {
    return new SharedScore(element, model);
  }

  /** Adds what a tree of the same model knows of the element. */
  public void add(ScoreTree tree) {
    @Nullable ScoreNode part = tree.find(sums.path);
    if (part != null) {
      sums.add(part);
    }
  }

  /** Returns the value, 0 to 100, or NaN if nothing recent is known. */
  public double value() {
    long mean = sums.computeMean(model.ownShare());
    return mean == Fixed.UNKNOWN ? Double.NaN : model.score(Fixed.toDouble(mean));
  }

  /** Returns how sure it is, 0 to 1. */
  public double confidence() {
    return Double.isNaN(value()) ? 0 : Fixed.toDouble(sums.computeConfidence(model.ownShare()));
  }
}
