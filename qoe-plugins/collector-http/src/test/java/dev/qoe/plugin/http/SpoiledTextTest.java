package dev.qoe.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a text that is spoilt gives values, mistakes that are counted, or a clear error:")
@Timeout(120)
class SpoiledTextTest {

  private static final long SEED = 20_261_121;
  private static final int ROUNDS = 2_000;
  private static final Origin ORIGIN =
      new Origin("page", ElementPath.of("acme"), Instant.parse("2026-01-01T00:00:00Z"));
  private static final int LONGEST_MESSAGE = 1_000;

  /** A decoder and a text that is good for it. */
  private enum Form {
    JSON_BY_POINTERS(
        new JsonDecoder(paths("/d/*", "{element}/{/id}", "/at", "/rtt"), false),
        """
        {"d": [{"id": "a", "at": "2026-01-01T00:00:00Z", "rtt": 20.5},
          {"id": "b", "at": 1767225600123, "rtt": null}, {"id": "c", "at": 1, "rtt": 3}]}
        """),
    JSON_LINES(
        new JsonDecoder(paths("", "{element}", "", "rtt"), true),
        """
        {"timestamp":"2026-01-01T00:00:00Z","signals":{"rtt":21.5,"TRN_LOSS":0}}
        {"element":"acme/a","kpi":"TRN_RTT","time":1767225600,"value":5,"unit":"ms","quality":0.5}
        """),
    JSON_OWN_FORM(
        new JsonDecoder(paths("", "{element}", "", "rtt"), false),
        """
        [{"timestamp":1767225600,"signals":{"rtt":21.5,"TRN_LOSS":0}},
        {"element":"acme/a","kpi":"TRN_RTT","time":1767225600,"value":5,"unit":"ms","quality":0.5}]
        """),
    CSV_BY_COLUMNS(
        new CsvDecoder(paths("", "{element}/{cell}", "at", "rtt")),
        """
        cell,at,rtt,note
        a,2026-01-01T00:00:00Z,20.5,"said ""so"", they"
        b,1767225600,3,"two
        lines"
        c,1767225600,,
        """),
    CSV_OWN_FORM(
        new CsvDecoder(new JsonDecoder.Paths("", ElementTemplate.of("{element}"), "", List.of())),
        """
        element,kpi,time,value,unit,quality
        acme/a,TRN_RTT,2026-01-01T00:00:00Z,3,ms,1
        "acme/b",TRN_LOSS,1767225600,0.1,,
        """),
    PROMETHEUS(
        new PrometheusDecoder(paths("", "{element}/{cell}", "", "rtt")),
        """
        # TYPE rtt gauge
        rtt{cell="a",say="\\"x\\\\\\n\\""} 20.5 1767225600000
        rtt{cell="b",} +Inf
        rtt{cell="c"} 1e3 # {trace="1"} 5
        other 3
        """);

    private final Decoder decoder;
    private final String good;

    Form(Decoder decoder, String good) {
      this.decoder = decoder;
      this.good = good;
    }

    private static JsonDecoder.Paths paths(
        String items, String element, String time, String value) {
      return new JsonDecoder.Paths(
          items,
          ElementTemplate.of(element),
          time,
          List.of(
              new ValueRule(value, Kpi.of("TRN_RTT"), Unit.DECLARED, 1, Map.of(), false),
              new ValueRule(
                  value.replace("rtt", "up"),
                  Kpi.of("TRN_LOSS"),
                  Unit.DECLARED,
                  1,
                  Map.of(),
                  true)));
    }
  }

  /** Decodes as a poll does, and checks what must hold whatever comes. */
  private static RecordingSink decode(Form form, byte[] bytes)
      throws CharacterCodingException, PluginException {
    RecordingSink sink = RecordingSink.accepting();
    Told told = new Told(sink);
    form.decoder.decode(Utf8.decode(ByteBuffer.wrap(bytes)), ORIGIN, told);
    told.end("page");
    for (Measurement measurement : sink.measurements()) {
      assertThat(measurement.value()).isFinite();
      assertThat(ORIGIN.root().contains(measurement.element())).isTrue();
    }
    for (RecordingSink.Reject reject : sink.rejects()) {
      assertThat(reject.place()).startsWith("page");
      assertThat(reject.detail()).hasSizeLessThan(LONGEST_MESSAGE);
    }
    return sink;
  }

  private static RecordingSink decode(Form form, String text) throws Exception {
    return decode(form, text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("by chance")
  void byChance(Form form) throws Exception {
    assertThat(decode(form, form.good).measurements()).as("a good one").hasSizeGreaterThan(1);
    int values = 0;
    int mistakes = 0;
    int errors = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new Spoiler(new Random(SEED + i)).spoil(form.good);
      try {
        RecordingSink sink = decode(form, bytes);
        values += sink.measurements().size();
        mistakes += sink.rejects().size();
      } catch (CharacterCodingException e) {
        errors++;
      } catch (PluginException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(e.getMessage()).startsWith("page").hasSizeLessThan(LONGEST_MESSAGE);
        errors++;
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed %d, %s".formatted(SEED + i, form), e);
      }
    }
    assertThat(List.of(values, mistakes, errors)).as("seed %d", SEED).allMatch(count -> count > 0);
  }

  @ParameterizedTest
  @EnumSource(names = "JSON.*", mode = EnumSource.Mode.MATCH_ANY)
  @DisplayName("JSON with numbers without end, beyond all bounds, or nested without end")
  void extremeJson(Form form) throws Exception {
    for (String number : List.of("9".repeat(1_000_000), "1." + "3".repeat(1_000_000))) {
      List<String> problems =
          problems(form, form.good.replace("20.5", number).replace("21.5", number));
      assertThat(problems).as("%s", form).anyMatch(problem -> problem.contains("length"));
    }
    List<String> beyond =
        problems(form, form.good.replace("20.5", "1e999999").replace("21.5", "-1e999999"));
    assertThat(beyond).as("%s", form).anyMatch(problem -> problem.contains("must be finite"));
    assertThat(problems(form, "[".repeat(1_000_000))).anyMatch(p -> p.contains("depth"));
    assertThat(problems(form, "{\"d\":".repeat(1_000_000))).anyMatch(p -> p.contains("depth"));
  }

  @Test
  @DisplayName("a number in JSON whose exponent has no end is an error, not a crash")
  void endlessExponent() throws Exception {
    for (String number : List.of("1e99999999999", "-1e-99999999999")) {
      assertThat(
              problems(Form.JSON_OWN_FORM, "{\"kpi\":\"TRN_RTT\",\"value\":%s}".formatted(number)))
          .singleElement()
          .asString()
          .startsWith("page: it is no JSON");
    }
  }

  /** Returns what is told to be wrong, as mistakes or as an error. */
  private static List<String> problems(Form form, String text) throws Exception {
    List<String> problems = new ArrayList<>();
    try {
      decode(form, text).rejects().forEach(reject -> problems.add(reject.detail()));
    } catch (PluginException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return problems;
  }

  @Test
  @DisplayName(
      "of a field that stands twice in JSON, the last counts; a column or label is refused")
  void twice() throws Exception {
    String twice = "{\"kpi\":\"TRN_RTT\",\"value\":1,\"value\":2}";
    assertThat(decode(Form.JSON_OWN_FORM, twice).measurements())
        .extracting(Measurement::value)
        .containsExactly(2.0);
    assertThatThrownBy(() -> decode(Form.CSV_BY_COLUMNS, "cell,rtt,at,rtt\na,1,1767225600,2\n"))
        .hasMessageContaining("column 'rtt' stands twice");
    assertThat(problems(Form.PROMETHEUS, "rtt{cell=\"a\",cell=\"b\"} 1\nrtt{cell=\"c\"} 2"))
        .singleElement()
        .asString()
        .contains("each label once");
  }

  @Test
  @DisplayName("a quote that is never closed is told, and what stands before it counts")
  void openQuote() throws Exception {
    RecordingSink sink =
        decode(
            Form.CSV_BY_COLUMNS,
            "cell,at,rtt,note\na,1767225600,1,x\nb,1767225600,2,\"open\nc,1767225600,3,x\n");
    assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(1.0);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("open-quote", 1));
    assertThat(sink.rejects().get(0).place()).isEqualTo("page:3");
    assertThat(decode(Form.CSV_BY_COLUMNS, "cell,at,rtt,note\na,1767225600,1,5\" pipe").rejects())
        .as("a quote within a field is one of its characters")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a mark of the byte order, and ends of lines of all kinds, change nothing")
  void marks(Form form) throws Exception {
    int all = decode(form, form.good).measurements().size();
    assertThat(decode(form, "\uFEFF" + form.good).measurements()).hasSize(all);
    assertThat(decode(form, form.good.replace("\n", "\r\n")).measurements()).hasSize(all);
    assertThat(decode(form, form.good.replace("\n", "\r")).measurements()).hasSize(all);
    assertThat(decode(form, form.good.replaceFirst("\n", "\r\n")).measurements()).hasSize(all);
  }

  @Test
  @DisplayName("numbers in Java's own forms are none")
  void ownNumbers() throws Exception {
    for (String number : List.of("0x1p3", "0X1P3", "1f", "2D", "Infinity", "1_000", "")) {
      assertThat(decode(Form.CSV_BY_COLUMNS, "cell,at,rtt\na,1767225600," + number).measurements())
          .as(number)
          .isEmpty();
      assertThat(problems(Form.PROMETHEUS, "rtt{cell=\"a\"} " + number)).as(number).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a text without end of one kind is read or refused")
  void endless(Form form) throws Exception {
    for (String piece :
        List.of(
            "x", "\"", ",", "\n", "\\", "{", "1", " ", "\u0000", "[1,", "a\n", "\"\n", "{}\n")) {
      String text = piece.repeat(10_000);
      assertThat(problems(form, text)).as("%s of '%s'", form, piece).isNotEmpty();
      assertThat(problems(form, form.good + text)).hasSizeLessThan(Told.MOST_MISTAKES + 5);
    }
  }
}
