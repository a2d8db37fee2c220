package dev.qoe.sim.queue;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.scenario.ScenarioFields;
import java.time.Duration;
import java.util.List;

/** The reader of a queue's scenario. Confine to one thread. */
final class QueueReader {

  private static final List<String> DISTRIBUTIONS =
      List.of("exponential", "constant", "uniform", "erlang", "hyperexponential", "lognormal");
  private static final Unit SECOND = Unit.of("s");
  private static final Unit PER_SECOND = Unit.of("1/s");
  private static final double LEAST = 1e-9;
  private static final double MOST = 1e9;
  private static final double MOST_CUSTOMERS = 1e11;

  private final ScenarioFields fields;

  QueueReader(ScenarioFields fields) {
    this.fields = fields;
  }

  /** A distribution that is made when all parameters are known to be right. */
  private interface Maker {
    TimeDistribution make();
  }

  QueueScenario read() {
    Maker gaps = times("arrivalRate", "arrivals");
    Maker service = times("serviceRate", "service");
    int servers = (int) fields.whole("servers", 1, 1_000_000, 1);
    int capacity =
        fields.has("capacity")
            ? (int) fields.whole("capacity", servers, Resource.UNLIMITED - 1)
            : Resource.UNLIMITED;
    double horizon = fields.quantity("horizon", SECOND, LEAST, MOST);
    double warmUp = fields.quantity("warmUp", SECOND, 0, MOST, horizon / 10);
    int replications = (int) fields.whole("replications", 1, 1_000_000, 20);
    long seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
    double level = fields.number("level", 0.5, 0.9999, 0.99);
    if (warmUp >= horizon) {
      fields.mistake(
          "warmUp", "must be shorter than the horizon, %s s: %s s".formatted(horizon, warmUp));
    }
    fields.check();
    QueueModel model = new QueueModel(gaps.make(), service.make(), servers, capacity);
    checkWork(model, horizon, replications);
    fields.check();
    return new QueueScenario(model, duration(warmUp), duration(horizon), replications, seed, level);
  }

  private void checkWork(QueueModel model, double horizon, int replications) {
    if (model.load() >= 1 && model.capacity() == Resource.UNLIMITED) {
      fields.mistake(
          "capacity",
          "is missing: each server's load is %.6g, and from 1 on the queue grows without end"
              .formatted(model.load()));
    }
    double customers = horizon / model.gaps().meanSeconds() * replications;
    if (customers > MOST_CUSTOMERS) {
      fields.mistake(
          "horizon",
          "asks for %.3g customers in %d replications; at most %.0g are allowed"
              .formatted(customers, replications, MOST_CUSTOMERS));
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) Math.rint(seconds * 1e9));
  }

  private Maker times(String rateField, String field) {
    boolean byRate = fields.has(rateField);
    if (fields.has(field)) {
      if (byRate) {
        fields.mistake(rateField, "contradicts '%s'; give one of them".formatted(fields.at(field)));
      }
      return distribution(fields.object(field));
    }
    double rate = fields.quantity(rateField, PER_SECOND, LEAST, MOST);
    return () -> TimeDistribution.exponential(1 / rate);
  }

  private static Maker distribution(ScenarioFields part) {
    String name = part.oneOf("distribution", DISTRIBUTIONS);
    if (name.equals("uniform")) {
      double min = part.quantity("min", SECOND, 0, MOST);
      double max = part.quantity("max", SECOND, LEAST, MOST);
      if (min >= max) {
        part.mistake("min", "must be below max, %s s: %s s".formatted(max, min));
      }
      return () -> TimeDistribution.uniform(min, max);
    }
    double mean = part.quantity("mean", SECOND, LEAST, MOST);
    return switch (name) {
      case "constant" -> () -> TimeDistribution.constant(mean);
      case "erlang" -> {
        int phases = (int) part.whole("phases", 1, 1000);
        yield () -> TimeDistribution.erlang(mean, phases);
      }
      case "hyperexponential" -> {
        double variation = part.number("squaredVariation", Math.nextUp(1.0), 1e6);
        yield () -> TimeDistribution.hyperexponential(mean, variation);
      }
      case "lognormal" -> {
        double variation = part.number("squaredVariation", 1e-6, 1e6);
        yield () -> TimeDistribution.logNormal(mean, variation);
      }
      default -> () -> TimeDistribution.exponential(mean);
    };
  }
}
