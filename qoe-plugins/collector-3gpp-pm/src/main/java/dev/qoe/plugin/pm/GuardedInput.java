package dev.qoe.plugin.pm;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file, watched: no piece of markup may be longer than a limit, nor all of it.
 *
 * <p>A parser keeps a name, a value or a comment as a whole; whoever sends one without end would
 * fill the memory.
 */
final class GuardedInput extends FilterInputStream {

  private final long most;
  private long count;
  private long piece;
  private int longestPiece = Integer.MAX_VALUE;
  private boolean ended;

  /**
   * Creates a watch.
   *
   * @param most how many bytes there may be, {@code > 0}
   */
  GuardedInput(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  /** A piece has come whole: the next begins, and may have {@code longest} bytes. */
  void nextPiece(int longest) {
    piece = 0;
    longestPiece = longest;
  }

  /** Returns whether the end of the bytes was met. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int got = in.read(bytes, from, length);
    if (got < 0) {
      ended = true;
      return got;
    }
    count += got;
    piece += got;
    if (piece > longestPiece) {
      throw new TooMuchException(
          "one tag, text or comment is longer than %d KiB".formatted(longestPiece >> 10));
    }
    if (count > most) {
      throw new TooMuchException(
          "the file holds more than %d bytes, as much as is allowed".formatted(most));
    }
    return got;
  }

  /** Tells that a limit was passed. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException(String message) {
      super(message);
    }
  }
}
