package dev.qoe.core.service.video;

import dev.qoe.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * One play-out of a video, from the wait for its first picture to its end.
 *
 * <p>Segments follow each other without gaps, stalls too; a builder refuses anything else. The
 * builder with the reference's quirks takes what the reference takes, the way it takes it, and
 * warns.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class VideoSession {

  private final List<VideoSegment> video;
  private final List<AudioSegment> audio;
  private final Mode mode;
  private final Device device;
  private final Resolution display;
  private final Stalling stalling;
  private final List<String> warnings;

  private VideoSession(Builder builder, Mode mode, Stalling stalling) {
    this.video = List.copyOf(builder.video);
    this.audio = List.copyOf(builder.audio);
    this.mode = mode;
    this.device = builder.device;
    this.display = builder.display;
    this.stalling = stalling;
    List<String> all = new ArrayList<>(builder.warnings);
    all.addAll(stalling.warnings());
    this.warnings = List.copyOf(all);
  }

  /** Returns a builder that refuses gaps between segments and stalls out of order. */
  public static Builder builder() {
    return new Builder(false);
  }

  /**
   * Returns a builder that takes gaps between segments, frames in only some segments, and stalls in
   * any order, as the reference software does, and warns of each. If no initial delay is set, the
   * first stall counts as one, whatever its position.
   */
  public static Builder builderWithReferenceQuirks() {
    return new Builder(true);
  }

  /** Returns the video, in the order of play. */
  public List<VideoSegment> video() {
    return video;
  }

  /** Returns the sound, in the order of play; empty if there is none. */
  public List<AudioSegment> audio() {
    return audio;
  }

  /** Returns the mode that the segments allow: mode 1 if all of them have frames. */
  public Mode mode() {
    return mode;
  }

  /** Returns what the user looked at. */
  public Device device() {
    return device;
  }

  /** Returns the size at which the picture was shown. */
  public Resolution display() {
    return display;
  }

  /** Returns the wait for the first picture, in seconds, {@code >= 0}. */
  public double initialDelaySeconds() {
    return stalling.initialDelaySeconds();
  }

  /** Returns the stalls after the start. */
  public List<Stall> stalls() {
    return stalling.stalls();
  }

  /** Returns what was odd about the input; always empty for the strict builder. */
  public List<String> warnings() {
    return warnings;
  }

  Stalling stalling() {
    return stalling;
  }

  /** Returns for example {@code 60.0 s of video in 15 segments, 2.0 s initial delay, 1 stalls}. */
  @Override
  public String toString() {
    return "%s s of video in %d segments, %s s initial delay, %d stalls, %s, %s"
        .formatted(
            video.stream().mapToDouble(VideoSegment::durationSeconds).sum(),
            video.size(),
            initialDelaySeconds(),
            stalls().size(),
            device,
            display);
  }

  /**
   * Collects a session.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {

    /** How far a segment's start may lie from the end of the one before, in seconds. */
    private static final double START_TOLERANCE = 0.01;

    private final boolean quirks;
    private final List<VideoSegment> video = new ArrayList<>();
    private final List<AudioSegment> audio = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Device device = Device.PC;
    private Resolution display = Resolution.FULL_HD;
    private double initialDelaySeconds;
    private boolean delaySet;
    private double videoEnd;
    private double audioEnd;

    private Builder(boolean quirks) {
      this.quirks = quirks;
    }

    /** Adds video behind what there is. */
    public Builder video(VideoSegment segment) {
      video.add(segment);
      videoEnd += segment.durationSeconds();
      return this;
    }

    /**
     * Adds video that starts at a media time in seconds.
     *
     * @throws IllegalArgumentException if it starts more than 0.01 s before or after the end of the
     *     segment before it
     */
    public Builder video(double startSeconds, VideoSegment segment) {
      checkStart("video", video.size(), startSeconds, videoEnd);
      video(segment);
      videoEnd = startSeconds + segment.durationSeconds();
      return this;
    }

    /** Adds sound behind what there is. */
    public Builder audio(AudioSegment segment) {
      audio.add(segment);
      audioEnd += segment.durationSeconds();
      return this;
    }

    /**
     * Adds sound that starts at a media time in seconds.
     *
     * @throws IllegalArgumentException if it starts more than 0.01 s before or after the end of the
     *     segment before it
     */
    public Builder audio(double startSeconds, AudioSegment segment) {
      checkStart("audio", audio.size(), startSeconds, audioEnd);
      audio(segment);
      audioEnd = startSeconds + segment.durationSeconds();
      return this;
    }

    /** Sets the wait for the first picture in seconds, {@code >= 0}; 0 if not set. */
    public Builder initialDelaySeconds(double value) {
      initialDelaySeconds = Checks.notNegative("initialDelaySeconds", value);
      delaySet = true;
      return this;
    }

    /** Adds a stall at a media position, of a length, both in seconds. */
    public Builder stall(double positionSeconds, double lengthSeconds) {
      stalls.add(new Stall(positionSeconds, lengthSeconds));
      return this;
    }

    /** Sets what the user looked at; a computer monitor if not set. */
    public Builder device(Device value) {
      device = value;
      return this;
    }

    /** Sets the size at which the picture was shown; 1920 x 1080 if not set. */
    public Builder display(Resolution value) {
      display = value;
      return this;
    }

    /** Adds a warning about how the input was taken. */
    Builder warn(String warning) {
      warnings.add(warning);
      return this;
    }

    /**
     * Returns the session.
     *
     * @throws IllegalArgumentException if there is no video; or, without the reference's quirks, if
     *     some segments have frames and others have none, or a stall has no length, lies outside
     *     the media, or does not lie after the one before it
     */
    public VideoSession build() {
      if (video.isEmpty()) {
        throw new IllegalArgumentException("a session needs video: add at least one segment");
      }
      Mode mode = mode();
      return new VideoSession(this, mode, quirks ? quirkyStalling() : strictStalling());
    }

    private Mode mode() {
      long withFrames = video.stream().filter(segment -> !segment.frames().isEmpty()).count();
      if (withFrames == 0 || withFrames == video.size()) {
        return withFrames == 0 ? Mode.METADATA : Mode.FRAMES;
      }
      odd(
          "frames must be given for all video segments or for none: %d of %d have them"
              .formatted(withFrames, video.size()));
      return Mode.METADATA;
    }

    private Stalling quirkyStalling() {
      List<Stall> entries = new ArrayList<>(stalls);
      if (delaySet) {
        entries.add(0, new Stall(0, initialDelaySeconds));
      }
      return Stalling.asReference(entries);
    }

    private Stalling strictStalling() {
      double media = video.stream().mapToDouble(VideoSegment::durationSeconds).sum();
      for (Stall stall : stalls) {
        if (stall.positionSeconds() > media + START_TOLERANCE) {
          throw new IllegalArgumentException(
              "positionSeconds of a stall must lie within the %s s of media: %s"
                  .formatted(media, stall.positionSeconds()));
        }
      }
      return Stalling.of(initialDelaySeconds, stalls);
    }

    private void checkStart(String medium, int index, double start, double expected) {
      if (!(Math.abs(start - expected) <= START_TOLERANCE)) {
        odd(
            "%s segment %d must start where the one before it ends, at %s s: %s s (gaps and overlaps cannot be scored)"
                .formatted(medium, index, expected, start));
      }
    }

    private void odd(String rule) {
      if (!quirks) {
        throw new IllegalArgumentException(rule);
      }
      warnings.add(rule);
    }
  }
}
