package dev.qoe.core.service.video;

/**
 * One coded picture, as mode 1 sees it.
 *
 * <p>Immutable.
 *
 * @param intra whether it is an I frame
 * @param sizeBytes its coded size in bytes, {@code >= 0}
 * @since 0.1
 */
public record VideoFrame(boolean intra, int sizeBytes) {

  /**
   * Creates a frame.
   *
   * @throws IllegalArgumentException if {@code sizeBytes < 0}
   */
  public VideoFrame {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("sizeBytes of a frame must be >= 0: " + sizeBytes);
    }
  }
}
