package dev.qoe.core.score;

import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.network.ElementPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An element's place in the tree of scores, with the integer sums over its indicators and children.
 *
 * <p>Every sum is a function of the set of current values alone: whatever the order of updates, the
 * same set gives the same bits.
 */
final class ScoreNode {

  final ElementPath path;
  final @Nullable ScoreNode parent;
  final List<ScoreNode> children = new ArrayList<>();
  final List<ScoreLeaf> leaves = new ArrayList<>();
  private final TreeMap<String, Group> groups = new TreeMap<>();

  /** Weight in the parent's mean. */
  long weight = Fixed.weight(1);

  /** Mean of terms over everything below, or unknown. */
  long mean = Fixed.UNKNOWN;

  /** Confidence over everything below. */
  long confidence;

  /** Whether it changed since changes were last drained. */
  boolean changed;

  /** Number of weighed indicators with a recent value. */
  int fresh;

  private long childTerms;
  private long childWeight;
  private long childConfidence;
  private long childExpected;

  ScoreNode(ElementPath path, @Nullable ScoreNode parent) {
    this.path = path;
    this.parent = parent;
    if (parent != null) {
      parent.children.add(this);
      parent.childExpected += weight;
    }
  }

  /** The sums over one subdomain's indicators. */
  static final class Group {
    final double qoeWeight;
    long terms;
    long known;
    long trusted;
    long expected;

    Group(double qoeWeight) {
      this.qoeWeight = qoeWeight;
    }

    boolean scored() {
      return qoeWeight > 0 && known > 0;
    }
  }

  Group group(Subdomain subdomain) {
    return groups.computeIfAbsent(
        subdomain.domain() + "/" + subdomain.name(), key -> new Group(subdomain.qoeWeight()));
  }

  Collection<Group> groups() {
    return groups.values();
  }

  void weigh(long newWeight, double ownShare) {
    if (parent != null && newWeight != weight) {
      parent.childExpected += newWeight - weight;
      parent.childConfidence += confidence * (newWeight - weight);
      if (mean != Fixed.UNKNOWN) {
        parent.childTerms += mean * (newWeight - weight);
        parent.childWeight += newWeight - weight;
      }
      weight = newWeight;
      parent.update(ownShare);
    }
  }

  void detach(double ownShare) {
    if (parent != null) {
      weigh(0, ownShare);
      parent.children.remove(this);
    }
  }

  /** Recomputes this node from its sums and, if anything changed, its ancestors. */
  void update(double ownShare) {
    for (ScoreNode node = this; node != null; node = node.parent) {
      long newMean = node.computeMean(ownShare);
      long newConfidence = newMean == Fixed.UNKNOWN ? 0 : node.computeConfidence(ownShare);
      node.changed = true;
      ScoreNode up = node.parent;
      if (up != null) {
        up.replace(node, newMean, newConfidence);
      }
      node.mean = newMean;
      node.confidence = newConfidence;
    }
  }

  private void replace(ScoreNode child, long newMean, long newConfidence) {
    if (child.mean != Fixed.UNKNOWN) {
      childTerms -= child.mean * child.weight;
      childWeight -= child.weight;
    }
    if (newMean != Fixed.UNKNOWN) {
      childTerms += newMean * child.weight;
      childWeight += child.weight;
    }
    childConfidence += (newConfidence - child.confidence) * child.weight;
  }

  private long computeMean(double ownShare) {
    boolean own = hasOwn();
    boolean below = hasBelow();
    if (!own && !below) {
      return Fixed.UNKNOWN;
    }
    double share = own ? (below ? ownShare : 1) : 0;
    double mean =
        (own ? share * ownMean() : 0)
            + (below ? (1 - share) * ((double) childTerms / childWeight) : 0);
    return Math.round(mean);
  }

  private long computeConfidence(double ownShare) {
    double weights = 0;
    double sum = 0;
    for (Group group : groups.values()) {
      if (group.qoeWeight > 0 && group.expected > 0) {
        weights += group.qoeWeight;
        sum += group.qoeWeight * ((double) group.trusted / group.expected);
      }
    }
    boolean own = weights > 0;
    boolean below = childExpected > 0;
    double share = own ? (below ? ownShare : 1) : 0;
    return Math.round(
        (own ? share * (sum / weights) : 0)
            + (below ? (1 - share) * ((double) childConfidence / childExpected) : 0));
  }

  boolean hasOwn() {
    return fresh > 0;
  }

  boolean hasBelow() {
    return childWeight > 0;
  }

  long childWeight() {
    return childWeight;
  }

  /** Sum of the QoE weights of the groups of which anything is known. */
  double groupWeights() {
    double weights = 0;
    for (Group group : groups.values()) {
      weights += group.scored() ? group.qoeWeight : 0;
    }
    return weights;
  }

  private double ownMean() {
    double sum = 0;
    for (Group group : groups.values()) {
      if (group.scored()) {
        sum += group.qoeWeight * ((double) group.terms / group.known);
      }
    }
    return sum / groupWeights();
  }
}
