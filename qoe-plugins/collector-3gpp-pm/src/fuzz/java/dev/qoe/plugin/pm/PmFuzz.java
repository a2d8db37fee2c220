package dev.qoe.plugin.pm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Batch;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Performance files of any bytes end in values or in an error of their own kind. */
class PmFuzz {

  private static final long MOST_BYTES = 10_000_000;
  private static final byte[] GOOD =
      """
      <measCollecFile xmlns="urn:x"><fileHeader dnPrefix="DC=x"><fileSender localDn="ME=1"/>
      <measCollec beginTime="2026-01-01T00:00:00Z"/></fileHeader>
      <measData><managedElement localDn="ME=1"/>
      <measInfo measInfoId="g"><job jobId="1"/><granPeriod duration="PT900S" endTime="2026-01-01T00:15:00Z"/>
      <measType p="1">RRC.ConnEstabAtt</measType><measType p="2">RRC.ConnEstabSucc</measType>
      <measValue measObjLdn="NRCellCU=1"><r p="2">9</r><r p="1">10,1</r><suspect>true</suspect></measValue>
      </measInfo><measInfo><granPeriod duration="PT15M" endTime="2026-01-01T05:45:00+05:30"/>
      <measTypes>a b</measTypes><measValue measObjLdn="C=1"><measResults>1 NIL</measResults></measValue>
      </measInfo></measData><fileFooter><measCollec endTime="2026-01-01T00:15:00Z"/></fileFooter>
      </measCollecFile>
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // made once for all files
  private static PmEmitter.Options options;

  @SuppressWarnings("NullAway.Init") // made once for all files
  private static TestContext context;

  @BeforeAll
  static void profile() throws IOException {
    context = TestContext.in(Files.createDirectories(folder.resolve("scratch")));
    options =
        new PmEmitter.Options(
            Profile.of(List.of(ProfileReader.read("3gpp-nr"))),
            PmEmitter.Raw.ALL,
            false,
            ElementNames.of("{element}/{dn}"),
            0.1);
  }

  @FuzzTest(maxDuration = "60s")
  void file(byte[] bytes) throws InterruptedException {
    read(bytes);
    read(spliced(bytes));
  }

  private static void read(byte[] bytes) throws InterruptedException {
    PmEmitter emitter =
        new PmEmitter(
            "fuzz.xml",
            Target.of(ElementPath.of("acme"), "fuzz.xml"),
            options,
            new Outlet(Batch.create(), context, 0));
    try {
      PmReader.read(
          "fuzz.xml",
          new ByteArrayInputStream(bytes),
          MOST_BYTES,
          new PmTimes(ZoneOffset.UTC),
          emitter);
    } catch (PmException e) {
      if (!String.valueOf(e.getMessage()).startsWith("fuzz.xml:")) {
        throw new AssertionError("an error must name its place: " + e.getMessage(), e);
      }
    }
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
