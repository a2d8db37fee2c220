package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.spi.CollectorDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Rules about what a plugin emitted, shared by the contracts of those that emit. */
final class Emissions {

  /** A clock that is a little off is not what the rule is about. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private Emissions() {}

  static void yieldSomething(Collection<?> offered, Object from) {
    assertThat(Offer.of(offered))
        .as("measurements, readings and events from %s", from)
        .isNotEmpty();
  }

  static void areDeclared(Collection<?> offered, CollectorDescriptor descriptor) {
    List<Offer> offers = Offer.of(offered);
    Set<Kpi> kpis = offers.stream().map(Offer::kpi).flatMap(Optional::stream).collect(toSet());
    Set<String> events =
        offers.stream().map(Offer::event).flatMap(Optional::stream).collect(toSet());
    boolean configured = descriptor.emits().isEmpty() && descriptor.events().isEmpty();
    if (!configured) {
      assertThat(descriptor.emits()).as("indicators declared").containsAll(kpis);
      assertThat(descriptor.events()).as("types of events declared").containsAll(events);
    }
  }

  static void areFinite(Collection<?> offered) {
    for (Offer offer : Offer.of(offered)) {
      assertThat(offer.numbers().allMatch(Double::isFinite))
          .as("all numbers of %s are finite", offer.thing())
          .isTrue();
    }
  }

  /** A source's own times and the context's are of another year than the test. */
  static void keepTheContextsTime(Collection<?> offered, Instant begun) {
    Instant from = begun.minus(TOLERANCE);
    Instant to = Instant.now().plus(TOLERANCE);
    for (Offer offer : Offer.of(offered)) {
      assertThat(offer.times())
          .as(
              "times of %s: from its source or its context's clock, not the machine's",
              offer.thing())
          .noneMatch(time -> time.isAfter(from) && time.isBefore(to));
    }
  }

  private static <T> Collector<T, ?, Set<T>> toSet() {
    return Collectors.mapping(Objects::requireNonNull, Collectors.toSet());
  }
}
