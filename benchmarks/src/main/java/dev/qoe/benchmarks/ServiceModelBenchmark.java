package dev.qoe.benchmarks;

import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.benchmark.BenchmarkInput;
import dev.qoe.core.service.benchmark.BenchmarkModel;
import dev.qoe.core.service.benchmark.BenchmarkProfile;
import dev.qoe.core.service.interactive.CloudGamingInput;
import dev.qoe.core.service.interactive.CloudGamingModel;
import dev.qoe.core.service.interactive.VideoCoefficients;
import dev.qoe.core.service.interactive.VideoTelephonyInput;
import dev.qoe.core.service.interactive.VideoTelephonyModel;
import dev.qoe.core.service.suitability.AimInput;
import dev.qoe.core.service.suitability.AimModel;
import dev.qoe.core.service.suitability.IqbInput;
import dev.qoe.core.service.suitability.IqbMeasurements;
import dev.qoe.core.service.suitability.IqbModel;
import dev.qoe.core.service.suitability.LatencyDistribution;
import dev.qoe.core.service.suitability.QooModel;
import dev.qoe.core.service.suitability.QooRequirement;
import dev.qoe.core.service.web.IqxLaw;
import dev.qoe.core.service.web.IqxModel;
import dev.qoe.core.service.web.IqxRegression;
import dev.qoe.core.service.web.LawFit;
import dev.qoe.core.service.web.QosLevel;
import dev.qoe.core.service.web.WebBrowsingModel;
import dev.qoe.core.service.web.WebSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * What one score of each small service model costs, and one fit of the exponential law.
 *
 * <p>Thread-safe: the state is per thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServiceModelBenchmark {

  /** The model scored. */
  public enum Model {
    /** Web browsing. */
    G1030(ServiceModelBenchmark::g1030),
    /** Exponential law. */
    IQX(ServiceModelBenchmark::iqx),
    /** Video telephony. */
    G1070_VIDEO(ServiceModelBenchmark::g1070),
    /** Cloud gaming. */
    G1072(ServiceModelBenchmark::g1072),
    /** Internet Quality Barometer. */
    IQB(ServiceModelBenchmark::iqb),
    /** Aggregated Internet Measurement. */
    AIM(ServiceModelBenchmark::aim),
    /** Quality of Outcome. */
    QOO(ServiceModelBenchmark::qoo),
    /** Benchmark points. */
    BENCHMARK(ServiceModelBenchmark::benchmark);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Supplier<Supplier<ModelResult>> prepared;

    Model(Supplier<Supplier<ModelResult>> prepared) {
      this.prepared = prepared;
    }
  }

  /** A model with its input. */
  @State(Scope.Thread)
  public static class Scoring {

    /** The model scored. */
    @Param public Model model = Model.G1030;

    private Supplier<ModelResult> score = Model.G1030.prepared.get();

    /** Builds model and input. */
    @Setup
    public void prepare() {
      score = model.prepared.get();
    }
  }

  /** Observations to fit. */
  @State(Scope.Thread)
  public static class Observations {

    private final double[] qos = new double[50];
    private final double[] quality = new double[50];

    /** Draws noisy observations of the law for voice over loss. */
    @Setup
    public void draw() {
      Random random = new Random(1);
      IqxLaw law = IqxModel.voicePacketLoss().law();
      Arrays.setAll(qos, i -> i / 100.0);
      Arrays.setAll(quality, i -> law.at(qos[i]) + 0.1 * random.nextGaussian());
    }
  }

  /** One score. */
  @Benchmark
  public ModelResult score(Scoring scoring) {
    return scoring.score.get();
  }

  /** One fit over 50 observations. */
  @Benchmark
  public LawFit<IqxLaw> fit(Observations observations) {
    return IqxRegression.fit(observations.qos, observations.quality);
  }

  private static Supplier<ModelResult> g1030() {
    WebSession page = WebSession.onePage(Duration.ofSeconds(4), Duration.ofSeconds(15));
    return () -> WebBrowsingModel.g1030().score(page);
  }

  private static Supplier<ModelResult> iqx() {
    IqxModel model = IqxModel.voicePacketLoss();
    QosLevel loss = QosLevel.of(0.02);
    return () -> model.score(loss);
  }

  private static Supplier<ModelResult> g1070() {
    VideoTelephonyInput call = VideoTelephonyInput.of(VideoCoefficients.set(5), 1000, 30, 1);
    return () -> VideoTelephonyModel.g1070().score(call);
  }

  private static Supplier<ModelResult> g1072() {
    CloudGamingInput game = CloudGamingInput.builder().delay(Duration.ofMillis(40)).build();
    return () -> CloudGamingModel.g1072().score(game);
  }

  private static Supplier<ModelResult> iqb() {
    IqbInput line = IqbInput.of(IqbMeasurements.of(15, 20, 75, .007));
    return () -> IqbModel.report2025().score(line);
  }

  private static Supplier<ModelResult> aim() {
    AimInput test =
        AimInput.builder()
            .latencyMillis(15)
            .downloadLoadedLatencyMillis(45)
            .jitterMillis(3)
            .downloadBitsPerSecond(60e6)
            .build();
    return () -> AimModel.cloudflare().score(test);
  }

  private static Supplier<ModelResult> qoo() {
    QooModel model =
        QooModel.of(
            QooRequirement.builder()
                .percentile(50, 20, 250)
                .percentile(90, 20, 300)
                .loss(0, .05)
                .build());
    LatencyDistribution measured =
        LatencyDistribution.ofArrivals(new Random(1).doubles(1000, 10, 300).toArray(), 5);
    return () -> model.score(measured);
  }

  private static Supplier<ModelResult> benchmark() {
    BenchmarkModel model = BenchmarkModel.of(BenchmarkProfile.builtIn("nps-v1-like"));
    BenchmarkInput campaign =
        BenchmarkInput.of(
            Map.of(
                "call_drop_ratio", 0.02,
                "call_setup_success_ratio", 0.99,
                "browsing_duration_avg", 2.5));
    return () -> model.score(campaign);
  }
}
