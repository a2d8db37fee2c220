package dev.qoe.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Means of weighed shares")
class FixedTest {

  private static final long SEED = 20261121;
  private static final int ROUNDS = 200_000;

  @Test
  @DisplayName("are the nearest integer, halves up; without a division, one of the two nearest")
  void meansAreTheNearestInteger() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      long weight = 1 + (random.nextLong() >>> (33 + random.nextInt(30)));
      long quotient = random.nextInt((int) Fixed.ONE);
      long sum = quotient * weight + (random.nextBoolean() ? weight / 2 : random.nextInt(3));
      long expected = nearest(sum, weight);
      String what = "seed %d, %d / %d".formatted(SEED, sum, weight);
      assertThat(Fixed.mean(sum, weight)).as(what).isEqualTo(expected);
      long quick = Fixed.mean(sum, weight, Fixed.inverse(weight));
      assertThat(Math.abs(quick * weight - sum)).as(what).isLessThan(weight);
      if (sum % weight == 0) {
        assertThat(quick).as(what).isEqualTo(sum / weight);
      }
    }
  }

  @Test
  @DisplayName("stay within a share when the children weigh more than fits into a word")
  void wideSumsHaveMeans() {
    WideSum sum = new WideSum();
    long weight = 1L << 31;
    int children = 64;
    for (int i = 0; i < children; i++) {
      sum.add(Fixed.ONE / 2 * weight);
    }
    assertThat(sum.mean(children * weight)).isEqualTo(Fixed.ONE / 2);
    for (int i = 0; i < children; i++) {
      sum.add(-Fixed.ONE / 2 * weight);
    }
    assertThat(sum.mean(children * weight)).isZero();
  }

  private static long nearest(long sum, long weight) {
    BigInteger twice = BigInteger.valueOf(sum).shiftLeft(1).add(BigInteger.valueOf(weight));
    return twice.divide(BigInteger.valueOf(weight).shiftLeft(1)).longValueExact();
  }
}
