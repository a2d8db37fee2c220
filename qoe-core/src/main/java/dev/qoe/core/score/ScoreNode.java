package dev.qoe.core.score;

import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.sum.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

  /** The groups in the order of their keys, so that sums over them are the same sums. */
  private Group[] groups = new Group[0];

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

  /** Whether it was weighed by name; one that was not goes with the last thing below it. */
  boolean declared;

  private final ExactSum childTerms = ExactSum.zero();
  private final ExactSum childConfidence = ExactSum.zero();
  private long childWeight;
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
    private final String key;
    final double qoeWeight;
    long terms;
    long known;
    long trusted;
    long expected;

    Group(String key, double qoeWeight) {
      this.key = key;
      this.qoeWeight = qoeWeight;
    }

    boolean scored() {
      return qoeWeight > 0 && known > 0;
    }
  }

  /** Returns the group of a subdomain, made if it is not there. */
  Group group(Subdomain subdomain) {
    String key = subdomain.domain() + "/" + subdomain.name();
    for (Group group : groups) {
      if (group.key.equals(key)) {
        return group;
      }
    }
    Group added = new Group(key, subdomain.qoeWeight());
    groups = Arrays.copyOf(groups, groups.length + 1);
    groups[groups.length - 1] = added;
    Arrays.sort(groups, Comparator.comparing(group -> group.key));
    return added;
  }

  void weigh(long newWeight, double ownShare) {
    declared = true;
    if (parent != null && newWeight != weight) {
      parent.leave(this);
      parent.childExpected += newWeight - weight;
      weight = newWeight;
      parent.enter(this);
      parent.update(ownShare);
    }
  }

  void detach(double ownShare) {
    if (parent != null) {
      weigh(0, ownShare);
      parent.children.remove(this);
    }
  }

  /** Notes that this node and all above it changed. */
  void touch() {
    for (ScoreNode node = this; node != null && !node.changed; node = node.parent) {
      node.changed = true;
    }
  }

  /** Recomputes this node and its ancestors from their sums. */
  void update(double ownShare) {
    for (ScoreNode node = this; node != null; node = node.parent) {
      if (node.parent != null) {
        node.parent.leave(node);
      }
      node.mean = node.computeMean(ownShare);
      node.confidence = node.mean == Fixed.UNKNOWN ? 0 : node.computeConfidence(ownShare);
      if (node.parent != null) {
        node.parent.enter(node);
      }
    }
  }

  private void enter(ScoreNode child) {
    if (child.mean != Fixed.UNKNOWN) {
      childTerms.add(product(child.mean, child.weight));
      childWeight += child.weight;
    }
    childConfidence.add(product(child.confidence, child.weight));
  }

  private void leave(ScoreNode child) {
    if (child.mean != Fixed.UNKNOWN) {
      childTerms.remove(product(child.mean, child.weight));
      childWeight -= child.weight;
    }
    childConfidence.remove(product(child.confidence, child.weight));
  }

  private static double product(long share, long weight) {
    return Fixed.toDouble(share) * weight;
  }

  private long computeMean(double ownShare) {
    boolean own = hasOwn();
    boolean below = hasBelow();
    if (!own && !below) {
      return Fixed.UNKNOWN;
    }
    double share = own ? (below ? ownShare : 1) : 0;
    double mean = (own ? share * ownMean() : 0) + (below ? (1 - share) * childMean() : 0);
    return Math.round(mean);
  }

  private long computeConfidence(double ownShare) {
    double weights = 0;
    double sum = 0;
    for (Group group : groups) {
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
            + (below ? (1 - share) * Fixed.ONE * (childConfidence.value() / childExpected) : 0));
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
    for (Group group : groups) {
      weights += group.scored() ? group.qoeWeight : 0;
    }
    return weights;
  }

  private double childMean() {
    return Fixed.ONE * (childTerms.value() / childWeight);
  }

  private double ownMean() {
    double sum = 0;
    for (Group group : groups) {
      if (group.scored()) {
        sum += group.qoeWeight * ((double) group.terms / group.known);
      }
    }
    return sum / groupWeights();
  }
}
