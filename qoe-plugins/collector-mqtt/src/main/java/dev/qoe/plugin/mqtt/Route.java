package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.Batch;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mapping.Template;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The way of the messages of some topics to their elements.
 *
 * <p>Used by one thread at a time.
 *
 * @param topic which messages
 * @param qos their quality of service, 0 to 2
 * @param decoder what understands them
 * @param device which device they are of
 * @param devices the devices that may tell something
 * @param paths the elements of late
 */
record Route(
    TopicTemplate topic,
    int qos,
    MessageDecoder decoder,
    Template device,
    Devices devices,
    RecentPaths paths) {

  /** Hands what a message tells to {@code batch}; returns false if its topic is another. */
  boolean decode(Message message, Instant received, Batch batch) {
    Optional<Map<String, String>> variables = topic.match(message.topic());
    if (variables.isEmpty()) {
      return false;
    }
    decoder.decode(new Arrival(message, variables.get(), received), gate(message), batch);
    return true;
  }

  /** A message's devices are each checked once. */
  private RecordMapping.Gate gate(Message message) {
    if (!devices.restricted()) {
      return (path, values) -> paths.of(path);
    }
    Set<String> checked = new HashSet<>();
    return (path, values) -> {
      String name = name(values);
      if (!checked.contains(name)) {
        Optional<String> key =
            Optional.ofNullable(message.properties().get(Devices.KEY))
                .or(() -> values.apply("apiKey"));
        devices.check(name, key, message);
        checked.add(name);
      }
      return paths.of(path);
    };
  }

  private String name(Function<String, Optional<String>> values) {
    try {
      return device.fill(values);
    } catch (IllegalArgumentException e) {
      throw new RejectedRecordException(
          "unknown-device", "the device is not named: " + e.getMessage());
    }
  }
}
