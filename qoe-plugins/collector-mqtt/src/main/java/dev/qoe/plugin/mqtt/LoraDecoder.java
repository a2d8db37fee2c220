package dev.qoe.plugin.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mapping.Template;
import dev.qoe.plugin.mqtt.LoraUplink.Reception;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of LoRaWAN uplinks: strength, clearness, spreading and frequency of the signal become
 * measurements, all of the uplink an event, and the object that the network server decoded what a
 * mapping says; where there is no object, the raw payload goes to a decoder of the device's, if
 * there is one.
 *
 * <p>Confine to one thread.
 *
 * @param server how the network server writes
 * @param element which element the device is
 * @param object what of the decoded object is measured; null for nothing
 * @param fields where that is in the object; null for nowhere
 * @param raw what decodes raw payloads; null for nothing
 */
record LoraDecoder(
    Server server,
    Template element,
    @Nullable RecordMapping object,
    @Nullable JsonFields fields,
    @Nullable PayloadDecoder raw)
    implements MessageDecoder {

  private static final Kpi SNR = Kpi.of("RAN_LORA_SNR");
  private static final Kpi SPREADING = Kpi.of("RAN_LORA_SF");
  private static final Kpi FREQUENCY = Kpi.of("RAN_LORA_FREQUENCY");

  private static final int MOST_ATTRIBUTES = 200;
  private static final int MOST_GATEWAYS = 20;

  /** Which network server it is. */
  enum Server {
    /** ChirpStack, 4 and 3. */
    CHIRPSTACK,
    /** The Things Stack 3. */
    TTN
  }

  @Override
  public void decode(Arrival arrival, RecordMapping.Gate gate, Sink batch) {
    String topic = arrival.message().topic();
    JsonNode root = JsonDecoder.parse(arrival.message().payload());
    LoraUplink uplink = read(root, topic);
    Map<String, String> more = new HashMap<>(uplink.identity());
    more.putIfAbsent("device", uplink.device());
    RecordMapping.Origin origin = arrival.origin(more);
    Function<String, Optional<String>> lookup =
        name -> Optional.ofNullable(origin.variables().get(name));
    ElementPath path = gate.admit(element.fill(lookup), lookup);
    Instant time = uplink.time().orElse(arrival.received());
    Optional<Reception> best = uplink.best();
    measure(Kpi.RSSI, "dBm", best.map(Reception::rssi), path, time, arrival, batch);
    measure(SNR, "dB", best.map(Reception::snr), path, time, arrival, batch);
    measure(SPREADING, "", radio(uplink, "spreadingFactor"), path, time, arrival, batch);
    measure(FREQUENCY, "Hz", radio(uplink, "frequency"), path, time, arrival, batch);
    batch.accept(event(uplink, path, time));
    decodeObject(uplink, path, time, arrival, origin, batch);
  }

  private static void measure(
      Kpi kpi,
      String unit,
      Optional<OptionalDouble> told,
      ElementPath path,
      Instant time,
      Arrival arrival,
      Sink batch) {
    OptionalDouble value = told.orElse(OptionalDouble.empty());
    if (value.isPresent()) {
      batch.accept(
          Measurement.of(path, kpi, time, value.getAsDouble())
              .in(unit.isEmpty() ? Unit.DECLARED : Unit.of(unit))
              .receivedAt(arrival.received()));
    }
  }

  private static Optional<OptionalDouble> radio(LoraUplink uplink, String name) {
    return Optional.ofNullable(uplink.radio().get(name)).map(LoraFields::number);
  }

  private LoraUplink read(JsonNode root, String topic) {
    return switch (server) {
      case CHIRPSTACK -> {
        if (!ChirpStack.fits(root)) {
          throw new RejectedRecordException(
              "not-an-uplink", "payload is no event of ChirpStack: it has no $.deviceInfo");
        }
        yield ChirpStack.read(root, topic);
      }
      case TTN -> {
        if (!ThingsStack.fits(root)) {
          throw new RejectedRecordException(
              "not-an-uplink", "payload is none of The Things Stack: it has no $.end_device_ids");
        }
        yield ThingsStack.read(root, topic);
      }
    };
  }

  private void decodeObject(
      LoraUplink uplink,
      ElementPath path,
      Instant time,
      Arrival arrival,
      RecordMapping.Origin origin,
      Sink batch) {
    JsonNode decoded = uplink.object();
    if (decoded != null && object != null && fields != null) {
      RecordMapping.Origin then =
          new RecordMapping.Origin(origin.place(), time, origin.variables());
      object.map(fields.read(decoded), then, (wanted, values) -> path, batch);
    } else if (decoded == null && raw != null && !uplink.data().isEmpty()) {
      byte[] bytes = bytes(uplink.data());
      Map<String, String> metadata = new TreeMap<>(uplink.identity());
      metadata.putAll(uplink.radio());
      try {
        raw.decode(Payload.of(path, arrival.message().topic(), time, bytes, metadata), batch);
      } catch (PluginException e) {
        String reason = e.kind() == ErrorKind.MALFORMED ? "malformed-payload" : "not-decoded";
        throw new RejectedRecordException(reason, String.valueOf(e.getMessage()));
      }
    }
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new RejectedRecordException(
          "malformed-payload", "data of the uplink is no base64: " + e.getMessage());
    }
  }

  private static Event event(LoraUplink uplink, ElementPath path, Instant time) {
    Map<String, String> attributes = new TreeMap<>(uplink.identity());
    attributes.putAll(uplink.radio());
    attributes.put("gateways", Integer.toString(uplink.receptions().size()));
    uplink.best().ifPresent(best -> heard(best, "", attributes));
    if (uplink.receptions().size() > 1) {
      for (int i = 0; i < uplink.receptions().size() && i < MOST_GATEWAYS; i++) {
        heard(uplink.receptions().get(i), "." + (i + 1), attributes);
      }
    }
    if (!uplink.data().isEmpty()) {
      attributes.put("data", uplink.data());
    }
    JsonNode object = uplink.object();
    flatten("object", object == null ? NullNode.getInstance() : object, attributes);
    String text =
        uplink.kind().equals("uplink")
            ? "uplink %s on port %s by %d gateways"
                .formatted(
                    attributes.getOrDefault("fCnt", "?"),
                    attributes.getOrDefault("fPort", "?"),
                    uplink.receptions().size())
            : uplink.kind();
    return new Event(path, "lorawan-" + uplink.kind(), time, text, attributes);
  }

  private static void heard(Reception one, String number, Map<String, String> attributes) {
    attributes.put("gateway" + number, one.gateway());
    one.rssi().ifPresent(rssi -> attributes.put("rssi" + number, plain(rssi)));
    one.snr().ifPresent(snr -> attributes.put("snr" + number, plain(snr)));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Names what is nested by dots, and lists by number. */
  private static void flatten(String name, JsonNode node, Map<String, String> attributes) {
    if (attributes.size() >= MOST_ATTRIBUTES || node.isNull() || node.isMissingNode()) {
      return;
    }
    if (node.isValueNode()) {
      attributes.put(name, node.asText());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + "." + i, node.get(i), attributes);
      }
    } else {
      node.forEachEntry((field, value) -> flatten(name + "." + field, value, attributes));
    }
  }

  @Override
  public void close() {
    if (raw != null) {
      raw.close();
    }
  }
}
