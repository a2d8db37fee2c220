package dev.qoe.testkit;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** Over 400 lines, as the broken collectors of all rules stand side by side. */
@DisplayName("the contract of collectors that poll")
class CollectorTckTest extends ContractsTest {

  private static final Target DEAD = Target.of(ElementPath.of("tck/device"), "dead");

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return collecting((context, dead) -> CollectorTckTest::poll);
  }

  @Override
  Stream<Broken> broken() {
    return Stream.of(common(), emissions(), answers(), hangs()).flatMap(all -> all);
  }

  @Override
  boolean sharesRules() {
    return false;
  }

  private static Stream<Broken> common() {
    return CommonFaults.all(
        faults ->
            new Subject(
                faults,
                (context, dead) ->
                    new Collector() {
                      @Override
                      public void collect(Target target, Sink sink) throws PluginException {
                        faults.use(context, target.equals(DEAD));
                        poll(context, target, sink);
                      }

                      @Override
                      public void close() {
                        faults.close();
                      }

                      @Override
                      public String toString() {
                        return faults.words();
                      }
                    }));
  }

  private static Stream<Broken> emissions() {
    return Stream.of(
        emitting("targetYieldsSomething", "yields nothing before it failed once", Optional.empty()),
        emitting(
            "onlyDeclaredIsEmitted",
            "emits an indicator that it does not declare",
            Optional.of((context, target) -> measured(context, target, Kpi.PACKET_LOSS, 0))),
        emitting(
            "valuesAreFinite",
            "emits a value that is not finite",
            Optional.of(
                (context, target) ->
                    measured(context, target, Kpi.ROUND_TRIP_TIME, Double.POSITIVE_INFINITY))),
        emitting(
            "tenantIsKept",
            "emits for another tenant",
            Optional.of(
                (context, target) ->
                    measured(
                        context,
                        Target.of(ElementPath.of("rival/device"), ""),
                        Kpi.ROUND_TRIP_TIME,
                        1))),
        emitting(
            "contextsClockIsUsed",
            "looks at the clock of the machine",
            Optional.of(
                (context, target) ->
                    Measurement.of(target.element(), Kpi.ROUND_TRIP_TIME, Instant.now(), 20))));
  }

  private static Stream<Broken> answers() {
    String rule = "nothingIsLostOrComesTwice";
    return Stream.of(
        answering(
            rule,
            "forgets what a sink has no room for, though its source tells it once",
            (context, dead) -> once((target, sink, i) -> sink.accept(recorded(target, i)))),
        answering(
            rule,
            "offers again what was refused",
            (context, dead) ->
                (c, target, sink) -> {
                  Measurement measurement = measured(c, target, Kpi.ROUND_TRIP_TIME, 20);
                  if (sink.accept(measurement) == Acceptance.REFUSED) {
                    sink.accept(measurement);
                  }
                }),
        answering(
            rule,
            "offers again what was taken, because something else was put off",
            (context, dead) ->
                (c, target, sink) -> {
                  boolean again = true;
                  for (int tries = 0; again && tries < 40; tries++) {
                    again = false;
                    for (int i = 0; i < 8; i++) {
                      again |= sink.accept(recorded(target, i)) == Acceptance.RETRY_LATER;
                    }
                  }
                }),
        answering(
            rule,
            "fails when something is refused",
            (context, dead) ->
                (c, target, sink) -> {
                  if (sink.accept(measured(c, target, Kpi.ROUND_TRIP_TIME, 20))
                      == Acceptance.REFUSED) {
                    throw new IllegalStateException("refused");
                  }
                }),
        answering(
            rule,
            "takes for granted that all is durable at once",
            (context, dead) ->
                (c, target, sink) -> {
                  poll(c, target, sink);
                  AtomicBoolean durable = new AtomicBoolean();
                  sink.whenDurable(answer -> durable.set(true));
                  if (!durable.get()) {
                    throw new IllegalStateException("not durable");
                  }
                }),
        answering(
            "threadsDoNotDisturb",
            "serves one thread at a time",
            (context, dead) -> {
              AtomicInteger inside = new AtomicInteger();
              return (c, target, sink) -> {
                if (inside.incrementAndGet() > 1) {
                  throw new IllegalStateException("busy");
                }
                while (inside.get() == 1 && Rule.othersCall()) {
                  Rule.rest();
                }
                poll(c, target, sink);
                inside.decrementAndGet();
              };
            }));
  }

  private static Stream<Broken> hangs() {
    return Stream.of(
        broken(
            "deadTargetIsTold", "keeps silent about a dead target", (context, dead) -> swallow()),
        broken(
            "deadTargetIsTold",
            "tells a dead target by another exception",
            (context, dead) ->
                (c, target, sink) -> {
                  if (target.equals(DEAD)) {
                    throw new IllegalStateException("dead");
                  }
                  poll(c, target, sink);
                }),
        broken(
            "deadTargetIsTold",
            "waits for a dead target beyond the deadline",
            (context, dead) ->
                (c, target, sink) -> {
                  if (target.equals(DEAD) && Rule.current().isBroken()) {
                    Rule.current().sitOut();
                  }
                  poll(c, target, sink);
                }),
        broken(
            "goesOnAfterADeadTarget",
            "is spoilt by a dead target",
            (context, dead) -> {
              AtomicBoolean spoilt = new AtomicBoolean();
              return (c, target, sink) -> {
                if (target.equals(DEAD) || spoilt.get()) {
                  spoilt.set(true);
                  throw unreachable();
                }
                poll(c, target, sink);
              };
            }),
        broken(
            "interruptEndsCollecting",
            "does not hear interrupts while the sink is full",
            (context, dead) ->
                (c, target, sink) -> {
                  if (target.equals(DEAD)) {
                    throw unreachable();
                  }
                  Rule rule = Rule.current();
                  Measurement measurement = measured(c, target, Kpi.ROUND_TRIP_TIME, 20);
                  while (sink.accept(measurement) == Acceptance.RETRY_LATER && !rule.isOver()) {
                    Rule.rest();
                  }
                }));
  }

  /** What a subject does at a look. */
  @FunctionalInterface
  private interface Look {
    void at(CollectorContext context, Target target, Sink sink)
        throws PluginException, InterruptedException;
  }

  /** How a subject makes its look, given the flag that a dead target has been seen. */
  @FunctionalInterface
  private interface Making {
    Look make(CollectorContext context, AtomicBoolean dead);
  }

  private interface OneRecord {
    void offer(Target target, Sink sink, int number);
  }

  private interface Emitted {
    Measurement at(CollectorContext context, Target target);
  }

  private static Subject collecting(Making making) {
    CommonFaults none = CommonFaults.none();
    return new Subject(
        none,
        (context, dead) -> {
          Look look = making.make(context, dead);
          return (target, sink) -> look.at(context, target, sink);
        });
  }

  private static Broken broken(String rule, String how, Making making) {
    return new Broken(rule, how, collecting(making));
  }

  /** One that tells of a dead target as it should. */
  private static Broken answering(String rule, String how, Making making) {
    return broken(
        rule,
        how,
        (context, dead) -> {
          Look look = making.make(context, dead);
          return (c, target, sink) -> {
            if (target.equals(DEAD)) {
              throw unreachable();
            }
            look.at(c, target, sink);
          };
        });
  }

  private static Broken emitting(String rule, String how, Optional<Emitted> emitted) {
    return broken(
        rule,
        how,
        (context, dead) ->
            (c, target, sink) -> {
              if (target.equals(DEAD)) {
                dead.set(true);
                throw unreachable();
              }
              if (emitted.isPresent()) {
                sink.accept(emitted.get().at(c, target));
              } else if (dead.get()) {
                poll(c, target, sink);
              }
            });
  }

  /** Reads eight records, each once in the life of the collector, as from a file with an offset. */
  private static Look once(OneRecord record) {
    AtomicInteger next = new AtomicInteger();
    return (c, target, sink) -> {
      for (int i = next.getAndSet(8); i < 8; i++) {
        record.offer(target, sink, i);
      }
    };
  }

  private static Look swallow() {
    return (c, target, sink) -> {
      if (!target.equals(DEAD)) {
        poll(c, target, sink);
      }
    };
  }

  private static void poll(CollectorContext context, Target target, Sink sink)
      throws PluginException {
    if (target.equals(DEAD)) {
      throw unreachable();
    }
    sink.accept(measured(context, target, Kpi.ROUND_TRIP_TIME, 20));
  }

  private static PluginException unreachable() {
    return new PluginException(ErrorKind.UNREACHABLE, "target 'dead' does not answer");
  }

  private static Measurement measured(
      CollectorContext context, Target target, Kpi kpi, double value) {
    return Measurement.of(target.element(), kpi, context.clock().instant(), value);
  }

  private static Measurement recorded(Target target, int second) {
    return Measurement.of(
        target.element(), Kpi.ROUND_TRIP_TIME, Instant.ofEpochSecond(second), second);
  }

  /** How a collector is made, given the flag that a dead target has been seen. */
  @FunctionalInterface
  private interface Maker {
    Collector make(CollectorContext context, AtomicBoolean dead);
  }

  /** A collector to test. */
  private record Subject(CommonFaults faults, Maker maker) {}

  /** The contract as a vendor would extend it. */
  static class Contract extends CollectorTck {
    private final Subject subject = (Subject) subject();

    @Override
    protected CollectorFactory factory() {
      return subject.faults().hiddenFactory() ? new Hidden() : new Factory();
    }

    @Override
    protected Map<String, ?> settings() {
      return CommonFaults.SETTINGS;
    }

    @Override
    protected List<Map<String, ?>> badSettings() {
      return CommonFaults.BAD_SETTINGS;
    }

    @Override
    Duration grace() {
      return RemoteFaults.patience();
    }

    @Override
    protected Duration deadline() {
      return RemoteFaults.patience();
    }

    @Override
    protected Optional<Target> deadTarget() {
      return Optional.of(DEAD);
    }
  }

  private static CollectorDescriptor descriptor(CommonFaults faults) {
    return CollectorDescriptor.of(
        "probe", faults.help(), CommonFaults.DECLARED, Set.of(Kpi.ROUND_TRIP_TIME));
  }

  /** Makes the subject. */
  public static class Factory implements CollectorFactory {
    private final Subject subject = (Subject) subject();

    /** As services are made. */
    public Factory() {}

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorTckTest.descriptor(subject.faults());
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      subject.faults().create(settings, context);
      return subject.maker().make(context, new AtomicBoolean());
    }
  }

  private static final class Hidden extends Factory {
    private Hidden() {}
  }
}
