package dev.qoe.core.service.video;

import java.util.List;
import java.util.Optional;

/**
 * The media of a session that may still grow, scored second by second.
 *
 * <p>Confine to one thread.
 */
final class MediaTimeline {

  private static final double[] NO_AUDIO = {};

  private final P1203 model;
  private final Mode mode;
  private final VideoTimeline video;
  private final AudioTimeline audio = new AudioTimeline();
  private final ValidityRanges validity = new ValidityRanges();
  private boolean hasAudio;
  private boolean extended;

  MediaTimeline(P1203 model, Mode mode, Device device, Resolution display) {
    if (mode == Mode.SCORES) {
      throw new IllegalArgumentException(
          "mode of a session must be METADATA or FRAMES: SCORES (integrate takes scores)");
    }
    this.model = model;
    this.mode = mode;
    this.video = new VideoTimeline(mode, device, display);
  }

  Mode mode() {
    return mode;
  }

  void append(VideoSegment segment) {
    model.checkCodec(segment, mode);
    extended |= segment.codec() != VideoCodec.H264;
    validity.see(segment);
    video.append(segment);
  }

  void append(AudioSegment segment) {
    hasAudio = true;
    audio.append(segment);
  }

  /** Returns the result so far; empty if there is less than a second of video or of sound. */
  Optional<P1203Result> result(Stalling stalling, List<String> warnings) {
    double[] o22 = video.o22();
    double[] o21 = hasAudio ? audio.o21() : NO_AUDIO;
    if (o22.length == 0 || (hasAudio && o21.length == 0)) {
      return Optional.empty();
    }
    return Optional.of(model.integrate(mode, extended, o21, o22, stalling, validity, warnings));
  }
}
