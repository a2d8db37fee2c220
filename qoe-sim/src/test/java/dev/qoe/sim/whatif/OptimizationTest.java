package dev.qoe.sim.whatif;

import static dev.qoe.sim.whatif.Networks.BACKHAUL;
import static dev.qoe.sim.whatif.Networks.CELL;
import static dev.qoe.sim.whatif.Networks.FAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An optimisation")
class OptimizationTest {

  private static final Parameter LOSS = Parameter.of(CELL, Kpi.PACKET_LOSS);
  private static final Parameter FAR_LOSS = Parameter.of(FAR, Kpi.PACKET_LOSS);
  private static final Parameter CAPACITY = Parameter.of(BACKHAUL, Resource.CAPACITY);
  private static final Parameter SINR = Parameter.of(CELL, Kpi.NR_SINR);

  private static Optimization levers() {
    return WhatIf.on(Networks.full().build())
        .optimize()
        .vary(LOSS, 0, 0.01, 5_000)
        .vary(CAPACITY, 100, 1_000, 0.1)
        .vary(SINR, 12, 25, 3)
        .evaluations(1_500);
  }

  @Test
  @DisplayName("reaches its target at no more than the cheapest single lever costs")
  void target() {
    double before = levers().budget(0).run().before();
    double wanted = before + 1;
    double single =
        levers().target(wanted).run().cost() + 1e-9; // the bound below is on each lever alone

    OptimizationResult result = levers().target(wanted).run();

    assertThat(result.satisfied()).isTrue();
    assertThat(result.after()).isGreaterThanOrEqualTo(wanted);
    assertThat(result.cost()).isPositive().isLessThanOrEqualTo(single);
    for (Parameter lever : List.of(LOSS, CAPACITY, SINR)) {
      GoalResult alone = WhatIf.on(Networks.full().build()).wanted(lever, wanted);
      if (alone.reached() && inBounds(lever, alone.to())) {
        assertThat(result.cost()).isLessThanOrEqualTo(cost(alone) * 1.02 + 1e-9);
      }
    }
    assertThat(WhatIf.on(Networks.full().build()).with(result.changes().get(0)).run().gain())
        .isPositive();
  }

  private static boolean inBounds(Parameter lever, double value) {
    return lever.equals(LOSS) ? value >= 0 : lever.equals(CAPACITY) ? value <= 1000 : value <= 25;
  }

  private static double cost(GoalResult goal) {
    double unit = goal.parameter().equals(LOSS) ? 5_000 : goal.parameter().equals(SINR) ? 3 : 0.1;
    return unit * Math.abs(goal.to() - goal.from());
  }

  @Test
  @DisplayName("splits a budget where it gives most: all of it on the better of two equal levers")
  void budget() {
    OptimizationResult result =
        WhatIf.on(Networks.services().build())
            .optimize()
            .vary(LOSS, 0, 0.01, 100)
            .vary(FAR_LOSS, 0, 0.01, 300)
            .budget(1)
            .evaluations(3_000)
            .run();

    assertThat(result.satisfied()).isTrue();
    assertThat(result.cost()).isCloseTo(1, within(0.02)).isLessThanOrEqualTo(1);
    assertThat(result.settings().get(0).to()).isCloseTo(0, within(2e-4));
    assertThat(result.toString())
        .startsWith("score of acme: ")
        .contains("packet loss of cell-1: 1 % -> ");
  }

  @Test
  @DisplayName("gives the same answer for the same seed, and tells of its progress")
  void deterministic() {
    List<Progress> told = new ArrayList<>();

    OptimizationResult first = levers().target(85).seed(7).onProgress(told::add).run();
    OptimizationResult second = levers().target(85).seed(7).run();

    assertThat(second).isEqualTo(first);
    assertThat(told).isNotEmpty().allMatch(one -> one.evaluations() <= one.most());
    assertThat(told.get(0).toString()).startsWith("1 of 1500 tried, best ");
  }

  @Test
  @DisplayName("says that a target is out of reach, with the best that was found")
  void outOfReach() {
    OptimizationResult result = levers().target(100).run();

    assertThat(result.satisfied()).isFalse();
    assertThat(result.after()).isGreaterThan(result.before());
    assertThat(result.toString()).contains("it is not what was wanted");
  }

  @Test
  @DisplayName("changes nothing where the target is reached already")
  void already() {
    OptimizationResult result = levers().target(20).run();

    assertThat(result.changes()).isEmpty();
    assertThat(result.cost()).isZero();
    assertThat(result.satisfied()).isTrue();
  }

  @Test
  @DisplayName("ends when its thread is interrupted")
  void interrupted() {
    Optimization optimization =
        levers().target(100).onProgress(progress -> Thread.currentThread().interrupt());

    assertThatThrownBy(optimization::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("refuses to run without levers or aim, and levers that are none")
  void refused() {
    Optimization none = WhatIf.on(Networks.full().build()).optimize();

    assertThatThrownBy(none::run).hasMessageContaining("at least one parameter");
    assertThatThrownBy(levers()::run).hasMessageContaining("needs a target, a budget, or both");
    assertThatThrownBy(() -> levers().vary(LOSS, 0, 1, 1)).hasMessageContaining("varied twice");
    assertThatThrownBy(() -> none.vary(LOSS, 1, 0, 1)).hasMessageContaining("must ascend");
    assertThatThrownBy(() -> none.vary(LOSS, 0, 1, -1)).hasMessageContaining("cost of a unit");
    assertThatThrownBy(() -> none.evaluations(5)).hasMessageContaining("from 10");
    assertThatThrownBy(() -> none.budget(-1)).hasMessageContaining("budget");
  }
}
