package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The sequence up to which all records of a journal are stored elsewhere, kept in the file {@value
 * #FILE} of the journal's folder.
 *
 * <p>The file is replaced in one step: after a loss of power it holds the old sequence or the new
 * one. <i>Thread-safe.</i>
 *
 * @since 0.1
 */
public final class Checkpoint {

  private static final String FILE = "checkpoint";

  /** "QOECKPT1". */
  private static final long MAGIC = 0x3154_504b_4345_4f51L;

  private static final int BYTES = 24;
  private static final int CRC_AT = 16;

  private final Storage storage;
  private volatile long sequence;

  private Checkpoint(Storage storage, long sequence) {
    this.storage = storage;
    this.sequence = sequence;
  }

  /**
   * Reads the checkpoint of a journal's folder.
   *
   * @throws IOException if it cannot be read or is corrupt
   */
  public static Checkpoint in(Path folder) throws IOException {
    return in(new DiskStorage(folder));
  }

  static Checkpoint in(Storage storage) throws IOException {
    return new Checkpoint(storage, read(storage));
  }

  private static long read(Storage storage) throws IOException {
    if (!storage.exists(FILE)) {
      return 0;
    }
    ByteBuffer bytes = Block.littleEndian(new byte[BYTES]);
    boolean whole;
    try (StorageFile file = storage.open(FILE)) {
      whole = file.readFully(bytes, 0);
    }
    if (!whole
        || bytes.getLong(0) != MAGIC
        || bytes.getInt(CRC_AT) != Block.crc(bytes, 0, CRC_AT)) {
      throw new IOException(
          "file '%s' in '%s' is corrupt: remove it to replay the whole journal"
              .formatted(FILE, storage.describe()));
    }
    return bytes.getLong(8);
  }

  /** Returns the sequence up to which all is stored, 0 if nothing is. */
  public long sequence() {
    return sequence;
  }

  /**
   * Moves the checkpoint forward and returns once that is durable; a lower sequence changes
   * nothing.
   *
   * @param stored the sequence up to which all is stored durably
   * @throws IOException if it cannot be written; the checkpoint stays where it was
   */
  public synchronized void advance(long stored) throws IOException {
    if (stored <= sequence) {
      return;
    }
    ByteBuffer bytes = Block.littleEndian(new byte[BYTES]);
    bytes.putLong(0, MAGIC).putLong(8, stored);
    bytes.putInt(CRC_AT, Block.crc(bytes, 0, CRC_AT));
    storage.replace(FILE, bytes);
    sequence = stored;
  }
}
