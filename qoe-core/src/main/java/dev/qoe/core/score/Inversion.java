package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Wanted;
import dev.qoe.core.sum.ExactSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search for the smallest change that brings a score to its target.
 *
 * <p>Values are tried in the tree itself and taken back afterwards; since its sums are integers,
 * this leaves no trace. So every answer is what the model itself says, rounding included.
 */
final class Inversion {

  /** Halvings of the interval; a double has 53 binary places. */
  private static final int HALVINGS = 60;

  /** How many indicators are tried alone: those that cost most. */
  private static final int CANDIDATES = 100;

  private final ScoreTree tree;
  private final ScoreNode root;
  private final double target;
  private final double before;

  Inversion(ScoreTree tree, ScoreNode root, double target) {
    this.tree = tree;
    this.root = root;
    this.target = target;
    this.before = tree.value(root);
  }

  Wanted solve() {
    if (before >= target) {
      return new Wanted(root.path, target, before, before, List.of());
    }
    List<ScoreLeaf> costly = costlyLeaves();
    List<Step> alone = new ArrayList<>();
    for (ScoreLeaf leaf : costly.subList(0, Math.min(CANDIDATES, costly.size()))) {
      double from = leaf.value;
      if (reaches(leaf, optimum(leaf))) {
        alone.add(new Step(leaf, from, bisect(leaf, from)));
      }
      tree.tryValue(leaf, from);
    }
    List<Step> steps =
        alone.isEmpty()
            ? together(costly)
            : List.of(
                alone.stream().min(Comparator.comparingDouble(Step::utilityGained)).orElseThrow());
    return proven(steps);
  }

  /** Betters one indicator after the other, the costliest first, until the target is reached. */
  private List<Step> together(List<ScoreLeaf> costly) {
    List<Step> steps = new ArrayList<>();
    for (ScoreLeaf leaf : costly) {
      double from = leaf.value;
      if (reaches(leaf, optimum(leaf))) {
        steps.add(new Step(leaf, from, bisect(leaf, from)));
        break;
      }
      steps.add(new Step(leaf, from, optimum(leaf)));
    }
    steps.forEach(step -> tree.tryValue(step.leaf, step.from));
    return steps;
  }

  private Wanted proven(List<Step> steps) {
    steps.forEach(step -> tree.tryValue(step.leaf, step.to));
    double after = tree.value(root);
    steps.forEach(step -> tree.tryValue(step.leaf, step.from));
    return new Wanted(root.path, target, before, after, steps.stream().map(Step::change).toList());
  }

  private List<ScoreLeaf> costlyLeaves() {
    List<ScoreLeaf> leaves = new ArrayList<>();
    for (Contribution contribution : Explanation.of(root, tree.model())) {
      if (contribution.points() > 0) {
        KpiDefinition definition = tree.model().catalog().get(contribution.kpi());
        ScoreLeaf leaf = tree.leaf(contribution.element(), definition);
        if (definition.curve().score(definition.optimal()) > contribution.utility()) {
          leaves.add(leaf);
        }
      }
    }
    return leaves;
  }

  /** Returns the value nearest to {@code from} that reaches the target; the optimum does. */
  private double bisect(ScoreLeaf leaf, double from) {
    double misses = from;
    double hits = optimum(leaf);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = ExactSum.rounded(misses + (hits - misses) / 2);
      if (reaches(leaf, middle)) {
        hits = middle;
      } else {
        misses = middle;
      }
    }
    return hits;
  }

  /** Returns the best value as the engine would take it in. */
  private static double optimum(ScoreLeaf leaf) {
    return ExactSum.rounded(leaf.definition().optimal());
  }

  private boolean reaches(ScoreLeaf leaf, double value) {
    tree.tryValue(leaf, value);
    return tree.value(root) >= target;
  }

  private record Step(ScoreLeaf leaf, double from, double to) {

    double utilityGained() {
      return leaf.definition().curve().score(to) - leaf.definition().curve().score(from);
    }

    Wanted.Change change() {
      KpiDefinition definition = leaf.definition();
      return new Wanted.Change(
          leaf.node().path,
          definition.kpi(),
          from,
          to,
          "%s %s -> %s"
              .formatted(
                  Wording.inSentence(definition.name()),
                  definition.show(from),
                  definition.show(to)));
    }
  }
}
