package dev.qoe.plugin.pm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.testkit.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("odd but legal performance files give the right values:")
class OddFilesTest {

  private static final Map<String, String> ALL = Map.of("counters", "all");
  private static final String AT = " 2026-01-01T00:15:00Z ";

  @TempDir private Path temp;

  private RecordingSink read(byte[] bytes) throws Exception {
    Reading reading = new Reading(temp);
    reading.write("odd.xml", bytes);
    return reading.collect(ALL);
  }

  private List<String> lines(String text) throws Exception {
    RecordingSink sink = read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(sink.rejects()).isEmpty();
    return Reading.lines(sink);
  }

  private static final String HEAD =
      """
      <measCollecFile><fileHeader fileFormatVersion="32.435 V10.0">
      <measCollec beginTime="2026-01-01T00:00:00Z"/></fileHeader>
      """;
  private static final String FOOT =
      """
      <fileFooter><measCollec endTime="2026-01-01T00:15:00Z"/></fileFooter></measCollecFile>
      """;
  private static final String PERIOD =
      "<granPeriod duration=\"PT900S\" endTime=\"2026-01-01T00:15:00Z\"/>";

  private static String data(String body) {
    return "<measData><managedElement localDn=\"ME=1\"/>%s</measData>".formatted(body);
  }

  private static String info(String body) {
    return "<measInfo>%s%s</measInfo>".formatted(PERIOD, body);
  }

  private static String one(String type, String value) {
    return info(
        "<measType p=\"1\">%s</measType><measValue measObjLdn=\"C=1\"><r p=\"1\">%s</r></measValue>"
            .formatted(type, value));
  }

  @Test
  @DisplayName("prefixes, attributes of vendors' own, stylesheets, and elements nobody knows")
  void nameSpaces() throws Exception {
    assertThat(
            lines(
                """
                <?xml version="1.0"?>
                <?xml-stylesheet type="text/xsl" href="http://nowhere.example/MeasDataCollection.xsl"?>
                <!-- made by hand -->
                <m:measCollecFile xmlns:m="http://www.3gpp.org/ftp/specs/archive/32_series/32.435#measCollec"
                    xmlns:v="urn:vendor" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="urn:x http://nowhere.example/x.xsd">
                <m:fileHeader fileFormatVersion="32.435 V10.0"><m:fileSender localDn="ME=1"/>
                <m:measCollec beginTime="2026-01-01T00:00:00Z"/></m:fileHeader>
                <v:more><v:deep>5</v:deep></v:more>
                <m:measData><m:managedElement v:localDn="ME=9" localDn="ME=1"/>
                <m:measInfo measInfoId="g"><m:job jobId="j"/>
                <m:granPeriod duration="PT15M" endTime="2026-01-01T00:15:00Z"/>
                <m:repPeriod duration="PT900S"/>
                <m:measType v:p="2" p="1">a</m:measType><m:measType p="2" v:p="1">b</m:measType>
                <m:measValue measObjLdn="C=1"><v:note>x</v:note><m:r v:p="2" p="1">5</m:r>
                <m:r v:p="1" p="2">6</m:r></m:measValue>
                </m:measInfo></m:measData>
                <m:fileFooter><m:measCollec endTime="2026-01-01T00:15:00Z"/></m:fileFooter>
                </m:measCollecFile>
                """))
        .containsExactly(
            "acme/ME=1/C=1 PM_A" + AT + "5.0 1.0", "acme/ME=1/C=1 PM_B" + AT + "6.0 1.0");
  }

  @Test
  @DisplayName("results in any order, not all of them there, with numbers p of any height")
  void numbers() throws Exception {
    assertThat(
            lines(
                HEAD
                    + data(
                        info(
                            """
                            <measType p="7">seven</measType><measType p="1911816666">huge</measType>
                            <measType p="007000">big</measType><measType p=" +2 ">two</measType>
                            <measValue measObjLdn="C=1"><r p="1911816666">4</r><r p="2">2</r></measValue>
                            <measValue measObjLdn="C=2"><r p="7000">3</r><r p="7"/></measValue>
                            """))
                    + FOOT))
        .containsExactly(
            "acme/ME=1/C=1 PM_HUGE" + AT + "4.0 1.0",
            "acme/ME=1/C=1 PM_TWO" + AT + "2.0 1.0",
            "acme/ME=1/C=2 PM_BIG" + AT + "3.0 1.0");
  }

  @Test
  @DisplayName("comments, CDATA and references to characters within values and names")
  void pieces() throws Exception {
    assertThat(
            lines(
                HEAD
                    + data(
                        one("<![CDATA[a]]>", " 1<!-- one -->2<![CDATA[3]]> ")
                            + one("b&#46;c", "&#52;<?x y?>2")
                            + info(
                                """
                                <measTypes>d
                                  <!-- three --> e <![CDATA[f]]></measTypes>
                                <measValue measObjLdn="C=1"><measResults><!-- x --> 1\t2
                                3</measResults></measValue>
                                """))
                    + FOOT))
        .containsExactly(
            "acme/ME=1/C=1 PM_A" + AT + "123.0 1.0",
            "acme/ME=1/C=1 PM_B_C" + AT + "42.0 1.0",
            "acme/ME=1/C=1 PM_D" + AT + "1.0 1.0",
            "acme/ME=1/C=1 PM_E" + AT + "2.0 1.0",
            "acme/ME=1/C=1 PM_F" + AT + "3.0 1.0");
  }

  @Test
  @DisplayName("several groups of one name, several managed elements, one without a name")
  void structure() throws Exception {
    assertThat(
            lines(
                HEAD
                    + data(one("a", "1") + one("b", "2") + info("<measType p=\"1\">c</measType>"))
                    + data("")
                    + "<measData><managedElement localDn=\"ME=2\" swVersion=\"x\"/>"
                    + one("a", "3")
                    + "<managedElement/>"
                    + one("a", "4")
                    + "</measData>"
                    + FOOT))
        .containsExactly(
            "acme/ME=1/C=1 PM_A" + AT + "1.0 1.0",
            "acme/ME=1/C=1 PM_B" + AT + "2.0 1.0",
            "acme/ME=2/C=1 PM_A" + AT + "3.0 1.0",
            "acme/C=1 PM_A" + AT + "4.0 1.0");
  }

  @Test
  @DisplayName("suspect before, between or after results, as true, false, 1 or 0")
  void suspect() throws Exception {
    StringBuilder values = new StringBuilder("<measType p=\"1\">a</measType>");
    int cell = 0;
    for (String suspect : List.of("true", "1", " true ", "false", "0")) {
      values.append(
          "<measValue measObjLdn=\"C=%d\"><suspect>%s</suspect><r p=\"1\">1</r></measValue>"
              .formatted(++cell, suspect));
    }
    assertThat(lines(HEAD + data(info(values.toString())) + FOOT))
        .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
        .containsExactly("0.1", "0.1", "0.1", "1.0", "1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T05:45:00+05:30",
        "2025-12-31T20:45:00-03:30",
        "2026-01-01T00:15:00.000Z",
        "2026-01-01T00:15:00",
        "2025-12-31T24:00:00-00:15",
        "2026-01-01T01:15:00+0100"
      })
  @DisplayName("times of all zones")
  void zones(String time) throws Exception {
    assertThat(lines(HEAD + data(one("a", "1")).replace("2026-01-01T00:15:00Z", time) + FOOT))
        .containsExactly("acme/ME=1/C=1 PM_A" + AT + "1.0 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT900S", "PT15M", "P0DT15M", "PT0H15M0S", "PT900.0S"})
  @DisplayName("a quarter of an hour, however it is written")
  void durations(String duration) {
    assertThat(new PmTimes(ZoneOffset.UTC).seconds(duration)).isEqualTo(900);
  }

  @Test
  @DisplayName("without a footer the values count, and that it is missing is told")
  void noFooter() throws Exception {
    RecordingSink sink =
        read((HEAD + data(one("a", "1")) + "</measCollecFile>").getBytes(StandardCharsets.UTF_8));
    assertThat(sink.measurements()).hasSize(1);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("no-footer", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "US-ASCII", "GB2312"})
  @DisplayName("in any encoding that the file names, with a mark of the byte order or without")
  void encodings(String encoding) throws Exception {
    String text =
        "<?xml version=\"1.0\" encoding=\"%s\"?>\n".formatted(encoding)
            + HEAD
            + data(one("a", "1"))
            + FOOT;
    assertThat(Reading.lines(read(text.getBytes(Charset.forName(encoding)))))
        .containsExactly("acme/ME=1/C=1 PM_A" + AT + "1.0 1.0");
  }

  @Test
  @DisplayName("names that are no ASCII come through")
  void otherNames() throws Exception {
    String text = HEAD + data(one("a", "1")).replace("C=1", "C=K\u00f6ln") + FOOT;
    String declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + text;
    assertThat(Reading.lines(read(declared.getBytes(StandardCharsets.ISO_8859_1))))
        .containsExactly("acme/ME=1/C=K\u00f6ln PM_A" + AT + "1.0 1.0");
    Reading reading = new Reading(temp);
    reading.write("marked.xml", "\uFEFF" + text.replace("C=K", "C=M"));
    assertThat(Reading.lines(reading.collect(ALL)))
        .containsExactly("acme/ME=1/C=M\u00f6ln PM_A" + AT + "1.0 1.0");
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName("gzip with zeros or garbage behind it, or in two members")
  void gzip() throws Exception {
    String text = HEAD + data(one("a", "1")) + FOOT;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip(text));
    bytes.writeBytes(new byte[512]);
    assertThat(Reading.lines(read(bytes.toByteArray()))).hasSize(1);
    bytes.reset();
    bytes.writeBytes(gzip(text.substring(0, 200)));
    bytes.writeBytes(gzip(text.substring(200).replace(">1<", ">2<")));
    bytes.writeBytes("garbage".getBytes(StandardCharsets.UTF_8));
    assertThat(Reading.lines(read(bytes.toByteArray())))
        .containsExactly("acme/ME=1/C=1 PM_A" + AT + "2.0 1.0");
  }

  @Test
  @DisplayName("of 5G, with its own root and elements")
  void fiveG() throws Exception {
    assertThat(
            lines(
                """
                <measDataFile xmlns="http://www.3gpp.org/ftp/specs/archive/28_series/28.532#measData">
                <fileHeader fileFormatVersion="28.532 V16.4.0" vendorName="V" dnPrefix="DC=x">
                <fileSender senderName="ME=1" senderType="gNB"/>
                <measData beginTime="2026-01-01T05:30:00+05:30"/></fileHeader>
                <measData><measEntity localDn="ME=1" userLabel="one"/>
                <measInfo measInfoId="g"><job jobId="1"/><job jobId="2"/>
                <granPeriod duration="PT900S" endTime="2026-01-01T05:45:00+05:30"/>
                <measTypes>a b c</measTypes>
                <measValue measObjLdn="C=1"><measResults>1 NIL -2.5e3</measResults>
                <suspect>true</suspect></measValue>
                </measInfo></measData>
                <fileFooter><measData endTime="2026-01-01T05:45:00+05:30"/></fileFooter>
                </measDataFile>
                """))
        .containsExactly(
            "acme/ME=1/C=1 PM_A" + AT + "1.0 0.1", "acme/ME=1/C=1 PM_C" + AT + "-2500.0 0.1");
  }

  @Test
  @DisplayName("but a granPeriod or a measType behind values changes nothing that came before")
  void late() throws Exception {
    String value = "<measValue measObjLdn=\"C=%d\"><r p=\"1\">%d</r></measValue>";
    RecordingSink sink =
        read(
            (HEAD
                    + data(
                        one("a", "1")
                            + "<measInfo><measType p=\"1\">b</measType>"
                            + value.formatted(2, 2)
                            + PERIOD
                            + value.formatted(3, 3)
                            + "</measInfo>"
                            + info(
                                "<measType p=\"1\">c</measType>"
                                    + value.formatted(4, 4)
                                    + "<measType p=\"2\">d</measType>"
                                    + PERIOD.replace("00:15", "00:30")
                                    + value.formatted(5, 5)))
                    + FOOT)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(Reading.lines(sink))
        .containsExactly(
            "acme/ME=1/C=1 PM_A" + AT + "1.0 1.0",
            "acme/ME=1/C=4 PM_C" + AT + "4.0 1.0",
            "acme/ME=1/C=5 PM_C" + AT + "5.0 1.0");
    assertThat(sink.rejectCounts())
        .isEqualTo(Map.of("no-period", 1, "late-period", 2, "late-type", 1));
  }

  @Test
  @DisplayName("but a group of more counters than anybody counts is refused")
  void manyCounters() {
    String text = HEAD + data(info("<measTypes>" + "a ".repeat(PmTypes.MOST + 1) + "</measTypes>"));
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("a measInfo names more than 65536 counters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1p3", "0X1P3", "1f", "2D", "Infinity", "NaN", "1 2", "1;2", "--1"})
  @DisplayName("but what is no number is none")
  void noNumbers(String number) throws Exception {
    Reading reading = new Reading(temp);
    reading.write("odd.xml", HEAD + data(one("a", "1") + one("b", number)) + FOOT);
    RecordingSink sink = reading.collect(ALL);
    assertThat(sink.measurements()).hasSize(1);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("not-a-number", 1));
  }
}
