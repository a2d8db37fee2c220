package dev.qoe.core.service.video;

/**
 * What one second is scored on: neighbouring frames of one representation.
 *
 * <p>Immutable.
 *
 * @param run the run of the first frame, which gives resolution, frame rate, display and codec
 * @param kilobitsPerSecond the mean bit rate
 * @param sizeRatio mean size of I frames divided by that of the others; 0 if either kind is missing
 */
record Chunk(int run, double kilobitsPerSecond, double sizeRatio) {

  /** A chunk that no second has. */
  static final Chunk NONE = new Chunk(-1, 0, 0);

  /** Returns O22 of the chunk that begins with segment {@code first} (ITU-T P.1203.1). */
  double quality(VideoSegment first, Mode mode, Device device, Resolution sessionDisplay) {
    double pixels = first.resolution().pixels();
    double displayPixels = first.displaySize().orElse(sessionDisplay).pixels();
    double f = first.frameRate(mode);
    double coding =
        mode == Mode.FRAMES
            ? PictureQuality.codingMode1(kilobitsPerSecond, pixels, f, sizeRatio)
            : PictureQuality.codingMode0(kilobitsPerSecond, pixels, f);
    double shown = PictureQuality.shown(coding, pixels, displayPixels, f);
    return first.codec().extended(device.seen(shown));
  }
}
