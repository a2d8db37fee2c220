package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.PlayerView;

/**
 * MPC: plans the next five segments for the best QoE_lin at a predicted rate, and takes the plan's
 * first step.
 *
 * <p>The prediction is the harmonic mean of the last five rates, latency included; robustMPC
 * divides it by 1 + the largest relative error of the last five predictions. X. Yin et al., "A
 * control-theoretic approach for dynamic adaptive video streaming over HTTP", SIGCOMM 2015, in the
 * form that Pensieve's code gave it: with k segments fetched, the first planned size is that of
 * segment k + 1 although segment k comes next, and of equally good plans the one with the higher
 * qualities wins. Immutable.
 *
 * @since 0.1
 */
public final class ModelPredictive implements Abr {

  private static final int WINDOW = 5;

  private final boolean robust;

  private ModelPredictive(boolean robust) {
    this.robust = robust;
  }

  /** Returns robustMPC, which allows for the errors of its predictions. */
  public static ModelPredictive robust() {
    return new ModelPredictive(true);
  }

  /** Returns fastMPC, which takes its predictions at face value. */
  public static ModelPredictive fast() {
    return new ModelPredictive(false);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session(player);
  }

  /** Returns {@code robustmpc} or {@code fastmpc}. */
  @Override
  public String toString() {
    return robust ? "robustmpc" : "fastmpc";
  }

  private final class Session implements AbrRule {

    private final PlanSearch search;
    private final HarmonicMean rates = new HarmonicMean(WINDOW);

    /** The last errors, a ring. */
    private final double[] errors = new double[WINDOW];

    private int decisions;
    private double rate;
    private double predicted = Double.NaN;
    private int last;

    Session(PlayerView player) {
      search = new PlanSearch(player.manifest());
    }

    /** Rates are in MB/s. */
    @Override
    public void downloaded(Download download, PlayerView player) {
      rate = download.receivedBits() / 8 / download.elapsedMillis() / 1000;
      rates.add(rate);
      last = download.quality();
    }

    @Override
    public int quality(PlayerView player) {
      double error = Double.isNaN(predicted) ? 0 : Math.abs(predicted - rate) / rate;
      errors[decisions++ % WINDOW] = error;
      predicted = rates.value();
      double estimate = robust ? predicted / (1 + largestError()) : predicted;
      int fetched = player.nextSegment();
      int horizon = Math.min(PlanSearch.MAX_HORIZON, player.segments() - fetched);
      return search.best(fetched + 1, horizon, last, player.bufferMillis() / 1000, estimate);
    }

    private double largestError() {
      double largest = 0;
      for (double error : errors) {
        largest = Math.max(largest, error);
      }
      return largest;
    }
  }
}
