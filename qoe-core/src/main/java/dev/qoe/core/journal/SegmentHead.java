package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first bytes of a segment file.
 *
 * <pre>
 *  0  "QOEJRNL" and version 1 (8)   8  number (8)              16  salt (8)
 * 24  continues at (8)             32  first sequence (8)      40  most pending (8)
 * 48  zero (8)                     56  CRC-32C of bytes 0 to 55 (4)   60  zero (4)
 * </pre>
 *
 * <p>Immutable.
 *
 * @param number the segment's number, as in its name
 * @param salt what its blocks bear
 * @param continuesAt sequence after the last durable record of the files before; what these hold of
 *     this sequence and above was abandoned
 * @param first sequence of the first record; those between {@code continuesAt} and this were given
 *     to records that did not become durable, and are never given again
 * @param mostPending most records that can be given a sequence without being durable
 */
record SegmentHead(long number, long salt, long continuesAt, long first, long mostPending) {

  static final int BYTES = 64;

  /** "QOEJRNL" with the version in the last byte. */
  private static final long MAGIC = 0x014c_4e52_4a45_4f51L;

  private static final long VERSION_MASK = 0x00ff_ffff_ffff_ffffL;
  private static final int CRC_AT = 56;

  ByteBuffer encode() {
    ByteBuffer out = Block.littleEndian(new byte[BYTES]);
    out.putLong(MAGIC).putLong(number).putLong(salt).putLong(continuesAt).putLong(first);
    out.putLong(mostPending);
    out.putInt(CRC_AT, Block.crc(out, 0, CRC_AT));
    return out.rewind();
  }

  /**
   * Reads a head; empty if it is torn or corrupt.
   *
   * @throws IOException if the file cannot be read or is of another version
   */
  static Optional<SegmentHead> read(StorageFile file, String name) throws IOException {
    ByteBuffer in = Block.littleEndian(new byte[BYTES]);
    if (!file.readFully(in, 0) || in.getInt(CRC_AT) != Block.crc(in, 0, CRC_AT)) {
      return Optional.empty();
    }
    long magic = in.getLong(0);
    if (magic != MAGIC) {
      if ((magic & VERSION_MASK) == (MAGIC & VERSION_MASK)) {
        throw new IOException(
            "journal file '%s' has version %d, this library reads version 1: open it with the version that wrote it"
                .formatted(name, magic >>> 56));
      }
      return Optional.empty();
    }
    return Optional.of(
        new SegmentHead(
            in.getLong(8), in.getLong(16), in.getLong(24), in.getLong(32), in.getLong(40)));
  }
}
