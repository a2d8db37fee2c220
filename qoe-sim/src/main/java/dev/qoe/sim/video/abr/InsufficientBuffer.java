package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * The rule that a segment must arrive before the buffer runs dry: its nominal size may be at most
 * what the link carries until then, times a safety that falls from 0.9 to 0.5 over the first calls.
 *
 * <p>Confine to one thread.
 */
final class InsufficientBuffer {

  private static final double FIRST_SAFETY = 0.9;
  private static final double LAST_SAFETY = 0.5;

  private double safety = FIRST_SAFETY;

  /** Returns the quality, or a lower one that the rule allows. */
  int cap(int quality, PlayerView player) {
    Manifest manifest = player.manifest();
    double safeBits =
        safety * (player.bufferMillis() - player.latencyMillis()) * player.throughputKbps();
    safety = Math.max(safety * FIRST_SAFETY, LAST_SAFETY);
    for (int x = 0; x < quality; x++) {
      if (manifest.bitrateKbps(x + 1) * manifest.segmentMillis() > safeBits) {
        return x;
      }
    }
    return quality;
  }
}
