package dev.qoe.sim.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @DisplayName("Mean and variance stay exact for values far from zero")
  @Test
  void farFromZero() {
    Moments moments = Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);

    assertThat(moments.mean()).isEqualTo(1e9 + 10);
    assertThat(moments.variance()).isEqualTo(30);
    assertThat(moments.min()).isEqualTo(1e9 + 4);
    assertThat(moments.max()).isEqualTo(1e9 + 16);
    assertThat(Moments.of(1, 2, 3)).hasToString("n = 3, mean 2, deviation 1, from 1 to 3");
  }

  @DisplayName("Merged moments are those of all values together")
  @Test
  void merge() {
    Moments left = Moments.of(1, 2, 4);
    left.add(Moments.of(8, 16, 32, 64));
    left.add(Moments.create());
    Moments all = Moments.of(1, 2, 4, 8, 16, 32, 64);

    assertThat(left.n()).isEqualTo(7);
    assertThat(left.mean()).isCloseTo(all.mean(), within(1e-12));
    assertThat(left.variance()).isCloseTo(all.variance(), within(1e-9));
    assertThat(left.max()).isEqualTo(64);
    Moments empty = Moments.create();
    empty.add(all);
    assertThat(empty).hasToString(all.toString());
  }

  @DisplayName("No value has no mean, one value no variance; a cleared sum starts afresh")
  @Test
  void few() {
    Moments moments = Moments.create();
    assertThat(moments).hasToString("no values");
    assertThat(moments.mean()).isNaN();
    assertThat(moments.min()).isNaN();
    assertThat(moments.max()).isNaN();
    moments.add(3);
    assertThat(moments.variance()).isNaN();
    moments.clear();
    moments.add(5);
    assertThat(moments.mean()).isEqualTo(5);
    assertThat(moments.n()).isOne();
    assertThatThrownBy(() -> moments.add(Double.NEGATIVE_INFINITY))
        .hasMessage("value must be finite: -Infinity");
  }

  @DisplayName("A jumping value is weighted by the time that it lasts")
  @Test
  void timeAverage() {
    TimeAverage customers = TimeAverage.from(1000, 0);
    customers.set(2000, 3);
    customers.set(2500, 1);

    assertThat(customers.mean(4000)).isEqualTo((0 * 1000 + 3 * 500 + 1 * 1500) / 3000.0);
    assertThat(customers.max()).isEqualTo(3);
    customers.reset(4000);
    assertThat(customers.mean(4000)).isEqualTo(1);
    assertThat(customers.max()).isEqualTo(1);
    customers.set(5000, -2);
    assertThat(customers.mean(6000)).isEqualTo(-0.5);
    assertThat(customers.min()).isEqualTo(-2);
    assertThat(customers.value()).isEqualTo(-2);
    assertThatThrownBy(() -> customers.set(4999, 1))
        .hasMessage("time must not go back: 4999 ns after 5000 ns");
    assertThatThrownBy(() -> customers.set(6000, Double.NaN))
        .hasMessage("value must be finite: NaN");
  }
}
