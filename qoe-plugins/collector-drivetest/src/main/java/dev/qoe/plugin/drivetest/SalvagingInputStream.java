package dev.qoe.plugin.drivetest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends where reading fails, and tells so afterwards: all bytes before the failure are
 * read, while a decoder on top of a stream that throws would lose those it has buffered.
 *
 * <p>Confine to one thread.
 */
final class SalvagingInputStream extends FilterInputStream {

  private @Nullable IOException failure;
  private int last = '\n';

  SalvagingInputStream(InputStream in) {
    super(in);
  }

  /** Returns why reading ended early, if it did. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Returns whether reading ended early and within a line. */
  boolean brokenWithinLine() {
    return failure != null && last != '\n';
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (failure != null) {
      return -1;
    }
    try {
      int n = in.read(buffer, offset, length);
      if (n > 0) {
        last = buffer[offset + n - 1];
      }
      return n;
    } catch (IOException e) {
      failure = e;
      return -1;
    }
  }

  @Override
  public int available() {
    return 0;
  }
}
