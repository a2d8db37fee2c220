package dev.qoe.plugin.report.html;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one indicator cost a score, over all places where it was read.
 *
 * <p>Immutable.
 *
 * @param kpi which indicator
 * @param name what people call it
 * @param points what it cost, 0 to 100
 * @param places where it was read
 * @param worst where it cost most
 * @param detail value and wish at {@code worst}
 */
record Loss(Kpi kpi, String name, double points, int places, ElementPath worst, String detail) {

  /** Returns what each indicator cost, largest first; they sum to the points lost. */
  static List<Loss> of(Score score) {
    Map<Kpi, List<Contribution>> byKpi = new LinkedHashMap<>();
    for (Contribution part : score.contributions()) {
      byKpi.computeIfAbsent(part.kpi(), unused -> new ArrayList<>()).add(part);
    }
    return byKpi.values().stream()
        .map(Loss::of)
        .sorted(Comparator.comparingDouble(Loss::points).reversed().thenComparing(Loss::kpi))
        .toList();
  }

  private static Loss of(List<Contribution> parts) {
    Contribution worst = parts.get(0);
    double points = 0;
    for (Contribution part : parts) {
      points += part.points();
      worst = part.points() > worst.points() ? part : worst;
    }
    return new Loss(
        worst.kpi(), worst.name(), points, parts.size(), worst.element(), worst.detail());
  }
}
