package dev.qoe.sim.scenario;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.random.Inversion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A quantity that is drawn once in each replication, from a stream of its own name. Immutable.
 *
 * @param first the distribution's first parameter
 * @param second its second parameter, 0 if it has none
 */
record RandomQuantity(String name, Unit unit, Kind kind, double first, double second) {

  /** Which distribution. */
  enum Kind {
    UNIFORM("uniform"),
    NORMAL("normal"),
    EXPONENTIAL("exponential"),
    LOG_NORMAL("lognormal");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Kind::word).toList();
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    String word() {
      return word;
    }

    /** Returns the names of its parameters. */
    List<String> fields() {
      return switch (this) {
        case UNIFORM -> List.of("min", "max");
        case NORMAL -> List.of("mean", "deviation");
        case EXPONENTIAL -> List.of("mean");
        case LOG_NORMAL -> List.of("median", "sigma");
      };
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
