package dev.qoe.core.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The head of a block: what makes a stretch of a file provably one of this file's own.
 *
 * <pre>
 *  0  "QBLK" (4)          4  payload bytes (4)       8  salt of the segment (8)
 * 16  first sequence (8)  24  durable before it (8)  32  records (4)
 * 36  CRC-32C of the payload (4)   40  CRC-32C of bytes 0 to 39 (4)   44  zero (4)
 * </pre>
 *
 * <p>The salt is drawn anew for each segment, so that an old block which the file system hands back
 * cannot pass for a new one. What was durable when the block was written tells a torn tail from a
 * damaged middle: blocks that were written together say the same. Thread-safe.
 */
final class Block {

  static final int HEAD_BYTES = 48;

  /** Where a block ends once its payload has reached this, in bytes. */
  static final int USUAL_PAYLOAD = 64 * 1024;

  /** Largest content of one entry, in bytes. */
  static final int MOST_ENTRY = 256 * 1024;

  /** Largest payload a block can have, in bytes. */
  static final int MOST_PAYLOAD = USUAL_PAYLOAD + MOST_ENTRY + Records.HEAD_BYTES;

  private static final int MAGIC = 0x4b4c4251;
  private static final int CRC_AT = 40;

  private Block() {}

  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the head at {@code at} for a payload of {@code length} bytes that follows it. */
  static void putHead(
      ByteBuffer out, int at, int length, long salt, long first, long durableBefore, int count) {
    out.putInt(at, MAGIC);
    out.putInt(at + 4, length);
    out.putLong(at + 8, salt);
    out.putLong(at + 16, first);
    out.putLong(at + 24, durableBefore);
    out.putInt(at + 32, count);
    out.putInt(at + 36, crc(out, at + HEAD_BYTES, length));
    out.putInt(at + CRC_AT, crc(out, at, CRC_AT));
    out.putInt(at + 44, 0);
  }

  /** Returns whether a head of the segment with this salt stands at {@code at}. */
  static boolean isHead(ByteBuffer in, int at, long salt) {
    return in.getInt(at) == MAGIC
        && in.getLong(at + 8) == salt
        && in.getInt(at + 4) > 0
        && in.getInt(at + 4) <= MOST_PAYLOAD
        && in.getInt(at + CRC_AT) == crc(in, at, CRC_AT);
  }

  /** Returns whether the payload after the head at {@code at} is what was written. */
  static boolean isIntact(ByteBuffer in, int at) {
    return in.getInt(at + 36) == crc(in, at + HEAD_BYTES, length(in, at));
  }

  static int length(ByteBuffer in, int at) {
    return in.getInt(at + 4);
  }

  static long first(ByteBuffer in, int at) {
    return in.getLong(at + 16);
  }

  static long durableBefore(ByteBuffer in, int at) {
    return in.getLong(at + 24);
  }

  static int count(ByteBuffer in, int at) {
    return in.getInt(at + 32);
  }

  static int crc(ByteBuffer bytes, int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().limit(at + length).position(at));
    return (int) crc.getValue();
  }
}
