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
 * and confidence are published together in one word, which any thread may read at any time; for all
 * else: confine to one thread.
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

  final ElementPath path;
  final @Nullable ScoreNode parent;
  final List<ScoreNode> children = new ArrayList<>(0);
  final List<ScoreLeaf> leaves = new ArrayList<>(0);

  private final List<Group> groups = new ArrayList<>(0);

  /** Weight in the parent's mean. */
  long weight = Fixed.weight(1);

  /** Mean of terms over everything below, or unknown. */
  long mean = Fixed.UNKNOWN;

  /** Confidence over everything below. */
  long confidence;

  /** Mean and confidence in one word. */
  @SuppressWarnings("unused") // by its handle
  private long published = NOTHING_KNOWN;

  /** Whether it changed since changes were last drained. */
  boolean changed;

  /** Whether it has left its tree. */
  volatile boolean gone;

  /** Number of weighed indicators with a recent value. */
  int fresh;

  /** Whether it was weighed by name; one that was not goes with the last thing below it. */
  boolean declared;

  /** Sum over groups of their mean times their weight, and of the weights of those scored. */
  private long ownTerms;

  private long ownKnown;
  private double perOwnKnown;

  /** Sum over groups of their confidence times their weight, and of the weights of all. */
  private long ownTrusted;

  private long ownExpected;

  private final WideSum childTerms = new WideSum();
  private final WideSum childConfidence = new WideSum();
  private long childWeight;
  private double perChildWeight;
  private long childExpected;

  /** Whether a root's mean and confidence are yet to be worked out from its sums. */
  private boolean due;

  ScoreNode(ElementPath path, @Nullable ScoreNode parent) {
    this.path = path;
    this.parent = parent;
    if (parent != null) {
      parent.children.add(this);
      parent.childExpected += weight;
    }
  }

  /** The sums over one subdomain's indicators of one element. */
  static final class Group {
    private final String key;
    final double qoeWeight;
    private final long share;
    private final ScoreNode node;
    private long terms;
    private long known;
    private double perKnown;
    private long trusted;
    private long expected;
    private long mean;
    private long confidence;

    private Group(String key, double qoeWeight, ScoreNode node) {
      this.key = key;
      this.qoeWeight = qoeWeight;
      this.share = Fixed.weight(qoeWeight);
      this.node = node;
    }

    long known() {
      return known;
    }

    long share() {
      return share;
    }

    /** Changes the sum over terms by that of one indicator of which a value was known before. */
    void changeTerms(long product) {
      terms += product;
      long before = mean;
      mean = Fixed.mean(terms, perKnown);
      node.ownTerms += (mean - before) * share;
    }

    /** Changes the sums over terms by those of one indicator that becomes known, or unknown. */
    void changeTerms(long product, long weight) {
      terms += product;
      long before = known > 0 ? share : 0;
      node.ownTerms -= mean * before;
      known += weight;
      perKnown = known > 0 ? 1.0 / known : 0;
      mean = known > 0 ? Fixed.mean(terms, perKnown) : 0;
      long now = known > 0 ? share : 0;
      node.ownTerms += mean * now;
      node.ownKnown += now - before;
      node.perOwnKnown = node.ownKnown > 0 ? 1.0 / node.ownKnown : 0;
    }

    /** Changes the sum over what is trusted by that of one indicator. */
    void changeTrust(long product) {
      trusted += product;
      trust();
    }

    /** Changes how much is expected by that of one indicator. */
    void changeExpectation(long weight) {
      long before = expected > 0 ? share : 0;
      expected += weight;
      node.ownExpected += (expected > 0 ? share : 0) - before;
      trust();
    }

    private void trust() {
      long before = confidence;
      confidence = expected > 0 ? Fixed.mean(trusted, 1.0 / expected) : 0;
      node.ownTrusted += (confidence - before) * share;
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
    Group added = new Group(key, subdomain.qoeWeight(), this);
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

  void weigh(long newWeight, double ownShare) {
    declared = true;
    if (parent != null && newWeight != weight) {
      long known = mean == Fixed.UNKNOWN ? 0 : mean;
      parent.childTerms.add(known * (newWeight - weight));
      parent.weighChildren(mean == Fixed.UNKNOWN ? 0 : newWeight - weight);
      parent.childConfidence.add(confidence * (newWeight - weight));
      parent.childExpected += newWeight - weight;
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
    ScoreNode node = this;
    boolean trustChanged = trust;
    while (node.parent != null) {
      long oldMean = node.mean;
      long oldConfidence = node.confidence;
      node.compute(ownShare, trustChanged);
      if (node.mean == oldMean && node.confidence == oldConfidence) {
        return;
      }
      trustChanged = node.confidence != oldConfidence;
      node.parent.childChanged(node, oldMean, oldConfidence);
      node = node.parent;
    }
    node.due = true;
  }

  private void compute(double ownShare, boolean trust) {
    boolean wasUnknown = mean == Fixed.UNKNOWN;
    mean = computeMean(ownShare);
    if (trust || wasUnknown || mean == Fixed.UNKNOWN) {
      confidence = mean == Fixed.UNKNOWN ? 0 : computeConfidence(ownShare);
    }
    publish();
  }

  /** Works out a root's mean and confidence, which is left for when they are asked for. */
  void settle(double ownShare) {
    if (due) {
      due = false;
      compute(ownShare, true);
    }
  }

  private void childChanged(ScoreNode child, long oldMean, long oldConfidence) {
    if (child.mean != oldMean) {
      long before = oldMean == Fixed.UNKNOWN ? 0 : oldMean;
      long now = child.mean == Fixed.UNKNOWN ? 0 : child.mean;
      childTerms.add((now - before) * child.weight);
      if (oldMean == Fixed.UNKNOWN) {
        weighChildren(child.weight);
      } else if (child.mean == Fixed.UNKNOWN) {
        weighChildren(-child.weight);
      }
    }
    if (child.confidence != oldConfidence) {
      childConfidence.add((child.confidence - oldConfidence) * child.weight);
    }
  }

  private void weighChildren(long more) {
    childWeight += more;
    perChildWeight = childWeight > 0 ? 1.0 / childWeight : 0;
  }

  private void publish() {
    PUBLISHED.setOpaque(
        this, mean == Fixed.UNKNOWN ? NOTHING_KNOWN : (mean << CONFIDENCE_BITS) | confidence);
  }

  /** Returns the published word; any thread may ask. */
  long published() {
    return (long) PUBLISHED.getOpaque(this);
  }

  /** Returns the mean of a published word, or unknown. */
  static long meanOf(long word) {
    return word == NOTHING_KNOWN ? Fixed.UNKNOWN : word >> CONFIDENCE_BITS;
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
    perOwnKnown = ownKnown > 0 ? 1.0 / ownKnown : 0;
    ownTrusted += part.ownTrusted;
    ownExpected += part.ownExpected;
    childTerms.add(part.childTerms);
    childConfidence.add(part.childConfidence);
    weighChildren(part.childWeight);
    childExpected += part.childExpected;
  }

  long computeMean(double ownShare) {
    if (fresh > 0) {
      long own = Fixed.mean(ownTerms, perOwnKnown);
      return childWeight == 0 ? own : mix(ownShare, own, childTerms.mean(perChildWeight));
    }
    return childWeight == 0 ? Fixed.UNKNOWN : childTerms.mean(perChildWeight);
  }

  long computeConfidence(double ownShare) {
    if (ownExpected == 0) {
      return childExpected == 0 ? 0 : childConfidence.mean(1.0 / childExpected);
    }
    long own = Fixed.mean(ownTrusted, 1.0 / ownExpected);
    return childExpected == 0 ? own : mix(ownShare, own, childConfidence.mean(1.0 / childExpected));
  }

  private static long mix(double share, long own, long below) {
    return Fixed.round(share * own + (1 - share) * below);
  }

  /** Reads a word at either end of what an update changes, here and one step up. */
  long warm() {
    return mean + childExpected + (parent == null ? 0 : parent.mean + parent.childExpected);
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
