package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.spi.CollectorDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

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
    Set<Kpi> kpis = new HashSet<>();
    Set<String> events = new HashSet<>();
    for (Offer offer : Offer.of(offered)) {
      offer.kpi().ifPresent(kpis::add);
      offer.event().ifPresent(events::add);
    }
    if (!descriptor.emits().isEmpty()) {
      assertThat(descriptor.emits()).as("indicators declared").containsAll(kpis);
    }
    if (!descriptor.emits().isEmpty() || !descriptor.events().isEmpty()) {
      assertThat(descriptor.events()).as("types of events declared").containsAll(events);
    }
  }

  static void areFinite(Collection<?> offered) {
    for (Offer offer : Offer.of(offered)) {
      assertThat(offer.numbers()).as("numbers of %s", offer.thing()).allMatch(Double::isFinite);
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
}
