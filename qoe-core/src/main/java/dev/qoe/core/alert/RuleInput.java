package dev.qoe.core.alert;

import dev.qoe.api.alert.Evidence;
import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.sum.ExactSum;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One indicator of one element as one rule sees it: windows for its conditions, and statistics for
 * its evidence.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class RuleInput {

  private static final Unit FLAG = Unit.of("flag");

  private final RuleInstance rule;
  private final KpiDefinition definition;
  private SlidingMean[] windows = {};
  private final ExactSum sum = ExactSum.zero();
  private long count;
  private double worst = Double.NaN;
  private long newest = Long.MIN_VALUE;

  RuleInput(RuleInstance rule, KpiDefinition definition) {
    this.rule = rule;
    this.definition = definition;
  }

  Kpi kpi() {
    return definition.kpi();
  }

  /** Returns the time of the newest value, in microseconds of the epoch. */
  long newest() {
    return newest;
  }

  /** Takes in a value and moves the rule's alert; the time is in microseconds of the epoch. */
  public void value(long epochMicros, double value) {
    rule.value(this, epochMicros, value);
  }

  /**
   * Reads what a value will need, so that it is on its way from memory before that; the number
   * means nothing.
   */
  public long warm() {
    long read = rule.warm() + newest;
    for (SlidingMean window : windows) {
      read += window.warm();
    }
    return read;
  }

  /** Returns the mean over a span, made if it is not there. */
  SlidingMean window(Duration over) {
    long spanMicros = Micros.of(over);
    for (SlidingMean window : windows) {
      if (window.spanMicros() == spanMicros) {
        return window;
      }
    }
    SlidingMean added = new SlidingMean(spanMicros, Micros.of(definition.staleness()));
    windows = Arrays.copyOf(windows, windows.length + 1);
    windows[windows.length - 1] = added;
    return added;
  }

  /** Takes in a value; with {@code observing} it also counts as evidence. */
  void add(long micros, double value, boolean observing) {
    for (SlidingMean window : windows) {
      window.add(micros, value);
    }
    newest = Math.max(newest, micros);
    if (observing) {
      observe(value);
    }
  }

  private void observe(double value) {
    sum.add(value);
    count++;
    worst = count == 1 || worse(value, worst) ? value : worst;
  }

  private boolean worse(double a, double b) {
    return definition.direction() == Direction.HIGHER ? a < b : a > b;
  }

  /** Forgets the evidence gathered so far and starts from the present mean. */
  void restartEvidence() {
    sum.clear();
    count = 0;
    worst = Double.NaN;
    for (SlidingMean window : windows) {
      if (!window.isEmpty()) {
        observe(window.mean());
        return;
      }
    }
  }

  /** Returns what the values since the trouble began show; empty if there are none. */
  Optional<Evidence> evidence(Instant since) {
    if (count == 0) {
      return Optional.empty();
    }
    double mean = sum.value() / count;
    return Optional.of(
        new Evidence(rule.element(), definition.kpi().code(), since, mean, text(mean)));
  }

  /** Returns what the values show: of a flag how often it is set, else mean and worst value. */
  private String text(double mean) {
    if (definition.unit().equals(FLAG)) {
      return "%s in %s %% of %d values"
          .formatted(definition.name(), Math.round(mean * 1_000) / 10.0, count);
    }
    String shown = definition.show(mean);
    String extent =
        worst == mean ? "throughout" : "on average, %s at worst".formatted(definition.show(worst));
    return "%s %s %s, over %d values".formatted(definition.name(), shown, extent, count);
  }
}
