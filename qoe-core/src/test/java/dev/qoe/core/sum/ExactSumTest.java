package dev.qoe.core.sum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An exact sum")
class ExactSumTest {

  @Test
  @DisplayName("gives the same bits in any order, whatever the signs and sizes")
  void orderDoesNotMatter() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      List<Double> terms = terms(random, 200);
      long expected = bits(terms);
      Collections.shuffle(terms, random);
      assertThat(bits(terms)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("forgets a term that is taken out without a trace")
  void removalLeavesNoTrace() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      List<Double> kept = terms(random, 20);
      List<Double> gone = terms(random, 20);
      ExactSum sum = ExactSum.zero();
      gone.forEach(sum::add);
      kept.forEach(sum::add);
      gone.forEach(sum::remove);
      assertThat(Double.doubleToLongBits(sum.value())).as("seed %d", seed).isEqualTo(bits(kept));
    }
  }

  @Test
  @DisplayName("is 0 after a small negative term was added and taken out")
  void smallNegatives() {
    ExactSum sum = ExactSum.zero();
    sum.add(-0.1);
    assertThat(sum.value()).isEqualTo(ExactSum.rounded(-0.1));
    sum.add(0.1);
    assertThat(sum.value()).isZero();
  }

  @Test
  @DisplayName("agrees with decimal arithmetic to the last place of its largest term")
  void agreesWithBigDecimal() {
    for (long seed = 1; seed <= 50; seed++) {
      List<Double> terms = terms(new Random(seed), 300);
      BigDecimal exact = BigDecimal.ZERO;
      ExactSum sum = ExactSum.zero();
      for (double term : terms) {
        exact = exact.add(new BigDecimal(ExactSum.rounded(term)));
        sum.add(term);
      }
      assertThat(Math.abs(sum.value() - exact.doubleValue()))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(2 * Math.ulp(exact.doubleValue()));
    }
  }

  @Test
  @DisplayName("takes terms up to 2^53 in magnitude and no further")
  void largestTerms() {
    assertThat(ExactSum.accepts(0x1p53)).isTrue();
    assertThat(ExactSum.accepts(-0x1p53)).isTrue();
    assertThat(ExactSum.accepts(Math.nextUp(0x1p53))).isFalse();
    assertThat(ExactSum.accepts(Double.NaN)).isFalse();
    ExactSum sum = ExactSum.zero();
    for (int i = 0; i < 1_000; i++) {
      sum.add(0x1p53);
      sum.add(-0x1p53);
    }
    sum.add(0x1p-60);
    assertThat(sum.value()).isEqualTo(0x1p-60);
  }

  private static List<Double> terms(Random random, int count) {
    List<Double> terms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double size = Math.scalb(random.nextDouble(), random.nextInt(90) - 40);
      terms.add(random.nextBoolean() ? size : -size);
    }
    return terms;
  }

  private static long bits(List<Double> terms) {
    ExactSum sum = ExactSum.zero();
    terms.forEach(sum::add);
    return Double.doubleToLongBits(sum.value());
  }
}
