package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two explained scores, laid side by side. */
final class Differences {

  private static final Comparator<KpiDifference> LARGEST_FIRST =
      Comparator.comparingDouble((KpiDifference difference) -> Math.abs(difference.gain()))
          .reversed()
          .thenComparing(KpiDifference::parameter);

  /** Points below this come from the fixed-point sums of the tree, not from a change. */
  private static final double ROUNDING = 1e-6;

  private Differences() {}

  /**
   * Returns every indicator that moved, was computed anew or whose points moved, the largest first.
   */
  static List<KpiDifference> of(NetworkState state, Draft draft, Score before, Score after) {
    Map<Parameter, Double> costBefore = points(before);
    Map<Parameter, Double> costAfter = points(after);
    TreeSet<Parameter> all = new TreeSet<>(draft.changed().keySet());
    all.addAll(draft.unmoved());
    all.addAll(costBefore.keySet());
    all.addAll(costAfter.keySet());
    List<KpiDifference> differences = new ArrayList<>();
    for (Parameter parameter : all) {
      double was = costBefore.getOrDefault(parameter, 0.0);
      double is = costAfter.getOrDefault(parameter, 0.0);
      if (Math.abs(was - is) > ROUNDING
          || draft.changed().containsKey(parameter)
          || draft.unmoved().contains(parameter)) {
        KpiDefinition definition = state.catalog().get(parameter.kpi());
        double valueBefore = draft.before(parameter);
        double valueAfter = draft.after(parameter);
        differences.add(
            new KpiDifference(
                parameter,
                Propagation.named(definition),
                state.name(parameter.element()),
                valueBefore,
                valueAfter,
                text(definition, valueBefore, valueAfter),
                was,
                is,
                through(parameter, draft, state)));
      }
    }
    differences.sort(LARGEST_FIRST);
    return differences;
  }

  private static Map<Parameter, Double> points(Score score) {
    Map<Parameter, Double> points = new TreeMap<>();
    for (Contribution contribution : score.contributions()) {
      points.put(Parameter.of(contribution.element(), contribution.kpi()), contribution.points());
    }
    return points;
  }

  /** Returns points to one place; what rounds to nothing has no sign of loss. */
  static String points(double gain) {
    return String.format(Locale.ROOT, "%+.1f", Math.rint(gain * 10) / 10 + 0.0);
  }

  static String text(KpiDefinition definition, double before, double after) {
    String is = definition.show(after);
    if (before == after) {
      return is;
    }
    return (Double.isNaN(before) ? "unknown" : definition.show(before)) + " -> " + is;
  }

  private static List<String> through(Parameter parameter, Draft draft, NetworkState state) {
    List<String> texts = new ArrayList<>();
    for (Draft.Through through : draft.through(parameter)) {
      ElementPath source = through.source();
      boolean elsewhere =
          !source.equals(parameter.element()) && !through.law().name().contains(state.name(source));
      texts.add(through.law().name() + (elsewhere ? " by " + state.name(source) : ""));
    }
    return texts;
  }
}
