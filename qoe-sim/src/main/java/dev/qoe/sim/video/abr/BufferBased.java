package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;
import java.time.Duration;

/**
 * BBA-0: the bitrate is a function of the buffer level, with the hysteresis of whole steps.
 *
 * <p>f(B) is the lowest bitrate up to a reservoir r, the highest from r + cushion on, and linear
 * between. The quality rises when f reaches the next higher bitrate, to the highest below f; it
 * falls when f reaches the next lower one, to the lowest above f; else it stays. T.-Y. Huang et
 * al., "A buffer-based approach to rate adaptation", SIGCOMM 2014, algorithm 1; certainty:
 * recalled, no reference sessions exist. Immutable.
 *
 * @since 0.1
 */
public final class BufferBased implements Abr {

  /** The paper's 90 s and 126 s of a buffer of 240 s. */
  static final double RESERVOIR_SHARE = 90.0 / 240;

  static final double CUSHION_SHARE = 126.0 / 240;

  private final double reservoirMillis;
  private final double cushionMillis;

  private BufferBased(double reservoirMillis, double cushionMillis) {
    this.reservoirMillis = reservoirMillis;
    this.cushionMillis = cushionMillis;
  }

  /**
   * Returns BBA-0 with the paper's proportions: the reservoir is 90/240 of the player's buffer and
   * the cushion 126/240.
   */
  public static BufferBased bba0() {
    return new BufferBased(Double.NaN, Double.NaN);
  }

  /**
   * Returns BBA-0 with a reservoir and a cushion of one's own.
   *
   * @throws IllegalArgumentException if {@code reservoir < 0} or {@code cushion <= 0}
   */
  public static BufferBased bba0(Duration reservoir, Duration cushion) {
    if (reservoir.isNegative() || cushion.isNegative() || cushion.isZero()) {
      throw new IllegalArgumentException(
          "reservoir must be >= 0 and cushion > 0: %s and %s".formatted(reservoir, cushion));
    }
    return new BufferBased(reservoir.toNanos() / 1e6, cushion.toNanos() / 1e6);
  }

  /** Returns BBA-1, which compares the coming segment's sizes rather than bitrates. */
  public static ChunkMap bba1() {
    return new ChunkMap(false);
  }

  /** Returns BBA-2, which is BBA-1 with a start-up that follows the rate at which buffer grows. */
  public static ChunkMap bba2() {
    return new ChunkMap(true);
  }

  @Override
  public AbrRule begin(PlayerView player) {
    boolean own = !Double.isNaN(reservoirMillis);
    double capacity = player.bufferCapacityMillis();
    return new Session(
        own ? reservoirMillis : RESERVOIR_SHARE * capacity,
        own ? cushionMillis : CUSHION_SHARE * capacity);
  }

  @Override
  public String toString() {
    return "bba-0";
  }

  private static final class Session implements AbrRule {

    private final double reservoir;
    private final double cushion;
    private int last;

    Session(double reservoir, double cushion) {
      this.reservoir = reservoir;
      this.cushion = cushion;
    }

    @Override
    public int quality(PlayerView player) {
      Manifest manifest = player.manifest();
      double level = player.bufferMillis();
      int top = manifest.top();
      if (level <= reservoir) {
        last = 0;
      } else if (level >= reservoir + cushion) {
        last = top;
      } else {
        double lowest = manifest.bitrateKbps(0);
        double f = lowest + (manifest.bitrateKbps(top) - lowest) * (level - reservoir) / cushion;
        last = step(f, last, top, manifest::bitrateKbps);
      }
      return last;
    }
  }

  /** What qualities are compared by: their bitrates or the sizes of a segment. */
  interface Ladder {
    double at(int quality);
  }

  /** Returns the quality after {@code last} when the map suggests {@code f}. */
  static int step(double f, int last, int top, Ladder ladder) {
    if (last < top && f >= ladder.at(last + 1)) {
      int quality = top;
      while (quality > 0 && ladder.at(quality) >= f) {
        quality--;
      }
      return quality;
    }
    if (last > 0 && f <= ladder.at(last - 1)) {
      int quality = 0;
      while (quality < top && ladder.at(quality) <= f) {
        quality++;
      }
      return quality;
    }
    return last;
  }
}
