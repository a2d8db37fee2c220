package dev.qoe.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link Storage}. */
interface StorageFile extends Closeable {

  /** Writes some of what remains in {@code source}; returns how much. */
  int write(ByteBuffer source, long position) throws IOException;

  /** Reads at most what {@code target} has room for; returns how much, -1 at the end. */
  int read(ByteBuffer target, long position) throws IOException;

  /** Returns the file's length in bytes. */
  long size() throws IOException;

  /** Cuts the file at {@code length} bytes. */
  void truncate(long length) throws IOException;

  /** Makes what was written outlive a loss of power; returns only then. */
  void force() throws IOException;

  /** Writes all that remains in {@code source}, in as many steps as it takes. */
  default void writeFully(ByteBuffer source, long position) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      int written = write(source, at);
      if (written <= 0) {
        throw new IOException("the disk took none of " + source.remaining() + " bytes");
      }
      at += written;
    }
  }

  /** Fills what remains in {@code target}; returns false if the file ends before. */
  default boolean readFully(ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = read(target, at);
      if (read <= 0) {
        return false;
      }
      at += read;
    }
    return true;
  }
}
