package dev.qoe.sim.video;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A film as a player sees it: equally long segments, each in every quality, with their sizes.
 *
 * <p>Qualities are numbered from 0, the lowest bitrate, upwards. Immutable.
 *
 * @since 0.1
 */
public final class Manifest {

  /** Pensieve's ladder of bitrates, in kbit/s. */
  static final double[] PENSIEVE_KBPS = {300, 750, 1200, 1850, 2850, 4300};

  private static final double MIN_SEGMENT_MILLIS = 1;
  private static final double MAX_SEGMENT_MILLIS = 3_600_000;
  private static final double MAX_SIZE_BITS = 1e15;

  private final String title;
  private final double segmentMillis;
  private final double[] bitrateKbps;
  private final double[] sizeBits;
  private final int segments;
  private final @Nullable Ladder ladder;

  private Manifest(String title, double segmentMillis, double[] bitrateKbps, double[][] sizeBits) {
    this.title = title;
    this.segmentMillis = segmentMillis;
    this.bitrateKbps = bitrateKbps;
    this.segments = sizeBits.length;
    ladder = null;
    this.sizeBits = new double[segments * bitrateKbps.length];
    for (int i = 0; i < segments; i++) {
      System.arraycopy(sizeBits[i], 0, this.sizeBits, i * bitrateKbps.length, bitrateKbps.length);
    }
  }

  private Manifest(Manifest film, Ladder ladder) {
    title = film.title;
    segmentMillis = film.segmentMillis;
    bitrateKbps = film.bitrateKbps;
    sizeBits = film.sizeBits;
    segments = film.segments;
    this.ladder = ladder;
  }

  /**
   * Returns a film.
   *
   * @param title what it is called in messages
   * @param segment the duration of each segment, 1 ms to 1 h
   * @param bitrateKbps the nominal bitrate of each quality, in kbit/s, {@code > 0} and rising
   * @param sizeBits the size of each segment in each quality, {@code [segment][quality]}, in bits,
   *     1 to 1e15
   * @throws IllegalArgumentException if a value is outside its range, the bitrates do not rise,
   *     there is no segment, or a segment has not as many sizes as there are qualities
   */
  public static Manifest of(
      String title, Duration segment, double[] bitrateKbps, double[][] sizeBits) {
    double millis = segment.toNanos() / 1e6;
    Checks.within("segment duration in ms", millis, MIN_SEGMENT_MILLIS, MAX_SEGMENT_MILLIS);
    Checks.positive("bitrate in kbit/s", bitrateKbps);
    for (int q = 1; q < bitrateKbps.length; q++) {
      if (bitrateKbps[q] <= bitrateKbps[q - 1]) {
        throw new IllegalArgumentException(
            "bitrates must rise: %s kbit/s after %s"
                .formatted(Checks.plain(bitrateKbps[q]), Checks.plain(bitrateKbps[q - 1])));
      }
    }
    if (sizeBits.length == 0) {
      throw new IllegalArgumentException("film has no segments; it needs at least one");
    }
    for (int i = 0; i < sizeBits.length; i++) {
      if (sizeBits[i].length != bitrateKbps.length) {
        throw new IllegalArgumentException(
            "segment %d must have a size for each of %d qualities: %d sizes"
                .formatted(i, bitrateKbps.length, sizeBits[i].length));
      }
      for (double bits : sizeBits[i]) {
        Checks.within("size of segment " + i + " in bits", bits, 1, MAX_SIZE_BITS);
      }
    }
    return new Manifest(title, millis, bitrateKbps.clone(), sizeBits);
  }

  /**
   * Returns a film whose segments all have their nominal size.
   *
   * @param segments the number of segments, 1 to 1,000,000
   * @throws IllegalArgumentException if a value is outside its range or the bitrates do not rise
   */
  public static Manifest constantBitrate(Duration segment, int segments, double... bitrateKbps) {
    double[][] sizes = new double[(int) Checks.within("segments", segments, 1, 1_000_000)][];
    for (int i = 0; i < segments; i++) {
      sizes[i] = new double[bitrateKbps.length];
      for (int q = 0; q < bitrateKbps.length; q++) {
        sizes[i][q] = bitrateKbps[q] * (segment.toNanos() / 1e6);
      }
    }
    return of("constant bitrate", segment, bitrateKbps, sizes);
  }

  /**
   * Returns Big Buck Bunny, 199 segments of 3 s in ten qualities of 230 to 6000 kbit/s: the sizes
   * that ship with Sabre.
   */
  public static Manifest bigBuckBunny() {
    return ManifestFile.bigBuckBunny();
  }

  /**
   * Returns Envivio-Dash3, 49 segments of 4 s in six qualities of 300 to 4300 kbit/s: the sizes
   * that ship with Pensieve, which plays the first 48.
   */
  public static Manifest envivio() {
    return ManifestFile.envivio();
  }

  /**
   * Reads a film: a file in Sabre's JSON form ({@code segment_duration_ms}, {@code bitrates_kbps},
   * {@code segment_sizes_bits}; and, if wanted, {@code representations}, an object with {@code
   * resolution} such as {@code 1280x720}, {@code fps} and {@code codec} for each quality), or a
   * folder in Pensieve's form ({@code video_size_0} to {@code video_size_5}, a size in bytes a
   * line, for 300, 750, 1200, 1850, 2850 and 4300 kbit/s and chunks of 4 s).
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if its content is no film; the message names file, place,
   *     value and rule
   */
  public static Manifest read(Path path) throws IOException {
    return ManifestFile.read(path);
  }

  /**
   * Returns this film, its pictures being such.
   *
   * @throws IllegalArgumentException if the ladder has not one representation a quality
   */
  public Manifest withLadder(Ladder ladder) {
    return new Manifest(this, ladder.fitting(qualities()));
  }

  /** Returns what the pictures are like; empty if nobody said so. */
  public Optional<Ladder> ladder() {
    return Optional.ofNullable(ladder);
  }

  /** Returns what the film is called. */
  public String title() {
    return title;
  }

  /** Returns the duration of a segment, in milliseconds, 1 to 3,600,000. */
  public double segmentMillis() {
    return segmentMillis;
  }

  /** Returns the number of segments, {@code >= 1}. */
  public int segments() {
    return segments;
  }

  /** Returns the number of qualities, {@code >= 1}. */
  public int qualities() {
    return bitrateKbps.length;
  }

  /** Returns the highest quality, {@link #qualities} - 1. */
  public int top() {
    return bitrateKbps.length - 1;
  }

  /** Returns the nominal bitrate of a quality, in kbit/s, {@code > 0}. */
  public double bitrateKbps(int quality) {
    return bitrateKbps[quality];
  }

  /** Returns all nominal bitrates, in kbit/s, rising. */
  public double[] bitratesKbps() {
    return bitrateKbps.clone();
  }

  /** Returns the size of a segment in a quality, in bits, {@code >= 1}. */
  public double sizeBits(int segment, int quality) {
    return sizeBits[segment * bitrateKbps.length + quality];
  }

  /** Returns for example {@code Big Buck Bunny: 199 segments of 3.0 s, 230 to 6000 kbit/s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d segments of %.1f s, %.0f to %.0f kbit/s",
        title,
        segments,
        segmentMillis / 1000,
        bitrateKbps[0],
        bitrateKbps[top()]);
  }
}
