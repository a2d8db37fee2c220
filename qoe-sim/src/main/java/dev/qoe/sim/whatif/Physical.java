package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Direction;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import java.util.Set;

/** What values an indicator can have at all, and what its worst is. */
final class Physical {

  /** Units of what cannot be negative. */
  private static final Set<String> NOT_NEGATIVE =
      Set.of("ms", "s", "Mbit/s", "kbit/s", "count", "ratio", "MOS", "flag");

  private static final Set<Kpi> THROUGHPUTS =
      Set.of(Kpi.DOWNLINK_THROUGHPUT, Kpi.UPLINK_THROUGHPUT);

  private Physical() {}

  /** Returns what is wrong with a value, or nothing. */
  static String problem(Parameter parameter, KpiDefinition definition, double value) {
    double least = least(definition);
    double most = most(definition);
    if (value >= least && value <= most) {
      return "";
    }
    String rule =
        most == Double.MAX_VALUE
            ? "at least " + definition.show(least)
            : "from %s to %s".formatted(definition.show(least), definition.show(most));
    return "%s must be %s: %s".formatted(parameter, rule, definition.show(value));
  }

  static double least(KpiDefinition definition) {
    return NOT_NEGATIVE.contains(definition.unit().symbol()) ? 0 : -Double.MAX_VALUE;
  }

  static double most(KpiDefinition definition) {
    return definition.unit().quantity().equals(Unit.RATIO.quantity())
        ? Unit.RATIO.convert(1, definition.unit())
        : Double.MAX_VALUE;
  }

  static double bounded(KpiDefinition definition, double value) {
    return Math.max(least(definition), Math.min(most(definition), value));
  }

  /** Returns the value that an indicator has while nothing works. */
  static double outOfService(KpiDefinition definition) {
    if (definition.kpi().equals(Kpi.PACKET_LOSS)) {
      return 1;
    }
    if (THROUGHPUTS.contains(definition.kpi())) {
      return 0;
    }
    Direction direction = definition.direction();
    return switch (direction) {
      case HIGHER -> definition.min();
      case LOWER -> definition.max();
      case TARGET ->
          definition.curve().score(definition.min()) <= definition.curve().score(definition.max())
              ? definition.min()
              : definition.max();
    };
  }
}
