package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.plugin.mapping.JsonFields;
import dev.qoe.plugin.mapping.RecordMapping;
import dev.qoe.plugin.mapping.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads routes from the configuration, and gathers their mistakes. Confine to one thread. */
final class RouteReader {

  private static final Set<String> NAMES =
      Set.of(
          "topic",
          "element",
          "decoder",
          "qos",
          "device",
          "values",
          "time",
          "quality",
          "fields",
          "records",
          "kpi",
          "unit",
          "scale",
          "payload-decoder");
  private static final Set<String> MAPPING = Set.of("values", "time", "quality", "fields");
  private static final List<String> DECODERS =
      List.of("json", "number", "sparkplug", "chirpstack", "ttn", "plugin");

  private final Devices devices;
  private final int defaultQos;
  private final long mostBytes;
  private final CollectorContext context;
  private final List<String> mistakes;

  RouteReader(
      Devices devices,
      int defaultQos,
      long mostBytes,
      CollectorContext context,
      List<String> mistakes) {
    this.devices = devices;
    this.defaultQos = defaultQos;
    this.mostBytes = mostBytes;
    this.context = context;
    this.mistakes = mistakes;
  }

  List<Route> read(List<Map<String, Object>> configs) {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < configs.size(); i++) {
      String who = "route %d of setting 'routes'".formatted(i + 1);
      try {
        routes.add(route(configs.get(i)));
      } catch (IllegalArgumentException e) {
        mistakes.add(who + ": " + e.getMessage());
      }
    }
    if (configs.isEmpty()) {
      mistakes.add(
          "setting 'routes' is empty: it needs a list such as [{topic: site/{site}/rtt, element:"
              + " acme/{site}, decoder: number, kpi: TRN_RTT, unit: ms}]");
    }
    return routes;
  }

  private Route route(Map<String, Object> config) {
    for (String name : config.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "there is no '%s'; there are %s".formatted(name, new TreeSet<>(NAMES)));
      }
    }
    TopicTemplate topic = TopicTemplate.of(text(config, "topic", ""));
    Template element = Template.of(text(config, "element", ""));
    if (element.toString().isEmpty()) {
      throw new IllegalArgumentException("'element' is missing, such as acme/{site}/{cell}");
    }
    String qos = text(config, "qos", Integer.toString(defaultQos));
    if (!qos.matches("[012]")) {
      throw new IllegalArgumentException("'qos' must be 0, 1 or 2: '%s'".formatted(qos));
    }
    Template device = Template.of(text(config, "device", "{device}"));
    return new Route(topic, Integer.parseInt(qos), decoder(config, element), device, devices);
  }

  private MessageDecoder decoder(Map<String, Object> config, Template element) {
    String name = text(config, "decoder", "json");
    return switch (name) {
      case "json" -> new JsonDecoder(mapping(config), text(config, "records", ""), mostBytes);
      case "number" -> new NumberDecoder(number(config));
      case "sparkplug" -> new SparkplugDecoder(element, optionalMapping(config));
      case "chirpstack" -> lora(LoraDecoder.Server.CHIRPSTACK, config, element);
      case "ttn" -> lora(LoraDecoder.Server.TTN, config, element);
      case "plugin" -> new PluginDecoder(element, payloadDecoder(config));
      default ->
          throw new IllegalArgumentException(
              "'decoder' must be one of %s: '%s'".formatted(DECODERS, name));
    };
  }

  private LoraDecoder lora(
      LoraDecoder.Server server, Map<String, Object> config, Template element) {
    RecordMapping object = optionalMapping(config);
    return new LoraDecoder(
        server,
        element,
        object,
        object == null ? null : JsonFields.of(object.fields()),
        config.containsKey("payload-decoder") ? payloadDecoder(config) : null);
  }

  private static RecordMapping mapping(Map<String, Object> config) {
    Map<String, Object> own = new HashMap<>();
    own.put("element", config.getOrDefault("element", ""));
    MAPPING.forEach(name -> own.computeIfAbsent(name, config::get));
    return RecordMapping.of(own);
  }

  private static @Nullable RecordMapping optionalMapping(Map<String, Object> config) {
    return config.containsKey("values") ? mapping(config) : null;
  }

  private static RecordMapping number(Map<String, Object> config) {
    Map<String, Object> value = new HashMap<>();
    value.put("field", "payload");
    for (String name : List.of("kpi", "unit", "scale")) {
      if (config.containsKey(name)) {
        value.put(name, String.valueOf(config.get(name)));
      }
    }
    return RecordMapping.of(
        Map.of("element", String.valueOf(config.get("element")), "values", List.of(value)));
  }

  /** Asks the host for a decoder of any plugin's; routes tell what is wrong with it. */
  private PayloadDecoder payloadDecoder(Map<String, Object> config) {
    Object told = config.get("payload-decoder");
    if (told == null) {
      throw new IllegalArgumentException(
          "'payload-decoder' is missing, such as acme or {type: acme, ...}");
    }
    Map<?, ?> options = told instanceof Map<?, ?> map ? map : Map.of("type", told);
    Map<String, Object> settings = new HashMap<>();
    options.forEach((name, value) -> settings.put(name.toString(), value));
    return context.decoder(String.valueOf(settings.remove("type")), settings);
  }

  private static String text(Map<String, Object> config, String name, String otherwise) {
    Object value = config.get(name);
    if (value instanceof Map || value instanceof List) {
      throw new IllegalArgumentException("'%s' must be a single text or number".formatted(name));
    }
    return value == null ? otherwise : value.toString();
  }
}
