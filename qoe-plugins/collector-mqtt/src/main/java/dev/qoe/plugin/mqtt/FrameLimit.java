package dev.qoe.plugin.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bound on the size of messages: of one that is larger, only the head is read, and a mark takes
 * the place of what was published.
 *
 * <p>So a payload of 100 MB needs no memory, and yet is told as a dead letter and acknowledged.
 * Thread-safe.
 */
final class FrameLimit {

  private static final int MARK_BYTES = 16;
  private static final int HEAD_BYTES = 1 << 17;
  private static final int CHUNK_BYTES = 1 << 15;
  private static final int PUBLISH = 3;
  private static final int DUPLICATE = 0x08;
  private static final int QOS = 0x06;
  private static final int MOST_LENGTH_BYTES = 4;

  private final int mostBytes;
  private final boolean properties;
  private final byte[] mark = new byte[MARK_BYTES];
  private final Set<Integer> duplicates = ConcurrentHashMap.newKeySet();

  /**
   * Creates a limit.
   *
   * @param mostBytes how large a message may be, with its head, in bytes
   * @param properties whether messages have properties, as since MQTT 5
   */
  FrameLimit(int mostBytes, boolean properties) {
    this.mostBytes = mostBytes;
    this.properties = properties;
    new SecureRandom().nextBytes(mark);
  }

  /** Returns how large a message was that was cut; empty if it was not. */
  OptionalLong cutFrom(byte[] payload) {
    return payload.length == MARK_BYTES + Long.BYTES
            && Arrays.equals(payload, 0, MARK_BYTES, mark, 0, MARK_BYTES)
        ? OptionalLong.of(ByteBuffer.wrap(payload).getLong(MARK_BYTES))
        : OptionalLong.empty();
  }

  /**
   * Returns whether the broker marked its message of that number as a duplicate, which the library
   * for MQTT 5 does not tell; asked once, for it is forgotten then.
   */
  boolean takeDuplicate(int id) {
    return !duplicates.isEmpty() && duplicates.remove(id);
  }

  /** Returns what {@code raw}, a new connection, delivers, without what is too large. */
  InputStream over(InputStream raw) {
    duplicates.clear();
    return new Frames(raw);
  }

  /** Where in a packet the next byte stands. */
  private enum At {
    TYPE,
    LENGTH,
    BODY,
    HEAD,
    REST
  }

  /** A stream that keeps its place when a read times out. Confine to one thread. */
  private final class Frames extends InputStream {

    private final InputStream raw;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] out = new byte[CHUNK_BYTES];
    private int from;
    private int to;
    private At at = At.TYPE;
    private int type;
    private int shift;
    private int length;
    private int left;

    Frames(InputStream raw) {
      this.raw = raw;
    }

    @Override
    public int read() throws IOException {
      if (from == to && !fill()) {
        return -1;
      }
      return out[from++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
      if (size == 0) {
        return 0;
      }
      if (from == to && !fill()) {
        return -1;
      }
      int count = Math.min(size, to - from);
      System.arraycopy(out, from, bytes, offset, count);
      from += count;
      return count;
    }

    @Override
    public int available() {
      return to - from;
    }

    @Override
    public void close() throws IOException {
      raw.close();
    }

    /** Reads until there is something to hand on; false at the end. */
    private boolean fill() throws IOException {
      from = 0;
      to = 0;
      while (to == 0) {
        int count = raw.read(chunk, 0, chunk.length);
        if (count < 0) {
          return false;
        }
        int i = 0;
        while (i < count) {
          i = step(i, count);
        }
      }
      return true;
    }

    /** Takes what stands at {@code i}, and returns where the next stands. */
    private int step(int i, int count) throws IOException {
      switch (at) {
        case TYPE -> {
          type = chunk[i];
          shift = 0;
          length = 0;
          at = At.LENGTH;
          return i + 1;
        }
        case LENGTH -> {
          length(chunk[i]);
          return i + 1;
        }
        case BODY -> {
          int bytes = Math.min(left, count - i);
          emit(chunk, i, bytes);
          left -= bytes;
          at = left == 0 ? At.TYPE : At.BODY;
          return i + bytes;
        }
        case HEAD -> {
          head.write(chunk[i]);
          left--;
          headTaken();
          return i + 1;
        }
        case REST -> {
          int bytes = Math.min(left, count - i);
          left -= bytes;
          at = left == 0 ? At.TYPE : At.REST;
          return i + bytes;
        }
      }
      throw new IllegalStateException(at.toString());
    }

    private void length(byte next) throws IOException {
      length |= (next & 0x7f) << shift;
      shift += 7;
      if (next < 0) {
        if (shift >= 7 * MOST_LENGTH_BYTES) {
          throw new IOException("the broker sent a packet whose length cannot be read");
        }
        return;
      }
      left = length;
      if (length <= mostBytes && !duplicate()) {
        emit(type, length);
        at = left == 0 ? At.TYPE : At.BODY;
      } else if (((type >> 4) & 0xf) == PUBLISH) {
        head.reset();
        at = At.HEAD;
      } else {
        throw new IOException("the broker sent a packet of %,d bytes".formatted(length));
      }
    }

    private boolean duplicate() {
      return ((type >> 4) & 0xf) == PUBLISH && (type & DUPLICATE) != 0 && (type & QOS) != 0;
    }

    /** Once the head is there, it is handed on: with what follows, or with a mark for it. */
    private void headTaken() throws IOException {
      byte[] taken = head.toByteArray();
      boolean whole = length <= mostBytes;
      int size = whole ? nameSize(taken) : headSize(taken);
      if (size > HEAD_BYTES || size > length) {
        throw new IOException("the broker sent a packet with a head of %,d bytes".formatted(size));
      }
      if (taken.length < size) {
        return;
      }
      if (duplicate()) {
        int id = nameSize(taken);
        duplicates.add(((taken[id - 2] & 0xff) << 8) | (taken[id - 1] & 0xff));
      }
      emit(type, whole ? length : taken.length + MARK_BYTES + Long.BYTES);
      emit(taken, 0, taken.length);
      if (!whole) {
        emit(mark, 0, mark.length);
        emit(ByteBuffer.allocate(Long.BYTES).putLong(length - (long) size).array(), 0, Long.BYTES);
      }
      at = left == 0 ? At.TYPE : whole ? At.BODY : At.REST;
    }

    /** Returns how long topic and number are, as far as can be told. */
    private int nameSize(byte[] taken) {
      return taken.length < 2
          ? 2
          : 2 + (((taken[0] & 0xff) << 8) | (taken[1] & 0xff)) + ((type & QOS) == 0 ? 0 : 2);
    }

    /** Returns how long the head is, as far as can be told: topic, number, properties. */
    private int headSize(byte[] taken) {
      int size = nameSize(taken);
      if (!properties || taken.length < 2) {
        return size;
      }
      int told = 0;
      for (int i = 0; i < MOST_LENGTH_BYTES; i++) {
        if (taken.length <= size + i) {
          return size + i + 1;
        }
        told |= (taken[size + i] & 0x7f) << (7 * i);
        if (taken[size + i] >= 0) {
          return size + i + 1 + told;
        }
      }
      return Integer.MAX_VALUE;
    }

    private void emit(int packetType, int size) {
      byte[] start = new byte[1 + MOST_LENGTH_BYTES];
      int at = 0;
      start[at++] = (byte) packetType;
      int rest = size;
      do {
        start[at++] = (byte) ((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
        rest >>>= 7;
      } while (rest > 0);
      emit(start, 0, at);
    }

    private void emit(byte[] bytes, int offset, int size) {
      if (to + size > out.length) {
        out = Arrays.copyOf(out, Math.max(2 * out.length, to + size));
      }
      System.arraycopy(bytes, offset, out, to, size);
      to += size;
    }
  }
}
