package dev.qoe.examples.sim;

import dev.qoe.sim.output.Interval;
import dev.qoe.sim.queue.QueueModel;
import dev.qoe.sim.queue.QueueStatistics;
import dev.qoe.sim.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The wait at two servers (M/M/2) under growing load: simulated, with 99 % intervals, and as theory
 * has it.
 *
 * <p>Twenty replications a load; all loads meet the same random numbers. The first tenth of each
 * run is deleted, as the queue begins empty.
 */
public final class QueueAgainstTheory {

  private static final int REPLICATIONS = 20;
  private static final Duration HORIZON = Duration.ofSeconds(20_000);

  private QueueAgainstTheory() {}

  /** Writes {@code queue-against-theory.csv}, or the file named by the first argument. */
  public static void main(String[] args) throws Exception {
    Path csv = Path.of(args.length > 0 ? args[0] : "queue-against-theory.csv");
    write(csv, Runtime.getRuntime().availableProcessors()).forEach(System.out::println);
  }

  /** Returns the lines that it wrote; the same ones whatever the number of threads. */
  static List<String> write(Path csv, int threads)
      throws IOException, InterruptedException, ExecutionException {
    List<String> lines = new ArrayList<>();
    lines.add("load,theory_wait_s,simulated_wait_s,lower_s,upper_s,replications,covered");
    for (double load : new double[] {0.5, 0.6, 0.7, 0.8, 0.9, 0.95}) {
      QueueModel queue = QueueModel.mmc(2 * load, 1, 2);
      double theory = queue.theory().orElseThrow().meanWaitSeconds();
      Interval wait = Interval.of(waits(queue, threads), 0.99);
      lines.add(
          String.format(
              Locale.ROOT,
              "%.2f,%.6f,%.6f,%.6f,%.6f,%d,%b",
              load,
              theory,
              wait.mean(),
              wait.lower(),
              wait.upper(),
              wait.n(),
              wait.contains(theory)));
    }
    Files.write(csv, lines);
    return lines;
  }

  private static double[] waits(QueueModel queue, int threads)
      throws InterruptedException, ExecutionException {
    List<Callable<QueueStatistics>> runs = new ArrayList<>();
    for (int i = 0; i < REPLICATIONS; i++) {
      RandomStreams streams = RandomStreams.of(42).replication(i);
      runs.add(() -> queue.simulate(streams, HORIZON.dividedBy(10), HORIZON));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      double[] waits = new double[REPLICATIONS];
      List<Future<QueueStatistics>> done = pool.invokeAll(runs);
      for (int i = 0; i < REPLICATIONS; i++) {
        waits[i] = done.get(i).get().meanWaitSeconds();
      }
      return waits;
    } finally {
      pool.shutdownNow();
    }
  }
}
