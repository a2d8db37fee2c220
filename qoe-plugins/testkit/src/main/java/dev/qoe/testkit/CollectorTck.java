package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of collectors, as a test: extend it and say which factory is meant.
 *
 * <pre>{@code
 * class HelloCollectorTckTest extends CollectorTck {
 *   @Override protected CollectorFactory factory() { return new HelloCollectorFactory(); }
 * }
 * }</pre>
 *
 * <p>A collector that reads something real also overrides {@link #target()} and {@link
 * #deadTarget()}, and {@link #badSettings()} if some values of its settings are not allowed.
 * Confine to one thread.
 *
 * @since 0.1
 */
public abstract class CollectorTck {

  /** Long enough for any target made for a test; only a collector that hangs meets it. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path scratch;

  /** For subclasses. */
  protected CollectorTck() {}

  /** Returns a new factory of the collector under test. */
  protected abstract CollectorFactory factory();

  /** Returns the settings with which it is tested; none unless overridden. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /** Returns settings each of which must be refused; none unless overridden. */
  protected List<Map<String, String>> badSettings() {
    return List.of();
  }

  /** Returns a target from which it reads at least one measurement or event. */
  protected Target target() {
    return Target.of(ElementPath.of("tck/device"), "");
  }

  /** Returns a target that cannot be read; empty unless overridden. */
  protected Optional<Target> deadTarget() {
    return Optional.empty();
  }

  @Test
  @DisplayName("the factory is a public class with a public constructor without parameters")
  void factoryCanBeFound() {
    Class<?> type = factory().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThatCode(type::getConstructor).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("the descriptor is the same on every call and names each setting once")
  void descriptorIsStable() {
    CollectorFactory factory = factory();
    CollectorDescriptor descriptor = factory.descriptor();
    assertThat(describe(factory.descriptor())).isEqualTo(describe(descriptor));
    assertThat(describe(factory().descriptor())).isEqualTo(describe(descriptor));
    assertThat(descriptor.settings().stream().map(Setting::name)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a collector is created without touching disk, threads or the target")
  void creationDoesNothing() {
    try (TestContext context = TestContext.in(scratch);
        Collector collector = create(context)) {
      assertThat(collector).isNotNull();
      assertThat(context.tasks()).as("tasks given to the executor at creation").isZero();
      assertThat(context.progress()).as("progress told at creation").isEmpty();
      assertThat(scratch).isEmptyDirectory();
    }
  }

  @TestFactory
  @DisplayName("bad settings are refused at creation, with a message")
  Stream<DynamicTest> badSettingsAreRefused() {
    Map<String, String> unknown = Map.of("no-such-setting", "1");
    return Stream.concat(Stream.of(unknown), badSettings().stream())
        .map(
            bad ->
                dynamicTest(
                    bad.toString(),
                    () -> {
                      try (TestContext context = TestContext.in(scratch)) {
                        assertThatThrownBy(() -> create(context, bad).close())
                            .isInstanceOf(IllegalArgumentException.class)
                            .message()
                            .isNotBlank();
                      }
                    }));
  }

  @Test
  @DisplayName("the working target yields something")
  void workingTargetYieldsSomething() {
    RecordingSink sink = collect(RecordingSink.accepting());
    assertThat(sink.measurements().size() + sink.events().size())
        .as("measurements and events from %s", target())
        .isPositive();
  }

  @Test
  @DisplayName("only declared indicators are emitted")
  void onlyDeclaredKpisAreEmitted() {
    Set<Kpi> declared = factory().descriptor().emits();
    Set<Kpi> emitted =
        collect(RecordingSink.accepting()).measurements().stream()
            .map(Measurement::kpi)
            .collect(Collectors.toSet());
    if (!declared.isEmpty()) {
      assertThat(declared).as("indicators declared").containsAll(emitted);
    }
  }

  @Test
  @DisplayName("every value is finite")
  void valuesAreFinite() {
    assertThat(collect(RecordingSink.accepting()).measurements())
        .allSatisfy(m -> assertThat(m.value()).as("%s", m).isFinite());
  }

  @Test
  @DisplayName("nothing is emitted for another tenant than the target's")
  void tenantIsKept() {
    RecordingSink sink = collect(RecordingSink.accepting());
    assertThat(
            Stream.concat(
                sink.measurements().stream().map(Measurement::element),
                sink.events().stream().map(event -> event.element())))
        .allMatch(element -> element.tenant().equals(target().element().tenant()));
  }

  @Test
  @DisplayName("what the sink refuses is not sent again")
  void refusedIsNotSentAgain() {
    Map<Object, Long> once = countBySeries(collect(RecordingSink.accepting()));
    Map<Object, Long> refused = countBySeries(collect(RecordingSink.refusing()));
    assertThat(refused)
        .allSatisfy(
            (series, count) ->
                assertThat(count)
                    .as("times that %s was sent to a sink that refuses it", series)
                    .isLessThanOrEqualTo(once.getOrDefault(series, 0L)));
  }

  @Test
  @DisplayName("an interrupt ends collecting")
  void interruptEndsCollecting() {
    assertTimeoutPreemptively(
        DEADLINE,
        () -> {
          try (TestContext context = TestContext.in(scratch);
              Collector collector = create(context)) {
            Thread.currentThread().interrupt();
            collector.collect(target(), RecordingSink.accepting());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            Thread.interrupted();
          }
        });
  }

  @TestFactory
  @DisplayName("a target that cannot be read is told by a plugin exception with a message")
  Stream<DynamicTest> deadTargetIsTold() {
    return deadTarget().stream()
        .map(
            dead ->
                dynamicTest(
                    dead.toString(),
                    () ->
                        assertTimeoutPreemptively(
                            DEADLINE,
                            () -> {
                              try (TestContext context = TestContext.in(scratch);
                                  Collector collector = create(context)) {
                                assertThatThrownBy(
                                        () -> collector.collect(dead, RecordingSink.accepting()))
                                    .isInstanceOf(PluginException.class)
                                    .message()
                                    .isNotBlank();
                              }
                            })));
  }

  @Test
  @DisplayName("a collector may be closed twice, used or not")
  void mayBeClosedTwice() {
    try (TestContext context = TestContext.in(scratch)) {
      Collector unused = create(context);
      Collector used = create(context);
      collect(used, RecordingSink.accepting());
      for (Collector collector : List.of(unused, used)) {
        collector.close();
        assertThatCode(collector::close).doesNotThrowAnyException();
      }
    }
  }

  private Collector create(TestContext context) {
    return create(context, settings());
  }

  private Collector create(TestContext context, Map<String, String> given) {
    CollectorFactory factory = factory();
    CollectorDescriptor descriptor = factory.descriptor();
    String owner = "collector '" + descriptor.type() + "'";
    return factory.create(Settings.of(owner, descriptor.settings(), given), context);
  }

  private RecordingSink collect(RecordingSink sink) {
    try (TestContext context = TestContext.in(scratch);
        Collector collector = create(context)) {
      return collect(collector, sink);
    }
  }

  private RecordingSink collect(Collector collector, RecordingSink sink) {
    assertTimeoutPreemptively(DEADLINE, () -> collector.collect(target(), sink));
    return sink;
  }

  private static Map<Object, Long> countBySeries(RecordingSink sink) {
    Function<Measurement, Object> series = m -> m.element() + " " + m.kpi();
    return sink.measurements().stream()
        .collect(Collectors.groupingBy(series, Collectors.counting()));
  }

  /** Settings have no equality, so descriptors are compared by what people read of them. */
  private static List<Object> describe(CollectorDescriptor descriptor) {
    return List.of(
        descriptor.type(),
        descriptor.help(),
        descriptor.emits(),
        descriptor.settings().stream()
            .map(s -> List.of(s.name(), s.type(), s.help(), s.required(), s.secret()))
            .toList());
  }
}
