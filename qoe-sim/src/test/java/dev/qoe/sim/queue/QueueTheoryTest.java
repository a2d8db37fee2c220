package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueTheoryTest {

  private static List<Vectors.Row> rows() {
    return Vectors.rows().stream().filter(row -> !row.model().endsWith("-PS")).toList();
  }

  @DisplayName("Every closed form agrees with the vectors to their twelve digits")
  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void vectors(Vectors.Row row) {
    SteadyState theory = row.queue().theory().orElseThrow();

    row.filled("P0", "P_block_or_wait", "L", "Lq", "W", "Wq")
        .forEach(
            column ->
                assertThat(value(theory, column, row.queue().capacity() < Resource.UNLIMITED))
                    .as(column)
                    .isCloseTo(row.number(column), twelveDigits(row.number(column))));
  }

  private static Offset<Double> twelveDigits(double expected) {
    return within(Math.max(5e-12 * Math.abs(expected), 1e-15));
  }

  private static double value(SteadyState theory, String column, boolean limited) {
    return switch (column) {
      case "P0" -> theory.probabilityEmpty();
      case "P_block_or_wait" -> limited ? theory.probabilityBlocked() : theory.probabilityWait();
      case "L" -> theory.meanInSystem();
      case "Lq" -> theory.meanInQueue();
      case "W" -> theory.meanTimeInSystemSeconds();
      default -> theory.meanWaitSeconds();
    };
  }

  @DisplayName("M/M/1, M/D/1 and M/M/c/K are what their general forms say")
  @Test
  void specialCases() {
    assertThat(QueueTheory.mm1(0.9, 1).meanInSystem()).isCloseTo(9, within(1e-12));
    assertThat(QueueTheory.md1(0.9, 1)).isEqualTo(QueueTheory.mg1(0.9, 1, 0));
    SteadyState vast = QueueTheory.mmck(4.5, 1, 5, 5000);
    SteadyState unlimited = QueueTheory.mmc(4.5, 1, 5);
    assertThat(vast.meanInQueue()).isCloseTo(unlimited.meanInQueue(), within(1e-10));
    assertThat(vast.probabilityWait()).isCloseTo(unlimited.probabilityWait(), within(1e-10));
    assertThat(vast.probabilityEmpty()).isCloseTo(unlimited.probabilityEmpty(), within(1e-14));
  }

  @DisplayName("Thousands of servers and hopeless overload neither overflow nor lose digits")
  @Test
  void large() {
    assertThat(QueueTheory.mmc(9900, 1, 10_000).probabilityWait())
        .isCloseTo(QueueTheory.erlangC(9900, 10_000), within(1e-12));
    assertThat(QueueTheory.mmc(9900, 1, 10_000).probabilityEmpty()).isBetween(0.0, 1e-300);
    SteadyState lost = QueueTheory.mmck(9900, 1, 10_000, 10_000);
    assertThat(lost.probabilityBlocked())
        .isCloseTo(QueueTheory.erlangB(9900, 10_000), within(1e-12));
    SteadyState flooded = QueueTheory.mmck(1000, 1, 1, 5000);
    assertThat(flooded.probabilityBlocked()).isCloseTo(0.999, within(1e-12));
    assertThat(flooded.meanInSystem()).isCloseTo(5000 - 1 / 999.0, within(1e-9));
    assertThat(flooded.utilisation()).isCloseTo(1, within(1e-12));
  }

  @DisplayName("A queue without a steady state, or without a closed form, is told apart")
  @Test
  void none() {
    assertThatThrownBy(() -> QueueTheory.mmc(2, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "load of a server must be < 1, or the queue grows without end: 1.0; limit its"
                + " capacity, or serve faster");
    assertThatThrownBy(() -> QueueTheory.mm1(0, 1))
        .hasMessage("arrival rate must be finite and > 0: 0.0");
    assertThatThrownBy(() -> QueueTheory.mmck(1, Double.NaN, 1, 1))
        .hasMessage("service rate must be finite and > 0: NaN");
    assertThatThrownBy(() -> QueueTheory.mmck(1, 1, 2, 1)).hasMessage("capacity must be >= 2: 1");
    assertThatThrownBy(() -> QueueTheory.mg1(1, 0.5, -1))
        .hasMessage("squared variation must be finite and >= 0: -1.0");
    assertThat(QueueModel.mmc(2, 1, 2).theory()).isEmpty();
    TimeDistribution erlang = TimeDistribution.erlang(1, 2);
    assertThat(new QueueModel(erlang, erlang, 3, 5).theory()).isEmpty();
    assertThat(new QueueModel(TimeDistribution.exponential(0.5), erlang, 3, 5).theory()).isEmpty();
    assertThat(QueueTheory.mmc(1.8, 1, 2))
        .hasToString(
            "utilisation 0.900, 9.474 in system, 7.674 in queue, wait 4.263 s (probability 0.853),"
                + " time in system 5.263 s, blocked 0.000");
  }
}
