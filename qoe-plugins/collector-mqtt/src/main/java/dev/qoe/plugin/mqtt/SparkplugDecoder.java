package dev.qoe.plugin.mqtt;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Sink;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.RejectedRecordException;
import dev.qoe.plugin.mapping.Template;
import dev.qoe.plugin.mqtt.SparkplugPayload.Metric;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of Sparkplug B: births tell names and types, data may tell only their aliases, deaths
 * tell that a node or device is gone.
 *
 * <p>Metrics that the mapping names become measurements, the others attributes of an event. Of data
 * whose birth was not heard, what has a name is told and the rest rejected. Confine to one thread.
 */
final class SparkplugDecoder implements MessageDecoder {

  private static final int MOST_NODES = 10_000;
  private static final int MOST_ATTRIBUTES = 200;
  private static final int SEQUENCE = 256;

  /** What a birth told. */
  private record Known(String name, int type) {}

  /** What is known of a node or device since its birth. */
  private static final class Life {
    private final Map<Long, Known> aliases = new HashMap<>();
    private final Map<String, Integer> types = new HashMap<>();
  }

  private final Template element;
  private final @Nullable RecordMapping mapping;
  private final Map<String, Integer> wanted = new HashMap<>();
  private final Map<String, Long> sequences = bounded();
  private final Map<String, Life> lives = bounded();

  /**
   * Creates a decoder.
   *
   * @param element which element a node or device is
   * @param mapping which metrics are measured; null for none
   */
  SparkplugDecoder(Template element, @Nullable RecordMapping mapping) {
    this.element = element;
    this.mapping = mapping;
    if (mapping != null) {
      mapping.fields().forEach(name -> wanted.put(name, wanted.size()));
    }
  }

  @Override
  public void decode(Arrival arrival, RecordMapping.Gate gate, Sink batch) {
    String[] levels = arrival.message().topic().split("/", -1);
    if (levels.length < 4 || levels.length > 5 || !levels[0].equals("spBv1.0")) {
      if (levels.length > 1 && (levels[0].equals("STATE") || levels[1].equals("STATE"))) {
        return;
      }
      throw new RejectedRecordException(
          "not-sparkplug", "topic must be spBv1.0/group/TYPE/node or .../node/device");
    }
    String type = levels[2];
    String node = levels[1] + "/" + levels[3];
    String who = levels.length == 5 ? node + "/" + levels[4] : node;
    Map<String, String> more = new HashMap<>();
    more.put("group", levels[1]);
    more.put("node", levels[3]);
    more.put("device", levels[levels.length - 1]);
    more.put("edge", who.substring(levels[1].length() + 1));
    RecordMapping.Origin origin = arrival.origin(more);
    Function<String, Optional<String>> lookup =
        name -> Optional.ofNullable(origin.variables().get(name));
    ElementPath path = gate.admit(element.fill(lookup), lookup);
    SparkplugPayload payload = SparkplugPayload.read(arrival.message().payload());
    Instant time =
        payload.timeMillis() < 0 ? arrival.received() : Instant.ofEpochMilli(payload.timeMillis());
    switch (type) {
      case "NBIRTH", "DBIRTH" -> {
        if (type.equals("NBIRTH")) {
          lives.keySet().removeIf(one -> one.startsWith(node + "/"));
        }
        lives.put(who, born(payload));
        sequence(node, payload, type, path, time, batch);
        batch.accept(Measurement.of(path, Kpi.UP, time, 1).receivedAt(arrival.received()));
        tell(payload, who, path, time, origin, batch, "sparkplug-birth");
      }
      case "NDATA", "DDATA" -> {
        sequence(node, payload, type, path, time, batch);
        tell(payload, who, path, time, origin, batch, "sparkplug-data");
      }
      case "NDEATH", "DDEATH" -> {
        lives.keySet().removeIf(one -> one.equals(who) || one.startsWith(who + "/"));
        batch.accept(
            Measurement.of(path, Kpi.UP, arrival.received(), 0).receivedAt(arrival.received()));
        batch.accept(Event.of(path, "sparkplug-death", arrival.received(), who + " is gone"));
      }
      case "NCMD", "DCMD" -> {
        // Commands are for devices.
      }
      default ->
          throw new RejectedRecordException(
              "not-sparkplug", "topic has a type that Sparkplug B does not know: " + type);
    }
  }

  private static Life born(SparkplugPayload payload) {
    Life life = new Life();
    for (Metric metric : payload.metrics()) {
      life.types.put(metric.name(), metric.type());
      if (metric.alias() >= 0) {
        life.aliases.put(metric.alias(), new Known(metric.name(), metric.type()));
      }
    }
    return life;
  }

  /** Tells of a gap in the numbers of a node: something was lost on the way. */
  private void sequence(
      String node,
      SparkplugPayload payload,
      String type,
      ElementPath path,
      Instant time,
      Sink batch) {
    if (payload.seq() < 0) {
      return;
    }
    Long last = sequences.put(node, payload.seq());
    if (last != null && !type.equals("NBIRTH") && (last + 1) % SEQUENCE != payload.seq()) {
      batch.accept(
          Event.of(
              path,
              "sparkplug-gap",
              time,
              "after number %d came %d".formatted(last, payload.seq())));
    }
  }

  private void tell(
      SparkplugPayload payload,
      String who,
      ElementPath path,
      Instant time,
      RecordMapping.Origin origin,
      Sink batch,
      String event) {
    Life life = lives.getOrDefault(who, new Life());
    Map<Instant, String[]> records = new LinkedHashMap<>();
    Map<String, String> others = new TreeMap<>();
    int unknown = 0;
    for (Metric metric : payload.metrics()) {
      Known known = known(metric, life);
      if (known.name().isEmpty()) {
        unknown++;
        continue;
      }
      Integer field = wanted.get(known.name());
      if (field != null) {
        Instant at = metric.timeMillis() < 0 ? time : Instant.ofEpochMilli(metric.timeMillis());
        records.computeIfAbsent(at, then -> blank())[field] = value(metric, known.type());
      } else if (!metric.value().isEmpty() && others.size() < MOST_ATTRIBUTES) {
        others.put(known.name(), shown(metric, known.type()));
      }
    }
    if (mapping != null) {
      records.forEach(
          (at, record) ->
              mapping.map(
                  record,
                  new RecordMapping.Origin(origin.place(), at, origin.variables()),
                  (name, values) -> path,
                  batch));
    }
    if (!others.isEmpty() || event.endsWith("birth")) {
      batch.accept(new Event(path, event, time, who + ": " + others.size() + " values", others));
    }
    if (unknown > 0) {
      batch.reject(
          "unknown-alias",
          origin.place(),
          "%d metrics are told by aliases whose birth was not heard (ask for a rebirth)"
              .formatted(unknown));
    }
  }

  private static Known known(Metric metric, Life life) {
    if (!metric.name().isEmpty()) {
      int type = metric.type() != 0 ? metric.type() : life.types.getOrDefault(metric.name(), 0);
      return new Known(metric.name(), type);
    }
    Known known = life.aliases.getOrDefault(metric.alias(), new Known("", 0));
    return metric.type() == 0 ? known : new Known(known.name(), metric.type());
  }

  private String[] blank() {
    String[] blank = new String[wanted.size()];
    Arrays.fill(blank, "");
    return blank;
  }

  private static String value(Metric metric, int type) {
    if (metric.value().isEmpty()) {
      return "";
    }
    return metric.number(type).isPresent()
        ? Double.toString(metric.number(type).getAsDouble())
        : metric.value();
  }

  private static String shown(Metric metric, int type) {
    return metric.whole() ? Long.toString((long) metric.number(type).orElse(0)) : metric.value();
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_NODES;
      }
    };
  }

  /** Returns what nodes and devices are known, for tests. */
  List<String> known() {
    return List.copyOf(lives.keySet());
  }
}
