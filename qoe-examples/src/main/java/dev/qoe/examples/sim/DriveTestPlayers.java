package dev.qoe.examples.sim;

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.video.Device;
import dev.qoe.core.service.video.Resolution;
import dev.qoe.sim.experiment.Choice;
import dev.qoe.sim.experiment.Experiment;
import dev.qoe.sim.experiment.ExperimentResult;
import dev.qoe.sim.experiment.Output;
import dev.qoe.sim.experiment.Parallel;
import dev.qoe.sim.output.Interval;
import dev.qoe.sim.plot.Chart;
import dev.qoe.sim.plot.Figure;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SessionMetrics;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Trace;
import dev.qoe.sim.video.Viewing;
import dev.qoe.sim.video.scenario.AlgorithmChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of five players would a viewer on a drive test's link have liked best, and is it sure?
 *
 * <p>The recorded throughput is cut into stretches of ten minutes; each player plays the same film
 * over each, and a phone's viewer is asked by ITU-T P.1203. As all players meet the same stretches,
 * they are compared by their differences, stretch by stretch: a replication is a stretch. With four
 * comparisons each is made at 98.75 %, so that all hold together at 95 % (Bonferroni). The
 * t-intervals take stretches for independent, which those of one drive are only roughly.
 *
 * <pre>{@code
 * java -cp qoe.jar dev.qoe.examples.sim.DriveTestPlayers qoe-examples/data/drive-test out
 * }</pre>
 *
 * <p>Immutable.
 */
public final class DriveTestPlayers {

  static final List<String> PLAYERS =
      List.of("throughput", "bola", "bolae", "dynamic", "robustmpc");

  private static final String MOS = "mos";
  private static final Duration STRETCH = Duration.ofMinutes(10);
  private static final Viewing PHONE = Viewing.standard().on(Device.MOBILE, Resolution.FULL_HD);

  private DriveTestPlayers() {}

  /**
   * Plays, compares, and writes {@code drive-test-players.csv}, its manifest and a plot.
   *
   * @param args the folder of drive tests and the folder to write to
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: DriveTestPlayers FOLDER-OF-DRIVE-TESTS FOLDER-TO-WRITE-TO");
      return;
    }
    Path out = Files.createDirectories(Path.of(args[1]));
    ExperimentResult result =
        compare(stretches(Path.of(args[0])), Parallel.allProcessors())
            .write(out.resolve("drive-test-players.csv"));
    plot(result).write(out.resolve("drive-test-players.svg"));
    System.out.println(report(result));
  }

  /** Returns the throughput of all drive tests below a folder, in whole stretches. */
  static List<Trace> stretches(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
    List<Trace> stretches = new ArrayList<>();
    for (Path file : files) {
      Trace trace = Trace.read(file);
      double whole = Math.floor(trace.totalMillis() / STRETCH.toMillis());
      for (int i = 0; i < whole; i++) {
        stretches.add(trace.part(STRETCH.multipliedBy(i), STRETCH));
      }
    }
    return stretches;
  }

  static ExperimentResult compare(List<Trace> stretches, Parallel how) {
    return Experiment.named("five players over a drive test")
        .sweep("player", Choice.of(PLAYERS.toArray(String[]::new)))
        .replications(stretches.size())
        .measure(
            List.of(
                Output.of(MOS),
                new Output("stalled", Unit.of("s")),
                new Output("bitrate", Unit.of("kbit/s"))),
            trial -> {
              int stretch = (int) trial.streams().replication();
              return play(trial.choice("player"), stretches.get(stretch));
            })
        .run(how);
  }

  private static double[] play(String player, Trace link) {
    SessionResult session =
        SegmentPlayer.of(AlgorithmChoice.parse(player).abr(), Manifest.bigBuckBunny(), link).play();
    return new double[] {
      rounded(session.mos(PHONE).mos()),
      rounded(session.stallMillis() / 1000),
      rounded(SessionMetrics.of(session).meanBitrateKbps())
    };
  }

  /** Rounds to millionths: the model's exponentials may differ in their last bit by machine. */
  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /** Returns the scores, and below them the gains over the first player. */
  static Figure plot(ExperimentResult result) {
    List<Interval> scores = new ArrayList<>();
    List<Interval> gains = new ArrayList<>();
    for (int p = 0; p < PLAYERS.size(); p++) {
      scores.add(result.interval(p, MOS));
      if (p > 0) {
        gains.add(difference(result, p));
      }
    }
    return Figure.of(
        List.of(
            whiskers("Five players on a phone over the drive test's link", PLAYERS, scores)
                .y("P.1203, mean opinion score with 95 % interval", "")
                .bounds(1, 5),
            whiskers(
                    "What they gain over the throughput rule, stretch by stretch",
                    PLAYERS.subList(1, PLAYERS.size()),
                    gains)
                .y("points of the score, all four covered at 95 %", "")));
  }

  private static Chart whiskers(String title, List<String> players, List<Interval> intervals) {
    double[] xs = IntStream.range(0, players.size()).asDoubleStream().toArray();
    return Chart.titled(title)
        .x("player", "")
        .categories(players)
        .whiskers(
            "",
            xs,
            intervals.stream().mapToDouble(Interval::mean).toArray(),
            intervals.stream().mapToDouble(Interval::lower).toArray(),
            intervals.stream().mapToDouble(Interval::upper).toArray());
  }

  /** Returns what a player gains over the first one, all players' gains being covered at 95 %. */
  static Interval difference(ExperimentResult result, int player) {
    return result.difference(player, 0, MOS, 1 - 0.05 / (PLAYERS.size() - 1));
  }

  /** Returns each player's score, and how it differs from the first player's. */
  static String report(ExperimentResult result) {
    StringBuilder text = new StringBuilder("P.1203 on a phone, 1 to 5; mean with 95 % interval\n");
    for (int p = 0; p < PLAYERS.size(); p++) {
      text.append("%-11s %s".formatted(PLAYERS.get(p), result.interval(p, MOS)));
      if (p > 0) {
        Interval difference = difference(result, p);
        text.append("; against %s %s".formatted(PLAYERS.get(0), difference));
        text.append(difference.contains(0) ? ": not sure" : ": sure");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
