package dev.qoe.core.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.measure.CounterSpec;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources that wrap, restart, change their width, lose continuity and answers, and are read with
 * jitter. All is drawn from the seed in the test's name, so a run either always fails or never.
 */
@DisplayName("A rate of a simulated source")
class CounterSourceTest {

  private static final int READINGS = 20_000;
  private static final double POLL_SECONDS = 10;
  private static final double UP_TIME_FULL_MILLIS = 0x1p32 * 10;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName(
      "is never above the speed of the line, nor over a restart, and tells the true growth")
  void neverASpike(long seed) {
    Random random = new Random(seed);
    double speed = Math.pow(10, 4 + 5 * random.nextDouble());
    Source source = new Source(random, speed);
    CounterRate counter = CounterRate.create();
    double total = 0;
    long epoch = -1;
    long rates = 0;
    double lastMicros = 0;
    for (int i = 0; i < READINGS; i++) {
      source.live(POLL_SECONDS * (1 + (random.nextInt(20) == 0 ? random.nextInt(5) : 0)));
      source.suffer();
      long micros = source.stamp();
      CounterDecision decision =
          counter.judge(
              new CounterSpec(source.bits, 1, speed),
              micros,
              source.count(),
              source.upMillis(),
              source.lostMillis);
      if (decision.hasRate()) {
        double seconds = (micros - lastMicros) / 1e6;
        rates++;
        assertThat(counter.rate()).as("seed %d, reading %d", seed, i).isBetween(0.0, speed);
        assertThat(source.epoch).as("seed %d, reading %d: restart", seed, i).isEqualTo(epoch);
        double grown = source.total - total;
        assertThat(counter.rate() * seconds)
            .as("seed %d, reading %d: %s", seed, i, counter)
            .isCloseTo(
                grown,
                within(decision == CounterDecision.CAPPED ? grown * CounterRate.JITTER : 2.0));
      }
      if (decision.isReference()) {
        total = source.total;
        epoch = source.epoch;
        lastMicros = micros;
      }
    }
    assertThat(rates).as("seed %d", seed).isGreaterThan(READINGS / 3);
    assertThat(counter.count(CounterDecision.WRAP)).as("seed %d", seed).isPositive();
    assertThat(counter.count(CounterDecision.RESET)).as("seed %d", seed).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  @DisplayName("is never above the speed of the line even if the source tells nothing and lies")
  void neverASpikeFromLiars(long seed) {
    Random random = new Random(seed);
    double speed = 1e6;
    CounterRate counter = CounterRate.create();
    long micros = 0;
    for (int i = 0; i < READINGS; i++) {
      micros += random.nextInt(20_000_000) - 1_000_000;
      counter.judge(
          (random.nextBoolean() ? CounterSpec.of32() : CounterSpec.of64()).worth(8).atMost(speed),
          micros,
          random.nextBoolean() ? random.nextLong() : random.nextInt(30_000_000),
          random.nextInt(3) == 0 ? -1 : random.nextInt(1_000_000),
          random.nextInt(3) == 0 ? -1 : random.nextInt(2));
      if (counter.decision().hasRate()) {
        assertThat(counter.rate()).as("seed %d, reading %d", seed, i).isBetween(0.0, speed * 8);
      } else {
        assertThat(counter.rate()).isNaN();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  @DisplayName("is there for every reading of a sound source, read with jitter, over wraps too")
  void noNeedlessGap(long seed) {
    Random random = new Random(seed);
    Source source = new Source(random, 50e6);
    source.live(100);
    CounterRate counter = CounterRate.create();
    CounterSpec spec = CounterSpec.of32().atMost(50e6);
    for (int i = 0; i < READINGS; i++) {
      source.live(POLL_SECONDS);
      counter.judge(spec, source.stamp(), source.count(), source.upMillis(), source.lostMillis);
    }
    assertThat(
            counter.count(CounterDecision.RATE)
                + counter.count(CounterDecision.WRAP)
                + counter.count(CounterDecision.CAPPED))
        .as("seed %d", seed)
        .isEqualTo(READINGS - 1);
    assertThat(counter.count(CounterDecision.WRAP)).as("seed %d", seed).isGreaterThan(100);
  }

  /** A port with a counter: what truly happened, and what it tells. */
  private static final class Source {
    private final Random random;
    private final double speed;
    private double seconds = 1e9;
    private double bootSeconds = 1e9;
    private double load = 0.5;
    private double total;
    private double zero;
    private long epoch;
    private int bits = 32;
    private long lostMillis;

    Source(Random random, double speed) {
      this.random = random;
      this.speed = speed;
      if (random.nextBoolean()) {
        bootSeconds = seconds - UP_TIME_FULL_MILLIS / 1_000 + random.nextInt(50_000);
      }
    }

    void live(double span) {
      load = Math.min(1, Math.max(0, load + random.nextGaussian() * 0.2));
      total += Math.floor(span * speed * load);
      seconds += span;
    }

    void suffer() {
      switch (random.nextInt(400)) {
        case 0, 1, 2 -> {
          bootSeconds = seconds + 20 + random.nextInt(20);
          live(41 + random.nextInt(200));
          lostMillis = 0;
          lose();
        }
        case 3, 4, 5 -> {
          lostMillis = upMillis();
          lose();
        }
        case 6 -> bits = 96 - bits;
        default -> {}
      }
    }

    /** The count begins anew, or anywhere. */
    private void lose() {
      epoch++;
      zero = total - (random.nextBoolean() ? 0 : random.nextInt(Integer.MAX_VALUE));
    }

    long count() {
      long whole = (long) (total - zero);
      return bits == 32 ? whole & 0xFFFF_FFFFL : whole;
    }

    long upMillis() {
      return ((long) (((seconds - bootSeconds) * 100) % 0x1p32)) * 10;
    }

    long stamp() {
      return Math.round(seconds * 1e6) + random.nextInt(300_000) - 150_000;
    }
  }
}
