package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of one element in a tree of scores.
 *
 * <p>Who keeps more about an indicator extends it, so that all of it lies together. It belongs to
 * the thread of its tree: Confine to one thread.
 *
 * @since 0.1
 */
public class ScoreLeaf {

  @Nullable ScoreNode node;

  /** The parent of the node, to be fetched together with it. */
  @Nullable ScoreNode above;

  ScoreNode.@Nullable Group group;
  @Nullable Term meaning;

  double value = Double.NaN;

  /** A share, or unknown; that and a share of quality fit into an int. */
  int term = (int) Fixed.UNKNOWN;

  int quality;
  boolean fresh;

  /** Creates an indicator that is not yet in a tree. */
  protected ScoreLeaf() {}

  /**
   * Returns what the indicator means.
   *
   * @throws IllegalStateException if it is in no tree
   */
  public final KpiDefinition definition() {
    return placed(meaning).definition();
  }

  /** Returns the value it is scored by, in its unit; NaN if there is none. */
  public final double value() {
    return value;
  }

  /** Returns how far its value can be trusted, 0 to 1. */
  public final double quality() {
    return Fixed.toDouble(quality);
  }

  /**
   * Reads what a new value changes in its element, so that it is on its way from memory before; the
   * number means nothing.
   */
  public final long warmElement() {
    ScoreNode at = node;
    ScoreNode.Group of = group;
    return at == null || of == null ? 0 : term + at.warm() + of.warm();
  }

  /** Reads what a new value changes in its element's parent; the number means nothing. */
  public final long warmParent() {
    ScoreNode at = above;
    return at == null ? 0 : at.warm();
  }

  /** Returns whether its value is recent. */
  public final boolean fresh() {
    return fresh;
  }

  /** Returns whether it is in a tree. */
  public final boolean attached() {
    return node != null;
  }

  final long term(double ofValue) {
    return placed(meaning).of(ofValue);
  }

  /** Returns its weight in its group's mean; 0 if it does not count. */
  final int weight() {
    return placed(meaning).weight();
  }

  final boolean scored() {
    return weight() > 0 && term != Fixed.UNKNOWN;
  }

  final ScoreNode node() {
    return placed(node);
  }

  final ScoreNode.Group group() {
    return placed(group);
  }

  private static <T> T placed(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the indicator is in no tree of scores");
    }
    return part;
  }
}
