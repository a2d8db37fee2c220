package dev.qoe.core.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The layout of single records; all numbers are little-endian, all records multiples of 8 bytes.
 *
 * <pre>
 * measurement  kind 1 (1 byte), 0 (1), flags (2), series (4), event time (8), ingest time (8), value (8), quality (8)
 * entry        kind 2 (1 byte), 0 (1), type (2), length (4), bytes, 0 to 7 zeros
 * series       kind 3 (1 byte), 0 (3), length (4), series (4), three texts of length (4) and UTF-8, 0 to 7 zeros
 * </pre>
 *
 * <p>Thread-safe.
 */
final class Records {

  static final int MEASUREMENT = 1;
  static final int ENTRY = 2;
  static final int SERIES = 3;

  static final int MEASUREMENT_BYTES = 40;
  static final int HEAD_BYTES = 8;

  private static final int KIND_MASK = 0xff;
  private static final int FLAGS_SHIFT = 16;

  private Records() {}

  static int entryBytes(int length) {
    return HEAD_BYTES + ((length + 7) & ~7);
  }

  /** Returns the size of the record at {@code at}, in bytes. */
  static int bytesAt(ByteBuffer memory, int at) {
    return (memory.getInt(at) & KIND_MASK) == MEASUREMENT
        ? MEASUREMENT_BYTES
        : entryBytes(memory.getInt(at + 4));
  }

  static void putMeasurement(
      ByteBuffer memory,
      int at,
      int seriesId,
      long epochMicros,
      long ingestMicros,
      double value,
      double quality,
      int flags) {
    memory.putInt(at, MEASUREMENT | flags << FLAGS_SHIFT);
    memory.putInt(at + 4, seriesId);
    memory.putLong(at + 8, epochMicros);
    memory.putLong(at + 16, ingestMicros);
    memory.putLong(at + 24, Double.doubleToRawLongBits(value));
    memory.putLong(at + 32, Double.doubleToRawLongBits(quality));
  }

  static void putEntry(ByteBuffer memory, int at, int type, byte[] bytes, int offset, int length) {
    memory.putInt(at, ENTRY | type << FLAGS_SHIFT);
    memory.putInt(at + 4, length);
    memory.put(at + HEAD_BYTES, bytes, offset, length);
    for (int i = at + HEAD_BYTES + length; i < at + entryBytes(length); i++) {
      memory.put(i, (byte) 0);
    }
  }

  /** Returns a series record of its own. */
  static byte[] series(int seriesId, String element, String kpi, String unit) {
    byte[][] texts = {utf8(element), utf8(kpi), utf8(unit)};
    int length = 4 + 12 + texts[0].length + texts[1].length + texts[2].length;
    byte[] bytes = new byte[entryBytes(length)];
    ByteBuffer record = Block.littleEndian(bytes);
    record.putInt(SERIES).putInt(length).putInt(seriesId);
    for (byte[] text : texts) {
      record.putInt(text.length).put(text);
    }
    return bytes;
  }

  /** Hands the record at {@code at} on; returns its size in bytes. */
  static int replay(ByteBuffer payload, int at, long sequence, JournalConsumer consumer) {
    int head = payload.getInt(at);
    if ((head & KIND_MASK) == MEASUREMENT) {
      consumer.measurement(
          sequence,
          payload.getInt(at + 4),
          payload.getLong(at + 8),
          payload.getLong(at + 16),
          Double.longBitsToDouble(payload.getLong(at + 24)),
          Double.longBitsToDouble(payload.getLong(at + 32)),
          head >>> FLAGS_SHIFT);
      return MEASUREMENT_BYTES;
    }
    int length = payload.getInt(at + 4);
    ByteBuffer bytes = payload.slice(at + HEAD_BYTES, length).asReadOnlyBuffer();
    consumer.entry(sequence, head >>> FLAGS_SHIFT, bytes);
    return entryBytes(length);
  }

  /** Hands the definition at {@code at} on; returns its size in bytes. */
  static int replaySeries(ByteBuffer payload, int at, SeriesConsumer consumer) {
    int length = payload.getInt(at + 4);
    int from = at + HEAD_BYTES + 4;
    String[] texts = new String[3];
    for (int i = 0; i < texts.length; i++) {
      byte[] text = new byte[payload.getInt(from)];
      payload.get(from + 4, text);
      texts[i] = new String(text, StandardCharsets.UTF_8);
      from += 4 + text.length;
    }
    consumer.series(payload.getInt(at + HEAD_BYTES), texts[0], texts[1], texts[2]);
    return entryBytes(length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
