package dev.qoe.plugin.pm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Performance files of any bytes end in values or in an error of their own kind. */
class PmFuzz {

  private static final long MOST_BYTES = 10_000_000;

  @FuzzTest(maxDuration = "60s")
  void file(byte[] bytes) throws InterruptedException {
    try {
      PmReader.read(
          "fuzz.xml",
          new ByteArrayInputStream(bytes),
          MOST_BYTES,
          new PmTimes(ZoneOffset.UTC),
          new Nothing());
    } catch (PmException e) {
      if (!String.valueOf(e.getMessage()).startsWith("fuzz.xml:")) {
        throw new AssertionError("an error must name its place: " + e.getMessage(), e);
      }
    }
  }

  /** Takes everything and does nothing. */
  private static final class Nothing implements PmHandler {
    @Override
    public void header(PmHeader header) {}

    @Override
    public void element(String localDn) {
      DistinguishedName.of(localDn);
    }

    @Override
    public void group(PmGroup group) {}

    @Override
    public void object(PmObject object) {}

    @Override
    public void elementEnd() {}

    @Override
    public void footer(@Nullable Instant end) {}

    @Override
    public void bad(String reason, long line, String detail) {}
  }
}
