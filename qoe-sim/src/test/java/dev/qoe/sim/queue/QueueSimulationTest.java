package dev.qoe.sim.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.sim.kernel.EventKernel;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulation against the closed forms: 20 replications a row, 99 % intervals.
 *
 * <p>The seed is fixed, so that a pass stays a pass. With another seed, each of the 71 rows misses
 * with odds of about 1 in 100 though nothing is wrong (its figures miss together, mostly), so that
 * about every second seed raises a false alarm somewhere; three rows or more, one seed in 29.
 */
class QueueSimulationTest {

  private static final long SEED = 20_261_121;
  private static final int REPLICATIONS = 20;
  private static final double LEVEL = 0.99;

  private static List<Vectors.Row> rows() {
    return Vectors.rows();
  }

  @DisplayName("The simulated means of every queue of the vectors cover the analytic ones")
  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void vectors(Vectors.Row row) {
    double customers = customers(row);
    double seconds = customers / row.number("lambda");
    List<QueueStatistics> runs =
        IntStream.range(0, REPLICATIONS)
            .mapToObj(i -> run(row, RandomStreams.of(SEED).replication(i), seconds))
            .toList();

    List<String> missed = new ArrayList<>();
    row.filled("L", "Lq", "W", "Wq")
        .forEach(
            column -> {
              Interval interval =
                  Interval.of(runs.stream().mapToDouble(of(column)).toArray(), LEVEL);
              double truth = Math.rint(row.number(column) * 1e12) / 1e12;
              if (!interval.contains(truth)) {
                missed.add("%s is %s, simulated %s".formatted(column, truth, interval));
              }
            });
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  /** The closer to saturation, the longer a queue remembers. */
  private static double customers(Vectors.Row row) {
    if (row.queue().capacity() < Resource.UNLIMITED || row.number("rho") < 0.9) {
      return 10_000;
    }
    return row.number("rho") < 0.99 ? 60_000 : 400_000;
  }

  private static ToDoubleFunction<QueueStatistics> of(String column) {
    return switch (column) {
      case "L" -> QueueStatistics::meanInSystem;
      case "Lq" -> QueueStatistics::meanInQueue;
      case "W" -> QueueStatistics::meanTimeInSystemSeconds;
      default -> QueueStatistics::meanWaitSeconds;
    };
  }

  private static QueueStatistics run(Vectors.Row row, RandomStreams streams, double seconds) {
    Duration horizon = Duration.ofSeconds((long) seconds);
    Duration warmUp = horizon.dividedBy(10);
    return row.model().endsWith("-PS")
        ? shared(row, streams, warmUp, horizon)
        : row.queue().simulate(streams, warmUp, horizon);
  }

  private static QueueStatistics shared(
      Vectors.Row row, RandomStreams streams, Duration warmUp, Duration horizon) {
    EventKernel kernel = EventKernel.create();
    SharedServer server = SharedServer.of(kernel, row.service(), streams.stream("service"));
    Arrivals.start(kernel, row.queue().gaps(), streams.stream("arrivals"), now -> server.arrive());
    kernel.runUntil(warmUp);
    server.resetStatistics();
    kernel.runUntil(horizon);
    return server.statistics();
  }
}
