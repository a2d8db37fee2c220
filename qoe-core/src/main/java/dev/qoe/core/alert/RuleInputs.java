package dev.qoe.core.alert;

import dev.qoe.api.alert.Evidence;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.core.kpi.KpiCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What one rule sees of one element, indicator by indicator.
 *
 * <p>Confine to one thread.
 */
final class RuleInputs {

  private final List<RuleInput> inputs;

  RuleInputs(RuleInstance rule, Collection<Kpi> kpis, KpiCatalog catalog) {
    this.inputs =
        kpis.stream()
            .distinct()
            .map(catalog::find)
            .flatMap(Optional::stream)
            .map(definition -> new RuleInput(rule, definition))
            .toList();
  }

  /** Returns an indicator of the rule. */
  RuleInput of(Kpi kpi) {
    for (RuleInput input : inputs) {
      if (input.kpi().equals(kpi)) {
        return input;
      }
    }
    throw new IllegalArgumentException("KPI '%s' is not of the catalogue".formatted(kpi));
  }

  /** Returns the mean of an indicator over a span. */
  SlidingMean window(Kpi kpi, Duration over) {
    return of(kpi).window(over);
  }

  /** Forgets the evidence gathered so far and starts from the windows' present means. */
  void restartEvidence() {
    inputs.forEach(RuleInput::restartEvidence);
  }

  /** Returns the time of the newest value of any indicator, in microseconds of the epoch. */
  long newest() {
    return inputs.stream().mapToLong(RuleInput::newest).max().orElse(Long.MIN_VALUE);
  }

  /** Returns what the values since the trouble began show. */
  List<Evidence> evidence(Instant since) {
    return inputs.stream().map(input -> input.evidence(since)).flatMap(Optional::stream).toList();
  }
}
