package dev.qoe.core.service.video;

import java.util.Arrays;

/**
 * The sums of frame sizes of mode 1 (ITU-T P.1203.1), up to each frame, so that any stretch is one
 * subtraction.
 *
 * <p>Confine to one thread.
 */
final class FrameSizes {

  /** Bytes that are not payload: in the first second, in I frames and in the others. */
  private static final int FIRST_SECOND_OVERHEAD = 800;

  private static final int INTRA_OVERHEAD = 55;
  private static final int OTHER_OVERHEAD = 11;

  /** Sums over the frames before each frame. */
  private long[] intraBytes = new long[1024];

  private long[] otherBytes = new long[1024];
  private int[] intraFrames = new int[1024];
  private int frames;

  /** Adds a frame that starts at the given media time in seconds. */
  void add(VideoFrame frame, double time) {
    if (frames + 1 == intraFrames.length) {
      intraBytes = Arrays.copyOf(intraBytes, 2 * intraBytes.length);
      otherBytes = Arrays.copyOf(otherBytes, 2 * otherBytes.length);
      intraFrames = Arrays.copyOf(intraFrames, 2 * intraFrames.length);
    }
    boolean intra = frame.intra();
    int overhead = time < 1 ? FIRST_SECOND_OVERHEAD : intra ? INTRA_OVERHEAD : OTHER_OVERHEAD;
    int payload = Math.max(frame.sizeBytes() - overhead, 0);
    intraBytes[frames + 1] = intraBytes[frames] + (intra ? payload : 0);
    otherBytes[frames + 1] = otherBytes[frames] + (intra ? 0 : payload);
    intraFrames[frames + 1] = intraFrames[frames] + (intra ? 1 : 0);
    frames++;
  }

  /**
   * Returns the chunk of the frames from (inclusive) to (exclusive), which last {@code seconds}.
   */
  Chunk chunk(int run, int from, int to, double seconds) {
    double intra = intraBytes[to] - intraBytes[from];
    double other = otherBytes[to] - otherBytes[from];
    int intraCount = intraFrames[to] - intraFrames[from];
    int otherCount = to - from - intraCount;
    double ratio = (intra / intraCount) / (other / otherCount);
    boolean undefined = intraCount == 0 || otherCount == 0 || Double.isNaN(ratio);
    return new Chunk(run, (intra + other) * 8 / seconds / 1000, undefined ? 0 : ratio);
  }
}
