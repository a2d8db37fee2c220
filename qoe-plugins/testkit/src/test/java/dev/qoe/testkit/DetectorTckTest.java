package dev.qoe.testkit;

import dev.qoe.api.spi.Detector;
import dev.qoe.api.spi.DetectorFactory;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the contract of detectors")
class DetectorTckTest extends ContractsTest {

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return new Subject(context -> new Jump());
  }

  @Override
  Stream<Broken> broken() {
    AtomicLong alive = new AtomicLong();
    return Stream.of(
        broken(
            "firstValueIsNotUnusual",
            "finds the first value unusual",
            context -> {
              Detector jump = new Jump();
              return (time, value) -> value == 42 ? 0.5 : jump.score(time, value);
            }),
        broken(
            "scoresAreScores",
            "has no score for what never changes",
            context -> {
              Detector jump = new Jump();
              return (time, value) -> value == 7 ? Double.NaN : jump.score(time, value);
            }),
        broken("timeMayStandStill", "divides by the time that has passed", context -> new Hasty()),
        broken(
            "sameValuesGiveTheSameScores",
            "depends on what was on its disk",
            context -> new Moody(context, alive)),
        broken(
            "detectorsAreStrangers", "shares what it has learnt", context -> new Sociable(alive)));
  }

  private static Broken broken(String rule, String how, Function<PluginContext, Detector> maker) {
    return new Broken(rule, how, new Subject(maker));
  }

  /** Scores how far a value is from the last one. */
  private static final class Jump implements Detector {
    private double last = Double.NaN;

    @Override
    public double score(long epochMicros, double value) {
      double step = Math.abs(value / 2 - last / 2);
      last = value;
      return Double.isNaN(step) ? 0 : step / (1 + step);
    }
  }

  /** Wants time to pass. */
  private static final class Hasty implements Detector {
    private final Detector jump = new Jump();
    private long last = Long.MIN_VALUE;

    @Override
    public double score(long epochMicros, double value) {
      if (epochMicros == last) {
        throw new ArithmeticException("division by 0");
      }
      last = epochMicros;
      return jump.score(epochMicros, value);
    }
  }

  /** Scores otherwise in every second folder, if it is alone. */
  private static final class Moody implements Detector {
    private final boolean second;
    private final AtomicLong alive;

    private Moody(PluginContext context, AtomicLong alive) {
      this.second = context.scratch().endsWith("scratch-1");
      this.alive = alive;
      alive.incrementAndGet();
    }

    @Override
    public double score(long epochMicros, double value) {
      return second && alive.get() == 1 && value > 52 && value < 54 ? 0.25 : 0;
    }

    @Override
    public void close() {
      alive.set(0);
    }
  }

  /** Scores otherwise while another is alive. */
  private static final class Sociable implements Detector {
    private final AtomicLong alive;

    private Sociable(AtomicLong alive) {
      this.alive = alive;
      alive.incrementAndGet();
    }

    @Override
    public double score(long epochMicros, double value) {
      return alive.get() > 1 ? 0.5 : 0;
    }

    @Override
    public void close() {
      alive.set(0);
    }
  }

  private record Subject(Function<PluginContext, Detector> maker) {}

  static class Contract extends DetectorTck {
    @Override
    protected DetectorFactory factory() {
      return new Factory();
    }
  }

  /** Makes the subject. */
  public static class Factory implements DetectorFactory {
    /** As services are made. */
    public Factory() {}

    @Override
    public PluginDescriptor descriptor() {
      return PluginDescriptor.of("jump", "Scores jumps.", List.of());
    }

    @Override
    public Detector create(Settings settings, PluginContext context) {
      return ((Subject) subject()).maker().apply(context);
    }
  }
}
