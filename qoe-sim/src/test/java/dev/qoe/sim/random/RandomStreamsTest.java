package dev.qoe.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Random streams")
class RandomStreamsTest {
  private static final long[] GOLDEN = {
    -3560073791403642529L, 619525451911500444L, -8111298621623192354L
  };

  @Test
  @DisplayName("draw the same numbers for the same seed, name and replication, on every JDK")
  void areReproducible() {
    RandomStreams streams = RandomStreams.of(42).replication(7);

    assertThat(first(streams.stream("arrivals"), 3))
        .containsExactly(first(streams.stream("arrivals"), 3))
        .containsExactly(GOLDEN);
  }

  @Test
  @DisplayName("do not depend on what other streams drew")
  void areIndependentOfOthers() {
    RandomStreams streams = RandomStreams.of(1);
    long[] alone = first(streams.stream("fading"), 5);
    first(streams.stream("arrivals"), 1000);

    assertThat(first(streams.stream("fading"), 5)).containsExactly(alone);
  }

  @Test
  @DisplayName("differ by seed, by name and by replication")
  void differ() {
    Set<Long> starts = new HashSet<>();
    for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE}) {
      for (String name : new String[] {"a", "b", "ab", "ä"}) {
        for (int replication = 0; replication < 50; replication++) {
          starts.add(RandomStreams.of(seed).replication(replication).stream(name).nextLong());
        }
      }
    }
    assertThat(starts).hasSize(4 * 4 * 50);
  }

  @Test
  @DisplayName("are mirrored by their antithetic ones, and back")
  void mirror() {
    RandomStreams streams = RandomStreams.of(3);
    UniformRandomProvider plain = streams.stream("x");
    UniformRandomProvider mirror = streams.antithetic().stream("x");
    UniformRandomProvider twice = streams.antithetic().antithetic().stream("x");
    for (int i = 0; i < 1000; i++) {
      double u = plain.nextDouble();
      assertThat(mirror.nextDouble()).isEqualTo(1 - 0x1p-53 - u).isBetween(0.0, 1.0);
      assertThat(twice.nextDouble()).isEqualTo(u);
      assertThat(mirror.nextInt(6)).isEqualTo(5 - plain.nextInt(6));
      twice.nextInt(6);
    }
  }

  /** False alarm: a mean beyond 5 standard errors, 6e-7; a correlation likewise, for each pair. */
  @Test
  @DisplayName("of different names and replications are uncorrelated and uniform")
  void areUniform() {
    int n = 100_000;
    UniformRandomProvider[] streams = {
      RandomStreams.of(9).stream("a"),
      RandomStreams.of(9).stream("b"),
      RandomStreams.of(9).replication(1).stream("a"),
      RandomStreams.of(10).stream("a")
    };
    double[] sums = new double[streams.length];
    double[] products = new double[streams.length];
    for (int i = 0; i < n; i++) {
      double first = streams[0].nextDouble() - 0.5;
      sums[0] += first;
      for (int j = 1; j < streams.length; j++) {
        double other = streams[j].nextDouble() - 0.5;
        sums[j] += other;
        products[j] += first * other;
      }
    }
    for (int j = 0; j < streams.length; j++) {
      assertThat(sums[j] / n).as("mean %d", j).isCloseTo(0, within(5 * Math.sqrt(1 / 12.0 / n)));
      assertThat(products[j] / n).as("pair %d", j).isCloseTo(0, within(5 / 12.0 / Math.sqrt(n)));
    }
  }

  @Test
  @DisplayName("refuse a blank name and a negative replication")
  void refuse() {
    assertThatThrownBy(() -> RandomStreams.of(1).stream(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("purpose is blank; name what the numbers are drawn for");
    assertThatThrownBy(() -> RandomStreams.of(1).replication(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("replication must be >= 0: -1");
    assertThat(RandomStreams.of(42).replication(7).antithetic())
        .hasToString("seed 42, replication 7, antithetic");
  }

  private static long[] first(UniformRandomProvider random, int count) {
    return LongStream.generate(random::nextLong).limit(count).toArray();
  }
}
