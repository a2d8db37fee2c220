package dev.qoe.plugin.mqtt;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mapping.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A decoder that leaves the payload to a decoder of a vendor's.
 *
 * <p>Confine to one thread.
 *
 * @param element which element the payload is of
 * @param decoder what understands it
 */
record PluginDecoder(Template element, PayloadDecoder decoder) implements MessageDecoder {

  @Override
  public void decode(Arrival arrival, RecordMapping.Gate gate, Sink batch) {
    Function<String, Optional<String>> lookup =
        name -> Optional.ofNullable(arrival.variables().get(name));
    ElementPath path = gate.admit(element.fill(lookup), lookup);
    Message message = arrival.message();
    Map<String, String> metadata = new HashMap<>(message.properties());
    metadata.putAll(arrival.variables());
    metadata.remove(Devices.KEY);
    try {
      decoder.decode(
          Payload.of(path, message.topic(), arrival.received(), message.payload(), metadata),
          batch);
    } catch (PluginException e) {
      String reason = e.kind() == ErrorKind.MALFORMED ? "malformed-payload" : "not-decoded";
      throw new RejectedRecordException(reason, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
