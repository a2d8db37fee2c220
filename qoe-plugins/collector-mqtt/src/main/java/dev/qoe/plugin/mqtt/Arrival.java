package dev.qoe.plugin.mqtt;

import dev.qoe.plugin.mapping.RecordMapping;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A message with what its topic tells and when it came.
 *
 * <p>Immutable.
 *
 * @param message the message
 * @param variables what the topic fills the names of its template with
 * @param received when it came
 */
record Arrival(Message message, Map<String, String> variables, Instant received) {

  /** Returns where what is told comes from, with what is known besides. */
  RecordMapping.Origin origin(Map<String, String> more) {
    if (more.isEmpty()) {
      return new RecordMapping.Origin(message.topic(), received, variables);
    }
    Map<String, String> all = new HashMap<>(more);
    all.putAll(variables);
    return new RecordMapping.Origin(message.topic(), received, all);
  }
}
