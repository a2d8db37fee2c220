package dev.qoe.examples.sim;

import dev.qoe.api.kpi.Unit;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.plot.Chart;
import dev.qoe.sim.queue.QueueModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The wait at two servers (M/M/2) under growing load: simulated, with intervals, and as theory has
 * it.
 *
 * <p>Twenty replications a load; all loads meet the same random numbers. The first tenth of each
 * run is deleted, as the queue begins empty.
 */
public final class QueueAgainstTheory {

  private static final Duration HORIZON = Duration.ofSeconds(20_000);
  private static final Unit SECOND = Unit.of("s");

  private QueueAgainstTheory() {}

  /** Writes the data and the plot into the folder named by the first argument, or the present. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args.length > 0 ? args[0] : "");
    ExperimentResult result =
        run(Parallel.allProcessors()).write(folder.resolve("queue-against-theory.csv"));
    plot(result).write(folder.resolve("queue-against-theory.svg"));
    for (int i = 0; i < result.points().size(); i++) {
      Interval wait = result.interval(i, "wait", 0.99);
      double theory = result.interval(i, "theory").mean();
      System.out.printf(
          Locale.ROOT,
          "%s: wait %s s, theory %.3f s, %s%n",
          result.points().get(i),
          wait,
          theory,
          wait.contains(theory) ? "covered" : "missed");
    }
  }

  static ExperimentResult run(Parallel how) {
    return Experiment.named("Queue against theory")
        .sweep("load", Range.of(0.5, 0.9, 0.1))
        .replications(20)
        .seed(42)
        .measure(
            "wait",
            SECOND,
            trial ->
                queue(trial)
                    .simulate(trial.streams(), HORIZON.dividedBy(10), HORIZON)
                    .meanWaitSeconds())
        .measure("theory", SECOND, trial -> queue(trial).theory().orElseThrow().meanWaitSeconds())
        .run(how);
  }

  private static Chart plot(ExperimentResult result) {
    double[] loads =
        result.points().stream().mapToDouble(point -> point.level("load").number()).toArray();
    List<Interval> waits =
        result.points().stream()
            .map(point -> result.interval(point.index(), "wait", 0.99))
            .toList();
    return Chart.titled("The wait at two servers, simulated with 99 % interval, and by theory")
        .x("load of a server", "")
        .y("mean wait in the queue", "s")
        .line("theory", loads, means(result, "theory"))
        .whiskers(
            "simulated",
            loads,
            means(result, "wait"),
            waits.stream().mapToDouble(Interval::lower).toArray(),
            waits.stream().mapToDouble(Interval::upper).toArray());
  }

  private static double[] means(ExperimentResult result, String measure) {
    return result.points().stream()
        .mapToDouble(point -> result.interval(point.index(), measure).mean())
        .toArray();
  }

  private static QueueModel queue(Trial trial) {
    return QueueModel.mmc(2 * trial.number("load"), 1, 2);
  }
}
