package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A small file beside the records of a journal, for what has to outlive them.
 *
 * <p>It is replaced in one step: after a loss of power it holds the old content or the new one. It
 * does not count into the size of the journal. <i>Thread-safe.</i>
 *
 * @since 0.1
 */
public final class SideFile {

  /** "QOESIDE1". */
  private static final long MAGIC = 0x3145_4449_5345_4f51L;

  private static final int HEAD_BYTES = 16;
  private static final int LENGTH_AT = 8;
  private static final int CRC_AT = 12;

  private final Storage storage;
  private final String name;

  SideFile(Storage storage, String name) {
    this.storage = storage;
    this.name = name;
  }

  /**
   * Returns what it holds; empty if it was never written.
   *
   * @throws IOException if it cannot be read or is corrupt
   */
  public synchronized Optional<ByteBuffer> read() throws IOException {
    if (!storage.exists(name)) {
      return Optional.empty();
    }
    ByteBuffer bytes;
    boolean whole;
    try (StorageFile file = storage.open(name)) {
      bytes = Block.littleEndian(new byte[Math.toIntExact(file.size())]);
      whole = file.readFully(bytes, 0);
    }
    int length = bytes.capacity() - HEAD_BYTES;
    if (!whole
        || length < 0
        || bytes.getLong(0) != MAGIC
        || bytes.getInt(LENGTH_AT) != length
        || bytes.getInt(CRC_AT) != Block.crc(bytes, HEAD_BYTES, length)) {
      throw new IOException(
          "file '%s' in '%s' is corrupt: remove it to do without what it tells"
              .formatted(name, storage.describe()));
    }
    return Optional.of(bytes.slice(HEAD_BYTES, length).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Replaces what it holds and returns once that is durable.
   *
   * @throws IOException if it cannot be written; it holds what it did
   */
  public synchronized void replace(byte[] content) throws IOException {
    ByteBuffer bytes = Block.littleEndian(new byte[HEAD_BYTES + content.length]);
    bytes.putLong(0, MAGIC).putInt(LENGTH_AT, content.length).put(HEAD_BYTES, content);
    bytes.putInt(CRC_AT, Block.crc(bytes, HEAD_BYTES, content.length));
    storage.replace(name, bytes);
  }
}
