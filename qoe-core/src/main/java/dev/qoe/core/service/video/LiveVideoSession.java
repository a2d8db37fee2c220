package dev.qoe.core.service.video;

import dev.qoe.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that is scored while it is played.
 *
 * <p>At any time its result equals, bit for bit, that of a {@link VideoSession} of the same media
 * and stalls. It does not matter into how many segments of whole frames a stretch was cut, if bit
 * rate, resolution, frame rate, codec and representation stay. No method blocks.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public final class LiveVideoSession {

  private final MediaTimeline media;
  private final List<Stall> stalls = new ArrayList<>();
  private double initialDelaySeconds;
  private double videoSeconds;
  private Stalling stalling = Stalling.NONE;

  LiveVideoSession(MediaTimeline media) {
    this.media = media;
  }

  /**
   * Adds video behind what there is.
   *
   * @throws IllegalArgumentException if it has frames in mode 0 or none in mode 1, or its codec
   *     needs the codec extension where that is off or the mode is not 0
   */
  public void append(VideoSegment segment) {
    if (segment.frames().isEmpty() == (media.mode() == Mode.FRAMES)) {
      throw new IllegalArgumentException(
          "a video segment in mode %d must have %s: it has %d"
              .formatted(
                  media.mode().number(),
                  media.mode() == Mode.FRAMES ? "frames" : "no frames",
                  segment.frames().size()));
    }
    media.append(segment);
    videoSeconds += segment.durationSeconds();
  }

  /** Adds sound behind what there is; until the first sound the session counts as silent film. */
  public void append(AudioSegment segment) {
    media.append(segment);
  }

  /**
   * Sets the wait for the first picture.
   *
   * @param seconds in seconds, {@code >= 0}
   * @throws IllegalArgumentException if {@code seconds < 0} or it is not finite
   */
  public void initialDelaySeconds(double seconds) {
    initialDelaySeconds = Checks.notNegative("initialDelaySeconds", seconds);
    stalling = Stalling.of(initialDelaySeconds, stalls);
  }

  /**
   * Adds a stall at the end of the video so far.
   *
   * @param lengthSeconds in seconds, {@code > 0}
   * @throws IllegalArgumentException if {@code lengthSeconds <= 0} or there already is a stall at
   *     this position
   */
  public void stall(double lengthSeconds) {
    stall(videoSeconds, lengthSeconds);
  }

  /**
   * Adds a stall at a media position.
   *
   * @param positionSeconds in seconds, behind that of the stall before it; not counted until the
   *     media reaches it
   * @param lengthSeconds in seconds, {@code > 0}
   * @throws IllegalArgumentException if {@code lengthSeconds <= 0}, or the position does not lie
   *     after 0 and after the stall before it
   */
  public void stall(double positionSeconds, double lengthSeconds) {
    double previous = stalls.isEmpty() ? 0 : stalls.get(stalls.size() - 1).positionSeconds();
    stalls.add(Stalling.checkAfter(previous, new Stall(positionSeconds, lengthSeconds)));
    stalling = Stalling.of(initialDelaySeconds, stalls);
  }

  /** Returns the result so far; empty while there is less than a second of video or of sound. */
  public Optional<P1203Result> result() {
    return media.result(stalling, List.of());
  }
}
