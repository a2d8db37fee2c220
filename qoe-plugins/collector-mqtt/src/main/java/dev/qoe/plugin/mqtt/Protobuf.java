package dev.qoe.plugin.mqtt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A reader of Protocol Buffers' wire format, field by field: as much of it as Sparkplug needs.
 *
 * <p>Reads no further than its bytes; what is broken is an {@link IllegalArgumentException}.
 * Confine to one thread.
 */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int MOST_VARINT_BITS = 64;

  private final ByteBuffer in;
  private int wire;

  private Protobuf(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  static Protobuf of(byte[] bytes) {
    return new Protobuf(ByteBuffer.wrap(bytes));
  }

  /** Returns the number of the next field; 0 at the end. */
  int next() {
    if (!in.hasRemaining()) {
      return 0;
    }
    long tag = varint();
    wire = (int) (tag & 7);
    long field = tag >>> 3;
    if (field < 1 || field > Integer.MAX_VALUE >> 2) {
      throw broken("field number " + field);
    }
    return (int) field;
  }

  /** Returns the field as a whole number. */
  long integer() {
    expect(VARINT);
    return varint();
  }

  float float32() {
    expect(FIXED_32);
    need(Float.BYTES);
    return in.getFloat();
  }

  double float64() {
    expect(FIXED_64);
    need(Double.BYTES);
    return in.getDouble();
  }

  String text() {
    ByteBuffer bytes = bytes();
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  Protobuf message() {
    return new Protobuf(bytes());
  }

  void skip() {
    switch (wire) {
      case VARINT -> varint();
      case FIXED_64 -> advance(Long.BYTES);
      case BYTES -> bytes();
      case FIXED_32 -> advance(Integer.BYTES);
      default -> throw broken("wire type " + wire);
    }
  }

  private ByteBuffer bytes() {
    expect(BYTES);
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw broken("length " + length);
    }
    ByteBuffer bytes = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return bytes;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < MOST_VARINT_BITS; shift += 7) {
      need(1);
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken("a number of more than 10 bytes");
  }

  private void advance(int count) {
    need(count);
    in.position(in.position() + count);
  }

  private void need(int count) {
    if (in.remaining() < count) {
      throw broken("it ends too early");
    }
  }

  private void expect(int wanted) {
    if (wire != wanted) {
      throw broken("wire type %d where %d belongs".formatted(wire, wanted));
    }
  }

  private IllegalArgumentException broken(String what) {
    return new IllegalArgumentException(
        "payload is broken protobuf: %s at byte %d".formatted(what, in.position()));
  }
}
