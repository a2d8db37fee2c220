package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * BOLA, which chooses the quality from the buffer level alone, and its descendants.
 *
 * <p>K. Spiteri, R. Urgaonkar, R. Sitaraman, "BOLA: near-optimal bitrate adaptation for online
 * videos", INFOCOM 2016. A quality higher than the last one is taken only as far as the estimated
 * throughput goes, or one step beyond (BOLA-U). Immutable.
 *
 * @since 0.1
 */
public final class Bola implements Abr {

  private static final double GP = 5;
  private static final double MIN_SEGMENTS = 3;

  private final boolean basic;
  private final boolean steady;

  private Bola(boolean basic, boolean steady) {
    this.basic = basic;
    this.steady = steady;
  }

  /** Returns BOLA-BASIC: a curve that fills the buffer, and no abandonment. */
  public static Bola basic() {
    return new Bola(true, false);
  }

  /**
   * Returns BOLA-FINITE: the curve takes only as much buffer as the time to the film's nearer end
   * warrants, and slow downloads are abandoned.
   */
  public static Bola finite() {
    return new Bola(false, false);
  }

  /** Returns BOLA-E, as the reference player dash.js took it up. */
  public static BolaE enhanced() {
    return BolaE.standard();
  }

  /** Returns BOLA-O of this: it waits rather than going a step beyond the throughput. */
  public Bola avoidingOscillation() {
    return new Bola(basic, true);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session(player);
  }

  /** Returns for example {@code bola-O-basic}. */
  @Override
  public String toString() {
    return "bola" + (steady ? "-O" : "") + (basic ? "-basic" : "");
  }

  private final class Session implements AbrRule {

    private final BolaCurve curve;
    private int last;
    private double delay;

    /** The level from which on the present download needs no look at it. */
    private double safeLevel;

    Session(PlayerView player) {
      Manifest manifest = player.manifest();
      curve =
          new BolaCurve(manifest, 0, GP)
              .fill(player.bufferCapacityMillis(), manifest.segmentMillis());
    }

    @Override
    public int quality(PlayerView player) {
      if (!basic) {
        refit(player);
      }
      delay = 0;
      safeLevel = Double.POSITIVE_INFINITY;
      double level = player.bufferMillis();
      int quality = curve.best(level);
      if (quality > last) {
        quality = limit(quality, player.fit(player.throughputKbps()), level);
      }
      last = quality;
      return quality;
    }

    private void refit(PlayerView player) {
      double segment = player.manifest().segmentMillis();
      int done = player.nextSegment();
      double nearerEnd = Math.min(done, player.segments() - done);
      double buffer = Math.max(nearerEnd / 2, MIN_SEGMENTS) * segment;
      curve.fill(Math.min(player.bufferCapacityMillis(), buffer), segment);
    }

    /** Holds a rise back to what the link carries. */
    private int limit(int quality, int fit, double level) {
      if (quality <= fit) {
        return quality;
      }
      if (last > fit) {
        return last;
      }
      if (!steady) {
        return fit + 1;
      }
      delay = fit == curve.top() ? 0 : Math.max(0, level - curve.highest(fit));
      return fit;
    }

    @Override
    public double delayMillis() {
      return delay;
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      if (basic) {
        return KEEP;
      }
      double level = player.bufferMillis();
      if (level >= safeLevel || curve.highest(download.quality()) < level) {
        return KEEP;
      }
      double size = download.sizeBits();
      double remaining = size - download.receivedBits();
      safeLevel = curve.safeLevel(download.quality(), remaining / size);
      if (level >= safeLevel) {
        return KEEP;
      }
      int other = curve.abandon(size, download.quality(), remaining, level);
      if (other != KEEP) {
        last = other;
      }
      return other;
    }
  }
}
