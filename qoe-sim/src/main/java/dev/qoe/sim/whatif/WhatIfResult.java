package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.QoeClass;
import dev.qoe.api.score.Score;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people would notice of a change: the score before and after, which indicator of which
 * element gained or lost how many points and through what, how sure that is, and what it rests on.
 *
 * <p>Immutable.
 *
 * @param element whose score is judged
 * @param changes what was asked for
 * @param before its score before
 * @param after its score after; its confidence is what is left of the confidence in the readings
 *     after all that was assumed
 * @param differences indicators that moved or were computed anew, the largest gain or loss first;
 *     the gains sum to the difference of the scores
 * @param elements the scores of all elements, in the order of paths
 * @param assumptions what the result rests on and nobody measured
 * @since 0.1
 */
public record WhatIfResult(
    ElementPath element,
    List<Change> changes,
    Score before,
    Score after,
    List<KpiDifference> differences,
    List<ElementDifference> elements,
    List<Assumption> assumptions) {

  private static final int NAMED = 5;

  /** Points that show when they are rounded to one place. */
  private static final double FELT = 0.05;

  /** Creates a result; the lists are copied. */
  public WhatIfResult {
    changes = List.copyOf(changes);
    differences = List.copyOf(differences);
    elements = List.copyOf(elements);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * The score of one element before and after. Immutable.
   *
   * @param element which
   * @param before 0 to 100; NaN if not known
   * @param after 0 to 100; NaN if not known
   */
  public record ElementDifference(ElementPath element, double before, double after) {

    /** Returns the points gained, negative where lost; NaN if not known. */
    public double gain() {
      return after - before;
    }
  }

  /** Returns the points that the score gains, negative where it loses; NaN if not known. */
  public double gain() {
    return after.value() - before.value();
  }

  /** Returns how sure the score after is, 0 to 1. */
  public double confidence() {
    return after.confidence();
  }

  /** Returns what became of one indicator, if it moved. */
  public Optional<KpiDifference> difference(Parameter parameter) {
    return differences.stream()
        .filter(difference -> difference.parameter().equals(parameter))
        .findFirst();
  }

  /** Returns what gained or lost most, in a sentence. */
  public String explanation() {
    String text =
        differences.stream()
            .filter(difference -> Math.abs(difference.gain()) >= FELT)
            .limit(NAMED)
            .map(KpiDifference::toString)
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? "no indicator gained or lost any points" : text;
  }

  /** Returns what was asked for, by name: what a saved run tells as its parameters. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("judged", element.text());
    for (int i = 0; i < changes.size(); i++) {
      parameters.put("change %03d".formatted(i + 1), changes.get(i).toString());
    }
    return parameters;
  }

  /** Returns what came out, by name: scores, confidence, and each indicator that moved. */
  public Map<String, Double> results() {
    Map<String, Double> results = new TreeMap<>();
    results.put("score before", before.value());
    results.put("score after", after.value());
    results.put("confidence before", before.confidence());
    results.put("confidence after", after.confidence());
    for (KpiDifference difference : differences) {
      if (difference.before() != difference.after()) {
        results.put(difference.parameter() + " before", difference.before());
        results.put(difference.parameter() + " after", difference.after());
      }
    }
    return results;
  }

  /** Returns the announcement that this result is there, for those who listen to an engine. */
  public EngineEvent.SimulationResult announcement(String name, Instant at) {
    return new EngineEvent.SimulationResult(name, results(), at);
  }

  /**
   * Returns the answer first, then the evidence, then the assumptions, a line each; for example
   * {@code acme: 81.2 -> 74.9 of 100 (excellent -> good), -6.3, 88 % sure (before 93 %)}.
   */
  @Override
  public String toString() {
    if (!before.known() || !after.known()) {
      return "%s: nothing is known".formatted(element);
    }
    StringBuilder text = new StringBuilder();
    QoeClass was = QoeClass.of(before.value());
    QoeClass is = QoeClass.of(after.value());
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.1f -> %.1f of 100 (%s), %s, %.0f %% sure (before %.0f %%)",
            element,
            before.value(),
            after.value(),
            was == is ? was.word() : was.word() + " -> " + is.word(),
            Differences.points(gain()),
            100 * after.confidence(),
            100 * before.confidence()));
    List<List<KpiDifference>> felt = feltByKpi();
    felt.stream().limit(NAMED).forEach(alike -> text.append("\n  ").append(line(alike)));
    if (felt.size() > NAMED) {
      double rest = felt.stream().skip(NAMED).mapToDouble(WhatIfResult::gain).sum();
      text.append("\n  %s by %d more".formatted(Differences.points(rest), felt.size() - NAMED));
    }
    long same = differences.stream().filter(WhatIfResult::cameOutTheSame).count();
    differences.stream()
        .filter(WhatIfResult::cameOutTheSame)
        .limit(NAMED)
        .forEach(one -> text.append("\n  unchanged: ").append(one.unchanged()));
    if (same > NAMED) {
      text.append("\n  unchanged: %d more".formatted(same - NAMED));
    }
    assumptions.forEach(assumed -> text.append("\n  assumed: ").append(assumed));
    return text.toString();
  }

  /** Returns the differences by indicator, those with the largest gain or loss in sum first. */
  private List<List<KpiDifference>> feltByKpi() {
    Map<Kpi, List<KpiDifference>> byKpi =
        differences.stream()
            .filter(difference -> difference.gain() != 0)
            .collect(
                Collectors.groupingBy(KpiDifference::kpi, LinkedHashMap::new, Collectors.toList()));
    return byKpi.values().stream()
        .filter(alike -> Math.abs(gain(alike)) >= FELT)
        .sorted(Comparator.comparingDouble((List<KpiDifference> alike) -> -Math.abs(gain(alike))))
        .toList();
  }

  private static boolean cameOutTheSame(KpiDifference difference) {
    return difference.before() == difference.after() && !difference.through().isEmpty();
  }

  private static double gain(List<KpiDifference> alike) {
    return alike.stream().mapToDouble(KpiDifference::gain).sum();
  }

  private static String line(List<KpiDifference> alike) {
    KpiDifference first = alike.get(0);
    return alike.size() == 1
        ? first.toString()
        : "%s %s of %d elements, most of %s, %s"
            .formatted(
                Differences.points(gain(alike)),
                first.name(),
                alike.size(),
                first.place(),
                first.evidence());
  }
}
