package dev.qoe.testkit;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the contracts ask of something offered to a sink, whatever kind it is.
 *
 * <p>Immutable.
 *
 * @param thing what was offered
 * @param element what it is about
 * @param kpi the indicator; empty for an event
 * @param event the type of the event; empty for a number
 * @param times its times
 * @param numbers its numbers
 */
record Offer(
    Object thing,
    ElementPath element,
    Optional<Kpi> kpi,
    Optional<String> event,
    List<Instant> times,
    List<Double> numbers) {

  /** Returns what is told of the measurements, readings and events among {@code things}. */
  static List<Offer> of(Collection<?> things) {
    return things.stream().map(Offer::of).flatMap(Optional::stream).toList();
  }

  /** Returns how often each of them is there, by what {@code key} makes of it. */
  static Map<String, Long> count(Collection<?> things, Function<Offer, String> key) {
    return of(things).stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  /** Returns the series: the element with its indicator or type of event. */
  String series() {
    return element + " " + kpi.map(Kpi::toString).orElse("") + event.orElse("");
  }

  /** Returns all of it: two offers with the same words are the same. */
  String words() {
    return thing.toString();
  }

  private static Optional<Offer> of(Object thing) {
    if (thing instanceof Measurement m) {
      List<Instant> times = List.of(m.time(), m.ingestTime());
      return number(m, m.element(), m.kpi(), times, List.of(m.value()));
    }
    if (thing instanceof CounterReading c) {
      List<Double> numbers = List.of(c.unitsPerCount());
      return number(c, c.element(), c.kpi(), List.of(c.time()), numbers);
    }
    if (thing instanceof RatioReading r) {
      List<Double> numbers = List.of(r.numerator(), r.denominator());
      return number(r, r.element(), r.kpi(), List.of(r.time()), numbers);
    }
    if (thing instanceof DistributionReading d) {
      return number(d, d.element(), d.kpi(), List.of(d.time()), List.of());
    }
    if (thing instanceof Event e) {
      return Optional.of(
          new Offer(
              e,
              e.element(),
              Optional.empty(),
              Optional.of(e.type()),
              List.of(e.time()),
              List.of()));
    }
    return Optional.empty();
  }

  private static Optional<Offer> number(
      Object thing, ElementPath element, Kpi kpi, List<Instant> times, List<Double> numbers) {
    return Optional.of(
        new Offer(thing, element, Optional.of(kpi), Optional.empty(), times, numbers));
  }
}
