package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Ledger;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.rule.AlertRule;
import dev.qoe.core.rule.AlertRules;
import dev.qoe.core.rule.Condition;
import dev.qoe.core.service.interactive.GamingKpiModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Measurements handed in as a batch")
class BatchTest {

  private static final long START = Micros.of(Instant.parse("2024-05-01T12:00:00Z"));
  private static final int CELLS = 40;
  private static final List<Kpi> KPIS =
      List.of(Kpi.PACKET_LOSS, Kpi.ROUND_TRIP_TIME, Kpi.LTE_RSRP, Kpi.DOWNLINK_THROUGHPUT);

  /** All that can be told of an engine afterwards. */
  private record Told(
      List<Score> scores, List<Alert> alerts, Ledger ledger, List<String> deadLetters) {}

  @Test
  @DisplayName("give what they give one by one: scores, alerts, ledger, dead letters")
  void asOneByOne() throws InterruptedException {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(run(seed, true)).as("seed %d", seed).isEqualTo(run(seed, false));
    }
  }

  /** Measurements of all kinds of handles, in time but for a few that are late or absurd. */
  private static Told run(long seed, boolean batched) throws InterruptedException {
    AlertRule loss =
        AlertRule.builder(
                "loss",
                new Condition.Threshold(
                    Kpi.PACKET_LOSS, Condition.Comparison.ABOVE, 0.3, 0.1, Duration.ofSeconds(2)))
            .reductionKey("{rule} in {tenant}")
            .build();
    Random random = new Random(seed);
    int count = 2_000;
    try (QoeEngine engine =
            QoeEngine.builder()
                .replaying()
                .shards(1 + random.nextInt(9))
                .rules(new AlertRules(List.of(loss)))
                .emitEvery(Duration.ofSeconds(15))
                .start();
        QoeEngine other = QoeEngine.builder().replaying().shards(16).start()) {
      boolean deriving = seed % 2 == 0;
      if (deriving) {
        engine.derive(Kpi.GAMING_MOS, GamingKpiModel.g1072(), Kpi.ROUND_TRIP_TIME, Kpi.PACKET_LOSS);
      }
      Source probe = engine.source(SourceOptions.of("probe"));
      Source held = engine.source(SourceOptions.of("held").quota(Quota.perSecond(1_000_000)));
      Source sorted = engine.source(SourceOptions.of("sorted").ordered(Duration.ofSeconds(1)));
      if (seed % 3 != 0) {
        sorted.close();
      }
      Series[] series = new Series[count];
      long[] micros = new long[count];
      double[] values = new double[count];
      long now = START;
      for (int i = 0; i < count; i++) {
        ElementPath cell = cell(random.nextInt(CELLS));
        Kpi kpi = KPIS.get(random.nextInt(KPIS.size()));
        series[i] =
            switch (random.nextInt(20)) {
              case 0, 1, 2 -> probe.series(cell, kpi);
              case 3 -> held.series(cell, kpi);
              case 4 -> seed % 3 == 0 ? sorted.series(cell, kpi) : engine.series(cell, kpi);
              case 5 -> other.series(cell, kpi);
              default -> engine.series(cell, kpi);
            };
        now += random.nextInt(100_000);
        micros[i] =
            switch (random.nextInt(100)) {
              case 0 -> 7;
              case 1 -> now - 400_000_000;
              default -> now;
            };
        values[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextDouble();
      }
      hand(engine, series, micros, values, batched ? random : null);
      sorted.close();
      assertThat(engine.flush()).isTrue();
      List<Score> scores = new ArrayList<>();
      for (int cell = 0; cell < CELLS; cell++) {
        scores.add(engine.score(cell(cell)));
        scores.add(other.score(cell(cell)));
      }
      assertThat(engine.alerts()).isNotEmpty();
      assertThat(engine.ledger().rejected()).containsKeys("not-finite", "absurd-time");
      assertThat(engine.ledger().late()).isPositive();
      assertThat(engine.ledger().balanced()).isTrue();
      if (!deriving) {
        assertThat(engine.ledger().received() + other.ledger().received()).isEqualTo(count);
      }
      return new Told(
          scores,
          engine.alerts(),
          engine.ledger(),
          engine.deadLetters().stream().map(l -> l.reason() + l.place()).sorted().toList());
    }
  }

  /** Hands in batches of random sizes; without these, one by one. */
  private static void hand(
      QoeEngine engine, Series[] series, long[] micros, double[] values, @Nullable Random sizes) {
    if (sizes == null) {
      for (int i = 0; i < series.length; i++) {
        assertThat(series[i].record(micros[i], values[i])).isNotEqualTo(Acceptance.RETRY_LATER);
      }
      return;
    }
    int next = 0;
    while (next < series.length) {
      int end = Math.min(series.length, next + 1 + sizes.nextInt(700));
      assertThat(engine.record(series, micros, values, next, end)).isEqualTo(end);
      next = end;
    }
  }

  private static ElementPath cell(int number) {
    return ElementPath.of(
        "%s/area-%d/cell-%d".formatted(number % 5 == 0 ? "other" : "acme", number % 7, number));
  }
}
