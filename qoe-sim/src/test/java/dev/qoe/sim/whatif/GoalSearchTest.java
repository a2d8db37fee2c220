package dev.qoe.sim.whatif;

import static dev.qoe.sim.whatif.Networks.BACKHAUL;
import static dev.qoe.sim.whatif.Networks.CELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.qoe.api.kpi.Kpi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The search for the least change")
class GoalSearchTest {

  private static final Parameter LOSS = Parameter.of(CELL, Kpi.PACKET_LOSS);
  private static final Parameter DELAY = Parameter.of(BACKHAUL, Kpi.ONE_WAY_DELAY);

  @Test
  @DisplayName("finds the very value from which on the target is reached")
  void least() {
    WhatIf question = WhatIf.on(Networks.services().build()).judging(CELL);
    double before = question.run().before().value();

    GoalResult goal = question.wanted(LOSS, before + 5);

    assertThat(goal.reached()).isTrue();
    assertThat(goal.from()).isEqualTo(0.01);
    assertThat(question.with(goal.change()).run().after().value())
        .isEqualTo(goal.after())
        .isGreaterThanOrEqualTo(before + 5);
    assertThat(question.set(CELL, Kpi.PACKET_LOSS, goal.to() * (1 + 1e-6)).run().after().value())
        .isLessThan(before + 5);
    assertThat(goal.toString()).startsWith("packet loss of cell-1: 1 % -> ").contains(" (now ");
  }

  @Test
  @DisplayName("says what is the best when the target is out of reach")
  void outOfReach() {
    WhatIf question = WhatIf.on(Networks.services().build());

    GoalResult goal = question.wanted(LOSS, 99.9);

    assertThat(goal.reached()).isFalse();
    assertThat(goal.to()).isZero();
    assertThat(goal.after()).isGreaterThan(goal.before()).isLessThan(99.9);
    assertThat(goal.toString()).contains("99.9 is out of reach, 1 % -> 0 % gives ");
  }

  @Test
  @DisplayName("changes nothing where the target is reached already")
  void already() {
    GoalResult goal = WhatIf.on(Networks.services().build()).wanted(LOSS, 10);

    assertThat(goal.from()).isEqualTo(goal.to());
    assertThat(goal.reached()).isTrue();
    assertThat(goal.toString()).contains("already");
  }

  @Test
  @DisplayName("works towards an opinion score, on top of other changes, through a link")
  void opinion() {
    WhatIf question = WhatIf.on(Networks.services().build()).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 300);

    GoalResult goal = question.wanted(DELAY, Objective.kpi(CELL, Kpi.VOICE_MOS), 3.8);

    assertThat(goal.from()).isEqualTo(300);
    assertThat(goal.to()).isBetween(100.0, 299.0);
    assertThat(goal.after()).isCloseTo(3.8, within(1e-9));
    assertThat(goal.toString()).startsWith("one-way delay of backhaul-3: 300 ms -> ");
  }

  @Test
  @DisplayName("takes an indicator of which less is better as objective")
  void lower() {
    WhatIf question = WhatIf.on(Networks.full().build());

    GoalResult goal =
        question.wanted(
            Parameter.of(BACKHAUL, Resource.CAPACITY),
            Objective.kpi(CELL, Kpi.ONE_WAY_DELAY),
            39,
            50,
            1000);

    assertThat(goal.reached()).isTrue();
    assertThat(goal.after()).isCloseTo(39, within(1e-6)).isLessThanOrEqualTo(39);
    assertThat(goal.to()).isBetween(100.0, 1000.0);
  }

  @Test
  @DisplayName("takes the nearer of two ways to the target")
  void nearer() {
    Kpi load = Networks.LOAD;
    NetworkState state = Networks.values().value(CELL, load, 0.9).build();

    GoalResult goal =
        WhatIf.on(state).judging(CELL).wanted(Parameter.of(CELL, load), scoreAt(state, 0.6));

    assertThat(goal.to()).isCloseTo(0.6, within(1e-6));
  }

  private static double scoreAt(NetworkState state, double load) {
    return WhatIf.on(state).judging(CELL).set(CELL, Networks.LOAD, load).run().after().value();
  }

  @Test
  @DisplayName("refuses what has no value, or is best in the middle")
  void refused() {
    WhatIf question = WhatIf.on(Networks.services().build());

    assertThatThrownBy(() -> question.wanted(LOSS, Objective.kpi(CELL, Kpi.VIDEO_MOS), 4))
        .hasMessage("SVC_VID_MOS of acme/cork/site-1/cell-1 has no value");
    assertThatThrownBy(() -> question.wanted(LOSS, Objective.kpi(CELL, Networks.LOAD), 0.5))
        .hasMessageContaining("best in the middle");
    assertThatThrownBy(() -> question.wanted(Parameter.of(CELL, Kpi.CPU_LOAD), 50))
        .hasMessageContaining("it has no value");
    assertThatThrownBy(() -> question.wanted(LOSS, Objective.score(CELL), 50, 0.5, 0.1))
        .hasMessageContaining("bounds of TRN_LOSS of acme/cork/site-1/cell-1 must ascend");
    assertThatThrownBy(() -> question.wanted(LOSS, Double.NaN)).hasMessageContaining("finite");
  }
}
