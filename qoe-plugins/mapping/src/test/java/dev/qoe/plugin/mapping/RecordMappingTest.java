package dev.qoe.plugin.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.testkit.RecordingSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mapping of fields")
class RecordMappingTest {

  private static final Instant NOON = Instant.parse("2020-02-13T12:00:00Z");
  private final RecordingSink sink = RecordingSink.accepting();

  private int map(Map<String, ?> config, String... record) {
    return RecordMapping.of(config)
        .map(
            record,
            new RecordMapping.Origin("here", NOON, Map.of("site", "cork")),
            (path, values) -> ElementPath.of(path),
            sink);
  }

  @Test
  @DisplayName("makes a measurement of each field that is filled, in its unit, scaled, at its time")
  void measurements() {
    Map<String, ?> config =
        Map.of(
            "element", "acme/{site}/{cell}",
            "fields", Map.of("cell", "$.cell"),
            "time", Map.of("path", "$.ts", "format", "ms"),
            "quality", "$.q",
            "values",
                List.of(
                    Map.of("path", "$.rtt", "kpi", "TRN_RTT", "unit", "ms", "scale", "10"),
                    Map.of("path", "$.loss", "kpi", "TRN_LOSS", "unit", "%")));
    RecordMapping mapping = RecordMapping.of(config);
    assertThat(mapping.fields()).containsExactly("$.cell", "$.rtt", "$.loss", "$.ts", "$.q");
    assertThat(mapping.names()).containsExactly("site");
    assertThat(map(config, "7", "2.5", "", "1581595200123", "0.5")).isEqualTo(1);
    Measurement only = sink.measurements().get(0);
    assertThat(only.element()).hasToString("acme/cork/7");
    assertThat(only.time()).isEqualTo(NOON.plusMillis(123));
    assertThat(only.ingestTime()).isEqualTo(NOON);
    assertThat(only.value()).isEqualTo(25);
    assertThat(only.unit()).isEqualTo(Unit.of("ms"));
    assertThat(only.quality()).isEqualTo(0.5);
  }

  @Test
  @DisplayName("may take element, indicator and unit from the record itself")
  void longFormat() {
    map(
        Map.of(
            "element",
            "acme/{element+}",
            "fields",
            new TreeMap<>(Map.of("element", "e", "kpi", "k", "unit", "u")),
            "values",
            List.of(Map.of("field", "v", "kpi", "{kpi}", "unit", "{unit}"))),
        "cork/cell-1",
        "TRN_RTT",
        "ms",
        "7");
    assertThat(sink.measurements().get(0).element()).hasToString("acme/cork/cell-1");
    assertThat(sink.measurements().get(0).kpi()).isEqualTo(Kpi.ROUND_TRIP_TIME);
  }

  @Test
  @DisplayName("rejects what is no number, no time, no element, with its reason")
  void rejects() {
    Map<String, ?> config =
        Map.of(
            "element",
            "acme/{cell}",
            "fields",
            Map.of("cell", "c"),
            "time",
            "t",
            "values",
            List.of(Map.of("field", "v", "kpi", "TRN_RTT")));
    map(config, "1", "NaN", "2020-02-13T12:00:00Z");
    map(config, "1", "0x1p3", "2020-02-13T12:00:00Z");
    map(config, "1", "1f", "2020-02-13T12:00:00Z");
    map(config, "1", "1e-", "2020-02-13T12:00:00Z");
    map(config, "1", "12,5", "2020-02-13 12:00:00");
    map(config, "1", "1", "yesterday");
    map(config, "1", "1", "");
    map(config, "../a", "1", "2020-02-13T12:00:00+01:00");
    map(config, "", "1", "2020-02-13T12:00:00Z");
    assertThat(sink.rejectCounts()).containsEntry("not-a-number", 5).containsEntry("bad-record", 4);
    assertThat(sink.measurements()).isEmpty();
    assertThat(map(config, "1", " true ", "2020-02-13T12:00:00Z")).isEqualTo(1);
  }

  @Test
  @DisplayName("names all mistakes of its configuration at once")
  void mistakes() {
    assertThatThrownBy(
            () ->
                RecordMapping.of(
                    Map.of(
                        "elment",
                        "acme",
                        "time",
                        Map.of("format", "ms", "zone", "Atlantis"),
                        "fields",
                        "x",
                        "values",
                        List.of(Map.of("kpi", "lower"), "text"))))
        .hasMessageContaining("no 'elment'")
        .hasMessageContaining("'element' is missing")
        .hasMessageContaining("Atlantis")
        .hasMessageContaining("'time' names no 'field'")
        .hasMessageContaining("'fields' must be a map")
        .hasMessageContaining("lower")
        .hasMessageContaining("'values' must be a list");
  }

  @Test
  @DisplayName("reads times as ISO 8601, counts since 1970 and patterns in a zone")
  void times() {
    java.time.ZoneId dublin = java.time.ZoneId.of("Europe/Dublin");
    assertThat(TimeFormat.of("iso", dublin).parse("2020-07-13T13:00:00"))
        .isEqualTo(Instant.parse("2020-07-13T12:00:00Z"));
    assertThat(TimeFormat.of("iso", dublin).parse("2024-11-12T12:51:50.819853185+00:00"))
        .isEqualTo(Instant.parse("2024-11-12T12:51:50.819853185Z"));
    assertThat(TimeFormat.of("s", dublin).parse("1581595200.25")).isEqualTo(NOON.plusMillis(250));
    assertThat(TimeFormat.of("us", dublin).parse("1581595200000001"))
        .isEqualTo(NOON.plusNanos(1000));
    assertThat(TimeFormat.of("yyyy.MM.dd_HH.mm.ss", dublin).parse("2020.07.13_13.00.00"))
        .isEqualTo(Instant.parse("2020-07-13T12:00:00Z"));
    for (String bad : List.of("1e999999999", "x", "9".repeat(60), "1e30")) {
      assertThatThrownBy(() -> TimeFormat.of("s", dublin).parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("time must be written as s");
    }
    assertThatThrownBy(() -> TimeFormat.of("qqqqqqqq{", dublin))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("finds fields by paths with dots, brackets and odd names")
  void paths() throws Exception {
    com.fasterxml.jackson.databind.JsonNode json =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree("{\"a\":{\"b c\":[1,{\"x/y\":true}]},\"n\":null}");
    assertThat(
            JsonFields.of(List.of("$.a['b c'][0]", "a[\"b c\"][1]['x/y']", "$.n", "$.none", "$.a"))
                .read(json))
        .containsExactly("1", "1", "", "", "{\"b c\":[1,{\"x/y\":true}]}");
    for (String bad : List.of("", "$.a[", "$.a..b", "$[x]")) {
      assertThatThrownBy(() -> JsonFields.pointer(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("path must be written like");
    }
  }

  @Test
  @DisplayName("refuses templates with stray braces and slashes where one segment belongs")
  void templates() {
    assertThatThrownBy(() -> Template.of("acme/{site")).hasMessageContaining("braces");
    assertThatThrownBy(() -> Template.of("{a}").fill(n -> java.util.Optional.of("x/y")))
        .hasMessageContaining("no slash");
    assertThat(Template.of("{a+}/{b}").names()).containsExactly("a", "b");
    assertThat(Template.of("a/{b}")).hasToString("a/{b}");
  }

  @Test
  @DisplayName("tells why a gate did not let a record pass")
  void gate() {
    RecordMapping.of(Map.of("element", "acme", "values", Map.of("field", "v", "kpi", "TRN_RTT")))
        .map(
            new String[] {"1"},
            new RecordMapping.Origin("here", NOON, Map.of()),
            (path, values) -> {
              throw new RejectedRecordException("unknown-device", "who is that");
            },
            sink);
    assertThat(sink.rejectCounts()).containsEntry("unknown-device", 1);
  }
}
