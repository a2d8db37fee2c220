package dev.qoe.testkit;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A sink that remembers everything offered to it and answers as it is told.
 *
 * <p>What is offered counts, whatever the answer: a source that tries again is seen twice. {@link
 * #taken()} is what was accepted. Thread-safe.
 *
 * @since 0.1
 */
public final class RecordingSink implements Sink {

  /**
   * Something that a collector could not make a measurement of. Immutable.
   *
   * @param reason a word that names the kind of mistake
   * @param place where it was
   * @param detail value, rule and remedy
   */
  public record Reject(String reason, String place, String detail) {}

  private final Function<Object, Acceptance> answer;
  private final List<Object> offered = new ArrayList<>();
  private final List<Object> taken = new ArrayList<>();
  private final List<Object> refused = new ArrayList<>();

  private RecordingSink(Function<Object, Acceptance> answer) {
    this.answer = answer;
  }

  /** Returns a sink that accepts everything. */
  public static RecordingSink accepting() {
    return answering(offer -> Acceptance.ACCEPTED);
  }

  /** Returns a sink that refuses every measurement and every event, and accepts elements. */
  public static RecordingSink refusing() {
    return answering(
        offer -> offer instanceof NetworkElement ? Acceptance.ACCEPTED : Acceptance.REFUSED);
  }

  /**
   * Returns a sink that gives these answers, one after the other, and accepts all that follows.
   *
   * @param script the first answers
   */
  public static RecordingSink answering(Acceptance... script) {
    List<Acceptance> left = new ArrayList<>(List.of(script));
    return answering(offer -> left.isEmpty() ? Acceptance.ACCEPTED : left.remove(0));
  }

  /**
   * Returns a sink that asks {@code answer} what to say.
   *
   * @param answer gets each {@link Measurement}, {@link Event} or {@link NetworkElement}; never
   *     called by two threads at a time
   */
  public static RecordingSink answering(Function<Object, Acceptance> answer) {
    return new RecordingSink(answer);
  }

  @Override
  public synchronized Acceptance accept(Measurement measurement) {
    return record(measurement);
  }

  @Override
  public synchronized Acceptance accept(CounterReading reading) {
    return record(reading);
  }

  @Override
  public synchronized Acceptance accept(RatioReading reading) {
    return record(reading);
  }

  @Override
  public synchronized Acceptance accept(DistributionReading reading) {
    return record(reading);
  }

  @Override
  public synchronized Acceptance accept(Event event) {
    return record(event);
  }

  @Override
  public synchronized Acceptance accept(NetworkElement element) {
    return record(element);
  }

  @Override
  public synchronized void reject(String reason, String place, String detail) {
    offered.add(new Reject(reason, place, detail));
  }

  @Override
  public void whenDurable(Consumer<Acceptance> answerWhenDurable) {
    answerWhenDurable.accept(Acceptance.ACCEPTED);
  }

  /** Returns everything offered, of whatever kind, in order. */
  public synchronized List<Object> offered() {
    return List.copyOf(offered);
  }

  /** Returns the measurements offered, in order. */
  public List<Measurement> measurements() {
    return offered(Measurement.class);
  }

  /** Returns the measurements offered and taken, in order. */
  public List<Measurement> accepted() {
    return taken().stream()
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .toList();
  }

  /** Returns everything offered and taken, of whatever kind, in order; no rejects. */
  public synchronized List<Object> taken() {
    return List.copyOf(taken);
  }

  /** Returns everything offered and refused for good, in order. */
  public synchronized List<Object> refused() {
    return List.copyOf(refused);
  }

  /** Returns the events offered, in order. */
  public List<Event> events() {
    return offered(Event.class);
  }

  /** Returns the elements offered, in order. */
  public List<NetworkElement> elements() {
    return offered(NetworkElement.class);
  }

  /** Returns the rejects, in order. */
  public List<Reject> rejects() {
    return offered(Reject.class);
  }

  /** Returns how many rejects there are of each reason, in the order of reasons. */
  public Map<String, Integer> rejectCounts() {
    Map<String, Integer> counts = new TreeMap<>();
    rejects().forEach(reject -> counts.merge(reject.reason(), 1, Integer::sum));
    return counts;
  }

  private Acceptance record(Object offer) {
    offered.add(offer);
    Acceptance acceptance = answer.apply(offer);
    switch (acceptance) {
      case ACCEPTED -> taken.add(offer);
      case REFUSED -> refused.add(offer);
      case RETRY_LATER -> {}
    }
    return acceptance;
  }

  private <T> List<T> offered(Class<T> kind) {
    return offered().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
