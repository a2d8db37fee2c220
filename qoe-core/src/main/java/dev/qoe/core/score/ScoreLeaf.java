package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;

/**
 * One indicator of one element in the tree of scores.
 *
 * <p>It belongs to the thread of its tree: Confine to one thread.
 *
 * @since 0.1
 */
public final class ScoreLeaf {

  final ScoreNode node;
  final ScoreNode.Group group;
  final long weight;
  private final KpiDefinition definition;

  double value = Double.NaN;
  long term = Fixed.UNKNOWN;
  long quality;
  boolean fresh;
  boolean removed;

  ScoreLeaf(ScoreNode node, ScoreNode.Group group, KpiDefinition definition) {
    this.node = node;
    this.group = group;
    this.definition = definition;
    this.weight = group.qoeWeight > 0 ? Fixed.weight(definition.impact().weight()) : 0;
  }

  /** Returns what the indicator means. */
  public KpiDefinition definition() {
    return definition;
  }

  /** Returns the value it is scored by, in its unit; NaN if there is none. */
  public double value() {
    return value;
  }

  /** Returns whether its value is recent. */
  public boolean fresh() {
    return fresh;
  }

  boolean scored() {
    return weight > 0 && term != Fixed.UNKNOWN;
  }
}
