package dev.qoe.plugin.http;

import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entry of the plugin for web pages that are polled: JSON, CSV and the text of Prometheus.
 *
 * <p>The target's address is the page, its element what the page is about. Thread-safe.
 *
 * @since 0.1
 */
public final class HttpCollectorFactory implements CollectorFactory {

  private static final String OWNER = "collector 'http'";

  /** The form of a page. */
  private enum Format {
    JSON,
    JSON_LINES,
    CSV,
    PROMETHEUS
  }

  /** How the collector shows who it is. */
  private enum Auth {
    NONE,
    BASIC,
    BEARER,
    API_KEY,
    OAUTH2
  }

  private static final Setting<Format> FORMAT =
      Setting.choice("format", Format.JSON, "json, json-lines, csv or prometheus");
  private static final Setting<String> ITEMS =
      Setting.text("items", "", "where items are in JSON, as /data/*; empty for forms of our own");
  private static final Setting<String> ELEMENT =
      Setting.text("element", "{element}", "how items are called: {/pointer}, {column} or {label}");
  private static final Setting<String> TIME =
      Setting.text("time", "", "where the time of an item is; empty if it is now");
  private static final Setting<List<Map<String, Object>>> VALUES =
      Setting.trees("values", "which value is which indicator: path, kpi, unit, factor, labels");
  private static final Setting<String> NEXT =
      Setting.text("next", "", "where in JSON the address of the next page is; else header Link");
  private static final Setting<Integer> MAX_PAGES =
      Setting.integer("max-pages", 50, "how many pages a poll may have")
          .where(pages -> pages >= 1 && pages <= 10_000, "from 1 to 10000");
  private static final Setting<Boolean> ONLY_NEWER =
      Setting.flag(
          "only-newer", true, "whether values not newer than the last poll's are left out");
  private static final Setting<Map<String, String>> HEADERS =
      Setting.map("headers", "headers to send, none of them secret");
  private static final Setting<Auth> AUTH =
      Setting.choice("auth", Auth.NONE, "none, basic, bearer, api-key or oauth2");
  private static final Setting<String> USER =
      Setting.text("user", "", "name for basic, client-id for oauth2");
  private static final Setting<Optional<String>> SECRET =
      Setting.secret("secret", "password, token, key or client-secret").optional();
  private static final Setting<String> KEY_HEADER =
      Setting.text("key-header", "X-API-Key", "the header that holds an API key");
  private static final Setting<Optional<URI>> TOKEN_URL =
      Setting.uri("token-url", "where oauth2 asks for tokens").optional();
  private static final Setting<String> SCOPE = Setting.text("scope", "", "scope for oauth2");
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofSeconds(10), "how long a page may take as a whole")
          .where(time -> time.toMillis() >= 1 && time.toHours() <= 1, "from PT0.001S to PT1H");
  private static final Setting<Integer> MAX_KILOBYTES =
      Setting.integer("max-kilobytes", 16_000, "how long a page may be, in 1000 bytes, unpacked")
          .where(kilobytes -> kilobytes >= 1 && kilobytes <= 1_000_000, "from 1 to 1000000");
  private static final Setting<Integer> RETRIES =
      Setting.integer("retries", 2, "how often it is tried again where that may help")
          .where(times -> times >= 0 && times <= 20, "from 0 to 20");
  private static final Setting<Duration> LONGEST_WAIT =
      Setting.duration(
              "longest-wait", Duration.ofSeconds(10), "the longest Retry-After that is waited for")
          .where(time -> !time.isNegative() && time.toHours() <= 1, "from PT0S to PT1H");
  private static final Setting<Boolean> PRIVATE =
      Setting.flag("private-addresses", true, "whether addresses of private networks are polled");
  private static final Setting<Optional<Path>> KEYS =
      Setting.path("keystore", "own key and certificate, PKCS #12, for mutual TLS").optional();
  private static final Setting<Optional<String>> KEYS_PASSWORD =
      Setting.secret("keystore-password", "password of the keystore").optional();
  private static final Setting<Optional<Path>> TRUST =
      Setting.path("truststore", "certificates to trust, PKCS #12").optional();
  private static final Setting<Optional<String>> TRUST_PASSWORD =
      Setting.secret("truststore-password", "password of the truststore").optional();

  /** Creates the entry, as services are made. */
  public HttpCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
        "http",
        "Polls web pages for measurements: JSON, comma-separated values or text of Prometheus.",
        List.of(
            FORMAT,
            ITEMS,
            ELEMENT,
            TIME,
            VALUES,
            NEXT,
            MAX_PAGES,
            ONLY_NEWER,
            HEADERS,
            AUTH,
            USER,
            SECRET,
            KEY_HEADER,
            TOKEN_URL,
            SCOPE,
            TIMEOUT,
            MAX_KILOBYTES,
            RETRIES,
            LONGEST_WAIT,
            PRIVATE,
            KEYS,
            KEYS_PASSWORD,
            TRUST,
            TRUST_PASSWORD),
        Set.of());
  }

  /**
   * Returns a collector; does no input or output yet.
   *
   * @throws IllegalArgumentException if settings contradict each other; all mistakes are told
   */
  @Override
  public Collector create(Settings settings, CollectorContext context) {
    Mistakes mistakes = new Mistakes();
    Optional<Decoder> decoder = mistakes.attempt(() -> decoder(settings), "");
    Optional<Credentials> credentials = mistakes.attempt(() -> credentials(settings, context), "");
    Optional<Map<String, String>> headers = mistakes.attempt(() -> headers(settings), "");
    mistakes.raise();
    return new HttpCollector(
        new HttpCollector.Options(
            decoder.orElseThrow(),
            headers.orElseThrow(),
            credentials.orElseThrow(),
            new Tls(
                settings.get(KEYS),
                settings.get(KEYS_PASSWORD).orElse(""),
                settings.get(TRUST),
                settings.get(TRUST_PASSWORD).orElse("")),
            new Addresses(settings.get(PRIVATE)),
            settings.get(TIMEOUT),
            settings.get(MAX_KILOBYTES) * 1_000,
            settings.get(RETRIES),
            settings.get(LONGEST_WAIT),
            settings.get(NEXT),
            settings.get(MAX_PAGES),
            settings.get(ONLY_NEWER)),
        context);
  }

  private static Decoder decoder(Settings settings) {
    List<ValueRule> rules = ValueRule.of("values", OWNER, settings.get(VALUES));
    ElementTemplate element = named("element", () -> ElementTemplate.of(settings.get(ELEMENT)));
    JsonDecoder.Paths paths =
        new JsonDecoder.Paths(settings.get(ITEMS), element, settings.get(TIME), rules);
    if (!settings.get(NEXT).isEmpty()) {
      named("next", () -> com.fasterxml.jackson.core.JsonPointer.compile(settings.get(NEXT)));
    }
    return switch (settings.get(FORMAT)) {
      case JSON -> named("items", () -> new JsonDecoder(paths, false));
      case JSON_LINES -> named("items", () -> new JsonDecoder(paths, true));
      case CSV -> new CsvDecoder(paths);
      case PROMETHEUS -> {
        if (rules.isEmpty()) {
          throw new IllegalArgumentException(
              "setting 'values' of %s must say which metric is which indicator".formatted(OWNER));
        }
        yield new PrometheusDecoder(paths);
      }
    };
  }

  private static <T> T named(String setting, java.util.function.Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting '%s' of %s is wrong: %s".formatted(setting, OWNER, e.getMessage()), e);
    }
  }

  private static Credentials credentials(Settings settings, CollectorContext context) {
    Auth auth = settings.get(AUTH);
    if (auth == Auth.NONE) {
      return Credentials.of(Map.of());
    }
    String secret =
        settings
            .get(SECRET)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "setting 'secret' of %s is missing, which 'auth' needs".formatted(OWNER)));
    if (secret.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "setting 'secret' of %s must have no control characters".formatted(OWNER));
    }
    return switch (auth) {
      case NONE -> Credentials.of(Map.of());
      case BASIC -> Credentials.basic(settings.get(USER), secret);
      case BEARER -> Credentials.bearer(secret);
      case API_KEY -> Credentials.of(Map.of(checked(settings.get(KEY_HEADER)), secret));
      case OAUTH2 ->
          new Credentials.ClientCredentials(
              settings
                  .get(TOKEN_URL)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "setting 'token-url' of %s is missing, which oauth2 needs"
                                  .formatted(OWNER))),
              settings.get(USER),
              secret,
              settings.get(SCOPE),
              context.clock());
    };
  }

  private static Map<String, String> headers(Settings settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    settings
        .get(HEADERS)
        .forEach(
            (name, value) -> {
              if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
                throw new IllegalArgumentException(
                    "setting 'headers' of %s: '%s' must be one line".formatted(OWNER, name));
              }
              headers.put(checked(name), value);
            });
    return headers;
  }

  /** Returns the name of a header that may be sent. */
  private static String checked(String name) {
    Set<String> own = Set.of("host", "connection", "content-length", "expect", "upgrade");
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
        || own.contains(name.toLowerCase(java.util.Locale.ROOT))) {
      throw new IllegalArgumentException(
          "setting 'headers' or 'key-header' of %s has no header that may be set: '%s'"
              .formatted(OWNER, OwnForms.shown(name)));
    }
    return name;
  }
}
