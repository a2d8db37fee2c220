package dev.qoe.api.spi;

import dev.qoe.api.internal.Checks;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed option of a plugin, with its default and a line of help.
 *
 * <p>Immutable.
 *
 * @param <T> the type of its value
 * @since 0.1
 */
public final class Setting<T> {

  private final String name;
  private final String type;
  private final String example;
  private final Function<String, T> parser;
  private final @Nullable T defaultValue;
  private final String help;
  private final boolean secret;

  private Setting(
      String name,
      String type,
      String example,
      Function<String, T> parser,
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
    return new Setting<>(name, "duration", "PT5S", Duration::parse, defaultValue, help, false);
  }

  /** Returns an optional setting that holds a whole number. */
  public static Setting<Integer> integer(String name, int defaultValue, String help) {
    return new Setting<>(name, "whole number", "5", Integer::valueOf, defaultValue, help, false);
  }

  /** Returns an optional setting that holds a number. */
  public static Setting<Double> number(String name, double defaultValue, String help) {
    return new Setting<>(name, "number", "0.5", Setting::finite, defaultValue, help, false);
  }

  /** Returns an optional setting that is either true or false. */
  public static Setting<Boolean> flag(String name, boolean defaultValue, String help) {
    return new Setting<>(name, "true or false", "true", Setting::flag, defaultValue, help, false);
  }

  /** Returns an optional setting that holds a text. */
  public static Setting<String> text(String name, String defaultValue, String help) {
    return new Setting<>(name, "text", "cork", text -> text, defaultValue, help, false);
  }

  /** Returns a setting that holds a text and must be given. */
  public static Setting<String> requiredText(String name, String help) {
    return new Setting<>(name, "text", "cork", text -> text, null, help, false);
  }

  /** Returns an optional setting that holds a time zone. */
  public static Setting<ZoneId> zone(String name, ZoneId defaultValue, String help) {
    return new Setting<>(name, "time zone", "Europe/Dublin", ZoneId::of, defaultValue, help, false);
  }

  /** Returns a setting that holds the path of a file or folder and must be given. */
  public static Setting<Path> path(String name, String help) {
    return new Setting<>(name, "path", "data/in", Setting::path, null, help, false);
  }

  /** Returns a setting that must be given and is never shown. */
  public static Setting<String> secret(String name, String help) {
    return new Setting<>(name, "secret", "${NAME_OF_A_VARIABLE}", text -> text, null, help, true);
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns what its value is, in words. */
  public String type() {
    return type;
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
   * Returns the value that {@code text} means.
   *
   * @throws IllegalArgumentException if it means none
   */
  T parse(String text, String owner) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "setting '%s' of %s is not a %s: %s (example: %s)"
              .formatted(name, owner, type, secret ? "(not shown)" : "'" + text + "'", example),
          secret ? null : e);
    }
  }

  @Override
  public String toString() {
    return name;
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
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
