package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * The rate-based rule: the highest bitrate up to the harmonic mean of the last downloads' rates,
 * latency included.
 *
 * <p>J. Jiang, V. Sekar, H. Zhang, "Improving fairness, efficiency, and stability in HTTP-based
 * adaptive video streaming with FESTIVE", CoNEXT 2012, for the mean. Immutable.
 *
 * @param window how many downloads count, 1 to 1000
 * @since 0.1
 */
public record RateBased(int window) implements Abr {

  private static final int MAX_WINDOW = 1000;

  /**
   * Creates the rule.
   *
   * @throws IllegalArgumentException if {@code window < 1} or {@code window > 1000}
   */
  public RateBased {
    if (window < 1 || window > MAX_WINDOW) {
      throw new IllegalArgumentException(
          "window of downloads must be from 1 to %d: %d".formatted(MAX_WINDOW, window));
    }
  }

  /**
   * Returns the rule over a window of downloads.
   *
   * @throws IllegalArgumentException if {@code window < 1} or {@code window > 1000}
   */
  public static RateBased harmonicMean(int window) {
    return new RateBased(window);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session(window);
  }

  /** Returns for example {@code rb-hm5}. */
  @Override
  public String toString() {
    return "rb-hm" + window;
  }

  private static final class Session implements AbrRule {

    private final HarmonicMean kbps;

    Session(int window) {
      kbps = new HarmonicMean(window);
    }

    @Override
    public void downloaded(Download download, PlayerView player) {
      kbps.add(download.receivedBits() / download.elapsedMillis());
    }

    @Override
    public int quality(PlayerView player) {
      Manifest manifest = player.manifest();
      double rate = kbps.value();
      int quality = 0;
      while (quality < manifest.top() && manifest.bitrateKbps(quality + 1) <= rate) {
        quality++;
      }
      return quality;
    }
  }
}
