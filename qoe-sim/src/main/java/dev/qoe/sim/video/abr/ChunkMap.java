package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.Abr;
import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Download;
import dev.qoe.sim.video.Manifest;
import dev.qoe.sim.video.PlayerView;

/**
 * BBA-1 and BBA-2: the buffer level sets the size that the next segment may have.
 *
 * <p>The map rises from the mean segment size at the lowest bitrate, at a reservoir, to the mean
 * size at the highest, where nine tenths of the buffer are full. The reservoir is what the next 480
 * s in lowest quality take beyond their nominal bitrate, 8 to 140 s. BBA-2 begins with a start-up:
 * one quality up whenever a segment of V seconds adds more to the buffer than 0.875 V, or, falling
 * with the level, 0.5 V when the cushion is full; it ends for good when the buffer shrinks or the
 * map suggests more, and from then on the reservoir only shrinks. T.-Y. Huang et al., "A
 * buffer-based approach to rate adaptation", SIGCOMM 2014, sections 5 and 6; certainty: recalled,
 * no reference sessions exist. Immutable.
 *
 * @since 0.1
 */
public final class ChunkMap implements Abr {

  private static final double LOOK_AHEAD_MILLIS = 480_000;
  private static final double MIN_RESERVOIR_MILLIS = 8_000;
  private static final double MAX_RESERVOIR_MILLIS = 140_000;
  private static final double FULL_SHARE = BufferBased.RESERVOIR_SHARE + BufferBased.CUSHION_SHARE;
  private static final double EMPTY_GAIN = 0.875;
  private static final double FULL_GAIN = 0.5;

  private final boolean startUp;

  ChunkMap(boolean startUp) {
    this.startUp = startUp;
  }

  @Override
  public AbrRule begin(PlayerView player) {
    return new Session(player, startUp);
  }

  /** Returns {@code bba-1} or {@code bba-2}. */
  @Override
  public String toString() {
    return startUp ? "bba-2" : "bba-1";
  }

  private static final class Session implements AbrRule {

    private final double smallest;
    private final double largest;
    private final boolean shrinking;
    private boolean starting;
    private double reservoir = Double.POSITIVE_INFINITY;
    private double gainMillis;
    private int last;

    Session(PlayerView player, boolean startUp) {
      Manifest manifest = player.manifest();
      smallest = meanBits(manifest, 0);
      largest = meanBits(manifest, manifest.top());
      starting = startUp;
      shrinking = startUp;
    }

    private static double meanBits(Manifest manifest, int quality) {
      double sum = 0;
      for (int i = 0; i < manifest.segments(); i++) {
        sum += manifest.sizeBits(i, quality);
      }
      return sum / manifest.segments();
    }

    @Override
    public void downloaded(Download download, PlayerView player) {
      gainMillis = player.manifest().segmentMillis() - download.elapsedMillis();
    }

    @Override
    public int quality(PlayerView player) {
      double needed = reservoir(player.manifest(), player.nextSegment());
      reservoir = shrinking && !starting ? Math.min(reservoir, needed) : needed;
      int mapped = mapped(player);
      if (starting && (gainMillis < 0 || mapped > last)) {
        starting = false;
      }
      last = starting ? startUp(player) : mapped;
      return last;
    }

    private double cushion(PlayerView player) {
      return Math.max(1, FULL_SHARE * player.bufferCapacityMillis() - reservoir);
    }

    private int mapped(PlayerView player) {
      Manifest manifest = player.manifest();
      double level = player.bufferMillis();
      double cushion = cushion(player);
      if (level <= reservoir) {
        return 0;
      }
      if (level >= reservoir + cushion) {
        return manifest.top();
      }
      int next = player.nextSegment();
      double f = smallest + (largest - smallest) * (level - reservoir) / cushion;
      return BufferBased.step(f, last, manifest.top(), q -> manifest.sizeBits(next, q));
    }

    private int startUp(PlayerView player) {
      Manifest manifest = player.manifest();
      double filled = Math.min(1, player.bufferMillis() / (reservoir + cushion(player)));
      double share = EMPTY_GAIN + (FULL_GAIN - EMPTY_GAIN) * filled;
      boolean rises = gainMillis > share * manifest.segmentMillis();
      return rises ? Math.min(last + 1, manifest.top()) : last;
    }

    /** Returns what the coming segments take beyond their nominal bitrate, in milliseconds. */
    private static double reservoir(Manifest manifest, int next) {
      double segment = manifest.segmentMillis();
      double sum = 0;
      for (int i = next; i < manifest.segments() && (i - next) * segment < LOOK_AHEAD_MILLIS; i++) {
        sum += manifest.sizeBits(i, 0) / manifest.bitrateKbps(0) - segment;
      }
      return Math.max(MIN_RESERVOIR_MILLIS, Math.min(MAX_RESERVOIR_MILLIS, sum));
    }
  }
}
