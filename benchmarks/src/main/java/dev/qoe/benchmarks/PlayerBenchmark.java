package dev.qoe.benchmarks;

import dev.qoe.sim.video.ChunkPlayer;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.SampledTrace;
import dev.qoe.sim.video.SegmentPlayer;
import dev.qoe.sim.video.SessionMos;
import dev.qoe.sim.video.SessionResult;
import dev.qoe.sim.video.Trace;
import dev.qoe.sim.video.scenario.AlgorithmChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sessions of adaptive video per second: 199 segments watched while they download, or 48 chunks.
 *
 * <p>Every invocation plays the next of 64 traces whose rates wander between 0.2 and 8 Mbit/s in
 * steps of a second, drawn from a fixed seed.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlayerBenchmark {

  private static final int TRACES = 64;
  private static final int SECONDS = 600;
  private static final int CHUNKS = 48;

  /** Returns rates in kbit/s, one a second: a random walk of their logarithm within bounds. */
  private static double[] rates(SplittableRandom random) {
    double[] kbps = new double[SECONDS];
    double log = Math.log(1500);
    for (int i = 0; i < SECONDS; i++) {
      log += 0.3 * (2 * random.nextDouble() - 1);
      log = Math.max(Math.log(200), Math.min(Math.log(8000), log));
      kbps[i] = Math.exp(log);
    }
    return kbps;
  }

  /** Players in the manner of Sabre. */
  @State(Scope.Thread)
  public static class Segments {

    @Param({"throughput", "bola-basic", "bola", "bolae", "dynamic", "dynamicdash", "dashjs"})
    public String algorithm = "";

    private final List<SegmentPlayer> players = new ArrayList<>();
    private int next;

    @Setup
    public void create() {
      SplittableRandom random = new SplittableRandom(1);
      AlgorithmChoice choice = AlgorithmChoice.parse(algorithm);
      for (int i = 0; i < TRACES; i++) {
        List<Trace.Period> periods = new ArrayList<>();
        for (double kbps : rates(random)) {
          periods.add(new Trace.Period(1000, kbps, 50));
        }
        players.add(SegmentPlayer.of(choice.abr(), Manifest.bigBuckBunny(), Trace.of(periods)));
      }
    }
  }

  /** Players in the manner of Pensieve. */
  @State(Scope.Thread)
  public static class Chunks {

    @Param({"bb", "rb-hm5", "robustmpc", "fastmpc"})
    public String algorithm = "";

    private final List<ChunkPlayer> players = new ArrayList<>();
    private int next;

    @Setup
    public void create() {
      SplittableRandom random = new SplittableRandom(1);
      AlgorithmChoice choice = AlgorithmChoice.parse(algorithm);
      for (int i = 0; i < TRACES; i++) {
        double[] mbps = rates(random);
        double[] seconds = new double[mbps.length];
        for (int k = 0; k < mbps.length; k++) {
          seconds[k] = k;
          mbps[k] /= 1000;
        }
        players.add(
            ChunkPlayer.of(choice.abr(), Manifest.envivio(), SampledTrace.of(seconds, mbps))
                .withChunks(CHUNKS));
      }
    }
  }

  /** Plays a film of 199 segments; downloads are looked at every 50 ms. */
  @Benchmark
  public SessionResult segmentPlayer(Segments state) {
    return state.players.get(state.next++ & (TRACES - 1)).play();
  }

  /** Plays a film of 199 segments and scores it by P.1203. */
  @Benchmark
  public SessionMos segmentPlayerAndMos(Segments state) {
    return state.players.get(state.next++ & (TRACES - 1)).play().mos();
  }

  /** Plays 48 chunks. */
  @Benchmark
  public SessionResult chunkPlayer(Chunks state) {
    return state.players.get(state.next++ & (TRACES - 1)).play();
  }
}
