package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entry of the MQTT plugin: it makes collectors that subscribe at a broker.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class MqttCollectorFactory implements PushCollectorFactory {

  private static final int LARGEST = 256 * 1024 * 1024;
  private static final int SMALLEST = 64;
  private static final Duration LONGEST = Duration.ofDays(365 * 100L);

  private static final Setting<URI> BROKER =
      Setting.uri("broker", "the broker: mqtt://host:port, or mqtts://host:port for TLS")
          .orElse(URI.create("mqtt://localhost:1883"));
  private static final Setting<Protocol> VERSION =
      Setting.choice("version", Protocol.V5, "the version of MQTT: v5 or v3.1.1 (written v3)");
  private static final Setting<List<Map<String, Object>>> ROUTES =
      Setting.trees(
          "routes",
          "which topics are which elements, and how their messages are read: a list of {topic,"
              + " element, decoder, qos, values, ...}");
  private static final Setting<String> CLIENT_ID =
      Setting.text("client-id", "", "our name at the broker; needed for a session, else any");
  private static final Setting<Duration> SESSION =
      Setting.duration(
          "session",
          Duration.ZERO,
          "how long the broker keeps messages while we are away; PT0S: not at all");
  private static final Setting<Integer> QOS =
      Setting.integer("qos", 1, "the quality of service of routes that name none, 0 to 2")
          .where(qos -> qos >= 0 && qos <= 2, "from 0 to 2");
  private static final Setting<String> SHARE =
      Setting.text("share", "", "the name of a shared subscription; none if empty")
          .where(name -> !name.matches(".*[/+#].*"), "without '/', '+' and '#'");
  private static final Setting<Integer> RECEIVE_MAXIMUM =
      Setting.integer("receive-maximum", 500, "how many messages may be unacknowledged, 1 to 65535")
          .where(most -> most >= 1 && most <= 65535, "from 1 to 65535");
  private static final Setting<Integer> MAX_MESSAGE =
      Setting.integer("max-message", 1 << 20, "the largest message that is read, in bytes")
          .where(bytes -> bytes >= SMALLEST && bytes <= LARGEST, "from 64 to 268435456");
  private static final Setting<Optional<String>> USERNAME =
      Setting.requiredText("username", "our user at the broker").optional();
  private static final Setting<Optional<String>> PASSWORD =
      Setting.secret("password", "our password at the broker").optional();
  private static final Setting<Optional<Path>> AUTHORITIES =
      Setting.path("ca", "a file of trusted certificates (PEM); those of the JVM if not given")
          .optional();
  private static final Setting<Optional<Path>> CERTIFICATE =
      Setting.path("certificate", "a file with our own certificate chain (PEM)").optional();
  private static final Setting<Optional<Path>> KEY =
      Setting.path("key", "a file with the certificate's private key (PEM, PKCS 8)").optional();
  private static final Setting<List<String>> PINS =
      Setting.list("pins", List.of(), "SHA-256 digests of trusted public keys, base64");
  private static final Setting<Boolean> HOST_NAMES =
      Setting.flag("verify-host-name", true, "whether the certificate must name the host");
  private static final Setting<Duration> KEEP_ALIVE =
      Setting.duration("keep-alive", Duration.ofSeconds(30), "how often we show that we live")
          .where(time -> within(time, Duration.ofSeconds(1), Duration.ofHours(18)), "1 s to 18 h");
  private static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration("connect-timeout", Duration.ofSeconds(10), "how long connecting may take")
          .where(time -> within(time, Duration.ofMillis(1), Duration.ofHours(1)), "1 ms to 1 h");
  private static final Setting<Duration> RECONNECT_MAX =
      Setting.duration(
              "reconnect-max", Duration.ofMinutes(1), "the longest pause before connecting again")
          .where(time -> within(time, Duration.ofMillis(1), Duration.ofDays(1)), "1 ms to 1 day");
  private static final Setting<Map<String, Object>> DEVICES =
      Setting.tree(
          "devices",
          "the devices that may tell something, each with key (the name of a secret) or certificate"
              + " (a file), or {}; all may if none is given");

  /** The versions of the protocol. */
  enum Protocol {
    /** MQTT 5. */
    V5,
    /** MQTT 3.1.1. */
    V3
  }

  /** Creates the entry, as services are made. */
  public MqttCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
        "mqtt",
        "Subscribes at an MQTT broker and reads JSON, numbers, Sparkplug B and LoRaWAN uplinks.",
        List.of(
            BROKER,
            VERSION,
            ROUTES,
            CLIENT_ID,
            SESSION,
            QOS,
            SHARE,
            RECEIVE_MAXIMUM,
            MAX_MESSAGE,
            USERNAME,
            PASSWORD,
            AUTHORITIES,
            CERTIFICATE,
            KEY,
            PINS,
            HOST_NAMES,
            KEEP_ALIVE,
            CONNECT_TIMEOUT,
            RECONNECT_MAX,
            DEVICES),
        Set.of());
  }

  /**
   * Returns a collector that does not listen yet.
   *
   * @throws IllegalArgumentException if settings contradict each other; the message names all
   *     mistakes
   */
  @Override
  public PushCollector create(Settings settings, CollectorContext context) {
    List<String> mistakes = new ArrayList<>();
    Devices devices = Devices.of(settings.get(DEVICES), context.secrets(), mistakes);
    RouteReader reader =
        new RouteReader(devices, settings.get(QOS), settings.get(MAX_MESSAGE), context, mistakes);
    List<Route> routes = reader.read(settings.get(ROUTES));
    BrokerAddress address = address(settings, mistakes);
    boolean named = !settings.get(CLIENT_ID).isBlank();
    Duration session = settings.get(SESSION);
    if (!within(session, Duration.ZERO, LONGEST)) {
      mistakes.add("setting 'session' must be from PT0S to 100 years: " + session);
    } else if (!named && !session.isZero()) {
      mistakes.add(
          "setting 'session' needs setting 'client-id', by which the broker knows us again");
    }
    if (address == null || !mistakes.isEmpty()) {
      throw new IllegalArgumentException("collector 'mqtt': " + String.join("; ", mistakes));
    }
    boolean version5 = settings.get(VERSION) == Protocol.V5;
    boolean half =
        !version5 && !session.isZero() && routes.stream().anyMatch(route -> route.qos() == 2);
    FrameLimit limit = new FrameLimit(settings.get(MAX_MESSAGE), version5);
    String id = named ? settings.get(CLIENT_ID) : "qoe-" + UUID.randomUUID();
    String share = settings.get(SHARE).isEmpty() ? "" : "$share/" + settings.get(SHARE) + "/";
    return new MqttCollector(
        new MqttCollector.Options(
            lent ->
                new Connection(
                    address,
                    version5,
                    id,
                    session,
                    settings.get(USERNAME),
                    settings.get(PASSWORD),
                    settings.get(KEEP_ALIVE),
                    settings.get(CONNECT_TIMEOUT),
                    settings.get(RECEIVE_MAXIMUM),
                    limit,
                    half ? Optional.of(lent.scratch()) : Optional.empty()),
            routes,
            routes.stream()
                .map(
                    route ->
                        new BrokerLink.Subscription(share + route.topic().filter(), route.qos()))
                .distinct()
                .toList(),
            settings.get(RECONNECT_MAX),
            2 * settings.get(RECEIVE_MAXIMUM) + 1_000,
            Math.max(64L * 1024 * 1024, 4L * settings.get(MAX_MESSAGE))),
        context);
  }

  private static @Nullable BrokerAddress address(Settings settings, List<String> mistakes) {
    if (settings.get(CERTIFICATE).isPresent() != settings.get(KEY).isPresent()) {
      mistakes.add("settings 'certificate' and 'key' must be given together");
    }
    for (String pin : settings.get(PINS)) {
      if (!pin.matches("[A-Za-z0-9+/]{43}=")) {
        mistakes.add("setting 'pins' must hold SHA-256 digests in base64: '%s'".formatted(pin));
      }
    }
    try {
      return BrokerAddress.of(
          settings.get(BROKER),
          new Tls(
              settings.get(AUTHORITIES),
              settings.get(CERTIFICATE),
              settings.get(KEY),
              settings.get(PINS),
              settings.get(HOST_NAMES)));
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static boolean within(Duration time, Duration least, Duration most) {
    return time.compareTo(least) >= 0 && time.compareTo(most) <= 0;
  }
}
