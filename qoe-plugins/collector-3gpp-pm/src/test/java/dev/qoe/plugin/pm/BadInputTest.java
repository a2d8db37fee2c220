package dev.qoe.plugin.pm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("bad performance files")
class BadInputTest {

  private static final Map<String, String> ALL = Map.of("counters", "all");
  private static final String GOOD =
      Pm.until("00:15").group("g", "a b").object("C=1", "1;2").object("C=2", "3;4").xml();

  @TempDir private Path temp;

  private void assertRefused(String text, String... words) {
    Reading reading = new Reading(temp);
    reading.write("bad.xml", text);
    for (String word : words) {
      assertThatThrownBy(
              () ->
                  reading.collect(
                      ALL, reading.folder().resolve("bad.xml"), RecordingSink.accepting()))
          .isInstanceOf(PluginException.class)
          .hasMessageContaining(word);
    }
  }

  @Test
  @DisplayName("with a document type, an entity or an external schema reach for nothing")
  void entities() {
    String bomb = "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
    assertRefused(
        GOOD.replace("?>\n", "?>\n" + bomb),
        "it has a document type (DOCTYPE), which is never read");
    assertRefused(GOOD.replace(">1<", ">&x;<"), "bad.xml:");
  }

  @Test
  @DisplayName("are told by file and line: wrong root, no header, half, empty, no XML")
  void structure() {
    assertRefused("<mdc/>", "bad.xml:1: the root element must be measCollecFile", "TS 32.401");
    assertRefused(
        "<measCollecFile><measData/></measCollecFile>", "bad.xml:1: there is no fileHeader");
    assertRefused("<measCollecFile/>", "no fileHeader");
    assertRefused(GOOD.substring(0, GOOD.length() / 2 + 300), "the file ends here");
    assertRefused("", "bad.xml:1: ");
    assertRefused("hello", "bad.xml:1: ");
    assertRefused(GOOD.replace("</measInfo>", "</oops>"), "it is not well-formed XML");
    assertRefused(GOOD.replace(">1<", "><x/><"), "'x' stands where only text may be");
  }

  @Test
  @DisplayName("yield what is right in them, and tell the rest line by line")
  void parts() throws Exception {
    Reading reading = new Reading(temp);
    reading.write(
        "a.xml",
        Pm.until("00:15")
            .group("g", "a b")
            .object("C=1", "1;x")
            .raw(
                "<measValue measObjLdn=\"C=2\"><r p=\"1\">INF</r><r p=\"3\">1</r><r>1</r><r"
                    + " p=\"2\">5</r><r p=\"2\">6</r><suspect>perhaps</suspect></measValue>")
            .raw("<measValue measObjLdn=\"C=3\"><measResults>1 2</measResults></measValue>")
            .raw(
                "</measInfo><measInfo><granPeriod duration=\"PT900S\""
                    + " endTime=\"2026-01-01T00:15:00+0000\"/><measTypes>c d</measTypes><measValue"
                    + " measObjLdn=\"C=4\"><measResults>1 2 3</measResults></measValue><measValue"
                    + " measObjLdn=\"C=5\"><measResults> NIL\n"
                    + "7 </measResults></measValue>")
            .raw(
                "</measInfo><measInfo><granPeriod duration=\"x\""
                    + " endTime=\"soon\"/><measTypes>c</measTypes><measValue"
                    + " measObjLdn=\"C=6\"><measResults>1</measResults></measValue>")
            .xml());
    RecordingSink sink = reading.collect(ALL);
    assertThat(sink.measurements())
        .extracting(m -> m.element().name() + " " + m.kpi() + " " + m.value() + " " + m.quality())
        .containsExactly("C=1 PM_A 1.0 1.0", "C=2 PM_B 5.0 0.1", "C=5 PM_D 7.0 1.0");
    assertThat(sink.rejectCounts())
        .isEqualTo(
            Map.of(
                "not-a-number",
                2,
                "bad-p",
                2,
                "repeated-p",
                1,
                "bad-suspect",
                1,
                "mixed-styles",
                1,
                "count-mismatch",
                1,
                "bad-time",
                1,
                "bad-duration",
                1));
    assertThat(sink.rejects().get(0).place()).isEqualTo("a.xml:7");
  }

  @Test
  @DisplayName("of a folder do not keep the others from being read, and are told once")
  void folder() throws Exception {
    Reading reading = new Reading(temp);
    reading.write("a.xml", "<mdc/>");
    reading.write("b.xml", GOOD);
    RecordingSink sink = RecordingSink.accepting();
    assertThatThrownBy(() -> reading.collect(ALL, reading.folder(), sink))
        .hasMessageContaining("1 of 2 performance files")
        .hasMessageContaining("a.xml:1: the root element");
    assertThat(sink.measurements()).hasSize(4);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("unreadable-file", 1));
    assertThat(reading.collect(ALL).offered()).isEmpty();
  }

  @Test
  @DisplayName("that were cut off go on where they ended once they are whole")
  void goesOn() throws Exception {
    Reading reading = new Reading(temp);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(GOOD.getBytes(StandardCharsets.UTF_8));
    }
    int cut = GOOD.indexOf("C=2");
    reading.write("a.xml", GOOD.substring(0, cut));
    RecordingSink half = RecordingSink.accepting();
    assertThatThrownBy(() -> reading.collect(ALL, reading.folder(), half))
        .hasMessageContaining("ends here");
    assertThat(half.measurements()).hasSize(2);
    reading.write("a.xml", GOOD);
    assertThat(reading.collect(ALL).measurements())
        .extracting(m -> m.value())
        .containsExactly(3.0, 4.0)
        .hasSize(2);
    reading.write("c.xml.gz", java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertThatThrownBy(() -> reading.collect(ALL))
        .hasMessageContaining("in the middle of its gzip");
  }

  @Test
  @DisplayName("with a name or a comment without end are broken off, as those that are too long")
  void endless() {
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream("<measCollecFile a=\"".getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }
            });
    assertThatThrownBy(() -> read(endless, Long.MAX_VALUE))
        .hasMessageContaining("longer than 512 KiB");
    InputStream good = new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> read(good, 100)).hasMessageContaining("more than 100 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:15:00Z, 2026-01-01T00:15:00Z",
    "2026-01-01T02:15:00.500+02:00, 2026-01-01T00:15:00.500Z",
    "2026-01-01T01:15:00+0100, 2026-01-01T00:15:00Z",
    "2026-01-01T01:15:00+01, 2026-01-01T00:15:00Z",
    "2026-01-01T00:15:00, 2026-01-01T00:15:00Z"
  })
  @DisplayName("are not those whose times have zones in other forms")
  void times(String text, Instant time) {
    assertThat(new PmTimes(ZoneOffset.UTC).time(text)).contains(time);
  }

  @Test
  @DisplayName("of any bytes end in values or an error, never in anything else")
  void fuzz() throws Exception {
    long seed = 20_261_121;
    Random random = new Random(seed);
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = good.clone();
      for (int j = random.nextInt(6); j >= 0; j--) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(20), bytes.length - at);
        if (random.nextBoolean()) {
          bytes[at] = (byte) random.nextInt(256);
        } else {
          System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
        }
      }
      try {
        read(new ByteArrayInputStream(bytes), 1_000_000);
      } catch (PmException e) {
        assertThat(e.getMessage()).as("seed %d, file %d", seed, i).startsWith("f.xml:");
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed %d, file %d: %s".formatted(seed, i, new String(bytes, StandardCharsets.UTF_8)),
            e);
      }
    }
  }

  private static void read(InputStream in, long most) throws Exception {
    PmReader.read("f.xml", in, most, new PmTimes(ZoneOffset.UTC), new Nothing());
  }

  /** Takes everything and does nothing. */
  static final class Nothing implements PmHandler {
    @Override
    public void header(PmHeader header) {}

    @Override
    public void element(String localDn) {}

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
