package dev.qoe.plugin.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A file of comma-separated values of any bytes ends in measurements or in records that are
 * rejected.
 */
class CsvFileFuzz {

  private static final byte[] GOOD =
      """
      t,cell,rtt,note
      2026-01-01T00:00:00Z,a,20.5,"said ""so"", they"
      2026-01-01T00:00:00Z,b,3,"two
      lines"
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final RecordFuzz RECORDS = new RecordFuzz(Options.Format.CSV);

  @FuzzTest(maxDuration = "60s")
  void file(byte[] bytes) throws IOException, InterruptedException {
    RECORDS.read(bytes);
    RECORDS.read(spliced(bytes));
  }

  /** Returns a good text of which a piece is replaced: by what, and where, the bytes say. */
  private static byte[] spliced(byte[] bytes) {
    if (bytes.length < 3) {
      return GOOD;
    }
    int from = ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) % (GOOD.length + 1);
    int after = from + (bytes[2] & 0xFF) % (GOOD.length - from + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(GOOD, 0, from);
    out.write(bytes, 3, bytes.length - 3);
    out.write(GOOD, after, GOOD.length - after);
    return out.toByteArray();
  }
}
