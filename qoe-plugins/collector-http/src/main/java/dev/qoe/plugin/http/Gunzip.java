package dev.qoe.plugin.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip up to a length, so that a little that unpacks to much does no harm. */
final class Gunzip {

  private Gunzip() {}

  /**
   * Returns the bytes unpacked.
   *
   * @throws LimitedBody.TooLongException if they are more than {@code most}
   * @throws IOException if they are no gzip
   */
  static byte[] unpack(byte[] packed, int most) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new LimitedBody.TooLongException(
            "its gzip unpacks to more than %d bytes".formatted(most));
      }
      return plain;
    }
  }
}
