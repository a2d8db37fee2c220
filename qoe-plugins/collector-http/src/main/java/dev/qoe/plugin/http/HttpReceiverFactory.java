package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entry of the plugin for measurements that are sent by HTTP: JSON, JSON lines and CSV.
 *
 * <p>Each device has a key, an element that it may tell of with all below, and a quota.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class HttpReceiverFactory implements PushCollectorFactory {

  private static final String OWNER = "collector 'http-receive'";
  private static final int SHORTEST_KEY = 8;

  private static final Setting<String> HOST =
      Setting.text("host", "127.0.0.1", "the address to listen at; 0.0.0.0 for all");
  private static final Setting<Integer> PORT =
      Setting.integer("port", 8480, "the port to listen at; 0 for any that is free")
          .where(port -> port >= 0 && port <= 65_535, "from 0 to 65535");
  private static final Setting<List<Map<String, Object>>> DEVICES =
      Setting.trees("devices", "who may send: key (as ${NAME}), element, per-minute");
  private static final Setting<Optional<String>> ANONYMOUS =
      Setting.requiredText("anonymous-element", "what may be told of without a key").optional();
  private static final Setting<List<Map<String, Object>>> SIGNALS =
      Setting.trees("signals", "which signal is which indicator: path, kpi, unit, factor");
  private static final Setting<Integer> PER_MINUTE =
      Setting.integer("per-minute", 60_000, "how many values a device may send a minute")
          .where(values -> values >= 1, "at least 1");
  private static final Setting<Integer> MAX_KILOBYTES =
      Setting.integer("max-kilobytes", 4_000, "how long a body may be, in 1000 bytes, unpacked")
          .where(kilobytes -> kilobytes >= 1 && kilobytes <= 100_000, "from 1 to 100000");
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofSeconds(10), "how long a request may take to come")
          .where(time -> time.toMillis() >= 1 && time.toHours() <= 1, "from PT0.001S to PT1H");
  private static final Setting<Integer> THREADS =
      Setting.integer("threads", 8, "how many threads serve")
          .where(n -> n >= 4 && n <= 60, "from 4 to 60");
  private static final Setting<Integer> CONNECTIONS =
      Setting.integer("connections", 1_000, "how many connections there may be")
          .where(n -> n >= 1, "at least 1");
  private static final Setting<Optional<Path>> KEYS =
      Setting.path("keystore", "key and certificate for TLS, PKCS #12").optional();
  private static final Setting<Optional<String>> KEYS_PASSWORD =
      Setting.secret("keystore-password", "password of the keystore").optional();
  private static final Setting<Optional<Path>> TRUST =
      Setting.path("truststore", "whose certificates devices must show, PKCS #12").optional();
  private static final Setting<Optional<String>> TRUST_PASSWORD =
      Setting.secret("truststore-password", "password of the truststore").optional();

  /** Creates the entry, as services are made. */
  public HttpReceiverFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
        "http-receive",
        "Takes measurements that devices send by HTTP: JSON, JSON lines or CSV, plain or gzip.",
        List.of(
            HOST,
            PORT,
            DEVICES,
            ANONYMOUS,
            SIGNALS,
            PER_MINUTE,
            MAX_KILOBYTES,
            TIMEOUT,
            THREADS,
            CONNECTIONS,
            KEYS,
            KEYS_PASSWORD,
            TRUST,
            TRUST_PASSWORD),
        Set.of());
  }

  /**
   * Returns a collector that does not listen yet; does no input or output.
   *
   * @throws IllegalArgumentException if nobody may send, or a device is wrong; all mistakes are
   *     told, and no key
   */
  @Override
  public PushCollector create(Settings settings, CollectorContext context) {
    return receiver(settings, context);
  }

  static HttpReceiver receiver(Settings settings, CollectorContext context) {
    Mistakes mistakes = new Mistakes();
    int perMinute = settings.get(PER_MINUTE);
    List<Device> devices = new ArrayList<>();
    int i = 0;
    for (Map<String, Object> tree : settings.get(DEVICES)) {
      String prefix = "setting 'devices' of %s: device %d: ".formatted(OWNER, ++i);
      mistakes.attempt(() -> device(tree, perMinute), prefix).ifPresent(devices::add);
    }
    Optional<Device> anonymous =
        settings
            .get(ANONYMOUS)
            .flatMap(
                text ->
                    mistakes.attempt(
                        () -> new Device(ElementPath.of(text), "", perMinute),
                        "setting 'anonymous-element' of %s: ".formatted(OWNER)));
    mistakes.check(
        !settings.get(DEVICES).isEmpty() || settings.get(ANONYMOUS).isPresent(),
        "setting 'devices' of %s is missing: who may send, with key and element".formatted(OWNER));
    mistakes.check(
        settings.get(TRUST).isEmpty() || settings.get(KEYS).isPresent(),
        "setting 'truststore' of %s needs a 'keystore'".formatted(OWNER));
    Optional<List<ValueRule>> signals =
        mistakes.attempt(() -> ValueRule.of("signals", OWNER, settings.get(SIGNALS)), "");
    mistakes.raise();
    return new HttpReceiver(
        new HttpReceiver.Options(
            settings.get(HOST),
            settings.get(PORT),
            devices,
            anonymous,
            decoders(signals.orElse(List.of())),
            settings.get(MAX_KILOBYTES) * 1_000,
            settings.get(TIMEOUT),
            settings.get(THREADS),
            settings.get(CONNECTIONS),
            new Tls(
                settings.get(KEYS),
                settings.get(KEYS_PASSWORD).orElse(""),
                settings.get(TRUST),
                settings.get(TRUST_PASSWORD).orElse(""))),
        context);
  }

  private static Device device(Map<String, Object> tree, int perMinute) {
    if (!(tree.get("key") instanceof String key) || key.strip().length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "'key' must have at least %d characters (it is not shown)".formatted(SHORTEST_KEY));
    }
    if (!(tree.get("element") instanceof String element)) {
      throw new IllegalArgumentException("'element' is missing: what the device may tell of");
    }
    int most = Integer.parseInt(String.valueOf(tree.getOrDefault("per-minute", perMinute)));
    if (most < 1) {
      throw new IllegalArgumentException("'per-minute' must be at least 1: " + most);
    }
    return new Device(ElementPath.of(element), key.strip(), most);
  }

  private static Map<String, Decoder> decoders(List<ValueRule> signals) {
    JsonDecoder.Paths own = new JsonDecoder.Paths("", ElementTemplate.of("{element}"), "", signals);
    JsonDecoder.Paths table =
        new JsonDecoder.Paths("", ElementTemplate.of("{element}"), "", List.of());
    Decoder lines = new JsonDecoder(own, true);
    return Map.of(
        "application/json",
        new JsonDecoder(own, false),
        "application/x-ndjson",
        lines,
        "application/jsonl",
        lines,
        "text/csv",
        new CsvDecoder(table));
  }
}
