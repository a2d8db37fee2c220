package dev.qoe.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.google.common.reflect.ClassPath;
import dev.qoe.api.alert.Alert;
import dev.qoe.api.alert.Evidence;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.kpi.UtilityCurve;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Score;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.PluginDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The vocabulary as JSON")
class QoeJsonTest {

  /** What holds code, a parser or a default, is no value that JSON could carry. */
  private static final Set<Class<?>> NOT_VALUES =
      Set.of(CollectorDescriptor.class, PluginDescriptor.class);

  static Stream<Arguments> samples() {
    return Samples.byName().entrySet().stream()
        .map(sample -> Arguments.of(sample.getKey(), sample.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  @DisplayName("every value is written as its golden file says")
  void written(String name, Object value) throws IOException {
    assertThat(pretty(value)).isEqualTo(golden(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  @DisplayName("every golden file is read as the value that it was written from")
  void read(String name, Object value) throws IOException {
    assertThat(QoeJson.read(golden(name), (Class<?>) value.getClass())).isEqualTo(value);
  }

  @Test
  @DisplayName("every public record of the API has a golden file")
  void complete() throws IOException {
    Set<String> records = new TreeSet<>();
    for (ClassPath.ClassInfo found : ClassPath.from(getClass().getClassLoader()).getAllClasses()) {
      if (found.getPackageName().startsWith("dev.qoe.api")
          && !found.getSimpleName().endsWith("-info")) {
        Class<?> type = found.load();
        if (type.isRecord()
            && Modifier.isPublic(type.getModifiers())
            && !NOT_VALUES.contains(type)) {
          records.add(
              type.getName().substring(type.getPackageName().length() + 1).replace('$', '.'));
        }
      }
    }
    assertThat(records).hasSizeGreaterThan(40);
    assertThat(Samples.byName().keySet()).containsAll(records);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Score | {'element':'a'} | time: is missing",
        "Score | {'elment':'a'} | element: is missing; is it 'elment'?",
        "Alert | {'evidence':[{'elment':'a'}]} | evidence[0].element: is missing; is it 'elment'?",
        "Alert | {'evidence':[{'value':'much'}]} | evidence[0].value: must be a number: 'much'",
        "Evidence | {'value':'12'} | value: must be a number: '12' (write it without quotes)",
        "Alert | {'severity':'GRAVE'} | severity: must be one of [CLEARED, INDETERMINATE,",
        "Measurement | {'element':'a','kpi':'B','time':0} | value: is missing",
        "Measurement | {'element':'a','kpi':'b'} | kpi: KPI code must be capital letters",
        "Measurement | {'element':'a//b'} | element: element path must be",
        "Measurement | {'time':'noon'} | time: not a time: 'noon' (example: 2020-02-13",
        "Measurement | {'time':1.5} | time: must be a time as in ISO 8601",
        "Measurement | {'element':'a','kpi':'B','time':0,'value':1,'quality':2} | quality of a"
            + " measurement of 'B' must be from 0.0 to 1.0: 2.0",
        "Measurement | {'value':1,'value':2} | not JSON (column 19): duplicate field" + " 'value'",
        "Measurement | {'element' | not JSON (column 11): ",
        "Measurement | [] | must be an object",
        "Measurement | null | not a measurement: null",
        "Measurement | {'elment':'a'} | elment is not known; did you mean 'element'?; known are ",
        "Evidence | {'element':'a','kind':'B','time':0,'value':1,'text':'','more':{}} | more is not"
            + " known; known are element, kind, ",
        "UtilityCurve | {'type':'lniear','worst':1,'best':2} | type 'lniear' is not known; did you"
            + " mean 'linear'?; known are linear, ",
        "UtilityCurve | {'worst':1,'best':2} | type is missing; known are linear, logarithmic, ",
        "KpiDefinition | {'curve':{'type':'linear','worst':1,'best':1}} | curve: worst and best"
            + " value of a linear curve must differ",
        "Evidence | {'element':null,'kind':'B','time':0,'value':1,'text':''} | element: must not be"
            + " null",
        "Event | {'event':7} | event: must be a text"
      })
  @DisplayName("a mistake is told with its place, the value and the rule")
  void mistakes(String type, String json, String message) {
    Class<?> target =
        switch (type) {
          case "Score" -> Score.class;
          case "Alert" -> Alert.class;
          case "Evidence" -> Evidence.class;
          case "UtilityCurve" -> UtilityCurve.class;
          case "KpiDefinition" -> KpiDefinition.class;
          case "Event" -> Event.class;
          default -> Measurement.class;
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QoeJson.read(json.replace('\'', '"'), target))
        .withMessageStartingWith(message);
  }

  @Test
  @DisplayName("a measurement needs only element, indicator, time and value")
  void shortMeasurement() {
    assertThat(
            QoeJson.read(
                "{\"element\":\"acme/a\",\"kpi\":\"TRN_LOSS\",\"time\":1581609261000001,\"value\":0.32}",
                Measurement.class))
        .isEqualTo(
            Measurement.of(
                ElementPath.of("acme/a"),
                Kpi.PACKET_LOSS,
                Instant.parse("2020-02-13T15:54:21.000001Z"),
                0.32));
  }

  @Test
  @DisplayName(
      "a measurement without a unit of its own is written without one, but with its quality")
  void declaredUnit() {
    assertThat(
            QoeJson.write(
                Measurement.of(ElementPath.of("acme/a"), Kpi.PACKET_LOSS, Samples.NOON, 0.32)))
        .isEqualTo(
            "{\"element\":\"acme/a\",\"kpi\":\"TRN_LOSS\",\"time\":\"2020-02-13T12:00:00Z\",\"value\":0.32,\"quality\":1.0}");
  }

  @Test
  @DisplayName("values that are no numbers survive the way")
  void noNumbers() {
    for (double value :
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0)) {
      Measurement odd =
          Measurement.of(ElementPath.of("acme/a"), Kpi.PACKET_LOSS, Samples.NOON, value)
              .in(Unit.PERCENT);
      assertThat(QoeJson.read(QoeJson.write(odd), Measurement.class)).isEqualTo(odd);
    }
  }

  @Test
  @DisplayName("a known unit is its symbol")
  void knownUnit() {
    assertThat(QoeJson.write(Unit.of("Mbit/s"))).isEqualTo("\"Mbit/s\"");
    assertThat(QoeJson.read("\"Mbit/s\"", Unit.class)).isEqualTo(Unit.of("Mbit/s"));
  }

  @Test
  @DisplayName("an event needs only element, kind and time")
  void shortEvent() {
    assertThat(
            QoeJson.read(
                "{\"element\":\"acme/a\",\"event\":\"reboot\",\"time\":\"2020-02-13T12:00:00Z\"}",
                Event.class))
        .isEqualTo(Event.of(ElementPath.of("acme/a"), "reboot", Samples.NOON, ""));
  }

  private static String pretty(Object value) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return QoeJson.mapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
            .writeValueAsString(value)
        + "\n";
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = QoeJsonTest.class.getResourceAsStream(name + ".json")) {
      assertThat(file).as("golden file %s.json", name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
