package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of collectors that poll, as a test: extend it and say which factory is meant.
 *
 * <pre>{@code
 * class HelloCollectorTckTest extends CollectorTck {
 *   @Override protected CollectorFactory factory() { return new HelloCollectorFactory(); }
 * }
 * }</pre>
 *
 * <p>A collector that reads something real also overrides {@link #target()} and {@link
 * #deadTarget()}, one that talks to a server {@link #silentTarget}, and {@link #badSettings()} if
 * some values of its settings are not allowed. Confine to one thread.
 *
 * @since 0.1
 */
public abstract class CollectorTck extends PluginTck<CollectorFactory, Collector> {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  /** For subclasses. */
  protected CollectorTck() {}

  /** Returns a new factory of the collector under test. */
  @Override
  protected abstract CollectorFactory factory();

  /** Returns a target from which it reads at least one measurement, reading or event. */
  protected Target target() {
    return Target.of(ElementPath.of("tck/device"), "");
  }

  /** Returns a target that cannot be read; needed if {@link #target()} has an address. */
  protected Optional<Target> deadTarget() {
    return Optional.empty();
  }

  /** Returns a target at a server that never answers; none unless overridden. */
  protected Optional<Target> silentTarget(SilentServer server) {
    return Optional.empty();
  }

  /**
   * Brings what {@link #target()} names to its beginning; called before each new collector. Nothing
   * unless overridden: needed where reading uses the source up, as files that are moved once read.
   *
   * @throws Exception if that fails
   */
  protected void restoreSource() throws Exception {}

  @Override
  final void prepare() throws Exception {
    restoreSource();
  }

  @Override
  final Collector create(CollectorFactory factory, Settings settings, TestContext context) {
    return factory.create(settings, context);
  }

  @Override
  final void use(Collector collector, TestContext context) throws Exception {
    collector.collect(target(), RecordingSink.accepting());
  }

  @Override
  final void says(Collector collector, TestContext context, List<String> words) {
    RecordingSink sink = RecordingSink.accepting();
    said(() -> collector.collect(target(), sink), words);
    deadTarget().ifPresent(dead -> said(() -> collector.collect(dead, sink), words));
    words.add(sink.offered().toString());
  }

  @Test
  @DisplayName("the working target yields something")
  void targetYieldsSomething() {
    Emissions.yieldSomething(look().offered(), target());
  }

  @Test
  @DisplayName("only declared indicators and events are emitted")
  void onlyDeclaredIsEmitted() {
    Emissions.areDeclared(look().offered(), factory().descriptor());
  }

  @Test
  @DisplayName("every value is finite")
  void valuesAreFinite() {
    Emissions.areFinite(look().offered());
  }

  @Test
  @DisplayName("nothing is emitted for another tenant than the target's")
  void tenantIsKept() {
    assertThat(Offer.of(look().offered()))
        .as("emitted for %s", target())
        .allMatch(offer -> offer.element().tenant().equals(target().element().tenant()));
  }

  @Test
  @DisplayName("times are those of the source or of the context's clock")
  void contextsClockIsUsed() {
    Instant begun = Instant.now();
    Emissions.keepTheContextsTime(look().offered(), begun);
  }

  @TestFactory
  @DisplayName("whatever the sink answers, nothing is lost and nothing comes twice")
  Stream<DynamicTest> nothingIsLostOrComesTwice() {
    return Delivery.scenarios().map(s -> dynamicTest(s.name(), () -> assertDelivered(s.sink())));
  }

  @Test
  @DisplayName("two threads that collect at once get what one gets")
  void threadsDoNotDisturb() {
    Delivery expected = expected();
    inContext(
        (collector, context) -> {
          List<RecordingSink> sinks =
              Call.together(
                  "collecting",
                  RecordingSink::accepting,
                  sink -> collector.collect(target(), sink));
          List<Object> all = new ArrayList<>();
          sinks.forEach(sink -> all.addAll(sink.offered()));
          assertThat(Offer.count(all, Offer::series).keySet())
              .as("series that four threads got")
              .isEqualTo(Offer.count(expected.expected(), Offer::series).keySet());
        });
  }

  @Test
  @DisplayName("a target that cannot be read is told by a plugin exception within the deadline")
  void deadTargetIsTold() {
    if (deadTarget().isEmpty() && !target().address().isEmpty()) {
      fail("target() has an address, so override deadTarget() with one that cannot be read");
    }
    deadTarget()
        .ifPresent(
            dead ->
                inContext(
                    (collector, context) -> {
                      Call call =
                          Call.start(
                              "collecting from " + dead,
                              () -> collector.collect(dead, RecordingSink.accepting()));
                      assertThat(call.ends(deadline()))
                          .as("thrown for %s", dead)
                          .get()
                          .isInstanceOf(PluginException.class)
                          .extracting(Throwable::getMessage, STRING)
                          .contains(dead.address());
                    }));
  }

  @Test
  @DisplayName("a dead target does not spoil the collector for others")
  void goesOnAfterADeadTarget() {
    deadTarget()
        .ifPresent(
            dead ->
                inContext(
                    (collector, context) -> {
                      RecordingSink sink = RecordingSink.accepting();
                      Call.start("collecting from " + dead, () -> collector.collect(dead, sink))
                          .ends(Call.PATIENCE);
                      Call.expect("the next look", () -> collector.collect(target(), sink));
                      Emissions.yieldSomething(sink.offered(), target());
                    }));
  }

  @Test
  @DisplayName("an interrupt ends collecting within two seconds")
  void interruptEndsCollecting() {
    try (SilentServer server = SilentServer.open()) {
      Target hanging = silentTarget(server).orElse(target());
      inContext(
          (collector, context) -> {
            Sink full = RecordingSink.answering(offer -> Acceptance.RETRY_LATER);
            Call call = Call.start("collecting", () -> collector.collect(hanging, full));
            call.goesOnFor(A_MOMENT);
            call.interrupt();
            call.ends(grace());
          });
    }
  }

  private RecordingSink look() {
    return collectInto(RecordingSink.accepting());
  }

  private RecordingSink collectInto(RecordingSink sink) {
    inContext(
        (collector, context) -> Call.expect("collecting", () -> collector.collect(target(), sink)));
    return sink;
  }

  /** A source that tells the same at two times keeps what it tells. */
  private Delivery expected() {
    List<Object> first = look().offered();
    RecordingSink later = RecordingSink.accepting();
    inContext(
        (collector, context) -> {
          context.clock().advance(Duration.ofDays(1));
          Call.expect("collecting", () -> collector.collect(target(), later));
        });
    boolean kept =
        Offer.count(first, Offer::words).equals(Offer.count(later.offered(), Offer::words));
    return new Delivery(first, kept);
  }

  private void assertDelivered(FlakySink sink) {
    Delivery expected = expected();
    inContext(
        (collector, context) ->
            Delivery.answeringLate(
                sink,
                () -> {
                  for (int look = 0; look < Delivery.MOST_LOOKS; look++) {
                    RecordingSink record = sink.record();
                    int taken = record.taken().size();
                    int refused = record.refused().size();
                    Call.expect("collecting", () -> collector.collect(target(), sink));
                    expected.noMoreThanOnce("taken", after(taken, record.taken()));
                    expected.noMoreThanOnce("refused", after(refused, record.refused()));
                    if (expected.complete(sink.record())) {
                      break;
                    }
                    context.clock().advance(BETWEEN_LOOKS);
                  }
                  expected.arrived(sink.record());
                }));
  }

  private static List<Object> after(int seen, List<Object> all) {
    return all.subList(seen, all.size());
  }
}
