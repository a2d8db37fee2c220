package dev.qoe.plugin.file;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a file that were read are known by: the checksum of all of them.
 *
 * <p>A file that was replaced or rewritten has another one at the same place. Confine to one
 * thread.
 */
final class Fingerprint {

  /** Beyond so many bytes a file is known by its beginning, which is dear enough to compare. */
  private static final int MOST_BYTES = 1 << 16;

  private final CRC32C sum = new CRC32C();
  private int taken;
  private @Nullable String text;

  void add(byte[] bytes, int from, int count) {
    int more = Math.min(count, MOST_BYTES - taken);
    if (more > 0) {
      sum.update(bytes, from, more);
      taken += more;
      text = null;
    }
  }

  String text() {
    String told = text;
    if (told == null) {
      told = taken + ":" + Long.toHexString(sum.getValue());
      text = told;
    }
    return told;
  }

  /** Returns whether more bytes change nothing. */
  boolean full() {
    return taken == MOST_BYTES;
  }
}
