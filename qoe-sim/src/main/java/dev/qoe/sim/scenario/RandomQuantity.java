package dev.qoe.sim.scenario;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.random.Inversion;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A quantity that is drawn once in each replication, from a stream of its own name. Immutable.
 *
 * @param first the distribution's first parameter
 * @param second its second parameter, 0 if it has none
 */
record RandomQuantity(String name, Unit unit, Kind kind, double first, double second) {

  /** Which distribution; the fields are its parameters. */
  enum Kind {
    UNIFORM("uniform", "min", "max"),
    NORMAL("normal", "mean", "deviation"),
    EXPONENTIAL("exponential", "mean"),
    LOG_NORMAL("lognormal", "median", "sigma");

    private final String word;
    private final List<String> fields;

    Kind(String word, String... fields) {
      this.word = word;
      this.fields = List.of(fields);
    }

    String word() {
      return word;
    }

    List<String> fields() {
      return fields;
    }

    /** Returns the least value of a field. */
    double least(int field) {
      return switch (this) {
        case UNIFORM -> -Double.MAX_VALUE;
        case NORMAL -> field == 0 ? -Double.MAX_VALUE : 0;
        case EXPONENTIAL, LOG_NORMAL -> field == 0 ? Double.MIN_NORMAL : 0;
      };
    }
  }

  /** Draws it; the same value however often it is asked for in a replication. */
  double draw(Trial trial) {
    UniformRandomProvider random = trial.streams().stream(name);
    return switch (kind) {
      case UNIFORM -> Inversion.uniform(random, first, second);
      case NORMAL -> Inversion.normal(random, first, second);
      case EXPONENTIAL -> Inversion.exponential(random, first);
      case LOG_NORMAL -> Inversion.logNormal(random, first, second);
    };
  }
}
