package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.EwmaEstimator;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * The rules of dash.js 5 with its default settings: the lowest of what its rules allow.
 *
 * <ul>
 *   <li>BOLA-E from a buffer of 18 s on, the throughput rule (nine tenths of the estimate) below 9
 *       s, in between whichever was active;
 *   <li>insufficient buffer: at most 0.7 of rate times level per segment duration, nothing but the
 *       lowest quality when the buffer is empty; not for the first two segments;
 *   <li>switch history: one below a quality of whose last eight decisions more than 7.5 % led down;
 *   <li>abandonment: 500 ms after the first byte and with six samples, if the whole download would
 *       take over 1.8 segment durations at the samples' mean rate; never with over 18 s in buffer;
 *       the segment is then fetched in the quality for which it was abandoned.
 * </ul>
 *
 * <p>The player's polls stand in for a browser's progress events. It is not the "dynamic" of the
 * MMSys 2018 paper, which is {@link Dynamic}. Certainty: constants read in the source of dash.js
 * (commit ccf3b95); no reference sessions exist. Immutable.
 *
 * @since 0.1
 */
public final class DashJs implements Abr {

  private static final double BUFFER_MILLIS = 18_000;
  private static final double LOW_BUFFER_MILLIS = BUFFER_MILLIS / 2;
  private static final double SAFETY = 0.9;
  private static final double PLACEHOLDER_DECAY = 0.99;
  private static final double WEIGHT_PER_MILLI = 0.0015;
  private static final double BUFFER_SAFETY = 0.7;
  private static final int IGNORED_SEGMENTS = 2;
  private static final int MIN_SAMPLES = 6;
  private static final double GRACE_MILLIS = 500;
  private static final double PATIENCE = 1.8;

  private DashJs() {}

  /** Returns the rules of version 5. */
  public static DashJs v5() {
    return new DashJs();
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session(player);
  }

  @Override
  public String toString() {
    return "dashjs";
  }

  private static final class Session implements AbrRule {

    private final AbrRule bola;
    private final EstimatedView view;
    private final SwitchHistory history;
    private boolean onBuffer;
    private int last;
    private double delay;
    private int sampled = -1;
    private int samples;
    private double sampleSum;

    /** The quality for which the last download was abandoned, or KEEP. */
    private int forced = KEEP;

    Session(PlayerView player) {
      view =
          new EstimatedView(
              player,
              EwmaEstimator.create(
                  new double[] {3 / WEIGHT_PER_MILLI, 8 / WEIGHT_PER_MILLI}, new double[] {1, 2}));
      history = new SwitchHistory(player.manifest().qualities());
      bola = BolaE.dashJs(BUFFER_MILLIS, PLACEHOLDER_DECAY, SAFETY).begin(view);
    }

    @Override
    public int quality(PlayerView player) {
      int quality = forced == KEEP ? decide(player) : forced;
      forced = KEEP;
      history.add(last, quality);
      last = quality;
      sampled = -1;
      return quality;
    }

    private int decide(PlayerView player) {
      double level = player.bufferMillis();
      if (level >= BUFFER_MILLIS) {
        onBuffer = true;
      } else if (level < LOW_BUFFER_MILLIS) {
        onBuffer = false;
      }
      int fromBuffer = bola.quality(view);
      int main = onBuffer ? fromBuffer : view.fit(SAFETY * view.throughputKbps());
      int quality = Math.min(main, Math.min(sufficient(player), history.limit()));
      delay = onBuffer && quality == fromBuffer ? bola.delayMillis() : 0;
      return quality;
    }

    private int sufficient(PlayerView player) {
      Manifest manifest = player.manifest();
      if (player.nextSegment() < IGNORED_SEGMENTS) {
        return manifest.top();
      }
      double share = player.bufferMillis() / manifest.segmentMillis();
      return highest(manifest, BUFFER_SAFETY * view.throughputKbps() * share);
    }

    private static int highest(Manifest manifest, double kbps) {
      int quality = 0;
      while (quality < manifest.top() && manifest.bitrateKbps(quality + 1) <= kbps) {
        quality++;
      }
      return quality;
    }

    @Override
    public double delayMillis() {
      return delay;
    }

    @Override
    public void waited(double millis) {
      bola.waited(millis);
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      if (sampled != download.segment()) {
        sampled = download.segment();
        samples = 0;
        sampleSum = 0;
      }
      double millis = download.elapsedMillis() - download.latencyMillis();
      samples++;
      sampleSum += download.receivedBits() / millis;
      double kbps = sampleSum / samples;
      Manifest manifest = player.manifest();
      if (samples < MIN_SAMPLES
          || millis <= GRACE_MILLIS
          || player.bufferMillis() > BUFFER_MILLIS
          || download.sizeBits() / kbps <= PATIENCE * manifest.segmentMillis()) {
        return KEEP;
      }
      int other = highest(manifest, SAFETY * kbps);
      double share = manifest.bitrateKbps(other) / manifest.bitrateKbps(download.quality());
      double remaining = download.sizeBits() - download.receivedBits();
      return other < download.quality() && download.sizeBits() * share < remaining ? other : KEEP;
    }

    @Override
    public void downloaded(Download download, PlayerView player) {
      bola.downloaded(download, view);
      if (download.isAbandoned()) {
        forced = download.isReplacement() ? KEEP : download.abandonedTo();
        delay = 0;
      } else {
        view.learn(download);
      }
    }
  }

  /** The player with an estimate of throughput of our own. */
  private static final class EstimatedView implements PlayerView {

    private final PlayerView player;
    private final EwmaEstimator estimator;

    EstimatedView(PlayerView player, EwmaEstimator estimator) {
      this.player = player;
      this.estimator = estimator;
    }

    void learn(Download download) {
      double millis = download.elapsedMillis() - download.latencyMillis();
      estimator.add(millis, download.receivedBits() / millis, download.latencyMillis());
    }

    @Override
    public Manifest manifest() {
      return player.manifest();
    }

    @Override
    public int segments() {
      return player.segments();
    }

    @Override
    public int nextSegment() {
      return player.nextSegment();
    }

    @Override
    public double bufferMillis() {
      return player.bufferMillis();
    }

    @Override
    public double bufferCapacityMillis() {
      return player.bufferCapacityMillis();
    }

    @Override
    public double throughputKbps() {
      return estimator.kbps();
    }

    @Override
    public double latencyMillis() {
      return estimator.latencyMillis();
    }
  }
}
