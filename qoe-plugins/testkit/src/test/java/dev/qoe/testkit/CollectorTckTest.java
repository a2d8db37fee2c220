package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the contract of collectors catches a collector that")
class CollectorTckTest {

  private static final Setting<Integer> PORT = Setting.integer("port", 161, "port to ask");

  @TempDir private Path scratch;

  private Function<CollectorContext, Collector> making = context -> this::readOnce;
  private Supplier<CollectorDescriptor> description = () -> describing("A probe.");
  private Optional<Target> dead = Optional.empty();
  private List<Map<String, String>> bad = List.of();
  private CollectorTck tck =
      new CollectorTck() {
        @Override
        protected CollectorFactory factory() {
          return new Scripted(description, making);
        }

        @Override
        protected List<Map<String, String>> badSettings() {
          return bad;
        }

        @Override
        protected Optional<Target> deadTarget() {
          return dead;
        }
      };

  @BeforeEach
  void lendScratch() {
    tck.scratch = scratch;
  }

  @Test
  @DisplayName("is none: a right one passes every rule")
  void rightOnePasses() {
    bad = List.of(Map.of("port", "none"));
    dead = Optional.of(Target.of(ElementPath.of("tck"), "dead"));
    making =
        context ->
            (target, sink) -> {
              if (target.address().equals("dead")) {
                throw new PluginException(ErrorKind.UNREACHABLE, "target 'dead' does not answer");
              }
              readOnce(target, sink);
            };
    tck.factoryCanBeFound();
    tck.descriptorIsStable();
    tck.creationDoesNothing();
    tck.workingTargetYieldsSomething();
    tck.onlyDeclaredKpisAreEmitted();
    tck.valuesAreFinite();
    tck.tenantIsKept();
    tck.refusedIsNotSentAgain();
    tck.interruptEndsCollecting();
    tck.mayBeClosedTwice();
    assertThatCode(() -> runAll(tck.badSettingsAreRefused().toList())).doesNotThrowAnyException();
    assertThatCode(() -> runAll(tck.deadTargetIsTold().toList())).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("has a factory that cannot be found")
  void hiddenFactory() {
    tck =
        new CollectorTck() {
          @Override
          protected CollectorFactory factory() {
            return new Hidden();
          }
        };
    assertBroken(tck::factoryCanBeFound);
  }

  @Test
  @DisplayName("describes itself differently from call to call")
  void unstableDescriptor() {
    AtomicInteger calls = new AtomicInteger();
    description = () -> describing("A probe, call " + calls.incrementAndGet() + ".");
    assertBroken(tck::descriptorIsStable);
  }

  @Test
  @DisplayName("declares a setting twice")
  void repeatedSetting() {
    description = () -> CollectorDescriptor.of("probe", "A probe.", List.of(PORT, PORT), Set.of());
    assertBroken(tck::descriptorIsStable);
  }

  @Test
  @DisplayName("starts threads when it is created")
  void threadsAtCreation() {
    making =
        context -> {
          context.executor().execute(() -> {});
          return this::readOnce;
        };
    assertBroken(tck::creationDoesNothing);
  }

  @Test
  @DisplayName("writes to disk when it is created")
  void diskAtCreation() {
    making =
        context -> {
          try {
            Files.writeString(context.scratch().resolve("state"), "0");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return this::readOnce;
        };
    assertBroken(tck::creationDoesNothing);
  }

  @Test
  @DisplayName("takes settings that it should refuse")
  void takesBadSettings() {
    bad = List.of(Map.of("port", "-1"));
    assertBroken(() -> runAll(tck.badSettingsAreRefused().toList()));
  }

  @Test
  @DisplayName("yields nothing from a target that works")
  void yieldsNothing() {
    making = context -> (target, sink) -> {};
    assertBroken(tck::workingTargetYieldsSomething);
  }

  @Test
  @DisplayName("emits an indicator that it does not declare")
  void undeclaredKpi() {
    making = context -> (target, sink) -> sink.accept(measured(target, Kpi.PACKET_LOSS, 0));
    assertBroken(tck::onlyDeclaredKpisAreEmitted);
  }

  @Test
  @DisplayName("emits a value that is not finite")
  void notFinite() {
    making =
        context -> (target, sink) -> sink.accept(measured(target, Kpi.ROUND_TRIP_TIME, Double.NaN));
    assertBroken(tck::valuesAreFinite);
  }

  @Test
  @DisplayName("emits for another tenant")
  void otherTenant() {
    Target other = Target.of(ElementPath.of("rival/device"), "");
    making = context -> (target, sink) -> readOnce(other, sink);
    assertBroken(tck::tenantIsKept);
  }

  @Test
  @DisplayName("sends again what was refused")
  void sendsRefusedAgain() {
    making =
        context ->
            (target, sink) -> {
              Measurement measurement = measured(target, Kpi.ROUND_TRIP_TIME, 20);
              if (sink.accept(measurement) != Acceptance.ACCEPTED) {
                sink.accept(measurement);
              }
            };
    assertBroken(tck::refusedIsNotSentAgain);
  }

  @Test
  @DisplayName("keeps silent about a dead target")
  void silentAboutDeadTarget() {
    dead = Optional.of(Target.of(ElementPath.of("tck"), "dead"));
    assertBroken(() -> runAll(tck.deadTargetIsTold().toList()));
  }

  @Test
  @DisplayName("fails when it is closed a second time")
  void closesOnce() {
    making =
        context ->
            new Collector() {
              private boolean closed;

              @Override
              public void collect(Target target, Sink sink) {
                readOnce(target, sink);
              }

              @Override
              public void close() {
                if (closed) {
                  throw new IllegalStateException("closed already");
                }
                closed = true;
              }
            };
    assertBroken(tck::mayBeClosedTwice);
  }

  private void readOnce(Target target, Sink sink) {
    sink.accept(measured(target, Kpi.ROUND_TRIP_TIME, 20));
  }

  private static Measurement measured(Target target, Kpi kpi, double value) {
    return Measurement.of(target.element(), kpi, Instant.EPOCH, value);
  }

  private static CollectorDescriptor describing(String help) {
    return CollectorDescriptor.of("probe", help, List.of(PORT), Set.of(Kpi.ROUND_TRIP_TIME));
  }

  private static void assertBroken(ThrowingCallable rule) {
    assertThatThrownBy(rule).isInstanceOf(AssertionError.class);
  }

  private static void runAll(List<DynamicTest> tests) throws Throwable {
    for (Executable test : tests.stream().map(DynamicTest::getExecutable).toList()) {
      test.execute();
    }
  }

  /** A factory whose parts each test chooses. */
  public static final class Scripted implements CollectorFactory {
    private final Supplier<CollectorDescriptor> description;
    private final Function<CollectorContext, Collector> making;

    /** As services are made; this one is not used. */
    public Scripted() {
      this(() -> describing("A probe."), context -> (target, sink) -> {});
    }

    Scripted(
        Supplier<CollectorDescriptor> description, Function<CollectorContext, Collector> making) {
      this.description = description;
      this.making = making;
    }

    @Override
    public CollectorDescriptor descriptor() {
      return description.get();
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      return making.apply(context);
    }
  }

  private static final class Hidden implements CollectorFactory {
    @Override
    public CollectorDescriptor descriptor() {
      return describing("A probe.");
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      return (target, sink) -> {};
    }
  }
}
