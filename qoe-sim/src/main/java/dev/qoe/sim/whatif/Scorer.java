package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.score.Score;
import dev.qoe.core.score.ScoreLeaf;
import dev.qoe.core.score.ScoreTree;
import java.util.Map;
import java.util.TreeMap;

/**
 * A state in the tree of scores that the engine uses. Other values are put in and taken back; the
 * tree's sums are integers, so that this leaves no trace. Confine to one thread.
 */
final class Scorer {

  private final NetworkState state;
  private final ScoreTree tree;
  private final Map<Parameter, ScoreLeaf> leaves = new TreeMap<>();

  Scorer(NetworkState state) {
    this.state = state;
    this.tree = ScoreTree.of(state.model());
    for (NetworkElement element : state.graph().topology().elements()) {
      tree.weigh(element.path(), element.weight());
      for (Kpi kpi : element.expectedKpis()) {
        if (state.catalog().find(kpi).isPresent()) {
          leaf(Parameter.of(element.path(), kpi));
        }
      }
    }
    state
        .allReadings()
        .forEach(
            (element, readings) ->
                readings.forEach((kpi, reading) -> put(Parameter.of(element, kpi), reading)));
  }

  Score score(ElementPath element) {
    return tree.score(element, state.time());
  }

  double value(ElementPath element) {
    return tree.value(element);
  }

  /** Puts in other values; what had none before is not scored, or it would weigh only after. */
  void apply(Map<Parameter, Reading> changed) {
    changed.forEach(
        (parameter, after) -> {
          if (state.reading(parameter.element(), parameter.kpi()).isPresent()) {
            put(parameter, after);
          }
        });
  }

  void takeBack(Map<Parameter, Reading> changed) {
    changed.forEach(
        (parameter, unused) ->
            state
                .reading(parameter.element(), parameter.kpi())
                .ifPresent(before -> put(parameter, before)));
  }

  private void put(Parameter parameter, Reading reading) {
    tree.set(leaf(parameter), reading.value(), reading.quality());
  }

  private ScoreLeaf leaf(Parameter parameter) {
    return leaves.computeIfAbsent(
        parameter, at -> tree.leaf(at.element(), state.catalog().get(at.kpi())));
  }
}
