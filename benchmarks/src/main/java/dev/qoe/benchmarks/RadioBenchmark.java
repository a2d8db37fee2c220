package dev.qoe.benchmarks;

import dev.qoe.core.radio.CqiTable;
import dev.qoe.core.radio.IndoorOffice;
import dev.qoe.core.radio.LinkBudget;
import dev.qoe.core.radio.PathLossModel;
import dev.qoe.core.radio.PropagationCondition;
import dev.qoe.core.radio.RadioPath;
import dev.qoe.core.radio.RuralMacro;
import dev.qoe.core.radio.SinrToCqi;
import dev.qoe.core.radio.UrbanMacro;
import dev.qoe.core.radio.UrbanMicro;
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
 * What a radio simulation pays per terminal and cell: path loss, line of sight, link budget and
 * channel quality.
 *
 * <p>Confine to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RadioBenchmark {

  private static final int PATHS = 1024;

  /** The scenario of TR 38.901. */
  public enum Scenario {
    /** Urban macro. */
    URBAN_MACRO,
    /** Urban micro. */
    URBAN_MICRO,
    /** Rural macro. */
    RURAL_MACRO,
    /** Indoor office. */
    INDOOR_OFFICE
  }

  @Param Scenario scenario;

  @Param({"LOS", "NLOS"})
  PropagationCondition condition;

  private PathLossModel model;
  private double[] distances;
  private double[] ratios;
  private SinrToCqi thresholds;
  private SinrToCqi formula;
  private int next;

  /** Draws the same distances and ratios for every run. */
  @Setup
  public void setUp() {
    model =
        switch (scenario) {
          case URBAN_MACRO -> UrbanMacro.of();
          case URBAN_MICRO -> UrbanMicro.of();
          case RURAL_MACRO -> RuralMacro.of();
          case INDOOR_OFFICE -> IndoorOffice.of(IndoorOffice.Layout.MIXED);
        };
    double reach = scenario == Scenario.INDOOR_OFFICE ? 150 : 5000;
    SplittableRandom random = new SplittableRandom(1);
    distances = random.doubles(PATHS).map(u -> 10 + u * (reach - 10)).toArray();
    ratios = random.doubles(PATHS).map(u -> -10 + 40 * u).toArray();
    thresholds = SinrToCqi.awgnThresholds();
    formula = SinrToCqi.ns3(CqiTable.TABLE_2);
  }

  /** Returns the loss of one path, the path's record included. */
  @Benchmark
  public double pathLoss() {
    return model.pathLossDb(condition, RadioPath.of(3.5, distances[index()]));
  }

  /** Returns one probability of line of sight. */
  @Benchmark
  public double lineOfSightProbability() {
    return model.lineOfSightProbability(distances[index()], 1.5);
  }

  /** Returns the SINR of a link with one interferer, from the path on. */
  @Benchmark
  public double linkBudget() {
    double loss = model.pathLossDb(condition, RadioPath.of(3.5, distances[index()]));
    return LinkBudget.builder().pathLossDb(loss).interferer(-120, 0.5).build().sinrDb();
  }

  /** Returns a CQI by thresholds. */
  @Benchmark
  public int cqiByThresholds() {
    return thresholds.cqi(ratios[index()]);
  }

  /** Returns a CQI by ns-3's formula. */
  @Benchmark
  public int cqiByFormula() {
    return formula.cqi(ratios[index()]);
  }

  private int index() {
    next = (next + 1) & (PATHS - 1);
    return next;
  }
}
