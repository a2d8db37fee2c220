package dev.qoe.plugin.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils documents: what it makes of a good one depends on its random numbers alone. */
final class Spoiler {

  private static final List<byte[]> NASTY =
      List.of(
          bytes("1e999999"),
          bytes("-1e-999999"),
          bytes("9".repeat(10_000)),
          bytes("0x1P3"),
          bytes("NaN"),
          bytes("\u0000"),
          bytes("\uFEFF"),
          bytes("\r"),
          bytes("\r\n"),
          bytes("\n\r\n"),
          bytes("\""),
          bytes("\"\""),
          bytes("\\"),
          bytes("\\ud800"),
          bytes("[".repeat(3_000)),
          bytes("{\"a\":".repeat(3_000)),
          bytes("x".repeat(70_000)),
          bytes(",".repeat(300)),
          bytes("}"),
          bytes("{}"),
          bytes("null"),
          bytes("-"),
          bytes("+999999999-12-31T23:59:59Z"),
          bytes("\u2028"),
          new byte[] {(byte) 0xFF},
          new byte[] {(byte) 0xC3, 0x28},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});

  private final Random random;

  Spoiler(Random random) {
    this.random = random;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the document with one to four things done to it, or bytes that have nothing of it. */
  byte[] spoil(String good) {
    if (random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] document = bytes(good);
    for (int i = random.nextInt(4); i >= 0; i--) {
      document = once(document);
    }
    return document;
  }

  private byte[] once(byte[] document) {
    int from = random.nextInt(document.length + 1);
    int to = Math.min(document.length, from + random.nextInt(30));
    byte[] piece = Arrays.copyOfRange(document, from, to);
    return switch (random.nextInt(7)) {
      case 0 -> joined(document, from, new byte[0], to);
      case 1 -> joined(document, from, joined(piece, piece.length, piece, 0), to);
      case 2 -> Arrays.copyOf(document, from);
      case 3 -> {
        byte[] other = new byte[] {(byte) random.nextInt(256)};
        yield joined(document, from, other, Math.min(document.length, from + 1));
      }
      case 4 -> {
        int elsewhere = random.nextInt(document.length + 1);
        yield joined(document, elsewhere, piece, elsewhere);
      }
      default -> joined(document, from, NASTY.get(random.nextInt(NASTY.size())), to);
    };
  }

  /** Returns what stands before {@code from}, then {@code middle}, then what stands after. */
  private static byte[] joined(byte[] document, int from, byte[] middle, int after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(document, 0, from);
    out.writeBytes(middle);
    out.write(document, after, document.length - after);
    return out.toByteArray();
  }
}
