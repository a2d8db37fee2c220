package dev.qoe.plugin.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mqtt.LoraUplink.Reception;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How ChirpStack tells of uplinks: version 4, and version 3 with its other names.
 *
 * <p>The schema is that of {@code integration.UplinkEvent} (ChirpStack 4) and of the event {@code
 * up} (ChirpStack Application Server 3), as JSON.
 */
final class ChirpStack {

  private static final int KILOHERTZ_AT_MOST = 2_000;
  private static final Set<String> OTHER_KINDS =
      Set.of("join", "ack", "txack", "status", "log", "error", "location", "integration");

  private ChirpStack() {}

  static boolean fits(JsonNode root) {
    return root.path("deviceInfo").isObject() || root.has("devEUI") || root.has("devEui");
  }

  static LoraUplink read(JsonNode root, String topic) {
    JsonNode info = root.path("deviceInfo");
    Map<String, String> identity = new LinkedHashMap<>();
    LoraFields.put(
        identity, "devEui", info.path("devEui"), root.path("devEUI"), root.path("devEui"));
    LoraFields.put(identity, "deviceName", info.path("deviceName"), root.path("deviceName"));
    LoraFields.put(
        identity, "deviceProfile", info.path("deviceProfileName"), root.path("deviceProfileName"));
    LoraFields.put(
        identity,
        "application",
        info.path("applicationName"),
        root.path("applicationName"),
        info.path("applicationId"),
        root.path("applicationID"));
    LoraFields.put(identity, "tenant", info.path("tenantName"), root.path("tenantName"));
    LoraFields.put(identity, "devAddr", root.path("devAddr"));
    if (!identity.containsKey("devEui")) {
      throw new RejectedRecordException(
          "not-an-uplink", "payload names no device at $.deviceInfo.devEui or $.devEUI");
    }
    identity.computeIfPresent("devEui", (name, eui) -> LoraFields.eui(eui));
    List<Reception> receptions = new ArrayList<>();
    for (JsonNode one : root.path("rxInfo")) {
      String gateway = one.path("gatewayId").asText(one.path("gatewayID").asText(""));
      receptions.add(
          new Reception(
              LoraFields.eui(gateway),
              LoraFields.number(one.path("rssi")),
              LoraFields.number(one.path("snr"), one.path("loRaSNR"), one.path("loraSnr"))));
    }
    String kind = kind(root, topic);
    boolean uplink = kind.equals("uplink");
    return new LoraUplink(
        identity,
        kind,
        time(root),
        uplink ? radio(root) : rest(root),
        receptions,
        root.path("data").asText(""),
        object(root));
  }

  /** Returns what a topic tells, {@code application/A/device/D/event/KIND}, else the content. */
  private static String kind(JsonNode root, String topic) {
    String last = topic.substring(topic.lastIndexOf('/') + 1);
    if (OTHER_KINDS.contains(last)) {
      return last;
    }
    boolean heard = root.has("data") || root.has("txInfo") || root.has("rxInfo");
    return heard || last.equals("up") ? "uplink" : "event";
  }

  private static Optional<Instant> time(JsonNode root) {
    Optional<Instant> told = LoraFields.time(root.path("time"), root.path("publishedAt"));
    if (told.isPresent()) {
      return told;
    }
    Optional<Instant> earliest = Optional.empty();
    for (JsonNode one : root.path("rxInfo")) {
      Optional<Instant> heard =
          LoraFields.time(one.path("nsTime"), one.path("gwTime"), one.path("time"));
      if (heard.isPresent() && (earliest.isEmpty() || heard.get().isBefore(earliest.get()))) {
        earliest = heard;
      }
    }
    return earliest;
  }

  private static Map<String, String> radio(JsonNode root) {
    JsonNode tx = root.path("txInfo");
    JsonNode lora =
        tx.path("modulation").path("lora").isObject()
            ? tx.path("modulation").path("lora")
            : tx.path("loRaModulationInfo").isObject()
                ? tx.path("loRaModulationInfo")
                : tx.path("loraModulationInfo");
    JsonNode fsk =
        tx.path("modulation").path("fsk").isObject()
            ? tx.path("modulation").path("fsk")
            : tx.path("fskModulationInfo");
    JsonNode hopping = tx.path("modulation").path("lrFhss");
    Map<String, String> radio = new LinkedHashMap<>();
    LoraFields.put(radio, "frequency", tx.path("frequency"));
    LoraFields.put(radio, "spreadingFactor", lora.path("spreadingFactor"));
    LoraFields.put(
        radio,
        "codeRate",
        lora.path("codeRate"),
        lora.path("codeRateLegacy"),
        hopping.path("codeRate"));
    LoraFields.number(lora.path("bandwidth"))
        .ifPresent(
            width ->
                radio.put(
                    "bandwidth",
                    Long.toString((long) (width < KILOHERTZ_AT_MOST ? width * 1000 : width))));
    LoraFields.put(radio, "bitRate", fsk.path("datarate"));
    LoraFields.put(radio, "operatingChannelWidth", hopping.path("operatingChannelWidth"));
    LoraFields.putCount(radio, "dr", root.has("dr") ? root.path("dr") : tx.path("dr"));
    LoraFields.putCount(radio, "fCnt", root.path("fCnt"));
    LoraFields.putCount(radio, "fPort", root.path("fPort"));
    LoraFields.put(radio, "adr", root.path("adr"));
    LoraFields.put(radio, "confirmed", root.path("confirmed"), root.path("confirmedUplink"));
    return radio;
  }

  /** Returns the plain fields of an event that is no uplink. */
  private static Map<String, String> rest(JsonNode root) {
    Map<String, String> rest = new LinkedHashMap<>();
    root.forEachEntry(
        (name, value) -> {
          if (value.isValueNode()) {
            LoraFields.put(rest, name, value);
          }
        });
    return rest;
  }

  private static @Nullable JsonNode object(JsonNode root) {
    if (LoraFields.tells(root.path("object"))) {
      return root.get("object");
    }
    String text = root.path("objectJSON").asText("");
    if (text.isEmpty()) {
      return null;
    }
    JsonNode decoded = JsonDecoder.parse(text.getBytes(StandardCharsets.UTF_8));
    return LoraFields.tells(decoded) ? decoded : null;
  }
}
