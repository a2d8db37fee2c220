package dev.qoe.core.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.network.ElementPath;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rate of a counter")
class CounterRateTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double MEGABIT = 125_000;

  private final CounterRate counter = CounterRate.create();

  @Test
  @DisplayName("is the growth between two readings, in the indicator's unit")
  void plain() {
    assertThat(read(0, 1_000)).isEqualTo(CounterDecision.FIRST);
    assertThat(counter.rate()).isNaN();

    assertThat(counter.judge(reading(10, 6_000, 64).worth(8))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(4_000);
    assertThat(counter.toMicros() - counter.fromMicros()).isEqualTo(10_000_000);
    assertThat(counter).hasToString("rate: 1000 to 6000 in PT10S, 4000.0 a second");
  }

  @Test
  @DisplayName("goes on over a wrap where the source has been up for longer than the span")
  void provenWrap() {
    counter.judge(up(reading(0, 4_294_967_000L, 32), 1_000).atMost(MEGABIT));

    assertThat(counter.judge(up(reading(10, 704, 32), 1_010).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.WRAP);
    assertThat(counter.rate()).isEqualTo(100);
    assertThat(counter).hasToString("rate over a wrap: 4294967000 to 704 in PT10S, 100.0 a second");
  }

  @Test
  @DisplayName("goes on over the wrap of 64 bits, which nobody will see")
  void wrapOf64() {
    counter.judge(up(reading(0, -296, 64), 1_000).atMost(MEGABIT));

    assertThat(counter.judge(up(reading(10, 704, 64), 1_010).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.WRAP);
    assertThat(counter.rate()).isEqualTo(100);
  }

  @Test
  @DisplayName("grows through the middle of 64 unsigned bits")
  void unsigned() {
    read(0, Long.MAX_VALUE - 5);

    assertThat(read(10, Long.MIN_VALUE + 4)).isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(1);
  }

  @Test
  @DisplayName("is a gap after a step back of a source that tells no up-time or no limit")
  void unprovenWrap() {
    counter.judge(reading(0, 4_294_967_000L, 32).atMost(MEGABIT));
    assertThat(counter.judge(reading(10, 704, 32).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.STEP_BACK);
    assertThat(counter.rate()).isNaN();

    counter.restart();
    counter.judge(up(reading(20, 4_294_967_000L, 32), 1_000));
    assertThat(counter.judge(up(reading(30, 704, 32), 1_010))).isEqualTo(CounterDecision.STEP_BACK);
  }

  @Test
  @DisplayName("is a gap after a step back that is no wrap at the speed of the line")
  void impossibleWrap() {
    counter.judge(up(reading(0, 2_000_000_000, 32), 1_000).atMost(MEGABIT));

    assertThat(counter.judge(up(reading(10, 5, 32), 1_010).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.STEP_BACK);
    assertThat(counter.judge(up(reading(20, 15, 32), 1_020).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(1);
  }

  @Test
  @DisplayName("is a gap after a restart, even if the count is higher than before")
  void restarted() {
    counter.judge(up(reading(0, 100, 64), 5_000));
    assertThat(counter.judge(up(reading(60, 90_000, 64), 30))).isEqualTo(CounterDecision.RESET);

    // Up for 50 s of the last 60 s, although for longer than at the reading before.
    assertThat(counter.judge(up(reading(120, 95_000, 64), 50))).isEqualTo(CounterDecision.RESET);
    assertThat(counter.judge(up(reading(180, 95_600, 64), 110))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(10);
  }

  @Test
  @DisplayName("is a gap after a restart that was told of although something before was not")
  void restartedInTheDark() {
    counter.judge(reading(0, 100, 64));
    assertThat(counter.judge(up(reading(10, 5_000, 64), 2))).isEqualTo(CounterDecision.RESET);

    assertThat(counter.judge(up(reading(20, 5_100, 64), 12))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.judge(reading(30, 5_200, 64))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.judge(up(reading(40, 5_300, 64), 32))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.judge(reading(50, 5_400, 64))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.judge(up(reading(60, 9_400, 64), 11))).isEqualTo(CounterDecision.RESET);
  }

  @Test
  @DisplayName("is a gap after a discontinuity although a reading between did not tell of any")
  void discontinuityInTheDark() {
    Duration early = Duration.ofSeconds(1);
    counter.judge(up(reading(0, 100, 64), 1_000).continuousSince(early));
    assertThat(counter.judge(up(reading(10, 200, 64), 1_010))).isEqualTo(CounterDecision.RATE);
    assertThat(
            counter.judge(
                up(reading(20, 9_000, 64), 1_020).continuousSince(Duration.ofSeconds(1_015))))
        .isEqualTo(CounterDecision.RESET);
  }

  @Test
  @DisplayName("becomes what another one is")
  void becomesAnother() {
    counter.judge(reading(0, 100, 64));
    counter.judge(reading(10, 50, 64));
    CounterRate before = CounterRate.create();
    before.become(counter);
    counter.judge(reading(20, 40, 64));
    counter.become(before);
    assertThat(counter.count(CounterDecision.STEP_BACK)).isEqualTo(1);
    assertThat(counter.readings()).isEqualTo(2);
    assertThat(counter.judge(reading(20, 150, 64))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(10);
  }

  @Test
  @DisplayName("never takes a restart for a wrap, however short the source had been up")
  void restartIsNoWrap() {
    counter.judge(up(reading(0, 4_294_967_000L, 32), 0.5).atMost(1e9));

    assertThat(counter.judge(up(reading(3, 704, 32), 3).atMost(1e9)))
        .isEqualTo(CounterDecision.STEP_BACK);
  }

  @Test
  @DisplayName("is a gap when the source says that the count lost its continuity")
  void discontinuity() {
    counter.judge(up(reading(0, 4_294_967_000L, 32), 1_000).continuousSince(seconds(0)));

    assertThat(
            counter.judge(
                up(reading(10, 704, 32), 1_010).continuousSince(seconds(1_005)).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.RESET);
  }

  @Test
  @DisplayName("goes on when the up-time itself is full after 497 days, without a wrap in between")
  void upTimeWraps() {
    double full = 0x1p32 / 100;
    counter.judge(up(reading(0, 1_000, 32), full - 4).atMost(MEGABIT));

    assertThat(counter.judge(up(reading(10, 2_000, 32), 6).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(100);
    assertThat(counter.judge(up(reading(20, 500, 32), 16).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.STEP_BACK);
  }

  @Test
  @DisplayName("over the wrap of the up-time, is a gap for a step back")
  void bothWrap() {
    double full = 0x1p32 / 100;
    counter.judge(up(reading(0, 4_294_967_000L, 32), full - 4).atMost(MEGABIT));

    assertThat(counter.judge(up(reading(10, 704, 32), 6).atMost(MEGABIT)))
        .isEqualTo(CounterDecision.STEP_BACK);
  }

  @Test
  @DisplayName("is a gap when an up-time goes back from elsewhere than its end")
  void upTimeGoesBack() {
    double full = 0x1p32 / 100;
    counter.judge(up(reading(0, 1_000, 64), full - 4_000));

    assertThat(counter.judge(up(reading(10, 2_000, 64), 6))).isEqualTo(CounterDecision.RESET);
  }

  @Test
  @DisplayName("is a gap when it would be faster than the line, and at the limit by jitter is it")
  void cap() {
    counter.judge(reading(0, 0, 64).atMost(100));
    assertThat(counter.judge(reading(10, 1_100, 64).atMost(100)))
        .isEqualTo(CounterDecision.TOO_FAST);
    assertThat(counter.judge(reading(20, 2_140, 64).atMost(100).worth(8)))
        .isEqualTo(CounterDecision.CAPPED);
    assertThat(counter.rate()).isEqualTo(800);
  }

  @Test
  @DisplayName("is a gap where 32 bits may have been full unseen")
  void ambiguous() {
    counter.judge(up(reading(0, 0, 32), 1_000).atMost(1_000 * MEGABIT));

    assertThat(counter.judge(up(reading(30, 500, 32), 1_030).atMost(1_000 * MEGABIT)))
        .isEqualTo(CounterDecision.RATE);
    assertThat(counter.judge(up(reading(110, 900, 32), 1_110).atMost(1_000 * MEGABIT)))
        .isEqualTo(CounterDecision.AMBIGUOUS);
    assertThat(counter.judge(up(reading(190, 100, 32), 1_190).atMost(1_000 * MEGABIT)))
        .isEqualTo(CounterDecision.AMBIGUOUS);
  }

  @Test
  @DisplayName("is a gap after a change of width, and then goes on")
  void width() {
    counter.judge(reading(0, 4_000_000_000L, 32));

    assertThat(counter.judge(reading(10, 40_000_000_000L, 64))).isEqualTo(CounterDecision.WIDTH);
    assertThat(counter.judge(reading(20, 40_000_000_010L, 64))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.judge(reading(30, 5, 32))).isEqualTo(CounterDecision.WIDTH);
  }

  @Test
  @DisplayName("is a gap when the times and the up-time disagree on how long it took")
  void clocks() {
    counter.judge(up(reading(0, 0, 64), 1_000));
    assertThat(counter.judge(up(reading(5, 600, 64), 1_060))).isEqualTo(CounterDecision.CLOCK);
    assertThat(counter.judge(up(reading(65, 700, 64), 1_061))).isEqualTo(CounterDecision.CLOCK);
    assertThat(counter.judge(up(reading(125, 1_300, 64), 1_122))).isEqualTo(CounterDecision.RATE);
  }

  @Test
  @DisplayName("is a gap when two readings a second apart are stamped as if they were close")
  void closeStamps() {
    counter.judge(up(reading(0, 0, 64), 1_000));
    CounterReading stampedEarly =
        CounterReading.of64(
            reading(0, 0, 64).element(), Kpi.DOWNLINK_THROUGHPUT, START.plusMillis(100), 100);
    assertThat(counter.judge(up(stampedEarly, 1_001))).isEqualTo(CounterDecision.CLOCK);
  }

  @Test
  @DisplayName("survives times that no calendar has")
  void absurdTimes() {
    ElementPath port = ElementPath.of("acme/cork/router-1/port-3");
    read(0, 5);
    counter.judge(CounterReading.of64(port, Kpi.DOWNLINK_THROUGHPUT, Instant.MAX, 6));
    assertThat(counter.rate()).isBetween(0.0, 1.0);
    assertThat(counter.judge(CounterReading.of64(port, Kpi.DOWNLINK_THROUGHPUT, Instant.MIN, 7)))
        .isEqualTo(CounterDecision.OUT_OF_ORDER);
  }

  @Test
  @DisplayName("leaves out what is twice or too late, and goes on from the newest")
  void order() {
    read(0, 0);
    read(20, 200);
    assertThat(read(20, 250)).isEqualTo(CounterDecision.DUPLICATE);
    assertThat(read(10, 100)).isEqualTo(CounterDecision.OUT_OF_ORDER);
    assertThat(read(30, 400)).isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isEqualTo(20);
    assertThat(counter.count(CounterDecision.FIRST)).isEqualTo(1);
    assertThat(counter.count(CounterDecision.RATE)).isEqualTo(2);
    assertThat(counter.count(CounterDecision.DUPLICATE)).isEqualTo(1);
    assertThat(counter.count(CounterDecision.OUT_OF_ORDER)).isEqualTo(1);
    assertThat(counter.count(CounterDecision.WRAP)).isZero();
    assertThat(counter.readings()).isEqualTo(5);
  }

  @Test
  @DisplayName("counts only the low bits of a counter of 32 bits")
  void mask() {
    counter.judge(reading(0, 0xFFFF_FFFF_0000_0000L, 32));

    assertThat(counter.judge(reading(10, 1_000, 32))).isEqualTo(CounterDecision.RATE);
    assertThat(counter.rate()).isCloseTo(100, within(1e-9));
  }

  @Test
  @DisplayName("does not exist before the first reading")
  void neverRead() {
    assertThat(counter).hasToString("never read");
    assertThat(counter.decision().hasRate()).isFalse();
    assertThat(counter.count(CounterDecision.RATE)).isZero();
  }

  private CounterDecision read(long second, long count) {
    return counter.judge(reading(second, count, 64));
  }

  private static CounterReading reading(long second, long count, int bits) {
    ElementPath port = ElementPath.of("acme/cork/router-1/port-3");
    Instant time = START.plusSeconds(second);
    Kpi kpi = Kpi.DOWNLINK_THROUGHPUT;
    return bits == 32
        ? CounterReading.of32(port, kpi, time, count)
        : CounterReading.of64(port, kpi, time, count);
  }

  private static CounterReading up(CounterReading reading, double seconds) {
    return reading.upFor(seconds(seconds));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
