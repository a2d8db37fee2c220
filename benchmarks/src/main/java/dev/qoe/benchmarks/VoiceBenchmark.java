package dev.qoe.benchmarks;

import dev.qoe.core.service.voice.ColeRosenbluth;
import dev.qoe.core.service.voice.EModel;
import dev.qoe.core.service.voice.EModelInput;
import dev.qoe.core.service.voice.EModelResult;
import dev.qoe.core.service.voice.NarrowbandCodec;
import dev.qoe.core.service.voice.NarrowbandParameter;
import dev.qoe.core.service.voice.RatingFunction;
import dev.qoe.core.service.voice.VoiceModel;
import dev.qoe.core.service.voice.WidebandCodec;
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
 * The E-model: the function of delay and loss that allocates nothing, the full result with its
 * explanation, and as a rival the simplification by Cole and Rosenbluth.
 *
 * <p>{@code -prof gc} tells the bytes of {@link #fullResult}, and that the others allocate none.
 *
 * <p>Confine to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VoiceBenchmark {

  /** Whether the delay of the echo path follows that of the speech path. */
  public enum Echo {
    /** No echo: only the absolute delay counts. */
    ABSENT,
    /** T = Ta and Tr = 2 Ta. */
    FOLLOWS_DELAY
  }

  /** The kind of echo path. */
  @Param public Echo echo = Echo.ABSENT;

  private final double[] delaysMillis = new double[1024];
  private int next;
  private EModelInput.Builder builder = EModelInput.builder();
  private RatingFunction function = EModel.g107().function(builder.build());
  private final VoiceModel wideband = VoiceModel.g107_1(WidebandCodec.AMR_WB_12_65);

  /** Spreads the delays over 0 to 512 ms, so that no branch is always taken. */
  @Setup
  public void prepare() {
    for (int i = 0; i < delaysMillis.length; i++) {
      delaysMillis[i] = (i * 389 % 1024) / 2.0;
    }
    builder = EModelInput.builder().codec(NarrowbandCodec.G729A_VAD).packetLossPercent(2);
    if (echo == Echo.FOLLOWS_DELAY) {
      builder.echoFollowsDelay();
    }
    function = EModel.g107().function(builder.build());
  }

  private double nextDelayMillis() {
    next = (next + 1) & (delaysMillis.length - 1);
    return delaysMillis[next];
  }

  /** R alone. */
  @Benchmark
  public double r() {
    return function.r(nextDelayMillis(), 2);
  }

  /** R and opinion. */
  @Benchmark
  public double mos() {
    return function.mos(nextDelayMillis(), 2);
  }

  /** Wideband opinion from a network's delay, jitter and loss. */
  @Benchmark
  public double widebandVoiceModel() {
    return wideband.mos(nextDelayMillis(), 8, 2);
  }

  /** Input, terms, explanation and flags. */
  @Benchmark
  public EModelResult fullResult() {
    return EModel.g107().score(builder.with(NarrowbandParameter.TA, nextDelayMillis()).build());
  }

  /** The simplification of 2001. */
  @Benchmark
  public double coleRosenbluth() {
    return ColeRosenbluth.G729A.mos(nextDelayMillis(), 0.02);
  }
}
