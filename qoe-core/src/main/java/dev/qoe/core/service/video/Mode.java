package dev.qoe.core.service.video;

/**
 * What is known about the media, which decides the mode of ITU-T P.1203.1.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Mode {
  /** Mode 0: codec, resolution, frame rate and bit rate of each segment. */
  METADATA(0),
  /** Mode 1: type and size of each frame as well. */
  FRAMES(1),
  /** No mode: quality per second was given, from elsewhere. */
  SCORES(-1);

  private final int number;

  Mode(int number) {
    this.number = number;
  }

  /** Returns the standard's number, 0 or 1; -1 where quality per second was given. */
  public int number() {
    return number;
  }
}
