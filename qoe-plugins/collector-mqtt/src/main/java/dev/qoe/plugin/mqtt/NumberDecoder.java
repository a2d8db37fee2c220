package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.RecordMapping;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A decoder of payloads that are one number written as text.
 *
 * <p>Confine to one thread.
 */
record NumberDecoder(RecordMapping mapping) implements MessageDecoder {

  private static final int MOST_SHOWN = 80;

  @Override
  public void decode(Arrival arrival, RecordMapping.Gate gate, Sink batch) {
    byte[] payload = arrival.message().payload();
    String text =
        new String(
                Arrays.copyOf(payload, Math.min(payload.length, MOST_SHOWN)),
                StandardCharsets.UTF_8)
            .strip();
    if (text.isEmpty()) {
      batch.reject("not-a-number", arrival.message().topic(), "payload is empty");
      return;
    }
    mapping.map(new String[] {text}, arrival.origin(Map.of()), gate, batch);
  }
}
