package dev.qoe.plugin.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a LoRaWAN network server tells of a message from a device, whichever server it is.
 *
 * <p>Immutable.
 *
 * @param identity names and values that tell which device it is: {@code devEui}, {@code
 *     deviceName}, {@code application}, ...
 * @param kind what it is: {@code uplink}, or another event such as {@code join}
 * @param time when it was received by the network; empty if it does not tell
 * @param radio names and values of the transmission: {@code spreadingFactor}, {@code fCnt}, ...
 * @param receptions how each gateway heard it
 * @param data what the device sent, base64; empty if nothing
 * @param object what the network server made of it; null if nothing
 */
record LoraUplink(
    Map<String, String> identity,
    String kind,
    Optional<Instant> time,
    Map<String, String> radio,
    List<Reception> receptions,
    String data,
    @Nullable JsonNode object) {

  /**
   * How a gateway heard it. Immutable.
   *
   * @param gateway its name
   * @param rssi strength, in dBm
   * @param snr signal to noise, in dB
   */
  record Reception(String gateway, OptionalDouble rssi, OptionalDouble snr) {}

  /** Returns how the gateway that heard it best did: the strongest, then the clearest. */
  Optional<Reception> best() {
    return receptions.stream()
        .max(
            Comparator.comparingDouble((Reception one) -> one.rssi().orElse(-1e9))
                .thenComparingDouble(one -> one.snr().orElse(-1e9)));
  }

  String device() {
    return identity.getOrDefault("devEui", identity.getOrDefault("deviceName", ""));
  }
}
