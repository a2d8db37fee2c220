package dev.qoe.core.alert;

import dev.qoe.core.rule.Condition;
import java.util.ArrayList;
import java.util.List;

/** Whether a condition holds, does not, or cannot be told for want of recent values. */
enum Truth {
  YES,
  NO,
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? YES : NO;
  }

  /** A condition with the windows it needs. Confine to one thread. */
  interface Probe {

    /**
     * Tells whether the condition holds.
     *
     * @param nowMicros the time it is asked for
     * @param held whether it held before, so that hysteresis applies
     */
    Truth ask(long nowMicros, boolean held);
  }

  /** Returns a probe of {@code condition} that reads the windows of {@code inputs}. */
  static Probe probe(Condition condition, RuleInputs inputs) {
    if (condition instanceof Condition.Threshold threshold) {
      SlidingMean window = inputs.window(threshold.kpi(), threshold.over());
      return (now, held) ->
          window.silent(now)
              ? UNKNOWN
              : of(
                  threshold
                      .comparison()
                      .holds(window.mean(), threshold.limit(), held ? threshold.hysteresis() : 0));
    }
    if (condition instanceof Condition.Not not) {
      Probe part = probe(not.part(), inputs);
      return (now, held) ->
          switch (part.ask(now, held)) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
          };
    }
    if (condition instanceof Condition.All all) {
      return joined(probes(all.parts(), inputs), NO, YES);
    }
    return joined(probes(((Condition.Any) condition).parts(), inputs), YES, NO);
  }

  private static List<Probe> probes(List<Condition> parts, RuleInputs inputs) {
    List<Probe> probes = new ArrayList<>();
    parts.forEach(part -> probes.add(probe(part, inputs)));
    return probes;
  }

  /** One part that is {@code deciding} decides; without one, an unknown part leaves it unknown. */
  private static Probe joined(List<Probe> parts, Truth deciding, Truth otherwise) {
    return (now, held) -> {
      Truth truth = otherwise;
      for (Probe part : parts) {
        Truth one = part.ask(now, held);
        if (one == deciding) {
          return deciding;
        }
        truth = one == UNKNOWN ? UNKNOWN : truth;
      }
      return truth;
    };
  }
}
