package dev.qoe.api.spi;

import dev.qoe.api.internal.Checks;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A typed option of a plugin, with its default and a line of help.
 *
 * <p>A value is given as text, as a list or as a map, however the configuration is written. {@link
 * #where} adds a rule, {@link #optional} and {@link #orElse} say what holds when it is not given.
 * Immutable.
 *
 * @param <T> the type of its value
 * @since 0.1
 */
public final class Setting<T> {

  private final String name;
  private final String type;
  private final String example;
  private final Function<Object, T> parser;
  private final @Nullable T defaultValue;
  private final String help;
  private final boolean secret;

  private Setting(
      String name,
      String type,
      String example,
      Function<Object, T> parser,
      @Nullable T defaultValue,
      String help,
      boolean secret) {
    this.name = Checks.notBlank(name, "name of a setting");
    this.type = type;
    this.example = example;
    this.parser = parser;
    this.defaultValue = defaultValue;
    this.help = Checks.notBlank(help, "help of setting '" + name + "'");
    this.secret = secret;
  }

  /** Returns an optional setting that holds a duration, written as in ISO 8601. */
  public static Setting<Duration> duration(String name, Duration defaultValue, String help) {
    return of(name, "a duration", "PT5S", Duration::parse, defaultValue, help);
  }

  /** Returns an optional setting that holds a whole number. */
  public static Setting<Integer> integer(String name, int defaultValue, String help) {
    return of(name, "a whole number", "5", Integer::valueOf, defaultValue, help);
  }

  /** Returns an optional setting that holds a number. */
  public static Setting<Double> number(String name, double defaultValue, String help) {
    return of(name, "a number", "0.5", Setting::finite, defaultValue, help);
  }

  /** Returns an optional setting that is either true or false. */
  public static Setting<Boolean> flag(String name, boolean defaultValue, String help) {
    return of(name, "true or false", "true", Setting::flag, defaultValue, help);
  }

  /** Returns an optional setting that holds a text. */
  public static Setting<String> text(String name, String defaultValue, String help) {
    return of(name, "a text", "cork", text -> text, defaultValue, help);
  }

  /** Returns a setting that holds a text and must be given. */
  public static Setting<String> requiredText(String name, String help) {
    return of(name, "a text", "cork", text -> text, null, help);
  }

  /** Returns an optional setting that holds a time zone. */
  public static Setting<ZoneId> zone(String name, ZoneId defaultValue, String help) {
    return of(name, "a time zone", "Europe/Dublin", ZoneId::of, defaultValue, help);
  }

  /** Returns a setting that holds the path of a file or folder and must be given. */
  public static Setting<Path> path(String name, String help) {
    return of(name, "a path", "data/in", Setting::path, null, help);
  }

  /** Returns a setting that holds an absolute URI and must be given. */
  public static Setting<URI> uri(String name, String help) {
    return of(name, "an absolute URI", "https://nms.example/in", Setting::uri, null, help);
  }

  /**
   * Returns an optional setting that holds one of the constants of an enum, written in small
   * letters with '-' for '_'.
   */
  public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String help) {
    Class<E> type = defaultValue.getDeclaringClass();
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Setting::word).toList();
    return of(
        name,
        "one of " + words,
        word(defaultValue),
        text -> {
          String constant = text.toUpperCase(Locale.ROOT).replace('-', '_');
          return Enum.valueOf(type, constant);
        },
        defaultValue,
        help);
  }

  /** Returns a setting that must be given and is never shown. */
  public static Setting<String> secret(String name, String help) {
    return new Setting<>(
        name, "a secret", "${NAME_OF_A_VARIABLE}", Setting::scalar, null, help, true);
  }

  /** Returns an optional setting that holds texts; one text alone stands for a list of it. */
  public static Setting<List<String>> list(String name, List<String> defaultValue, String help) {
    return new Setting<>(
        name,
        "a list of texts",
        "[cork, dublin]",
        Setting::texts,
        List.copyOf(defaultValue),
        help,
        false);
  }

  /** Returns an optional setting that holds names and texts, in the order given; else none. */
  public static Setting<Map<String, String>> map(String name, String help) {
    return new Setting<>(
        name,
        "a map of texts",
        "{rtt: TRN_RTT}",
        value -> named(value, Setting::scalar),
        Map.of(),
        help,
        false);
  }

  /**
   * Returns an optional setting that holds a map of texts, lists and maps, in the order given; else
   * none: for what has a form of its own, such as the columns of a file.
   */
  public static Setting<Map<String, Object>> tree(String name, String help) {
    return new Setting<>(
        name,
        "a map",
        "{columns: {rtt: {kpi: TRN_RTT, unit: ms}}}",
        value -> named(value, Setting::frozen),
        Map.of(),
        help,
        false);
  }

  /**
   * Returns an optional setting that holds a list of maps of texts, lists and maps; else none. One
   * map alone stands for a list of it.
   */
  public static Setting<List<Map<String, Object>>> trees(String name, String help) {
    return new Setting<>(
        name,
        "a list of maps",
        "[{path: $.rtt, kpi: TRN_RTT}]",
        value ->
            (value instanceof List<?> many ? many : List.of(value))
                .stream().map(one -> named(one, Setting::frozen)).toList(),
        List.of(),
        help,
        false);
  }

  /**
   * Returns this setting with one more rule for its value.
   *
   * @param rule what holds of every allowed value
   * @param words the rule in words, to go on after "must be", for example {@code from 1 to 65535}
   * @throws IllegalArgumentException if its default breaks the rule
   */
  public Setting<T> where(Predicate<? super T> rule, String words) {
    if (defaultValue != null && !rule.test(defaultValue)) {
      throw new IllegalArgumentException(
          "default of setting '%s' must be %s: %s".formatted(name, words, defaultValue));
    }
    return new Setting<>(
        name,
        type,
        example,
        value -> {
          T parsed = parser.apply(value);
          if (!rule.test(parsed)) {
            throw new RuleBrokenException(words);
          }
          return parsed;
        },
        defaultValue,
        help,
        secret);
  }

  /** Returns this setting, with an empty value when it is not given. */
  public Setting<Optional<T>> optional() {
    return new Setting<>(
        name,
        type,
        example,
        value -> Optional.of(parser.apply(value)),
        Optional.empty(),
        help,
        secret);
  }

  /** Returns this setting with a value for when it is not given. */
  public Setting<T> orElse(T value) {
    return new Setting<>(name, type, example, parser, value, help, secret);
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns what its value is, in words with their article, for example {@code a duration}. */
  public String type() {
    return type;
  }

  /** Returns a value that it could have, as text. */
  public String example() {
    return example;
  }

  /** Returns what it is for, in a line. */
  public String help() {
    return help;
  }

  /** Returns whether it must be given. */
  public boolean required() {
    return defaultValue == null;
  }

  /** Returns whether its value is never shown. */
  public boolean secret() {
    return secret;
  }

  /** Returns the value it has when it is not given; empty if it must be given. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /**
   * Returns what {@code value} means.
   *
   * @param shown the value as messages may show it
   * @throws IllegalArgumentException if it means nothing, or breaks a rule
   */
  T parse(Object value, Object shown, String owner) {
    String text = secret ? "(not shown)" : "'" + shown + "'";
    try {
      return parser.apply(value);
    } catch (RuleBrokenException e) {
      throw new IllegalArgumentException(
          "setting '%s' of %s must be %s: %s".formatted(name, owner, e.getMessage(), text));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "setting '%s' of %s is not %s: %s (example: %s)"
              .formatted(name, owner, type, text, example),
          secret || value != shown ? null : e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static <T> Setting<T> of(
      String name,
      String type,
      String example,
      Function<String, T> parser,
      @Nullable T defaultValue,
      String help) {
    return new Setting<>(
        name, type, example, value -> parser.apply(scalar(value)), defaultValue, help, false);
  }

  private static String scalar(Object value) {
    if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException("no single value");
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> many
        ? many.stream().map(Setting::scalar).toList()
        : List.of(scalar(value));
  }

  private static <V> Map<String, V> named(Object value, Function<Object, V> leaf) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("no map");
    }
    Map<String, V> copy = new LinkedHashMap<>();
    map.forEach((key, one) -> copy.put(scalar(key), leaf.apply(one)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object frozen(Object value) {
    if (value instanceof Map<?, ?>) {
      return named(value, Setting::frozen);
    }
    return value instanceof List<?> many
        ? many.stream().map(Setting::frozen).toList()
        : scalar(value);
  }

  private static double finite(String text) {
    return Checks.finite(Double.parseDouble(text), "number");
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(Checks.notBlank(text, "path"));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static URI uri(String text) {
    URI uri = URI.create(text);
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("not absolute");
    }
    return uri;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Tells that a value is of the right type but not allowed; its message is the rule. */
  private static final class RuleBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleBrokenException(String rule) {
      super(rule, null, false, false);
    }
  }
}
