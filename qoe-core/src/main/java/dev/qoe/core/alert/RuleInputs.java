package dev.qoe.core.alert;

import dev.qoe.api.alert.Evidence;
import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.sum.ExactSum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one rule sees of one element: windows for its conditions, and statistics for its evidence.
 *
 * <p>Confine to one thread.
 */
final class RuleInputs {

  private static final Unit FLAG = Unit.of("flag");

  private final Map<Kpi, Input> inputs = new LinkedHashMap<>();

  RuleInputs(Collection<Kpi> kpis, KpiCatalog catalog) {
    for (Kpi kpi : kpis) {
      catalog.find(kpi).ifPresent(definition -> inputs.put(kpi, new Input(definition)));
    }
  }

  /** The mean of one indicator over one span. */
  static final class Window {
    private final SlidingMean mean;
    private final long stalenessMicros;

    private Window(SlidingMean mean, long stalenessMicros) {
      this.mean = mean;
      this.stalenessMicros = stalenessMicros;
    }

    boolean silent(long nowMicros) {
      return mean.isEmpty() || nowMicros - mean.newest() > stalenessMicros;
    }

    double mean() {
      return mean.mean();
    }
  }

  private static final class Input {
    private final KpiDefinition definition;
    private final Map<Duration, SlidingMean> windows = new LinkedHashMap<>();

    /** The windows as an array, for an iterator would be garbage with every value. */
    private SlidingMean[] means = {};

    private final ExactSum sum = ExactSum.zero();
    private long count;
    private double worst = Double.NaN;
    private long newest = Long.MIN_VALUE;

    private Input(KpiDefinition definition) {
      this.definition = definition;
    }

    private void observe(double value) {
      sum.add(value);
      count++;
      worst = count == 1 || worse(value, worst) ? value : worst;
    }

    private boolean worse(double a, double b) {
      return definition.direction() == Direction.HIGHER ? a < b : a > b;
    }

    /** Returns what the values show: of a flag how often it is set, else mean and worst value. */
    private String text(double mean) {
      if (definition.unit().equals(FLAG)) {
        return "%s in %s %% of %d values"
            .formatted(definition.name(), Math.round(mean * 1_000) / 10.0, count);
      }
      String shown = definition.show(mean);
      String extent =
          worst == mean
              ? "throughout"
              : "on average, %s at worst".formatted(definition.show(worst));
      return "%s %s %s, over %d values".formatted(definition.name(), shown, extent, count);
    }
  }

  Window window(Kpi kpi, Duration over) {
    Input input = inputs.get(kpi);
    if (input == null) {
      throw new IllegalArgumentException("KPI '%s' is not of the catalogue".formatted(kpi));
    }
    SlidingMean mean =
        input.windows.computeIfAbsent(over, span -> new SlidingMean(RuleInstance.micros(span)));
    input.means = input.windows.values().toArray(SlidingMean[]::new);
    return new Window(mean, RuleInstance.micros(input.definition.staleness()));
  }

  /** Takes in a value; with {@code observing} it also counts as evidence. */
  void add(Kpi kpi, long micros, double value, boolean observing) {
    Input input = inputs.get(kpi);
    if (input != null) {
      for (SlidingMean window : input.means) {
        window.add(micros, value);
      }
      input.newest = Math.max(input.newest, micros);
      if (observing) {
        input.observe(value);
      }
    }
  }

  /** Forgets the evidence gathered so far and starts from the windows' present means. */
  void restartEvidence() {
    for (Input input : inputs.values()) {
      input.sum.clear();
      input.count = 0;
      input.worst = Double.NaN;
      input.windows.values().stream()
          .filter(window -> !window.isEmpty())
          .findFirst()
          .ifPresent(window -> input.observe(window.mean()));
    }
  }

  /** Returns the time of the newest value of any indicator, in microseconds of the epoch. */
  long newest() {
    return inputs.values().stream().mapToLong(input -> input.newest).max().orElse(Long.MIN_VALUE);
  }

  /** Returns what the values since the trouble began show. */
  List<Evidence> evidence(ElementPath element, Instant since) {
    List<Evidence> facts = new ArrayList<>();
    for (Input input : inputs.values()) {
      if (input.count > 0) {
        double mean = input.sum.value() / input.count;
        String code = input.definition.kpi().code();
        facts.add(new Evidence(element, code, since, mean, input.text(mean)));
      }
    }
    return facts;
  }
}
