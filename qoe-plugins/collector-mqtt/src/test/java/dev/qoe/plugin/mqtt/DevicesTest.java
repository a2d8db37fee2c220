package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
    "At a mosquitto with devices that must be registered and a broker that must be trusted")
class DevicesTest {

  @TempDir private Path folder;
  @TempDir private Path scratch;

  @Test
  @DisplayName("only those are heard that are known, show their key or sign their messages")
  void registered() throws Exception {
    Certificates signer = Certificates.make(folder, "meter");
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      Map<String, Object> settings = Fixture.number(broker.uri());
      settings.put(
          "devices",
          Map.of(
              "known", "",
              "keyed", Map.of("key", "METER_KEY"),
              "signing", Map.of("certificate", signer.certificate().toString())));
      RecordingSink sink = RecordingSink.accepting();
      TestContext context = TestContext.in(scratch, Map.of("METER_KEY", "open-sesame"));
      try (Fixture fixture = Fixture.start(context, settings, sink);
          Publisher device = Publisher.at(broker)) {
        device.publish("site/known/rtt", "1");
        device.publish("site/stranger/rtt", "2");
        device.publish("site/keyed/rtt", "3");
        device.publish("site/keyed/rtt", bytes("4"), Map.of("api-key", "open-sesame"));
        device.publish("site/keyed/rtt", bytes("5"), Map.of("api-key", "wrong"));
        device.publish(
            "site/signing/rtt",
            bytes("6"),
            Map.of("signature", sign(signer, "site/signing/rtt", "6")));
        device.publish(
            "site/signing/rtt",
            bytes("7"),
            Map.of("signature", sign(signer, "site/signing/rtt", "6")));
        Until.holds("all are judged", () -> sink.offered().size() == 7);
        Certificates next = Certificates.make(folder, "next");
        Files.copy(next.certificate(), signer.certificate(), StandardCopyOption.REPLACE_EXISTING);
        device.publish(
            "site/signing/rtt",
            bytes("8"),
            Map.of("signature", sign(next, "site/signing/rtt", "8")));
        Until.holds("the new certificate counts", () -> sink.offered().size() == 8);
        assertThat(fixture.collector.trouble()).isEmpty();
      }
      assertThat(sink.measurements())
          .extracting(Measurement::value)
          .containsExactly(1.0, 4.0, 6.0, 8.0);
      assertThat(sink.rejectCounts())
          .isEqualTo(Map.of("unknown-device", 1, "device-key", 2, "device-signature", 1));
      assertThat(sink.rejects().toString()).doesNotContain("open-sesame");
    }
  }

  @Test
  @DisplayName("by MQTT 3.1.1, which has no properties, a key is shown in topic or payload")
  void keyInPayload() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      Map<String, Object> settings = Fixture.number(broker.uri());
      settings.put("version", "v3");
      settings.put("devices", Map.of("meter", Map.of("key", "METER_KEY")));
      Map<String, ?> value = Map.of("path", "$.rtt", "kpi", "TRN_RTT", "unit", "ms");
      settings.put(
          "routes",
          List.of(
              Map.of(
                  "topic",
                  "json",
                  "element",
                  "acme/{device}",
                  "fields",
                  Map.of("device", "$.device", "apiKey", "$.key"),
                  "values",
                  List.of(value)),
              Map.of(
                  "topic", "number/{device}/{apiKey}",
                  "element", "acme/{device}",
                  "decoder", "number",
                  "kpi", "TRN_RTT")));
      RecordingSink sink = RecordingSink.accepting();
      TestContext context = TestContext.in(scratch, Map.of("METER_KEY", "open-sesame"));
      try (Fixture fixture = Fixture.start(context, settings, sink);
          Publisher device = Publisher.at(broker)) {
        device.publish("json", "{\"device\":\"meter\",\"key\":\"open-sesame\",\"rtt\":1}");
        device.publish("json", "{\"device\":\"meter\",\"key\":\"open\",\"rtt\":2}");
        device.publish("json", "{\"device\":\"other\",\"key\":\"open-sesame\",\"rtt\":3}");
        device.publish("json", "{\"key\":\"open-sesame\",\"rtt\":4}");
        device.publish("number/meter/open-sesame", "5");
        device.publish("number/meter/guess", "6");
        Until.holds("all are judged", () -> sink.offered().size() >= 6);
        assertThat(fixture.collector.trouble()).isEmpty();
      }
      assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(1.0, 5.0);
      assertThat(sink.rejectCounts())
          .as("one dead letter for each, and the element of one is not told")
          .isEqualTo(Map.of("device-key", 2, "unknown-device", 1, "bad-record", 1));
      assertThat(sink.rejects().toString()).doesNotContain("open-sesame");
    }
  }

  @Test
  @DisplayName("certificates are checked, pinned, shown, and may change while we run")
  void tls() throws Exception {
    Certificates first = Certificates.make(folder, "one");
    Certificates second = Certificates.make(folder, "two");
    Certificates ours = Certificates.make(folder, "ours");
    try (Mosquitto broker = Mosquitto.start(folder, secure(first, ours))) {
      Map<String, Object> settings = Fixture.number("mqtts://127.0.0.1:" + broker.port());
      settings.put("reconnect-max", "PT0.5S");
      assertThat(trouble(settings)).contains("no trust");
      settings.put("ca", first.certificate().toString());
      assertThat(trouble(settings)).as("without a certificate of ours").isNotEmpty();
      settings.put("certificate", ours.certificate().toString());
      settings.put("key", ours.key().toString());
      settings.put("pins", List.of(second.pin()));
      assertThat(trouble(settings)).contains("none of those pinned");
      settings.put("pins", List.of(first.pin(), second.pin()));
      RecordingSink sink = RecordingSink.accepting();
      Path trusted = folder.resolve("trusted.pem");
      Files.copy(first.certificate(), trusted);
      settings.put("ca", trusted.toString());
      try (Fixture fixture = Fixture.start(scratch, settings, sink)) {
        broker.stop();
        broker.configure(secure(second, ours));
        broker.start();
        Until.holds(
            "the new certificate is not trusted",
            () -> fixture.collector.trouble().orElse("").contains("no trust"));
        Files.copy(second.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
        Until.holds("it is trusted", () -> fixture.collector.trouble().isEmpty());
      }
    }
  }

  private static String[] secure(Certificates broker, Certificates client) {
    return new String[] {
      "allow_anonymous true",
      "certfile " + broker.certificate(),
      "keyfile " + broker.key(),
      "cafile " + client.certificate(),
      "require_certificate true"
    };
  }

  private String trouble(Map<String, Object> settings) throws InterruptedException {
    try {
      Fixture.start(scratch, settings, RecordingSink.accepting()).close();
      return "";
    } catch (PluginException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sign(Certificates signer, String topic, String payload) throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(signer.privateKey());
    signature.update(bytes(topic));
    signature.update((byte) 0);
    signature.update(bytes(payload));
    return Base64.getEncoder().encodeToString(signature.sign());
  }
}
