package dev.qoe.plugin.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mqtt.LoraUplink.Reception;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How The Things Stack (TTN), version 3, tells of uplinks.
 *
 * <p>The schema is that of {@code ttn.lorawan.v3.ApplicationUp} as JSON.
 */
final class ThingsStack {

  private static final String NORMALIZED = "uplink_normalized";
  private static final List<String> KINDS =
      List.of(
          "join_accept",
          "downlink_ack",
          "downlink_nack",
          "downlink_sent",
          "downlink_failed",
          "downlink_queued",
          "downlink_queue_invalidated",
          "location_solved",
          "service_data");

  private ThingsStack() {}

  static boolean fits(JsonNode root) {
    return unwrapped(root).path("end_device_ids").isObject();
  }

  private static JsonNode unwrapped(JsonNode root) {
    for (String wrapper : List.of("result", "data")) {
      if (root.path(wrapper).path("end_device_ids").isObject()) {
        return root.path(wrapper);
      }
    }
    return root;
  }

  static LoraUplink read(JsonNode given, String topic) {
    JsonNode root = unwrapped(given);
    JsonNode ids = root.path("end_device_ids");
    boolean normalized = root.path(NORMALIZED).isObject();
    JsonNode up = root.path(normalized ? NORMALIZED : "uplink_message");
    Map<String, String> identity = new LinkedHashMap<>();
    LoraFields.put(identity, "devEui", ids.path("dev_eui"));
    LoraFields.put(identity, "deviceName", ids.path("device_id"));
    LoraFields.put(identity, "application", ids.path("application_ids").path("application_id"));
    LoraFields.put(identity, "tenant", up.path("network_ids").path("tenant_id"));
    LoraFields.put(identity, "devAddr", ids.path("dev_addr"));
    LoraFields.put(identity, "joinEui", ids.path("join_eui"));
    identity.computeIfPresent("devEui", (name, eui) -> LoraFields.eui(eui));
    if (!identity.containsKey("devEui") && !identity.containsKey("deviceName")) {
      throw new RejectedRecordException(
          "not-an-uplink", "payload names no device at $.end_device_ids");
    }
    String kind = normalized ? "uplink-normalized" : up.isObject() ? "uplink" : "event";
    for (String one : KINDS) {
      if (root.has(one)) {
        kind = one.replace('_', '-');
      }
    }
    JsonNode object =
        LoraFields.tells(up.path("decoded_payload"))
            ? up.get("decoded_payload")
            : LoraFields.tells(up.path("normalized_payload")) ? up.get("normalized_payload") : null;
    return new LoraUplink(
        identity,
        kind,
        LoraFields.time(
            up.path("received_at"), root.path("received_at"), up.path("settings").path("time")),
        up.isObject() ? radio(up) : Map.of(),
        receptions(up),
        up.path("frm_payload").asText(""),
        object);
  }

  private static List<Reception> receptions(JsonNode up) {
    List<Reception> receptions = new ArrayList<>();
    for (JsonNode one : up.path("rx_metadata")) {
      JsonNode gateway = one.path("gateway_ids");
      String name = gateway.path("eui").asText("");
      receptions.add(
          new Reception(
              name.isEmpty() ? gateway.path("gateway_id").asText("") : LoraFields.eui(name),
              LoraFields.number(
                  one.path("rssi"), one.path("channel_rssi"), one.path("signal_rssi")),
              LoraFields.number(one.path("snr"))));
    }
    return receptions;
  }

  private static Map<String, String> radio(JsonNode up) {
    JsonNode settings = up.path("settings");
    JsonNode lora = settings.path("data_rate").path("lora");
    JsonNode hopping = settings.path("data_rate").path("lrfhss");
    Map<String, String> radio = new LinkedHashMap<>();
    LoraFields.put(radio, "frequency", settings.path("frequency"));
    LoraFields.put(radio, "spreadingFactor", lora.path("spreading_factor"));
    LoraFields.put(radio, "bandwidth", lora.path("bandwidth"));
    LoraFields.put(
        radio,
        "codeRate",
        lora.path("coding_rate"),
        settings.path("coding_rate"),
        hopping.path("coding_rate"));
    LoraFields.put(radio, "bitRate", settings.path("data_rate").path("fsk").path("bit_rate"));
    LoraFields.put(radio, "operatingChannelWidth", hopping.path("operating_channel_width"));
    LoraFields.put(radio, "dr", settings.path("data_rate_index"));
    LoraFields.putCount(radio, "fCnt", up.path("f_cnt"));
    LoraFields.putCount(radio, "fPort", up.path("f_port"));
    LoraFields.put(radio, "airtime", up.path("consumed_airtime"));
    LoraFields.put(radio, "confirmed", up.path("confirmed"));
    return radio;
  }
}
