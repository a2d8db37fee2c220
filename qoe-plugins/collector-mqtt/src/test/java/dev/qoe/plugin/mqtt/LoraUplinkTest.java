package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mapping.Template;
import dev.qoe.testkit.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A LoRaWAN uplink")
class LoraUplinkTest {

  private static final Instant RECEIVED = Instant.parse("2030-01-01T00:00:00Z");

  private static RecordingSink decode(LoraDecoder.Server server, byte[] payload) {
    return decode(server, payload, "application/1/device/2/event/up");
  }

  private static RecordingSink decode(LoraDecoder.Server server, byte[] payload, String topic) {
    RecordMapping mapping =
        RecordMapping.of(
            Map.of(
                "element",
                "acme/{devEui}",
                "values",
                List.of(
                    Map.of("path", "$.temperatureSensor", "kpi", "SENSOR_TEMPERATURE"),
                    Map.of("path", "$.nested.co2", "kpi", "SENSOR_CO2"))));
    LoraDecoder decoder =
        new LoraDecoder(
            server,
            Template.of("acme/{devEui}"),
            mapping,
            JsonFields.of(mapping.fields()),
            (raw, sink) ->
                sink.accept(
                    Event.of(
                        raw.element(),
                        "raw",
                        raw.received(),
                        raw.metadata().getOrDefault("fPort", ""))));
    RecordingSink sink = RecordingSink.accepting();
    decoder.decode(
        new Arrival(new Message(1, 1, 1, false, topic, payload, Map.of()), Map.of(), RECEIVED),
        (path, values) -> ElementPath.of(path),
        sink);
    return sink;
  }

  private static RecordingSink decode(LoraDecoder.Server server, String payload) {
    return decode(server, payload.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Double> values(RecordingSink sink) {
    return sink.measurements().stream()
        .collect(Collectors.toMap(one -> one.kpi().code(), Measurement::value));
  }

  @TestFactory
  @DisplayName("of a real network server yields its device, time, radio metadata and payload")
  Stream<DynamicTest> realOnes() throws Exception {
    Path root = Path.of(System.getProperty("qoe.shared", ""), "data", "lorawan");
    Assumptions.assumeTrue(
        Files.isDirectory(root), "the reference data are not here (system property qoe.shared)");
    List<Path> files;
    try (Stream<Path> found = Files.walk(root)) {
      files =
          found
              .filter(file -> file.getFileName().toString().matches("payload.*\\.json"))
              .sorted()
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(40);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    root.relativize(file).toString(), () -> assertYields(file)));
  }

  /** What the file says itself, read by other means than the decoder's. */
  private static void assertYields(Path file) throws Exception {
    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
    boolean ttn = json.has("end_device_ids");
    RecordingSink sink =
        decode(
            ttn ? LoraDecoder.Server.TTN : LoraDecoder.Server.CHIRPSTACK, Files.readAllBytes(file));
    assertThat(sink.rejects()).isEmpty();
    String eui =
        (ttn ? json.at("/end_device_ids/dev_eui") : json.at("/deviceInfo/devEui")).asText();
    if (eui.isEmpty()) {
      eui =
          java.util.HexFormat.of()
              .formatHex(Base64.getDecoder().decode(json.path("devEUI").asText()));
    }
    String time = (ttn ? json.at("/uplink_message/received_at") : json.path("time")).asText();
    if (time.isEmpty()) {
      time = json.at("/rxInfo/0/time").asText();
    }
    JsonNode heard = json.at(ttn ? "/uplink_message/rx_metadata/0" : "/rxInfo/0");
    String factor = json.findValue(ttn ? "spreading_factor" : "spreadingFactor").asText();
    Instant when = java.time.OffsetDateTime.parse(time).toInstant();
    Measurement rssi = sink.measurements().get(0);
    assertThat(rssi.element()).hasToString("acme/" + eui.toLowerCase(java.util.Locale.ROOT));
    assertThat(rssi.kpi()).isEqualTo(Kpi.RSSI);
    assertThat(rssi.time()).isEqualTo(when);
    assertThat(rssi.value()).isEqualTo(heard.path("rssi").asDouble());
    assertThat(sink.measurements()).allMatch(one -> one.time().equals(when));
    assertThat(values(sink))
        .containsEntry("RAN_LORA_SNR", heard.path(heard.has("snr") ? "snr" : "loRaSNR").asDouble())
        .containsEntry("RAN_LORA_SF", Double.parseDouble(factor))
        .containsEntry(
            "RAN_LORA_FREQUENCY", Double.parseDouble(json.findValue("frequency").asText()));
    Event event = sink.events().get(0);
    assertThat(event.type()).isEqualTo("lorawan-uplink");
    assertThat(event.time()).isEqualTo(when);
    assertThat(event.attributes())
        .containsEntry("spreadingFactor", factor)
        .containsEntry("bandwidth", "125000")
        .containsEntry("gateways", "1")
        .containsKeys("snr", "frequency", "fCnt", "fPort", "data", "gateway");
    assertThat(Double.parseDouble(event.attributes().get("snr")))
        .isEqualTo(heard.path(heard.has("snr") ? "snr" : "loRaSNR").asDouble());
    if (json.has("objectJSON")) {
      assertThat(event.attributes()).containsEntry("object.temperatureSensor", "25");
      assertThat(values(sink)).containsEntry("SENSOR_TEMPERATURE", 25.0);
    } else {
      assertThat(sink.events()).extracting(Event::type).containsExactly("lorawan-uplink", "raw");
    }
  }

  @Test
  @DisplayName("of ChirpStack 4 may leave out what is 0, come over several gateways and by FSK")
  void schemaOfChirpStack() {
    RecordingSink sink =
        decode(
            LoraDecoder.Server.CHIRPSTACK,
            """
            {"deviceInfo":{"devEui":"0102030405060708","deviceName":"d"},"data":"AA==",
             "object":{"nested":{"co2":417.5},"list":[1,"x"],"none":null},
             "rxInfo":[{"gatewayId":"0016c001ff10a235","snr":-3.5,"rssi":-110,
                        "nsTime":"2024-01-02T03:04:05.6Z"},
                       {"gatewayId":"0016c001ff10a236","rssi":-57,"gwTime":"2024-01-02T03:04:05Z"},
                       {"gatewayId":"x"}],
             "txInfo":{"frequency":868300000,"modulation":{"fsk":{"datarate":50000}}}}
            """);
    assertThat(sink.measurements())
        .extracting(Measurement::value)
        .containsExactlyInAnyOrder(-57.0, 868_300_000.0, 417.5);
    assertThat(sink.measurements())
        .allMatch(one -> one.time().equals(Instant.parse("2024-01-02T03:04:05Z")));
    assertThat(sink.events().get(0).attributes())
        .containsEntry("fCnt", "0")
        .containsEntry("fPort", "0")
        .containsEntry("bitRate", "50000")
        .containsEntry("gateways", "3")
        .containsEntry("gateway", "0016c001ff10a236")
        .containsEntry("snr.1", "-3.5")
        .containsEntry("object.nested.co2", "417.5")
        .containsEntry("object.list.1", "x");
  }

  @Test
  @DisplayName("of The Things Stack may be wrapped, and brings what the network decoded")
  void schemaOfThingsStack() {
    RecordingSink sink =
        decode(
            LoraDecoder.Server.TTN,
            """
            {"name":"as.up.data.forward","data":{"end_device_ids":{"device_id":"d","dev_eui":"0102030405060708",
             "application_ids":{"application_id":"a"}},"received_at":"2024-01-02T03:04:05.123456789Z",
             "uplink_message":{"frm_payload":"AA==","decoded_payload":{"temperatureSensor":21.5},
              "rx_metadata":[{"gateway_ids":{"gateway_id":"packetbroker"},"channel_rssi":-70}],
              "settings":{"data_rate":{"lrfhss":{"operating_channel_width":137000,"coding_rate":"1/3"}},"frequency":"868100000"}}}}
            """);
    assertThat(sink.measurements())
        .extracting(Measurement::value)
        .containsExactlyInAnyOrder(-70.0, 868_100_000.0, 21.5);
    assertThat(sink.events().get(0).time()).isEqualTo("2024-01-02T03:04:05.123456789Z");
    assertThat(sink.events().get(0).attributes())
        .containsEntry("fCnt", "0")
        .containsEntry("operatingChannelWidth", "137000")
        .containsEntry("codeRate", "1/3")
        .containsEntry("gateway", "packetbroker")
        .containsEntry("object.temperatureSensor", "21.5");
  }

  @Test
  @DisplayName("that is another event, such as a join or the state of a battery, is told as such")
  void otherEvents() {
    RecordingSink join =
        decode(
            LoraDecoder.Server.TTN,
            "{\"end_device_ids\":{\"device_id\":\"d\",\"dev_eui\":\"0102030405060708\"},"
                + "\"received_at\":\"2024-01-02T03:04:05Z\",\"join_accept\":{}}");
    assertThat(join.events()).extracting(Event::type).containsExactly("lorawan-join-accept");
    RecordingSink status =
        decode(
            LoraDecoder.Server.CHIRPSTACK,
            "{\"deviceInfo\":{\"devEui\":\"0102030405060708\"},\"margin\":7,\"batteryLevel\":88.5}"
                .getBytes(StandardCharsets.UTF_8),
            "application/a/device/d/event/status");
    assertThat(status.events()).extracting(Event::type).containsExactly("lorawan-status");
    assertThat(status.events().get(0).attributes()).containsEntry("batteryLevel", "88.5");
  }

  @Test
  @DisplayName("of ChirpStack 3's older JSON has hexadecimal names, an object and a bare data rate")
  void olderChirpStack() {
    RecordingSink sink =
        decode(
            LoraDecoder.Server.CHIRPSTACK,
            """
            {"applicationID":"1","applicationName":"a","deviceName":"d","devEUI":"0202020202020202",
             "rxInfo":[{"gatewayID":"0303030303030303","uplinkID":"x","name":"g",
                        "time":"2019-11-08T13:59:25.048445Z","rssi":-48,"loRaSNR":9,
                        "location":{"latitude":52.3,"longitude":4.9,"altitude":10}}],
             "txInfo":{"frequency":868100000,"dr":5},"adr":true,"fCnt":10,"fPort":5,
             "data":"AQI=","object":{"temperatureSensor":25}}
            """
                .getBytes(StandardCharsets.UTF_8),
            "application/1/device/0202020202020202/rx");
    assertThat(sink.measurements())
        .extracting(Measurement::value)
        .containsExactlyInAnyOrder(-48.0, 9.0, 868_100_000.0, 25.0);
    assertThat(sink.measurements().get(0).element()).hasToString("acme/0202020202020202");
    assertThat(sink.events().get(0).attributes())
        .containsEntry("dr", "5")
        .containsEntry("gateway", "0303030303030303")
        .containsEntry("snr", "9");
  }

  @Test
  @DisplayName("whose decoded object is empty is as good as not decoded")
  void emptyObject() {
    String device = "{\"deviceInfo\":{\"devEui\":\"0102030405060708\"},\"data\":\"AQI=\",";
    for (String object : List.of("\"object\":{}", "\"object\":null", "\"objectJSON\":\"{}\"")) {
      RecordingSink sink =
          decode(LoraDecoder.Server.CHIRPSTACK, device + "\"fPort\":2," + object + "}");
      assertThat(sink.events())
          .as(object)
          .extracting(Event::type)
          .containsExactly("lorawan-uplink", "raw");
    }
    RecordingSink things =
        decode(
            LoraDecoder.Server.TTN,
            "{\"end_device_ids\":{\"dev_eui\":\"0102030405060708\"},\"uplink_message\":"
                + "{\"frm_payload\":\"AQI=\",\"decoded_payload\":{}}}");
    assertThat(things.events()).extracting(Event::type).containsExactly("lorawan-uplink", "raw");
  }

  @Test
  @DisplayName("that The Things Stack has normalized brings its values")
  void normalized() {
    RecordingSink sink =
        decode(
            LoraDecoder.Server.TTN,
            """
            {"end_device_ids":{"device_id":"d","dev_eui":"0102030405060708"},
             "received_at":"2024-01-02T03:04:05Z",
             "uplink_normalized":{"f_port":1,"f_cnt":7,"frm_payload":"AA==",
              "normalized_payload":{"temperatureSensor":21.5},
              "rx_metadata":[{"gateway_ids":{"eui":"0016C001FF10A235"},"rssi":-70,"snr":2}],
              "settings":{"data_rate":{"lora":{"bandwidth":125000,"spreading_factor":9}}}}}
            """);
    assertThat(sink.measurements())
        .extracting(Measurement::value)
        .containsExactlyInAnyOrder(-70.0, 2.0, 9.0, 21.5);
    assertThat(sink.events()).extracting(Event::type).containsExactly("lorawan-uplink-normalized");
    assertThat(sink.events().get(0).attributes())
        .containsEntry("spreadingFactor", "9")
        .containsEntry("gateway", "0016c001ff10a235");
  }

  @Test
  @DisplayName("is not a join, though gateways heard that too")
  void join() {
    RecordingSink sink =
        decode(
            LoraDecoder.Server.CHIRPSTACK,
            """
            {"devEUI":"AgICAgICAgI=","devAddr":"AFE5Qg==","deviceName":"d","dr":1,
             "rxInfo":[{"gatewayID":"AwMDAwMDAwM=","time":"2019-11-08T13:59:25.048445Z","rssi":-48}],
             "txInfo":{"frequency":868100000}}
            """
                .getBytes(StandardCharsets.UTF_8),
            "application/123/device/0202020202020202/event/join");
    assertThat(sink.events()).extracting(Event::type).containsExactly("lorawan-join");
    assertThat(sink.events().get(0).attributes()).doesNotContainKey("fCnt");
    assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(-48.0);
  }

  @Test
  @DisplayName("that cannot be read is rejected with its reason")
  void broken() {
    for (String bad : List.of("", "{", "[]", "{\"deviceInfo\":{}}", "{\"a\":1}", "nonsense")) {
      assertThatThrownBy(() -> decode(LoraDecoder.Server.CHIRPSTACK, bad))
          .as(bad)
          .isInstanceOf(RejectedRecordException.class);
      assertThatThrownBy(() -> decode(LoraDecoder.Server.TTN, bad))
          .as(bad)
          .isInstanceOf(RejectedRecordException.class);
    }
    assertThatThrownBy(
            () ->
                decode(
                    LoraDecoder.Server.CHIRPSTACK,
                    "{\"devEUI\":\"0102030405060708\",\"time\":\"later\",\"data\":\"!\"}"))
        .hasMessageContaining("later");
    assertThatThrownBy(
            () ->
                decode(
                    LoraDecoder.Server.CHIRPSTACK,
                    "{\"devEUI\":\"0102030405060708\",\"data\":\"!\"}"))
        .hasMessageContaining("base64");
  }
}
