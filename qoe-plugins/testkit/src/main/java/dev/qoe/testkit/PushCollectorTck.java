package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of collectors that are pushed to, as a test: extend it and say which factory is
 * meant.
 *
 * <p>A collector also overrides {@link #push()} to have its source send something, {@link
 * #settings()} to reach a source made for the test, and {@link #deadSettings()} and {@link
 * #silentSettings} for what goes wrong. Confine to one thread.
 *
 * @since 0.1
 */
public abstract class PushCollectorTck extends RemoteTck<PushCollectorFactory, PushCollector> {

  /** Long enough for a second copy to show. */
  private static final Duration SETTLING = Duration.ofMillis(30);

  /** For subclasses. */
  protected PushCollectorTck() {}

  /** Returns a new factory of the collector under test. */
  @Override
  protected abstract PushCollectorFactory factory();

  /**
   * Has the source send something, and returns how many measurements, readings and events it makes,
   * {@code >= 1}. Unless overridden it does nothing and returns 1, for a collector that sends once
   * by itself.
   *
   * @throws Exception if the source cannot send
   */
  protected int push() throws Exception {
    return 1;
  }

  @Override
  final PushCollector create(PushCollectorFactory factory, Settings settings, TestContext context) {
    return factory.create(settings, context);
  }

  @Override
  final void use(PushCollector collector, TestContext context) throws Exception {
    receive(collector, RecordingSink.accepting());
  }

  @Override
  final void reach(PushCollector collector, TestContext context) throws Exception {
    collector.start(RecordingSink.accepting());
  }

  @Override
  final void says(PushCollector collector, TestContext context, List<String> words) {
    RecordingSink sink = RecordingSink.accepting();
    said(() -> receive(collector, sink), words);
    words.add(sink.offered().toString());
    words.add(collector.trouble().toString());
    deadSettings()
        .ifPresent(
            dead ->
                inContext(
                    dead,
                    (lost, other) -> {
                      said(() -> lost.start(sink), words);
                      words.add(lost.trouble().toString());
                    }));
  }

  @Test
  @DisplayName("what is pushed once it has started arrives, and there is no trouble")
  void pushedArrives() {
    inContext(
        (collector, context) -> {
          RecordingSink sink = RecordingSink.accepting();
          Call.expect("start", () -> collector.start(sink));
          int pushed = push();
          assertThat(arrived(sink, pushed)).as("arrived of %d", pushed).hasSize(pushed);
          assertThat(collector.trouble()).as("trouble").isEmpty();
        });
  }

  @Test
  @DisplayName("only declared indicators and events are emitted")
  void onlyDeclaredIsEmitted() {
    Emissions.areDeclared(received().offered(), factory().descriptor());
  }

  @Test
  @DisplayName("every value is finite")
  void valuesAreFinite() {
    Emissions.areFinite(received().offered());
  }

  @Test
  @DisplayName("times are those of the source or of the context's clock")
  void contextsClockIsUsed() {
    Instant begun = Instant.now();
    Emissions.keepTheContextsTime(received().offered(), begun);
  }

  @TestFactory
  @DisplayName("whatever the sink answers, nothing is lost and nothing comes twice")
  Stream<DynamicTest> nothingIsLostOrComesTwice() {
    return Delivery.scenarios().map(s -> dynamicTest(s.name(), () -> assertDelivered(s.sink())));
  }

  @Test
  @DisplayName("two seconds after it begins to close nothing more arrives")
  void nothingArrivesAfterClose() {
    inContext(
        (collector, context) -> {
          RecordingSink sink = RecordingSink.accepting();
          Call.expect("start", () -> collector.start(sink));
          arrived(sink, push());
          Call.start("close", collector::close).endsWell(grace());
          int before = sink.offered().size();
          Call.start("push after close", this::push).ends(Call.PATIENCE);
          settle();
          assertThat(sink.offered().subList(before, sink.offered().size()))
              .as("arrived after close")
              .isEmpty();
        });
  }

  private RecordingSink received() {
    RecordingSink sink = RecordingSink.accepting();
    inContext((collector, context) -> Call.expect("use", () -> receive(collector, sink)));
    return sink;
  }

  private void receive(PushCollector collector, RecordingSink sink) throws Exception {
    collector.start(sink);
    arrived(sink, push());
  }

  private void assertDelivered(FlakySink sink) {
    inContext(
        (collector, context) ->
            Delivery.answeringLate(
                sink,
                () -> {
                  Call.expect("start", () -> collector.start(sink));
                  int pushed = push();
                  arrived(sink.record(), pushed);
                  settle();
                  assertThat(Offer.of(Delivery.settled(sink.record())))
                      .as("taken, or refused for good, of %d: nothing lost, nothing twice", pushed)
                      .hasSize(pushed);
                  assertThat(Offer.count(sink.record().refused(), Offer::words))
                      .as("refused for good: not offered again")
                      .allSatisfy((what, times) -> assertThat(times).as(what).isEqualTo(1));
                }));
  }

  /** Waits until so many things have been taken or refused, and a moment more. */
  private List<Offer> arrived(RecordingSink sink, int pushed) throws InterruptedException {
    long end = System.nanoTime() + deadline().toNanos();
    while (Offer.of(Delivery.settled(sink)).size() < pushed && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return Offer.of(Delivery.settled(sink));
  }

  private static void settle() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
  }
}
