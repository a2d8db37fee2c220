package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * BOLA-E: BOLA with a placeholder, a virtual part of the buffer that stands for media which the
 * player could have fetched but was not allowed to.
 *
 * <p>The placeholder makes short buffers, starts and pauses harmless: it begins at what the first
 * quality needs, takes up every wait, and is cut back when downloads show that it was too large. K.
 * Spiteri, R. Sitaraman, D. Sparacio, "From theory to practice: improving bitrate adaptation in the
 * DASH reference player", MMSys 2018. Immutable.
 *
 * @since 0.1
 */
public final class BolaE implements Abr {

  private static final double MIN_BUFFER_MILLIS = 10_000;
  private static final double MIN_BUFFER_PER_QUALITY_MILLIS = 2_000;
  private static final double PL_GP = 4;

  private final boolean steady;
  private final boolean safe;

  /** The buffer to aim at, or NaN for the player's capacity. */
  private final double bufferMillis;

  /** What remains of the placeholder from one decision to the next, 1 for all of it. */
  private final double decay;

  /** The share of the throughput that the first decision trusts. */
  private final double trust;

  private BolaE(boolean steady, boolean safe, double bufferMillis, double decay, double trust) {
    this.steady = steady;
    this.safe = safe;
    this.bufferMillis = bufferMillis;
    this.decay = decay;
    this.trust = trust;
  }

  static BolaE standard() {
    return new BolaE(false, true, Double.NaN, 1, 1);
  }

  /** Returns the BOLA-E inside dash.js 5: buffer target 18 s, no insufficient-buffer rule here. */
  static BolaE dashJs(double bufferMillis, double decay, double trust) {
    return new BolaE(true, false, bufferMillis, decay, trust);
  }

  /** Returns BOLA-E that waits rather than going a step beyond the throughput. */
  public BolaE avoidingOscillation() {
    return new BolaE(true, safe, bufferMillis, decay, trust);
  }

  /**
   * Returns BOLA-PL: the placeholder alone, with BOLA-BASIC's curve and without the
   * insufficient-buffer rule.
   */
  public BolaE placeholderOnly() {
    return new BolaE(steady, false, bufferMillis, decay, trust);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session(player);
  }

  /** Returns for example {@code bolae-O}. */
  @Override
  public String toString() {
    return (safe ? "bolae" : "bola-PL") + (steady ? "-O" : "");
  }

  private BolaCurve curve(PlayerView player) {
    Manifest manifest = player.manifest();
    boolean ownTarget = !Double.isNaN(bufferMillis);
    double target = ownTarget ? bufferMillis : player.bufferCapacityMillis();
    if (!safe && !ownTarget) {
      return new BolaCurve(manifest, 1, PL_GP).fill(target, manifest.segmentMillis());
    }
    double least = MIN_BUFFER_MILLIS + MIN_BUFFER_PER_QUALITY_MILLIS * manifest.qualities();
    double top = BolaCurve.utilities(manifest.bitratesKbps(), 1)[manifest.top()];
    double gp = (top - 1) / (Math.max(least, target) / MIN_BUFFER_MILLIS - 1);
    return new BolaCurve(manifest, 1, gp).setV(MIN_BUFFER_MILLIS / gp);
  }

  private final class Session implements AbrRule {

    private final BolaCurve curve;
    private final double[] lowest;
    private final InsufficientBuffer insufficient = new InsufficientBuffer();
    private boolean started;
    private double placeholder;
    private double delay;
    private int last;

    /** The level from which on the present download needs no look at it. */
    private double safeLevel;

    Session(PlayerView player) {
      curve = curve(player);
      lowest = new double[curve.top() + 1];
      for (int q = 0; q < lowest.length; q++) {
        lowest[q] = curve.lowest(q);
      }
    }

    @Override
    public int quality(PlayerView player) {
      double level = player.bufferMillis();
      delay = 0;
      safeLevel = Double.POSITIVE_INFINITY;
      if (!started) {
        started = true;
        int quality = player.fit(trust * player.throughputKbps());
        placeholder = Math.max(0, lowest[quality] - level);
        return quality;
      }
      placeholder *= decay;
      int quality = curve.best(level + placeholder);
      int fit = quality > last ? player.fit(player.throughputKbps()) : quality;
      if (quality > fit) {
        quality = Math.max(last, fit) + (steady ? 0 : 1);
      }
      leaveRoom(quality, level);
      return safe ? cap(quality, player) : quality;
    }

    /** Waits for the level at which BOLA would ask; the placeholder gives way first. */
    private void leaveRoom(int quality, double level) {
      double excess = level + placeholder - curve.highest(quality);
      if (excess > placeholder) {
        delay = excess - placeholder;
        placeholder = 0;
      } else if (excess > 0) {
        placeholder -= excess;
      }
      if (quality == curve.top()) {
        delay = 0;
      }
    }

    private int cap(int quality, PlayerView player) {
      int capped = insufficient.cap(quality, player);
      if (capped < quality) {
        delay = 0;
        shrinkTo(lowest[capped] - player.bufferMillis());
      }
      return capped;
    }

    private void shrinkTo(double most) {
      placeholder = Math.min(placeholder, Math.max(0, most));
    }

    @Override
    public double delayMillis() {
      return delay;
    }

    @Override
    public void waited(double millis) {
      placeholder += millis;
    }

    @Override
    public void downloaded(Download download, PlayerView player) {
      last = download.quality();
      double level = player.bufferMillis();
      if (download.isReplacement()) {
        placeholder += download.isAbandoned() ? 0 : player.manifest().segmentMillis();
      } else if (download.isAbandoned()) {
        int other = download.abandonedTo();
        shrinkTo((other > 0 ? lowest[other] : MIN_BUFFER_MILLIS) - level);
      } else {
        double was = level + download.elapsedMillis();
        shrinkTo(curve.highest(last) - was);
        if (level > 0) {
          placeholder = Math.max(placeholder, lowest[last] - was);
        }
      }
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      double latency = download.latencyMillis();
      double level = Math.max(0, player.bufferMillis() + placeholder - latency);
      if (level >= safeLevel) {
        return KEEP;
      }
      double size = download.sizeBits();
      double remaining = size - download.receivedBits();
      safeLevel = curve.safeLevel(download.quality(), remaining / size);
      if (level >= safeLevel || download.receivedBits() <= 0) {
        return KEEP;
      }
      double kbps = download.receivedBits() / (download.elapsedMillis() - latency);
      double worthwhile = remaining - latency * kbps;
      return worthwhile <= 0 ? KEEP : curve.abandon(size, download.quality(), worthwhile, level);
    }
  }
}
