package dev.qoe.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wide sum")
class WideSumTest {

  @Test
  @DisplayName("is the exact sum of terms of all sizes and signs, to what is cut off each")
  void exact() {
    long seed = 42;
    Random random = new Random(seed);
    WideSum sum = new WideSum();
    BigDecimal truth = BigDecimal.ZERO;
    for (int i = 0; i < 2_000; i++) {
      double term = (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(118) - 65);
      sum.add(term);
      truth = truth.add(new BigDecimal(term));
      double cut = i * Math.scalb(1.0, WideSum.LOWEST);
      assertThat(sum.value())
          .as("seed %d, term %d", seed, i)
          .isCloseTo(truth.doubleValue(), within(cut + Math.ulp(truth.doubleValue()) * 2));
    }
  }

  @Test
  @DisplayName("is the same to the last bit whatever the order and the grouping")
  void orderAndGrouping() {
    long seed = 7;
    Random random = new Random(seed);
    List<Double> terms = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      terms.add(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 8));
    }
    WideSum inOrder = new WideSum();
    terms.forEach(inOrder::addSquare);
    Collections.shuffle(terms, random);
    WideSum[] parts = {new WideSum(), new WideSum(), new WideSum()};
    terms.forEach(term -> parts[random.nextInt(3)].addSquare(term));
    parts[2].add(parts[0]);
    parts[2].add(parts[1]);

    assertThat(parts[2].exact()).as("seed %d", seed).isEqualTo(inOrder.exact());
    assertThat(parts[2].value()).isEqualTo(inOrder.value());
  }

  @Test
  @DisplayName("holds 2^13 squares of the largest number")
  void roomy() {
    WideSum sum = new WideSum();
    for (int i = 0; i < 1 << 13; i++) {
      sum.addSquare(-0x1p53);
    }
    assertThat(sum.value()).isEqualTo(0x1p119 - 0).isEqualTo(Math.scalb(1.0, 119));
  }

  @Test
  @DisplayName("returns to 0 when what was added is taken out")
  void negative() {
    WideSum sum = new WideSum();
    sum.add(1e15);
    sum.add(-0.1);
    assertThat(sum.value()).isEqualTo(1e15 - 0.1);
    sum.add(-1e15);
    assertThat(sum.value()).isCloseTo(-0.1, within(1e-20));
    sum.add(0.1);
    assertThat(sum.value()).isZero();
  }
}
