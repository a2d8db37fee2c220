package dev.qoe.plugin.pm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "a performance file that is spoilt gives values, mistakes that are counted, or an error:")
@Timeout(120)
class SpoiledFileTest {

  private static final long SEED = 20_261_121;
  private static final int ROUNDS = 2_000;
  private static final String NUMBERED =
      Pm.until("00:15")
          .group("g", "RRC.ConnEstabAtt RRC.ConnEstabSucc c")
          .object("NRCellCU=1", "10;9;3")
          .suspect("NRCellCU=2", "4;;1,2,3")
          .group("h", "d")
          .object("NRCellCU=1", "7")
          .xml();
  private static final String LISTED =
      """
      <measDataFile xmlns="urn:x"><fileHeader fileFormatVersion="28.532 V16.4.0" dnPrefix="DC=x">
      <fileSender senderName="ME=1"/><measData beginTime="2026-01-01T00:00:00Z"/></fileHeader>
      <measData><measEntity localDn="ME=1"/><measInfo measInfoId="g">
      <granPeriod duration="PT900S" endTime="2026-01-01T00:15:00Z"/><measTypes>a b c</measTypes>
      <measValue measObjLdn="C=1"><measResults>1 2.5e3 NIL</measResults></measValue>
      <measValue measObjLdn="C=2"><measResults>4 1,2 6</measResults></measValue></measInfo></measData>
      <fileFooter><measData endTime="2026-01-01T00:15:00Z"/></fileFooter></measDataFile>
      """;

  @TempDir private Path scratch;

  /** Reads as the collector does, and checks what must hold whatever comes. */
  private RecordingSink read(byte[] bytes) throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    PmEmitter.Options options =
        new PmEmitter.Options(
            Profile.of(List.of(ProfileReader.read("3gpp-nr"))),
            PmEmitter.Raw.ALL,
            false,
            ElementNames.of("{element}/{dn}"),
            0.1);
    try (TestContext context = TestContext.in(scratch)) {
      PmEmitter emitter =
          new PmEmitter(
              "f.xml", Target.of(Reading.ROOT, "f.xml"), options, new Outlet(sink, context, 0));
      read(new ByteArrayInputStream(bytes), emitter);
    } finally {
      for (Measurement measurement : sink.measurements()) {
        assertThat(measurement.value()).isFinite();
      }
      for (RecordingSink.Reject reject : sink.rejects()) {
        assertThat(reject.place()).startsWith("f.xml:");
      }
    }
    return sink;
  }

  private static void read(InputStream in, PmHandler handler) throws Exception {
    PmReader.read("f.xml", in, 100_000_000, new PmTimes(ZoneOffset.UTC), handler);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("by chance")
  void byChance(boolean numbered) throws Exception {
    String good = numbered ? NUMBERED : LISTED;
    int whole = read(good.getBytes(StandardCharsets.UTF_8)).measurements().size();
    assertThat(whole).isGreaterThan(3);
    int values = 0;
    int mistakes = 0;
    int errors = 0;
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      try {
        RecordingSink sink = read(new Spoiler(new Random(seed)).spoil(good));
        values += sink.measurements().size();
        mistakes += sink.rejects().size();
      } catch (PmException e) {
        assertThat(e.getMessage()).as("seed %d", seed).startsWith("f.xml:");
        errors++;
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed %d".formatted(seed), e);
      }
    }
    assertThat(List.of(values, mistakes, errors)).as("seed %d", SEED).allMatch(count -> count > 0);
  }

  /** A document of a beginning and then of pieces. */
  private static InputStream document(String head, int pieces, IntFunction<String> piece) {
    return new InputStream() {
      private byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
      private int at;
      private int next;

      @Override
      public int read() {
        if (at == bytes.length) {
          if (next == pieces) {
            return -1;
          }
          bytes = piece.apply(next++).getBytes(StandardCharsets.UTF_8);
          at = 0;
        }
        return bytes[at++] & 0xFF;
      }

      @Override
      public int read(byte[] to, int from, int length) {
        int first = read();
        if (first < 0) {
          return -1;
        }
        to[from] = (byte) first;
        int more = Math.min(length - 1, bytes.length - at);
        System.arraycopy(bytes, at, to, from + 1, more);
        at += more;
        return more + 1;
      }
    };
  }

  private static void assertRefused(InputStream in, String words) {
    assertThatThrownBy(() -> read(in, new BadInputTest.Nothing()))
        .isInstanceOf(PmException.class)
        .hasMessageContaining(words);
  }

  @Test
  @DisplayName("millions of different names, which a parser keeps, are refused after thousands")
  void manyNames() {
    String root = "<measCollecFile>";
    String words = "more than 10000 different names";
    assertRefused(document(root, 9_000_000, i -> "<a%d/>".formatted(i)), words);
    assertRefused(document(root, 9_000_000, i -> "<a b%d='1'/>".formatted(i)), words);
    assertRefused(document(root, 9_000_000, i -> "<?a%d x?>".formatted(i)), words);
    assertRefused(
        document(root, 9_000_000, i -> "<p%d:a xmlns:p%d='urn:x'/>".formatted(i, i)), words);
  }

  @Test
  @DisplayName("tags and comments without end, and elements within elements, are broken off")
  void endless() {
    String root = "<measCollecFile>";
    String words = "longer than 512 KiB";
    assertRefused(
        document(root + "<x", 900_000, i -> " a%s='1'".formatted("b".repeat(900))), words);
    assertRefused(document(root + "<!--", 900_000, i -> "xxxxxxxxxx"), words);
    assertRefused(document(root + "<?x ", 900_000, i -> "xxxxxxxxxx"), words);
    assertRefused(document(root + "<", 900_000, i -> "xxxxxxxxxx"), words);
    assertRefused(document(root, 900_000, i -> "<x>"), "more than 200 elements stand within");
    String type = root + "<fileHeader/><measData><managedElement/><measInfo><measType p='1'>";
    assertRefused(document(type, 900_000, i -> "xxxxxxxxxx"), "longer than 4096 KiB");
  }

  @Test
  @DisplayName("numbers of a million digits, or beyond all bounds, are none")
  void numbers() throws Exception {
    for (String number :
        List.of("9".repeat(1_000_000), "1e999999", "-1e999999999999", "0." + "0".repeat(900))) {
      RecordingSink sink =
          read(NUMBERED.replace(">10<", ">" + number + "<").getBytes(StandardCharsets.UTF_8));
      assertThat(sink.rejectCounts()).isEqualTo(Map.of("not-a-number", 1));
    }
    assertThat(
            read(NUMBERED.replace(">10<", ">1e-999999<").getBytes(StandardCharsets.UTF_8))
                .rejects())
        .as("so small that it is 0")
        .isEmpty();
  }

  @Test
  @DisplayName("attributes that stand twice, NUL and bytes of no text are errors")
  void characters() {
    for (String bad :
        List.of(
            "<r p=\"1\" p=\"1\">10<",
            "<r p=\"1\">\u0000<",
            "<r p=\"1\">\u0001<",
            "<r p=\"1\">&#0;<")) {
      String text = NUMBERED.replace("<r p=\"1\">10<", bad);
      assertThat(text).isNotEqualTo(NUMBERED);
      assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(PmException.class)
          .hasMessageMatching("f.xml:[78]: it is not well-formed XML.*");
    }
    byte[] latin = NUMBERED.replace(">10<", ">\u00e9<").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(latin)).hasMessageMatching("f.xml:[78]: it is not well-formed.*");
  }
}
