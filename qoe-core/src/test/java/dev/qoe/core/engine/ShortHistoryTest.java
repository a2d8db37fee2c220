package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.config.ConfigurationException;
import dev.qoe.core.internal.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A short history")
class ShortHistoryTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final ElementPath CELL = ElementPath.of("acme/cork/cell-1");

  @Test
  @DisplayName("holds the newest values of a series in the order of time, for lists and for arrays")
  void newest() {
    try (QoeEngine engine = QoeEngine.builder().replaying().shortHistory(4).start()) {
      Series rtt = engine.series(CELL, Kpi.ROUND_TRIP_TIME);
      for (int second : new int[] {1, 2, 4, 3, 6, 5}) {
        assertThat(rtt.record(START.plusSeconds(second), second)).isEqualTo(Acceptance.ACCEPTED);
      }
      assertThat(engine.recent(CELL, Kpi.ROUND_TRIP_TIME).orElseThrow().last())
          .containsExactly(sample(3), sample(4), sample(5), sample(6));
      long[] micros = new long[3];
      double[] values = new double[10];
      assertThat(engine.lastValues(CELL, Kpi.ROUND_TRIP_TIME, micros, values)).isEqualTo(3);
      assertThat(micros).containsExactly(at(4), at(5), at(6));
      assertThat(values).startsWith(4, 5, 6, 0);
      assertThat(engine.lastValues(CELL, Kpi.JITTER, micros, values)).isZero();
    }
  }

  @Test
  @DisplayName("is not kept unless it is asked for, and not of any length")
  void optional() {
    try (QoeEngine engine = QoeEngine.builder().replaying().start()) {
      assertThat(engine.series(CELL, Kpi.JITTER).record(START, 1)).isEqualTo(Acceptance.ACCEPTED);
      assertThat(engine.recent(CELL, Kpi.JITTER).orElseThrow().last()).isEmpty();
      assertThat(engine.lastValues(CELL, Kpi.JITTER, new long[1], new double[1])).isZero();
    }
    assertThatThrownBy(() -> QoeEngine.builder().shortHistory(-1).start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("short history must be from 0 to 10000: -1");
  }

  @Test
  @DisplayName("is the same whatever the order in which values come")
  void order() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int most = 1 + random.nextInt(20);
      List<Integer> times = new ArrayList<>();
      for (int i = 0; i < random.nextInt(60); i++) {
        times.add(i);
      }
      List<Integer> newest = times.subList(Math.max(0, times.size() - most), times.size());
      List<Integer> expected = List.copyOf(newest);
      Collections.shuffle(times, random);
      ShortHistory history = new ShortHistory(most);
      times.forEach(time -> history.add(time, -time));
      long[] micros = new long[most];
      double[] values = new double[most];
      int count = history.copy(micros, values);
      assertThat(Arrays.stream(micros, 0, count).mapToInt(Math::toIntExact).boxed())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
      assertThat(Arrays.stream(values, 0, count).mapToObj(value -> (int) -value))
          .isEqualTo(expected);
      history.clear();
      assertThat(history.size()).isZero();
    }
  }

  private static Recent.Sample sample(int second) {
    return new Recent.Sample(START.plusSeconds(second), second);
  }

  private static long at(int second) {
    return Micros.of(START.plusSeconds(second));
  }
}
