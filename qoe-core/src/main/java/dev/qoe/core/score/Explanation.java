package dev.qoe.core.score;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.score.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The split of a score's lost points among the indicators that cost them.
 *
 * <p>Every indicator has an effective weight in the mean at the root of the explanation: the
 * product of its shares on the way down. It cost in proportion to that weight times what its term
 * lacks to 1; for the weighted mean (exponent 1) that is the exact loss.
 */
final class Explanation {

  private static final Comparator<Part> LARGEST_FIRST =
      Comparator.comparingDouble(Part::loss)
          .reversed()
          .thenComparing(part -> part.leaf().node().path)
          .thenComparing(part -> part.leaf().definition().kpi());

  private final ScoringModel model;
  private final List<Part> parts = new ArrayList<>();

  private Explanation(ScoringModel model) {
    this.model = model;
  }

  private record Part(ScoreLeaf leaf, double loss) {}

  /** Returns the contributions below {@code node}, largest first; they sum to the points lost. */
  static List<Contribution> of(ScoreNode node, ScoringModel model) {
    Explanation explanation = new Explanation(model);
    explanation.collect(node, 1);
    explanation.parts.sort(LARGEST_FIRST);
    double lost = 100 - model.score(Fixed.toDouble(node.mean()));
    double total = explanation.parts.stream().mapToDouble(Part::loss).sum();
    double pointsPerLoss = total > 0 ? lost / total : 0;
    return explanation.parts.stream()
        .map(part -> explanation.contribution(part, pointsPerLoss))
        .toList();
  }

  private void collect(ScoreNode node, double weight) {
    boolean below = node.hasBelow();
    double own = node.hasOwn() ? (below ? model.ownShare() : 1) : 0;
    if (node.hasOwn()) {
      double groups = node.groupWeights();
      for (ScoreLeaf leaf : node.leaves) {
        if (leaf.scored()) {
          double share =
              leaf.group().kind.share / groups * ((double) leaf.weight() / leaf.group().known());
          parts.add(new Part(leaf, weight * own * share * (1 - Fixed.toDouble(leaf.term))));
        }
      }
    }
    for (ScoreNode child : node.children()) {
      if (child.mean() != Fixed.UNKNOWN && child.weight > 0) {
        collect(child, weight * (1 - own) * ((double) child.weight / node.childWeight()));
      }
    }
  }

  private Contribution contribution(Part part, double pointsPerLoss) {
    ScoreLeaf leaf = part.leaf();
    KpiDefinition definition = leaf.definition();
    return new Contribution(
        leaf.node().path,
        definition.kpi(),
        Wording.inSentence(definition.name()),
        leaf.value,
        definition.curve().score(leaf.value),
        part.loss() * pointsPerLoss,
        definition.show(leaf.value)
            + ", "
            + Wording.wish(definition)
            + (leaf.fresh ? "" : ", not recent"));
  }
}
