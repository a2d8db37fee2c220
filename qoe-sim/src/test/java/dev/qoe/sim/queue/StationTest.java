package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.sim.kernel.EventException;
import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StationTest {

  private static final UniformRandomProvider RANDOM = RandomStreams.of(1).stream("service");

  private final EventKernel kernel = EventKernel.create();
  private final List<String> log = new ArrayList<>();

  private void at(double seconds, Runnable action) {
    kernel.scheduleAt(Math.round(seconds * 1e9), now -> action.run());
  }

  @DisplayName("A worked example by hand: three customers, one server, two seconds of service each")
  @Test
  void byHand() {
    Station desk = Station.of(Resource.of(kernel, 1), TimeDistribution.constant(2), RANDOM);
    desk.onDeparture(now -> log.add("leaves at " + now.now().toSeconds()));
    at(1, desk::arrive);
    at(2, desk::arrive);
    at(2.5, desk::arrive);
    kernel.runUntil(Duration.ofSeconds(10));

    assertThat(log).containsExactly("leaves at 3", "leaves at 5", "leaves at 7");
    QueueStatistics seen = desk.statistics();
    assertThat(seen.arrivals()).isEqualTo(3);
    assertThat(seen.served()).isEqualTo(3);
    assertThat(seen.utilisation()).isEqualTo(0.6);
    assertThat(seen.meanInQueue()).isCloseTo((1 + 2.5) / 10, within(1e-12));
    assertThat(seen.meanInSystem()).isCloseTo((2 + 3 + 4.5) / 10, within(1e-12));
    assertThat(seen.maxInQueue()).isEqualTo(2);
    assertThat(seen.waitedShare()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(seen.meanWaitSeconds()).isCloseTo(3.5 / 3, within(1e-12));
    assertThat(seen.meanTimeInSystemSeconds()).isCloseTo(9.5 / 3, within(1e-12));
    assertThat(seen)
        .hasToString(
            "utilisation 0.600, 0.9500 in system, 0.3500 in queue (at most 2), wait 1.167 s, time"
                + " in system 3.167 s, 0 of 3 blocked, in PT10S");
    assertThat(desk).hasToString("0 of 1 servers busy, 0 waiting, service constant of 2.0 s");
  }

  @DisplayName("Who finds the queue full is counted and gone")
  @Test
  void full() {
    Resource room = Resource.of(kernel, 1, 2, Discipline.FIFO);
    Station desk = Station.of(room, TimeDistribution.constant(2), RANDOM);
    at(0, () -> log.add("" + desk.arrive() + desk.arrive() + desk.arrive()));
    at(1, () -> log.add("in system " + desk.inSystem()));
    at(2.5, () -> log.add("" + desk.arrive() + desk.arrive()));
    kernel.run();

    assertThat(log).containsExactly("truetruefalse", "in system 2", "truefalse");
    assertThat(desk.statistics().blocked()).isEqualTo(2);
    assertThat(desk.statistics().blockedShare()).isEqualTo(0.4);
    assertThat(desk.statistics().served()).isEqualTo(3);
  }

  @DisplayName("By priority the urgent go first, equals in their order, and nobody is interrupted")
  @Test
  void priority() {
    Resource one = Resource.of(kernel, 1, Resource.UNLIMITED, Discipline.PRIORITY);
    for (int i = 0; i < 6; i++) {
      String name = "%s%d".formatted(i % 2 == 0 ? "late" : "urgent", i);
      one.request(
          now -> {
            log.add(name);
            now.schedule(Duration.ofSeconds(1), later -> one.release());
          },
          i % 2 == 0 ? 5 : -5);
    }
    kernel.run();

    assertThat(log).containsExactly("late0", "urgent1", "urgent3", "urgent5", "late2", "late4");
    QueueStatistics seen = one.statistics();
    assertThat(seen.meanTimeInSystemSeconds()).isCloseTo(21 / 6.0, within(1e-12));
    assertThat(seen.meanWaitSeconds()).isCloseTo(15 / 6.0, within(1e-12));
  }

  @DisplayName("A hundred thousand that hold a server for no time need no deep stack")
  @Test
  void noRecursion() {
    Resource one = Resource.of(kernel, 1);
    one.request(now -> log.add("first"));
    for (int i = 0; i < 100_000; i++) {
      one.request(now -> one.release());
    }
    assertThat(one).hasToString("1 of 1 servers busy, 100000 waiting");
    one.release();

    assertThat(one).hasToString("0 of 1 servers busy, 0 waiting");
    assertThat(one.statistics().served()).isEqualTo(100_001);
    assertThatThrownBy(one::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no server is busy; release once for each server granted");
  }

  @DisplayName("After a reset only what comes later counts, but those present stay")
  @Test
  void warmUp() {
    Station desk = Station.of(Resource.of(kernel, 2), TimeDistribution.constant(4), RANDOM);
    at(0, desk::arrive);
    at(1, desk::arrive);
    at(2, desk::arrive);
    kernel.runUntil(Duration.ofSeconds(3));
    desk.resetStatistics();
    assertThat(desk.statistics().meanWaitSeconds()).isNaN();
    assertThat(desk.statistics().meanInSystem()).isEqualTo(3);
    kernel.runUntil(Duration.ofSeconds(9));

    QueueStatistics seen = desk.statistics();
    assertThat(seen.observed()).isEqualTo(Duration.ofSeconds(6));
    assertThat(seen.arrivals()).isZero();
    assertThat(seen.served()).isEqualTo(3);
    assertThat(seen.utilisation()).isCloseTo((1 + 2 + 4) / 12.0, within(1e-12));
    assertThat(seen.meanWaitSeconds()).isEqualTo(2);
    assertThat(seen.blockedShare()).isNaN();
  }

  @DisplayName("Stations in a row pass their customers on")
  @Test
  void tandem() {
    Station second = Station.of(Resource.of(kernel, 1), TimeDistribution.constant(3), RANDOM);
    Station first = Station.of(Resource.of(kernel, 1), TimeDistribution.constant(1), RANDOM);
    first.onDeparture(now -> second.arrive());
    Arrivals source =
        Arrivals.start(kernel, TimeDistribution.constant(2), RANDOM, now -> first.arrive());
    at(11, source::stop);
    kernel.run();

    assertThat(source.count()).isEqualTo(5);
    assertThat(source).hasToString("arrivals, gaps constant of 2.0 s");
    assertThat(second.statistics().served()).isEqualTo(5);
    assertThat(kernel.now()).isEqualTo(Duration.ofSeconds(2 + 1 + 5 * 3));
  }

  @DisplayName("A distribution that draws no time is named, at the event that drew")
  @Test
  void nonsense() {
    TimeDistribution broken =
        new TimeDistribution() {
          @Override
          public double sampleSeconds(UniformRandomProvider random) {
            return Double.NaN;
          }

          @Override
          public double meanSeconds() {
            return 1;
          }

          @Override
          public double squaredVariation() {
            return 1;
          }

          @Override
          public String toString() {
            return "fitted";
          }
        };
    Station desk = Station.of(Resource.of(kernel, 1), broken, RANDOM);
    at(1, desk::arrive);

    assertThatThrownBy(kernel::run)
        .isInstanceOf(EventException.class)
        .hasMessageContaining("at PT1S failed")
        .rootCause()
        .hasMessage(
            "distribution 'fitted' drew a time that is none: NaN s; it must draw from 0 to 9.2E9"
                + " s");
  }

  @DisplayName("Resources without servers, or with less room than servers, are refused")
  @Test
  void bad() {
    assertThatThrownBy(() -> Resource.of(kernel, 0)).hasMessage("servers must be >= 1: 0");
    assertThatThrownBy(() -> Resource.of(kernel, 3, 2, Discipline.FIFO))
        .hasMessage("capacity (those in service included) must be >= 3: 2");
    assertThatThrownBy(
            () ->
                QueueModel.mmc(1, 2, 1)
                    .simulate(RandomStreams.of(1), Duration.ofSeconds(5), Duration.ofSeconds(5)))
        .hasMessage("warm-up must be >= 0 and shorter than the horizon: PT5S, PT5S");
  }

  @DisplayName("Those who share a server all take longer, by hand")
  @Test
  void sharing() {
    SharedServer cell = SharedServer.of(kernel, TimeDistribution.constant(2), RANDOM);
    cell.onDeparture(now -> log.add("leaves at " + now.now().toMillis()));
    at(0, cell::arrive);
    at(1, cell::arrive);
    at(1, () -> log.add("in system " + cell.inSystem()));
    kernel.runUntil(Duration.ofSeconds(8));

    // The first has 1 s of its work left, which takes 2 s; then the second has 1 s left, alone.
    assertThat(log).containsExactly("in system 2", "leaves at 3000", "leaves at 4000");
    QueueStatistics seen = cell.statistics();
    assertThat(seen.meanTimeInSystemSeconds()).isEqualTo(3);
    assertThat(seen.utilisation()).isEqualTo(0.5);
    assertThat(seen.meanInSystem()).isEqualTo(6 / 8.0);
    assertThat(seen.meanInQueue()).isZero();
    assertThat(cell).hasToString("server shared by 0, work constant of 2.0 s");
  }
}
