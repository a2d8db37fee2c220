package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Acceptance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rule that nothing is lost and nothing comes twice, whatever a sink answers.
 *
 * <p>What a source keeps is told thing by thing; what a source shows anew at each look, series by
 * series: there, what was put off is replaced by the next look. Immutable.
 *
 * @param expected what a sink that takes all is offered
 * @param kept whether the source keeps what it tells, so that every look tells the same
 */
record Delivery(List<Object> expected, boolean kept) {

  /** The seed of all flaky sinks here; a test that fails does so again. */
  static final long SEED = 20_261_121;

  /** A look is repeated so often, at most, until all is delivered. */
  static final int MOST_LOOKS = 40;

  /** How a sink behaves, in words. */
  record Scenario(String name, FlakySink sink) {}

  /** Returns the ways in which sinks behave, each with a new sink. */
  static Stream<Scenario> scenarios() {
    return Stream.of(
        new Scenario("it takes all", FlakySink.of(SEED, 0, 0).prompt()),
        new Scenario("it puts off half", FlakySink.puttingOff(SEED).prompt()),
        new Scenario("it refuses half for good", FlakySink.refusing(SEED).prompt()),
        new Scenario("it refuses all for good", FlakySink.of(SEED, 0, 1).prompt()),
        new Scenario("it takes, puts off and refuses", FlakySink.mixed(SEED).prompt()),
        new Scenario("it says late what is durable", FlakySink.of(SEED, 0, 0)));
  }

  /** Whether everything was taken, or refused for good. */
  boolean complete(RecordingSink record) {
    Map<String, Long> settled = Offer.count(settled(record), key());
    return Offer.count(expected, key()).entrySet().stream()
        .allMatch(wanted -> settled.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
  }

  /** Asserts that everything was taken, or refused for good, and nothing more often than it was. */
  void arrived(RecordingSink record) {
    Map<String, Long> wanted = Offer.count(expected, key());
    Map<String, Long> settled = Offer.count(settled(record), key());
    assertThat(settled.keySet())
        .as("what was taken or refused for good: nothing lost")
        .containsAll(wanted.keySet());
    if (kept) {
      assertThat(settled).as("how often each thing was taken: nothing twice").isEqualTo(wanted);
    }
  }

  /** Asserts that a look settled, or offered, each series no more often than the first did. */
  void noMoreThanOnce(String what, List<Object> inOneLook) {
    Map<String, Long> wanted = Offer.count(expected, key());
    Offer.count(inOneLook, key())
        .forEach(
            (thing, times) ->
                assertThat(times)
                    .as("times that %s was %s in one look: nothing twice", thing, what)
                    .isLessThanOrEqualTo(wanted.getOrDefault(thing, times)));
  }

  /** Returns what was taken or refused for good. */
  static List<Object> settled(RecordingSink record) {
    List<Object> settled = new ArrayList<>(record.taken());
    settled.addAll(record.refused());
    return settled;
  }

  /** Runs work while all questions about durability are answered a little late. */
  static void answeringLate(FlakySink sink, Call.Work work) throws Exception {
    Thread answers =
        new Thread(
            () -> {
              try {
                while (true) {
                  TimeUnit.MILLISECONDS.sleep(2);
                  sink.answer(Acceptance.ACCEPTED);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "tck-durability");
    answers.setDaemon(true);
    answers.start();
    try {
      work.run();
    } finally {
      answers.interrupt();
      answers.join(Duration.ofSeconds(2).toMillis());
    }
  }

  private Function<Offer, String> key() {
    return kept ? Offer::words : Offer::series;
  }
}
