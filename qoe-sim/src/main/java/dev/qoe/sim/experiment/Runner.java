package dev.qoe.sim.experiment;

import dev.qoe.sim.output.Moments;
import dev.qoe.sim.output.StoppingRule;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One run of an experiment: replications in rounds, until each point has as many as it shall have.
 *
 * <p>Confine to one thread.
 */
final class Runner implements Crew.Work {

  private final Experiment experiment;
  private final List<Point> points;
  private final Parallel how;
  private final Journal journal;
  private final RandomStreams streams;
  private final int perDraw;
  private final double[][][] values;
  private final int[] from;
  private final int[] to;
  private final long[] firstTask;
  private final long startNanos = System.nanoTime();
  private long done;
  private long total;

  Runner(Experiment experiment, List<Point> points, Parallel how, Journal journal) {
    this.experiment = experiment;
    this.points = points;
    this.how = how;
    this.journal = journal;
    streams = RandomStreams.of(experiment.seed());
    perDraw = experiment.isAntithetic() ? 2 : 1;
    values = new double[points.size()][experiment.outputs().size()][0];
    from = new int[points.size()];
    to = new int[points.size()];
    firstTask = new long[points.size() + 1];
  }

  /** Returns the values, by point, measure and replication. */
  double[][][] run() {
    Optional<StoppingRule> rule = experiment.stoppingRule();
    Arrays.fill(to, rule.map(r -> r.minimum() * perDraw).orElse(experiment.replicationCount()));
    while (round()) {
      if (rule.isEmpty()) {
        break;
      }
      for (int p = 0; p < to.length; p++) {
        from[p] = to[p];
        to[p] = wanted(values[p], rule.get());
      }
    }
    return values;
  }

  /** Runs the replications from..to of each point; returns whether there were any. */
  private boolean round() {
    for (int p = 0; p < to.length; p++) {
      int count = Math.max(0, to[p] - from[p]);
      firstTask[p + 1] = firstTask[p] + count;
      for (int m = 0; count > 0 && m < values[p].length; m++) {
        values[p][m] = Arrays.copyOf(values[p][m], to[p]);
      }
    }
    long tasks = firstTask[to.length];
    total += tasks;
    if (tasks > 0) {
      Crew.run(how.threads(), tasks, how.deadline(), this);
    }
    return tasks > 0;
  }

  /**
   * Returns how many replications a point shall have. If the rule would have stopped before, as
   * many as it would have run, and the others are dropped: their number must not depend on the
   * rounds.
   */
  private int wanted(double[][] ofPoint, StoppingRule rule) {
    int most = 0;
    int run = ofPoint[0].length;
    for (double[] ofMeasure : ofPoint) {
      most = Math.max(most, stop(independent(ofMeasure, perDraw), rule) * perDraw);
    }
    if (most <= run) {
      for (int m = 0; m < ofPoint.length; m++) {
        ofPoint[m] = Arrays.copyOf(ofPoint[m], most);
      }
      return most;
    }
    return Math.min(rule.maximum(), Math.max(rule.minimum(), run / perDraw * 3 / 2)) * perDraw;
  }

  /** Returns after how many values the rule stops; one more than there are if it does not. */
  private static int stop(double[] independent, StoppingRule rule) {
    Moments moments = Moments.create();
    for (int i = 0; i < independent.length; i++) {
      moments.add(independent[i]);
      if (rule.judge(moments) != StoppingRule.Verdict.CONTINUE) {
        return i + 1;
      }
    }
    return independent.length + 1;
  }

  /** Returns the means of each {@code perDraw} replications, which are independent. */
  static double[] independent(double[] replications, int perDraw) {
    if (perDraw == 1) {
      return replications.clone();
    }
    double[] means = new double[replications.length / perDraw];
    for (int i = 0; i < means.length; i++) {
      means[i] = (replications[2 * i] + replications[2 * i + 1]) / 2;
    }
    return means;
  }

  @Override
  public void run(long task) {
    int p = point(task);
    int replication = replication(task, p);
    Optional<double[]> known = find(p, replication);
    double[] measured = known.orElseGet(() -> measure(points.get(p), replication));
    for (int m = 0; m < measured.length; m++) {
      values[p][m][replication] = measured[m];
    }
    finish(p, replication, measured, known.isEmpty());
  }

  private synchronized Optional<double[]> find(int point, int replication) {
    return journal.find(point, replication);
  }

  private synchronized void finish(int point, int replication, double[] measured, boolean fresh) {
    done++;
    if (fresh) {
      journal.add(point, replication, measured);
    }
    how.listener()
        .progress(
            new Progress(
                done,
                total,
                Math.min(done, journal.resumed()),
                Duration.ofNanos(System.nanoTime() - startNanos)));
  }

  private double[] measure(Point point, int replication) {
    double[] measured = new double[experiment.outputs().size()];
    int next = 0;
    for (Probe probe : experiment.probes()) {
      double[] some = measure(probe, point, replication);
      System.arraycopy(some, 0, measured, next, some.length);
      next += some.length;
    }
    return measured;
  }

  private double[] measure(Probe probe, Point point, int replication) {
    RandomStreams own = streams.replication(replication / perDraw);
    Trial trial = new Trial(point, replication % perDraw == 1 ? own.antithetic() : own);
    try {
      return probe.measure(trial);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      String names = probe.outputs().stream().map(Output::name).toList().toString();
      throw new TrialFailedException(
          "%s failed at %s: %s"
              .formatted(
                  names, where(point, replication), e.getMessage() == null ? e : e.getMessage()),
          e);
    }
  }

  @Override
  public RuntimeException overdue(long task, Duration deadline) {
    int p = point(task);
    return new TrialFailedException(
        "no end at %s within the deadline of %s"
            .formatted(where(points.get(p), replication(task, p)), deadline));
  }

  private String where(Point point, int replication) {
    String levels = point.toString();
    return "point %d%s, replication %d, seed %d"
        .formatted(
            point.index(),
            levels.isEmpty() ? "" : " (" + levels + ")",
            replication,
            experiment.seed());
  }

  private int point(long task) {
    int found = Arrays.binarySearch(firstTask, task);
    int p = found >= 0 ? found : -found - 2;
    while (firstTask[p + 1] == task) {
      p++;
    }
    return p;
  }

  private int replication(long task, int point) {
    return from[point] + (int) (task - firstTask[point]);
  }
}
