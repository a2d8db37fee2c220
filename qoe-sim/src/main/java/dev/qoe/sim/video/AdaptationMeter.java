package dev.qoe.sim.video;

import java.util.ArrayDeque;
import java.util.function.IntSupplier;

/**
 * The watch that times how a player follows its link; it does not change what the player does.
 *
 * <p>A rise of the link's sustainable quality is pending until a segment of that quality plays, the
 * link falls below it again, or the buffer's capacity has passed. Confine to one thread.
 */
final class AdaptationMeter {

  private final Manifest manifest;
  private final Trace trace;
  private final double limitMillis;
  private final IntSupplier highestBuffered;
  private final ArrayDeque<Rise> pending = new ArrayDeque<>();
  private int sustainable;
  private double rampUpMillis = Double.NaN;
  private double reactionMillis;
  private int estimates;
  private int overestimates;
  private double meanError;

  AdaptationMeter(SegmentPlayer player, IntSupplier highestBuffered) {
    manifest = player.manifest;
    trace = player.trace;
    limitMillis = player.capacityMillis;
    this.highestBuffered = highestBuffered;
    sustainable = sustainable(0);
  }

  private static final class Rise {
    final double atMillis;
    final int quality;
    double doneMillis = Double.NaN;

    Rise(double atMillis, int quality) {
      this.atMillis = atMillis;
      this.quality = quality;
    }

    boolean isOpen() {
      return Double.isNaN(doneMillis);
    }
  }

  /** Returns the highest quality that a period of the trace carries in real time. */
  private int sustainable(int period) {
    double share = 1 - trace.latencyMillis(period) / manifest.segmentMillis();
    double kbps = trace.rateKbps(period) * share;
    int quality = 0;
    while (quality < manifest.top() && manifest.bitrateKbps(quality + 1) <= kbps) {
      quality++;
    }
    return quality;
  }

  /** Tells that the link entered a period of its trace. */
  void link(int period, double nowMillis) {
    int before = sustainable;
    sustainable = sustainable(period);
    if (sustainable == before) {
      return;
    }
    settle(nowMillis);
    int pendingHighest = -1;
    for (Rise rise : pending) {
      if (rise.isOpen() && rise.quality > sustainable) {
        rise.doneMillis = nowMillis;
      }
      pendingHighest = Math.max(pendingHighest, rise.quality);
    }
    if (sustainable > before
        && sustainable > pendingHighest
        && sustainable > highestBuffered.getAsInt()) {
      pending.add(new Rise(nowMillis, sustainable));
    }
  }

  /** Tells that a segment starts to play. */
  void plays(int quality, double clockMillis) {
    if (Double.isNaN(rampUpMillis) && quality >= sustainable) {
      rampUpMillis = clockMillis;
    }
    for (Rise rise : pending) {
      if (rise.isOpen() && quality >= rise.quality) {
        rise.doneMillis = clockMillis;
      }
    }
  }

  /** Counts the rises that are older than the limit. */
  void settle(double nowMillis) {
    double cutoff = nowMillis - limitMillis;
    while (!pending.isEmpty() && pending.element().atMillis < cutoff) {
      Rise rise = pending.remove();
      reactionMillis +=
          rise.isOpen() ? limitMillis : Math.min(limitMillis, rise.doneMillis - rise.atMillis);
    }
  }

  /** Compares the estimate with the rate of the download that it was meant for. */
  void estimated(double estimateKbps, double measuredKbps) {
    estimates++;
    if (estimateKbps > measuredKbps) {
      overestimates++;
    }
    meanError += (estimateKbps - measuredKbps - meanError) / estimates;
  }

  Adaptation result() {
    double film = manifest.segments() * manifest.segmentMillis();
    return new Adaptation(
        overestimates, meanError, Double.isNaN(rampUpMillis) ? film : rampUpMillis, reactionMillis);
  }
}
