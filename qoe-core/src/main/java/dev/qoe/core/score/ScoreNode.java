package dev.qoe.core.score;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.network.ElementPath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element's place in the tree of scores, with the integer sums over its indicators and children.
 *
 * <p>Every sum is a function of the set of current values alone: whatever the order of updates, the
 * same set gives the same bits. A new value changes each sum on the way up by a difference. Mean
 * and confidence are kept together in one word, which any thread may read at any time; for all
 * else: confine to one thread.
 *
 * <p>With many elements the time of a new value is that of fetching from memory what it changes. So
 * what each value changes lies together here, and what few change lies apart, in {@link Trust}.
 */
final class ScoreNode {

  private static final VarHandle PUBLISHED;
  private static final int CONFIDENCE_BITS = 31;
  private static final long NOTHING_KNOWN = -1;

  static {
    try {
      PUBLISHED = MethodHandles.lookup().findVarHandle(ScoreNode.class, "published", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Number of weighed indicators with a recent value. */
  int fresh;

  /** Mean of terms and confidence over everything below, in one word. */
  private long published = NOTHING_KNOWN;

  /** Weight in the parent's mean. */
  long weight = Fixed.weight(1);

  /** Sum over groups of their mean times their weight, and of the weights of those scored. */
  private long ownTerms;

  private long inverseOwnKnown;
  private long ownKnown;

  /** Sum over children of their mean times their weight, and of the weights of those scored. */
  private long childTermsHigh;

  private long childTermsLow;
  private long inverseChildWeight;
  private long childWeight;

  /** Whether it changed since changes were last drained. */
  boolean changed;

  /** Whether a root's mean and confidence are yet to be worked out from its sums. */
  private boolean due;

  /** Whether it was weighed by name; one that was not goes with the last thing below it. */
  boolean declared;

  /** Whether it has left its tree. */
  volatile boolean gone;

  final @Nullable ScoreNode parent;
  final ElementPath path;
  private final Trust trust = new Trust();
  private List<ScoreNode> children = List.of(); // most elements have none
  final List<ScoreLeaf> leaves = new ArrayList<>(0);
  private final List<Group> groups = new ArrayList<>(0);

  ScoreNode(ElementPath path, @Nullable ScoreNode parent) {
    this.path = path;
    this.parent = parent;
    if (parent != null) {
      parent.adopt(this);
    }
  }

  private void adopt(ScoreNode child) {
    if (children.isEmpty()) {
      children = new ArrayList<>(1);
    }
    children.add(child);
    trust.childExpected += child.weight;
  }

  /** What the groups of one subdomain have in common, whatever the element; made once a tree. */
  static final class Kind {
    final long share;

    Kind(Subdomain subdomain) {
      this.share = Fixed.weight(subdomain.qoeWeight());
    }
  }

  /** The sums over one subdomain's indicators of one element. */
  static final class Group {
    final Kind kind;
    private long terms;
    private long inverseKnown;
    private int mean;
    private int known;
    private int expected;
    private int confidence;
    private long trusted;

    private Group(Kind kind) {
      this.kind = kind;
    }

    long known() {
      return known;
    }

    /** Reads its first and its last word; the number means nothing. */
    long warm() {
      return mean + kind.share;
    }

    private long shareIf(int weights) {
      return weights > 0 ? kind.share : 0;
    }
  }

  /** Changes a group's sum over terms by that of one indicator of which a value was known. */
  void changeTerms(Group group, long product) {
    group.terms += product;
    int before = group.mean;
    group.mean = (int) Fixed.mean(group.terms, group.known, group.inverseKnown);
    ownTerms += (group.mean - before) * group.kind.share;
  }

  /** Changes a group's sums over terms by those of one indicator that becomes known, or unknown. */
  void changeTerms(Group group, long product, int weight) {
    long before = group.shareIf(group.known);
    ownTerms -= group.mean * before;
    group.terms += product;
    group.known += weight;
    group.inverseKnown = Fixed.inverse(group.known);
    group.mean =
        group.known > 0 ? (int) Fixed.mean(group.terms, group.known, group.inverseKnown) : 0;
    long now = group.shareIf(group.known);
    ownTerms += group.mean * now;
    ownKnown += now - before;
    inverseOwnKnown = Fixed.inverse(ownKnown);
  }

  /** Changes a group's sum over what is trusted by that of one indicator. */
  void changeTrust(Group group, long product) {
    group.trusted += product;
    trust(group);
  }

  /** Changes how much is expected of a group by that of one indicator. */
  void changeExpectation(Group group, int weight) {
    long before = group.shareIf(group.expected);
    group.expected += weight;
    trust.ownExpected += group.shareIf(group.expected) - before;
    trust(group);
  }

  private void trust(Group group) {
    int before = group.confidence;
    group.confidence = group.expected > 0 ? (int) Fixed.mean(group.trusted, group.expected) : 0;
    trust.own += (group.confidence - before) * group.kind.share;
  }

  /** Returns the group of that kind, made if it is not there. */
  Group group(Kind kind) {
    for (Group group : groups) {
      if (group.kind == kind) {
        return group;
      }
    }
    Group added = new Group(kind);
    groups.add(added);
    return added;
  }

  /** Returns the indicator of that name that this element has, if it has it. */
  @Nullable ScoreLeaf leaf(Kpi kpi) {
    for (ScoreLeaf leaf : leaves) {
      if (leaf.definition().kpi().equals(kpi)) {
        return leaf;
      }
    }
    return null;
  }

  List<ScoreNode> children() {
    return children;
  }

  /** Returns the mean of terms over everything below, or unknown. */
  long mean() {
    return meanOf(published);
  }

  /** Returns the confidence over everything below. */
  long confidence() {
    return confidenceOf(published);
  }

  void weigh(long newWeight, double ownShare) {
    declared = true;
    if (parent != null && newWeight != weight) {
      long more = newWeight - weight;
      if (mean() != Fixed.UNKNOWN) {
        parent.addChildTerms(mean() * more);
        parent.weighChildren(more);
      }
      parent.trust.children.add(confidence() * more);
      parent.trust.childExpected += more;
      weight = newWeight;
      parent.update(ownShare, true);
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

  /**
   * Recomputes this node and, as far as that changes anything, its ancestors from their sums.
   *
   * @param trust whether the confidence may have changed too
   */
  void update(double ownShare, boolean trust) {
    boolean trustChanged = trust;
    ScoreNode node = this;
    ScoreNode above = parent;
    while (above != null) {
      long before = node.published;
      long mean = node.computeMean(ownShare);
      if (trustChanged || before == NOTHING_KNOWN || mean == Fixed.UNKNOWN) {
        long now = node.word(mean, ownShare);
        if (now == before) {
          return;
        }
        PUBLISHED.setOpaque(node, now);
        above.childChanged(node.weight, before, now);
        trustChanged = confidenceOf(now) != confidenceOf(before);
      } else { // only the mean may have changed, as with nearly every value
        long more = mean - meanOf(before);
        if (more == 0) {
          return;
        }
        PUBLISHED.setOpaque(node, before + (more << CONFIDENCE_BITS));
        above.addChildTerms(more * node.weight);
      }
      node = above;
      above = above.parent;
    }
    node.due = true;
  }

  /** Returns a mean with the confidence of now in one word. */
  private long word(long mean, double ownShare) {
    return mean == Fixed.UNKNOWN
        ? NOTHING_KNOWN
        : (mean << CONFIDENCE_BITS) | computeConfidence(ownShare);
  }

  /** Works out a root's mean and confidence, which is left for when they are asked for. */
  void settle(double ownShare) {
    if (due) {
      due = false;
      PUBLISHED.setOpaque(this, word(computeMean(ownShare), ownShare));
    }
  }

  private void childChanged(long ofWeight, long before, long now) {
    addChildTerms((Math.max(meanOf(now), 0) - Math.max(meanOf(before), 0)) * ofWeight);
    if (before == NOTHING_KNOWN || now == NOTHING_KNOWN) {
      weighChildren(now == NOTHING_KNOWN ? -ofWeight : ofWeight); // it changed, so one is known
    }
    long trustMore = confidenceOf(now) - confidenceOf(before);
    if (trustMore != 0) {
      trust.children.add(trustMore * ofWeight);
    }
  }

  private void addChildTerms(long product) {
    long sum = childTermsLow + product;
    long carry = WideSum.carry(childTermsLow, product, sum);
    if (carry != 0) { // nearly never: so its word need not even be written
      childTermsHigh += carry;
    }
    childTermsLow = sum;
  }

  private void weighChildren(long more) {
    childWeight += more;
    inverseChildWeight = Fixed.inverse(childWeight);
  }

  /** Returns the published word; any thread may ask. */
  long published() {
    return (long) PUBLISHED.getOpaque(this);
  }

  /** Returns the mean of a published word, or unknown. */
  static long meanOf(long word) {
    return word >> CONFIDENCE_BITS; // of the word that tells nothing this is the unknown mean
  }

  /** Returns the confidence of a published word. */
  static long confidenceOf(long word) {
    return word == NOTHING_KNOWN ? 0 : word & ((1L << CONFIDENCE_BITS) - 1);
  }

  /** Adds the sums of another part of the same element. */
  void add(ScoreNode part) {
    fresh += part.fresh;
    ownTerms += part.ownTerms;
    ownKnown += part.ownKnown;
    inverseOwnKnown = Fixed.inverse(ownKnown);
    childTermsHigh += part.childTermsHigh;
    addChildTerms(part.childTermsLow);
    weighChildren(part.childWeight);
    trust.add(part.trust);
  }

  long computeMean(double ownShare) {
    if (fresh > 0) {
      long own = Fixed.mean(ownTerms, ownKnown, inverseOwnKnown);
      return childWeight == 0 ? own : Fixed.mix(ownShare, own, childMean());
    }
    return childWeight == 0 ? Fixed.UNKNOWN : childMean();
  }

  private long childMean() {
    return WideSum.mean(childTermsHigh, childTermsLow, childWeight, inverseChildWeight);
  }

  long computeConfidence(double ownShare) {
    return trust.confidence(ownShare);
  }

  /** Reads a word out of each 64 bytes of what a new value changes; the number means nothing. */
  long warm() {
    return fresh + childTermsHigh + (parent == null ? 1 : 0);
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

  /** Sum of the weights of the groups of which anything is known. */
  long groupWeights() {
    return ownKnown;
  }
}
