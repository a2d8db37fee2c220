package dev.qoe.examples.sim;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.service.interactive.GamingKpiModel;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.web.WebKpiModel;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Output;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.experiment.Range;
import dev.qoe.sim.experiment.Trial;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.plot.Chart;
import dev.qoe.sim.plot.Figure;
import dev.qoe.sim.random.Inversion;
import dev.qoe.sim.whatif.NetworkState;
import dev.qoe.sim.whatif.Objective;
import dev.qoe.sim.whatif.Parameter;
import dev.qoe.sim.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What 20 ms more delay on a backhaul link do to voice, web and gaming behind it, and how that goes
 * on up to 100 ms.
 *
 * <p>Thirty busy hours are drawn, each with another queueing delay and loss at the cell. All delays
 * of the backhaul meet the same hours, so that they are compared by their differences, hour by
 * hour.
 *
 * <pre>{@code
 * java -cp qoe.jar dev.qoe.examples.sim.MoreBackhaulDelay out
 * }</pre>
 */
public final class MoreBackhaulDelay {

  private static final ElementPath CELL = ElementPath.of("acme/cork/site-301/cell-1");
  private static final ElementPath BACKHAUL = ElementPath.of("acme/backhaul-3");
  private static final double QUEUEING_MILLIS = 10;
  private static final double LOSS = 0.005;

  private MoreBackhaulDelay() {}

  /**
   * Prints the answer for 20 ms in an average hour and how many ms a score of 77 allows; writes
   * data, manifest and plot into the folder named by the first argument, or the present.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : ""));
    WhatIf slower = whatIf(QUEUEING_MILLIS, LOSS).add(BACKHAUL, Kpi.ONE_WAY_DELAY, 20);
    System.out.println(slower.run());
    System.out.println(slower.wanted(Parameter.of(BACKHAUL, Kpi.ONE_WAY_DELAY), 77));

    ExperimentResult result =
        run(Parallel.allProcessors()).write(folder.resolve("more-backhaul-delay.csv"));
    plot(result).write(folder.resolve("more-backhaul-delay.svg"));
    for (Output output : result.experiment().outputs()) {
      System.out.printf("20 ms more: %s %s%n", output.name(), difference(result, output.name()));
    }
  }

  static ExperimentResult run(Parallel how) {
    return Experiment.named("More backhaul delay")
        .sweep("added", Range.of(0, 100, 5).millis())
        .replications(30)
        .seed(42)
        .measure(
            List.of(
                Output.of("voiceMos"),
                Output.of("webMos"),
                Output.of("gamingMos"),
                new Output("score", Unit.of("1"))),
            MoreBackhaulDelay::hour)
        .run(how);
  }

  /** Returns what 20 ms more take from a measure. */
  static Interval difference(ExperimentResult result, String measure) {
    return result.difference(4, 0, measure);
  }

  private static double[] hour(Trial trial) {
    double queueing = Inversion.exponential(trial.random("queueing"), QUEUEING_MILLIS);
    double loss = Math.min(1, Inversion.exponential(trial.random("loss"), LOSS));
    WhatIf asked = whatIf(queueing, loss).add(BACKHAUL, Kpi.ONE_WAY_DELAY, trial.number("added"));
    return new double[] {
      rounded(asked.value(Objective.kpi(CELL, Kpi.VOICE_MOS))),
      rounded(asked.value(Objective.kpi(CELL, Kpi.WEB_MOS))),
      rounded(asked.value(Objective.kpi(CELL, Kpi.GAMING_MOS))),
      rounded(asked.value(Objective.score(CELL)))
    };
  }

  /** Rounds to millionths: the models' logarithms may differ in their last bit by machine. */
  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  private static WhatIf whatIf(double queueingMillis, double loss) {
    NetworkState network =
        NetworkState.builder()
            .value(CELL, Kpi.ONE_WAY_DELAY, 20 + queueingMillis)
            .value(CELL, Kpi.ROUND_TRIP_TIME, 35 + queueingMillis)
            .value(CELL, Kpi.JITTER, 4)
            .value(CELL, Kpi.PACKET_LOSS, loss)
            .value(CELL, Kpi.DOWNLINK_THROUGHPUT, 25)
            .link(CELL, BACKHAUL, "backhaul")
            .derive(
                Kpi.VOICE_MOS,
                VoiceModel.g107(NarrowbandCodec.AMR_12_2),
                Kpi.ONE_WAY_DELAY,
                Kpi.JITTER,
                Kpi.PACKET_LOSS)
            .derive(Kpi.WEB_MOS, WebKpiModel.g1030(), Kpi.DOWNLINK_THROUGHPUT, Kpi.ROUND_TRIP_TIME)
            .derive(Kpi.GAMING_MOS, GamingKpiModel.g1072(), Kpi.ROUND_TRIP_TIME, Kpi.PACKET_LOSS)
            .build();
    return WhatIf.on(network).judging(CELL);
  }

  /** Returns the opinions, and below them the score. */
  static Figure plot(ExperimentResult result) {
    Chart opinions =
        Chart.titled("More delay on the backhaul: what users think of their services")
            .x("delay added, one way", "ms")
            .y("mean opinion score, 1 to 5, with 95 % interval over 30 hours", "")
            .bounds(1, 5);
    Chart score =
        Chart.titled("More delay on the backhaul: how the cell feels")
            .x("delay added, one way", "ms")
            .y("score of the cell, 0 to 100, with 95 % interval over 30 hours", "")
            .bounds(0, 100);
    return Figure.of(
        List.of(
            line(
                line(line(opinions, result, "voice", "voiceMos"), result, "web", "webMos"),
                result,
                "cloud gaming",
                "gamingMos"),
            line(score, result, "", "score")));
  }

  private static Chart line(Chart chart, ExperimentResult result, String label, String measure) {
    List<Interval> intervals =
        result.points().stream().map(point -> result.interval(point.index(), measure)).toList();
    return chart.line(
        label,
        result.points().stream().mapToDouble(point -> point.level("added").number()).toArray(),
        intervals.stream().mapToDouble(Interval::mean).toArray(),
        intervals.stream().mapToDouble(Interval::lower).toArray(),
        intervals.stream().mapToDouble(Interval::upper).toArray());
  }
}
