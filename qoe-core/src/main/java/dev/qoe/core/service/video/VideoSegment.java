package dev.qoe.core.service.video;

import dev.qoe.core.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of video from one representation, usually one segment of an adaptive stream.
 *
 * <p>Immutable.
 *
 * @param codec the codec
 * @param durationSeconds in seconds, {@code > 0}, at most 86400
 * @param resolution the coded size of the picture
 * @param kilobitsPerSecond the bit rate of this segment in units of 1000 bit/s, {@code > 0}
 * @param framesPerSecond the frame rate, {@code >= 1}
 * @param representation the player's name of the representation, or empty if it gave none; within a
 *     representation the bit rate is averaged over up to 20 s
 * @param displaySize the size at which this segment was shown, if not that of the session
 * @param frames the coded pictures for mode 1; empty in mode 0
 * @since 0.1
 */
public record VideoSegment(
    VideoCodec codec,
    double durationSeconds,
    Resolution resolution,
    double kilobitsPerSecond,
    double framesPerSecond,
    String representation,
    Optional<Resolution> displaySize,
    List<VideoFrame> frames) {

  /** A day: what is longer is no segment but a wrong unit. */
  static final double LONGEST_SECONDS = 86_400;

  /** The highest frame rate that mode 0 tells apart, in frames/s. */
  private static final double HIGHEST_FRAME_RATE = 120;

  /**
   * Creates a segment; the list is copied.
   *
   * @throws IllegalArgumentException if a number is not finite, {@code durationSeconds <= 0} or
   *     {@code > 86400}, {@code kilobitsPerSecond <= 0} or {@code framesPerSecond < 1}
   */
  public VideoSegment {
    Checks.positive("durationSeconds of a video segment", durationSeconds, LONGEST_SECONDS);
    Checks.positive("kilobitsPerSecond of a video segment", kilobitsPerSecond);
    if (!(framesPerSecond >= 1 && framesPerSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "framesPerSecond of a video segment must be finite and >= 1: " + framesPerSecond);
    }
    frames = List.copyOf(frames);
  }

  /** Returns a builder of H.264 segments. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds this segment's values. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.codec = codec;
    builder.durationSeconds = durationSeconds;
    builder.resolution = Optional.of(resolution);
    builder.kilobitsPerSecond = kilobitsPerSecond;
    builder.framesPerSecond = framesPerSecond;
    builder.representation = representation;
    builder.displaySize = displaySize;
    builder.frames = frames;
    return builder;
  }

  /** Returns the frame rate that counts: mode 0 caps it. */
  double frameRate(Mode mode) {
    return mode == Mode.FRAMES ? framesPerSecond : Math.min(framesPerSecond, HIGHEST_FRAME_RATE);
  }

  /** Returns how many frames this segment has, whole ones only. */
  int frameCount(Mode mode) {
    return mode == Mode.FRAMES ? frames.size() : (int) (durationSeconds * frameRate(mode));
  }

  /** Returns whether both belong to one chunk of P.1203.1; the resolution does not count. */
  boolean sameChunk(VideoSegment that, Mode mode) {
    if (!representation.isEmpty() || !that.representation.isEmpty()) {
      return representation.equals(that.representation);
    }
    return kilobitsPerSecond == that.kilobitsPerSecond
        && codec == that.codec
        && frameRate(mode) == that.frameRate(mode)
        && displaySize.equals(that.displaySize);
  }

  /** Returns whether only time tells the two apart. */
  boolean continues(VideoSegment that, Mode mode) {
    return sameChunk(that, mode)
        && kilobitsPerSecond == that.kilobitsPerSecond
        && codec == that.codec
        && frameRate(mode) == that.frameRate(mode)
        && displaySize.equals(that.displaySize)
        && resolution.equals(that.resolution);
  }

  /**
   * Collects the values of a segment.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {
    private VideoCodec codec = VideoCodec.H264;
    private double durationSeconds = Double.NaN;
    private Optional<Resolution> resolution = Optional.empty();
    private double kilobitsPerSecond = Double.NaN;
    private double framesPerSecond = Double.NaN;
    private String representation = "";
    private Optional<Resolution> displaySize = Optional.empty();
    private List<VideoFrame> frames = List.of();

    private Builder() {}

    /** Sets the codec; H.264 if not set. */
    public Builder codec(VideoCodec value) {
      codec = value;
      return this;
    }

    /** Sets the duration in seconds, {@code > 0}. */
    public Builder durationSeconds(double value) {
      durationSeconds = value;
      return this;
    }

    /** Sets the coded size of the picture. */
    public Builder resolution(Resolution value) {
      resolution = Optional.of(value);
      return this;
    }

    /** Sets the coded size of the picture in pixels, both {@code > 0}. */
    public Builder resolution(int width, int height) {
      return resolution(Resolution.of(width, height));
    }

    /** Sets the bit rate in units of 1000 bit/s, {@code > 0}. */
    public Builder kilobitsPerSecond(double value) {
      kilobitsPerSecond = value;
      return this;
    }

    /** Sets the frame rate, {@code >= 1}. */
    public Builder framesPerSecond(double value) {
      framesPerSecond = value;
      return this;
    }

    /** Sets the player's name of the representation; none if not set. */
    public Builder representation(String value) {
      representation = value;
      return this;
    }

    /** Sets the size at which this segment was shown; that of the session if not set. */
    public Builder displaySize(Resolution value) {
      displaySize = Optional.of(value);
      return this;
    }

    /** Sets the coded pictures, which make this a segment of mode 1. */
    public Builder frames(List<VideoFrame> value) {
      frames = value;
      return this;
    }

    /**
     * Returns the segment.
     *
     * @throws IllegalArgumentException if duration, resolution, bit rate or frame rate is missing
     *     or out of its range
     */
    public VideoSegment build() {
      return new VideoSegment(
          codec,
          durationSeconds,
          resolution.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "resolution of a video segment is missing: set width and height in pixels")),
          kilobitsPerSecond,
          framesPerSecond,
          representation,
          displaySize,
          frames);
    }
  }
}
