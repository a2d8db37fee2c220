package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A payload decoder that the host lends")
class PayloadDecoderTest {

  @TempDir private Path scratch;

  /** Reads a byte as degrees: 255 breaks it, and none is malformed. */
  private static final class Degrees implements PayloadDecoderFactory {
    private static final Setting<Double> SCALE = Setting.number("scale", 1, "a factor");

    @Override
    public PluginDescriptor descriptor() {
      return PluginDescriptor.of("degrees", "Reads a byte.", List.of(SCALE));
    }

    @Override
    public PayloadDecoder create(Settings settings, PluginContext context) {
      return (payload, sink) -> {
        if (payload.size() == 0) {
          throw new PluginException(ErrorKind.MALFORMED, "payload has no byte");
        }
        int raw = payload.bytes()[0] & 0xff;
        if (raw == 255) {
          throw new NoClassDefFoundError("vendor/Missing");
        }
        sink.accept(
            Measurement.of(
                payload.element(),
                Kpi.of("SENSOR_TEMPERATURE"),
                payload.received(),
                raw * settings.get(SCALE)));
      };
    }
  }

  private static Map<String, Object> settings(String broker, Object decoder) {
    return Map.of(
        "broker",
        broker,
        "routes",
        List.of(
            Map.of(
                "topic", "meter/{meter}",
                "element", "acme/{meter}",
                "decoder", "plugin",
                "payload-decoder", decoder)));
  }

  @Test
  @DisplayName("reads what comes; what it cannot read or breaks at is rejected, the rest goes on")
  void reads() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    TestContext context = TestContext.in(scratch).offering(new Degrees());
    try (Mosquitto broker = Mosquitto.start(scratch, "allow_anonymous true");
        Fixture fixture =
            Fixture.start(
                context, settings(broker.uri(), Map.of("type", "degrees", "scale", "0.5")), sink);
        Publisher meter = Publisher.at(broker)) {
      meter.publish("meter/1", new byte[] {(byte) 255}, Map.of());
      meter.publish("meter/2", new byte[0], Map.of());
      meter.publish("meter/3", new byte[] {42}, Map.of());
      Until.holds("the last is told", () -> !sink.measurements().isEmpty());
      assertThat(fixture.collector.trouble()).isEmpty();
      assertThat(sink.measurements())
          .singleElement()
          .satisfies(m -> assertThat(m.value()).isEqualTo(21))
          .satisfies(m -> assertThat(m.element().text()).isEqualTo("acme/3"));
      assertThat(sink.rejects())
          .satisfiesExactly(
              first ->
                  assertThat(first.toString())
                      .contains("not-decoded", "meter/1", "payload decoder 'degrees' broke"),
              second ->
                  assertThat(second.toString())
                      .contains("malformed-payload", "meter/2", "payload has no byte"));
    }
  }

  @Test
  @DisplayName("must be there, and its settings right: else the route is told")
  void refused() {
    try (TestContext context = TestContext.in(scratch).offering(new Degrees())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fixture.create(settings("mqtt://127.0.0.1", "kelvin"), context))
          .withMessageContaining("route 1 of setting 'routes'")
          .withMessageContaining("'kelvin'")
          .withMessageContaining("[degrees]");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Fixture.create(
                      settings("mqtt://127.0.0.1", Map.of("type", "degrees", "scale", "x")),
                      context))
          .withMessageContaining("route 1 of setting 'routes'")
          .withMessageContaining("setting 'scale' of payload decoder 'degrees'");
      Map<String, Object> none =
          Map.of(
              "routes",
              List.of(Map.of("topic", "meter/1", "element", "acme/1", "decoder", "plugin")));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fixture.create(none, context))
          .withMessageContaining("route 1 of setting 'routes': 'payload-decoder' is missing");
    }
  }
}
