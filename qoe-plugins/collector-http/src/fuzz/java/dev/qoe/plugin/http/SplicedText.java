package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What a fuzzer's bytes are put to: decoders of text, which may only find them malformed. */
final class SplicedText {

  private static final Origin ORIGIN = new Origin("fuzz", ElementPath.of("acme"), Instant.EPOCH);

  private SplicedText() {}

  /** Decodes the bytes, and a good text into which they are spliced. */
  static void decode(List<? extends Decoder> decoders, String good, byte[] bytes) {
    for (Decoder decoder : decoders) {
      decode(decoder, bytes);
      decode(decoder, spliced(good.getBytes(StandardCharsets.UTF_8), bytes));
    }
  }

  private static void decode(Decoder decoder, byte[] bytes) {
    try {
      decoder.decode(new String(bytes, StandardCharsets.UTF_8), ORIGIN, Batch.create());
    } catch (PluginException e) {
      if (e.kind() != ErrorKind.MALFORMED) {
        throw new AssertionError("an error must be of what came: " + e.getMessage(), e);
      }
    }
  }

  /** Returns a good text of which a piece is replaced: by what, and where, the bytes say. */
  private static byte[] spliced(byte[] good, byte[] bytes) {
    if (bytes.length < 3) {
      return good;
    }
    int from = ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) % (good.length + 1);
    int after = from + (bytes[2] & 0xFF) % (good.length - from + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, 0, from);
    out.write(bytes, 3, bytes.length - 3);
    out.write(good, after, good.length - after);
    return out.toByteArray();
  }
}
