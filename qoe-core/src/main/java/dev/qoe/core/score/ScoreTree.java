package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Subdomain;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import dev.qoe.api.score.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scores of all elements, kept current with each new value in a time that grows with the depth
 * of the hierarchy only.
 *
 * <p>Its state is a function of the current values alone: the same values in any order give the
 * same bits. A stale value keeps counting in the score but no longer in the confidence; an element
 * whose values are all stale has no score. Confine to one thread.
 *
 * @since 0.1
 */
public final class ScoreTree {

  private final ScoringModel model;
  private final Map<ElementPath, ScoreNode> nodes = new HashMap<>();
  private final Map<KpiDefinition, Term> terms = new HashMap<>();
  private final Map<Subdomain, ScoreNode.Kind> kinds = new HashMap<>();

  private ScoreTree(ScoringModel model) {
    this.model = model;
  }

  /** Returns an empty tree. */
  public static ScoreTree of(ScoringModel model) {
    return new ScoreTree(model);
  }

  /**
   * Returns the place of an indicator of an element, made if it is not there; from then on it is
   * expected, so that it lowers the confidence while it has no recent value.
   */
  public ScoreLeaf leaf(ElementPath element, KpiDefinition definition) {
    ScoreLeaf found = node(element).leaf(definition.kpi());
    if (found == null) {
      found = new ScoreLeaf();
      attach(found, element, definition);
    }
    return found;
  }

  /**
   * Puts an indicator without a value into the tree; from then on it is expected.
   *
   * @throws IllegalStateException if it is in a tree already, or the element has another of its
   *     name
   */
  public void attach(ScoreLeaf leaf, ElementPath element, KpiDefinition definition) {
    ScoreNode node = node(element);
    if (leaf.attached() || node.leaf(definition.kpi()) != null) {
      throw new IllegalStateException(
          "indicator '%s' of '%s' is in the tree already".formatted(definition.kpi(), element));
    }
    ScoreNode.Kind kind =
        kinds.computeIfAbsent(model.catalog().subdomainOf(definition), ScoreNode.Kind::new);
    leaf.node = node;
    leaf.above = node.parent;
    leaf.group = node.group(kind);
    leaf.meaning = terms.computeIfAbsent(definition, known -> term(known, kind));
    node.changeExpectation(leaf.group(), leaf.weight());
    node.leaves.add(leaf);
    refresh(node);
  }

  private Term term(KpiDefinition definition, ScoreNode.Kind kind) {
    int weight = kind.share > 0 ? (int) Fixed.weight(definition.impact().weight()) : 0;
    return Term.of(definition, weight, model.exponent());
  }

  /**
   * Gives an indicator a recent value; one that is in no tree stays as it is.
   *
   * @param value the value in the indicator's unit, finite
   * @param quality how far it can be trusted, 0 to 1
   */
  public void set(ScoreLeaf leaf, double value, double quality) {
    if (leaf.node != null) {
      put(leaf, value, (int) Fixed.share(quality), true);
      leaf.node.touch();
    }
  }

  /**
   * Gives an indicator its value without letting it count: the first of two steps that together do
   * what {@link #set(ScoreLeaf, double, double)} does.
   *
   * <p>Where many indicators get values, each step is best made for all of them before the next:
   * while a processor waits for what one needs, it works at the others.
   *
   * @param value the value in the indicator's unit, finite
   * @return what it adds to means, for the second step
   * @throws IllegalStateException if it is in no tree
   */
  public int weigh(ScoreLeaf leaf, double value) {
    int term = leaf.weight() == 0 ? 0 : (int) leaf.term(value);
    leaf.value = value;
    return term;
  }

  /**
   * Lets an indicator count by the value that it was given: the second step.
   *
   * @param term what the first step returned
   * @param quality how far the value can be trusted, 0 to 1
   * @throws IllegalStateException if it is in no tree
   */
  public void count(ScoreLeaf leaf, int term, double quality) {
    put(leaf, term, (int) Fixed.share(quality), true);
    leaf.node().touch();
  }

  /** Lets an indicator's value grow stale: it counts in the score, but not in the confidence. */
  public void expire(ScoreLeaf leaf) {
    if (leaf.fresh) {
      put(leaf, leaf.value, leaf.quality, false);
      leaf.node().touch();
    }
  }

  /** Takes an indicator with its value out of the tree; one that is in none stays as it is. */
  public void remove(ScoreLeaf leaf) {
    if (leaf.node != null) {
      ScoreNode node = leaf.node;
      clear(leaf);
      node.changeExpectation(leaf.group(), -leaf.weight());
      node.leaves.remove(leaf);
      leaf.node = null;
      leaf.above = null;
      leaf.group = null;
      leaf.meaning = null;
      refresh(node);
      prune(node);
    }
  }

  /** Sets the weight of an element in its parent's score, {@code >= 0}. */
  public void weigh(ElementPath element, double weight) {
    ScoreNode node = node(element);
    node.weigh(Fixed.weight(weight), model.ownShare());
    node.touch();
  }

  /** Removes an element with all below it, and what was above it for its sake only. */
  public void remove(ElementPath element) {
    ScoreNode node = nodes.get(element);
    if (node != null) {
      clear(node);
      detach(node);
      if (node.parent != null) {
        prune(node.parent);
      }
    }
  }

  /** Returns the score of an element with its explanation; unknown if nothing recent is known. */
  public Score score(ElementPath element, Instant time) {
    ScoreNode node = find(element);
    return node == null || node.mean() == Fixed.UNKNOWN
        ? Score.unknown(element, time)
        : new Score(
            element,
            time,
            value(node),
            Fixed.toDouble(node.confidence()),
            Explanation.of(node, model));
  }

  /** Returns the value of an element's score, 0 to 100, or NaN if nothing recent is known. */
  public double value(ElementPath element) {
    ScoreNode node = find(element);
    return node == null || node.mean() == Fixed.UNKNOWN ? Double.NaN : value(node);
  }

  /**
   * Returns the smallest change that brings an element's score to {@code target}, 0 to 100.
   *
   * <p>One indicator is changed if that suffices, the one whose utility has to change least;
   * otherwise several, those that cost most first. The result is proven by scoring it.
   *
   * @throws IllegalArgumentException if {@code target} is not within 0 to 100
   */
  public Wanted wanted(ElementPath element, double target) {
    if (!(target >= 0 && target <= 100)) {
      throw new IllegalArgumentException("target score must be from 0 to 100: " + target);
    }
    ScoreNode node = find(element);
    return node == null || node.mean() == Fixed.UNKNOWN
        ? new Wanted(element, target, Double.NaN, Double.NaN, List.of())
        : new Inversion(this, node, target).solve();
  }

  /** Returns the score of an element to be read by any thread at any time; made if need be. */
  public LiveScore live(ElementPath element) {
    return new LiveScore(node(element), model);
  }

  /** Calls {@code consumer} with each element whose score may have changed since the last call. */
  public void drainChanged(Consumer<ElementPath> consumer) {
    List<ElementPath> changed = new ArrayList<>();
    nodes.values().stream()
        .filter(node -> node.changed)
        .forEach(
            node -> {
              node.changed = false;
              changed.add(node.path);
            });
    changed.sort(null);
    changed.forEach(consumer);
  }

  /** Copies an element with all below it, values included, into another tree of the same model. */
  public void copy(ElementPath element, ScoreTree into) {
    ScoreNode node = nodes.get(element);
    if (node != null) {
      copy(node, into);
    }
  }

  private static void copy(ScoreNode from, ScoreTree into) {
    ScoreNode to = into.node(from.path);
    if (from.declared) {
      to.weigh(from.weight, into.model.ownShare());
    }
    for (ScoreLeaf leaf : from.leaves) {
      ScoreLeaf copied = new ScoreLeaf();
      into.attach(copied, from.path, leaf.definition());
      if (leaf.term != Fixed.UNKNOWN) {
        into.put(copied, leaf.value, leaf.quality, leaf.fresh);
      }
    }
    for (ScoreNode child : from.children()) {
      copy(child, into);
    }
  }

  @Nullable ScoreNode find(ElementPath element) {
    ScoreNode found = nodes.get(element);
    if (found != null) {
      found.settle(model.ownShare());
    }
    return found;
  }

  ScoringModel model() {
    return model;
  }

  double value(ScoreNode node) {
    node.settle(model.ownShare());
    return model.score(Fixed.toDouble(node.mean()));
  }

  /** Tries {@code value} for one indicator and leaves the rest of its state as it is. */
  void tryValue(ScoreLeaf leaf, double value) {
    put(leaf, value, leaf.quality, leaf.fresh);
  }

  private void put(ScoreLeaf leaf, double value, int quality, boolean fresh) {
    put(leaf, weigh(leaf, value), quality, fresh);
  }

  private void put(ScoreLeaf leaf, int term, int quality, boolean fresh) {
    ScoreNode node = leaf.node();
    int weight = leaf.weight();
    int trusted = fresh ? quality : 0;
    int trustedBefore = leaf.fresh ? leaf.quality : 0;
    boolean trust = fresh != leaf.fresh || trusted != trustedBefore;
    leaf.quality = quality;
    if (weight == 0) {
      leaf.term = 0;
      leaf.fresh = fresh;
      return;
    }
    ScoreNode.Group group = leaf.group();
    if (leaf.term != Fixed.UNKNOWN) {
      node.changeTerms(group, (long) (term - leaf.term) * weight);
    } else {
      node.changeTerms(group, (long) term * weight, weight);
    }
    leaf.term = term;
    if (trust) {
      node.changeTrust(group, (long) (trusted - trustedBefore) * weight);
      node.fresh += (fresh ? 1 : 0) - (leaf.fresh ? 1 : 0);
      leaf.fresh = fresh;
    }
    node.update(model.ownShare(), trust);
  }

  private static void clear(ScoreLeaf leaf) {
    int weight = leaf.weight();
    if (leaf.term != Fixed.UNKNOWN && weight > 0) {
      ScoreNode node = leaf.node();
      node.changeTerms(leaf.group(), -(long) leaf.term * weight, -weight);
      if (leaf.fresh) {
        node.changeTrust(leaf.group(), -(long) leaf.quality * weight);
        node.fresh--;
      }
    }
    leaf.term = (int) Fixed.UNKNOWN;
    leaf.value = Double.NaN;
    leaf.quality = 0;
    leaf.fresh = false;
  }

  private void clear(ScoreNode node) {
    node.declared = true;
    for (ScoreNode child : List.copyOf(node.children())) {
      clear(child);
      detach(child);
    }
    for (ScoreLeaf leaf : List.copyOf(node.leaves)) {
      remove(leaf);
    }
  }

  /** Removes a node that nothing calls for any more, and so on upwards. */
  private void prune(ScoreNode node) {
    for (ScoreNode up = node;
        up != null && !up.declared && up.children().isEmpty() && up.leaves.isEmpty();
        up = up.parent) {
      detach(up);
    }
  }

  private void detach(ScoreNode node) {
    node.detach(model.ownShare());
    node.gone = true;
    nodes.remove(node.path);
    if (node.parent != null) {
      node.parent.touch();
    }
  }

  private void refresh(ScoreNode node) {
    node.update(model.ownShare(), true);
    node.touch();
  }

  private ScoreNode node(ElementPath element) {
    ScoreNode found = nodes.get(element);
    if (found == null) {
      @Nullable ScoreNode parent = element.parent().map(this::node).orElse(null);
      found = new ScoreNode(element, parent);
      nodes.put(element, found);
      refresh(parent == null ? found : parent); // the parent expects one child more
      found.touch();
    }
    return found;
  }
}
