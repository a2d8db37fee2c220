package dev.qoe.core.service.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws sessions over the whole range of what a session may be. */
final class RandomSessions {

  private static final Resolution[] RESOLUTIONS = {
    Resolution.of(128, 96),
    Resolution.of(426, 240),
    Resolution.of(640, 360),
    Resolution.of(854, 480),
    Resolution.of(1280, 720),
    Resolution.of(1920, 1080),
    Resolution.of(3840, 2160)
  };

  private static final List<AudioCodec> CODECS = List.of(AudioCodec.values());
  private static final double[] FRAME_RATES = {1, 12.5, 23.976, 24, 25, 29.97, 30, 60, 240};
  private static final double[] DURATIONS = {0.01, 0.5, 1, 2, 4, 5.48, 10};

  private final Random random;

  RandomSessions(Random random) {
    this.random = random;
  }

  /** What a session is made of, so that it can also be played piece by piece. */
  record Parts(
      Mode mode,
      Device device,
      Resolution display,
      List<VideoSegment> video,
      List<AudioSegment> audio,
      double initialDelaySeconds,
      List<Stall> stalls) {

    VideoSession session() {
      VideoSession.Builder builder =
          VideoSession.builder()
              .device(device)
              .display(display)
              .initialDelaySeconds(initialDelaySeconds);
      video.forEach(builder::video);
      audio.forEach(builder::audio);
      stalls.forEach(stall -> builder.stall(stall.positionSeconds(), stall.lengthSeconds()));
      return builder.build();
    }

    Parts with(double delay, List<Stall> newStalls) {
      return new Parts(mode, device, display, video, audio, delay, newStalls);
    }
  }

  Parts draw() {
    Mode mode = random.nextInt(4) == 0 ? Mode.FRAMES : Mode.METADATA;
    List<VideoSegment> video = new ArrayList<>();
    double seconds = 0;
    double wanted = 2 + random.nextInt(random.nextBoolean() ? 20 : 120);
    boolean named = random.nextBoolean();
    double frameRate = pick(FRAME_RATES);
    while (seconds < wanted) {
      frameRate = random.nextInt(10) == 0 ? pick(FRAME_RATES) : frameRate;
      video.add(segment(mode, named, frameRate));
      seconds += video.get(video.size() - 1).durationSeconds();
    }
    return new Parts(
        mode,
        random.nextBoolean() ? Device.PC : Device.MOBILE,
        pick(RESOLUTIONS),
        video,
        random.nextInt(5) == 0 ? List.of() : audio(wanted),
        random.nextBoolean() ? 0 : 20 * random.nextDouble(),
        stalls(seconds));
  }

  private VideoSegment segment(Mode mode, boolean named, double frameRate) {
    int quality = random.nextInt(RESOLUTIONS.length);
    double duration = mode == Mode.FRAMES ? 2 : pick(DURATIONS);
    VideoSegment.Builder segment =
        VideoSegment.builder()
            .durationSeconds(duration)
            .resolution(RESOLUTIONS[quality])
            .kilobitsPerSecond(random.nextBoolean() ? 1000 : Math.exp(14 * random.nextDouble() - 1))
            .framesPerSecond(frameRate)
            .representation(named ? "r" + random.nextInt(3) : "");
    if (random.nextInt(8) == 0) {
      segment.displaySize(pick(RESOLUTIONS));
    }
    return mode == Mode.FRAMES
        ? segment.frames(frames(2 * (int) frameRate)).build()
        : segment.build();
  }

  private List<VideoFrame> frames(int count) {
    List<VideoFrame> frames = new ArrayList<>();
    int scale = random.nextInt(50_000) + 1;
    for (int k = 0; k < count; k++) {
      frames.add(new VideoFrame(k % 48 == 0 && random.nextInt(9) > 0, random.nextInt(scale)));
    }
    return frames;
  }

  private List<AudioSegment> audio(double seconds) {
    List<AudioSegment> audio = new ArrayList<>();
    AudioCodec codec = CODECS.get(random.nextInt(CODECS.size()));
    double length = random.nextBoolean() ? 2 : 3.337;
    for (double t = 0; t < seconds; t += length) {
      audio.add(new AudioSegment(codec, length, 1 + 500 * random.nextDouble()));
    }
    return audio;
  }

  private List<Stall> stalls(double seconds) {
    List<Stall> stalls = new ArrayList<>();
    double position = 0;
    while (random.nextInt(3) > 0) {
      position += 0.01 + 20 * random.nextDouble();
      if (position > seconds) {
        break;
      }
      stalls.add(new Stall(position, 0.01 + 30 * random.nextDouble() * random.nextDouble()));
    }
    return stalls;
  }

  private Resolution pick(Resolution... values) {
    return values[random.nextInt(values.length)];
  }

  private double pick(double... values) {
    return values[random.nextInt(values.length)];
  }
}
