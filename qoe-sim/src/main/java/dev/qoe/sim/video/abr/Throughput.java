package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * The throughput rule of early dash.js: the highest quality that nine tenths of the estimated rate
 * carry, and that arrives before the buffer runs dry.
 *
 * <p>A download is abandoned after 500 ms if it would take more than 1.8 times a segment's duration
 * and a lower quality has fewer bits than remain. Spiteri et al., MMSys 2018. Immutable.
 *
 * @since 0.1
 */
public final class Throughput implements Abr {

  private static final double SAFETY = 0.9;
  private static final double GRACE_MILLIS = 500;
  private static final double PATIENCE = 1.8;

  private final boolean safe;

  private Throughput(boolean safe) {
    this.safe = safe;
  }

  /** Returns the rule. */
  public static Throughput standard() {
    return new Throughput(true);
  }

  /** Returns this rule without the insufficient-buffer rule. */
  public Throughput withoutInsufficientBufferRule() {
    return new Throughput(false);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session();
  }

  /** Returns {@code throughput} or {@code throughput-noibr}. */
  @Override
  public String toString() {
    return safe ? "throughput" : "throughput-noibr";
  }

  private final class Session implements AbrRule {

    private final InsufficientBuffer insufficient = new InsufficientBuffer();

    @Override
    public int quality(PlayerView player) {
      int quality = player.fit(player.throughputKbps() * SAFETY);
      return safe ? insufficient.cap(quality, player) : quality;
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      double elapsed = download.elapsedMillis();
      double millis = elapsed - download.latencyMillis();
      if (elapsed < GRACE_MILLIS || millis <= 0) {
        return KEEP;
      }
      Manifest manifest = player.manifest();
      double kbps = download.receivedBits() / millis;
      double remaining = download.sizeBits() - download.receivedBits();
      if (elapsed + remaining / kbps <= PATIENCE * manifest.segmentMillis()) {
        return KEEP;
      }
      int other = player.fit(kbps * SAFETY);
      double otherBits =
          download.sizeBits()
              * manifest.bitrateKbps(other)
              / manifest.bitrateKbps(download.quality());
      return other < download.quality() && otherBits < remaining ? other : KEEP;
    }
  }
}
