package dev.qoe.api.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options given to a plugin, checked against those it declares.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Settings {

  private final String owner;
  private final Map<String, Object> values;

  private Settings(String owner, Map<String, Object> values) {
    this.owner = owner;
    this.values = values;
  }

  /**
   * Returns the options given, of which none names a secret.
   *
   * @param owner whose options they are, for messages, for example {@code collector 'snmp'}
   * @param declared the options there are
   * @param given names and values: texts, numbers, true or false, and lists and maps of them
   * @throws IllegalArgumentException if an option is unknown, missing, of the wrong type or against
   *     its rule; the message names all mistakes at once
   */
  public static Settings of(String owner, List<Setting<?>> declared, Map<String, ?> given) {
    return of(owner, declared, given, null);
  }

  /**
   * Returns the options given, with the secrets that they name as <code>${NAME}</code> filled in.
   *
   * @param owner whose options they are, for messages, for example {@code collector 'snmp'}
   * @param declared the options there are
   * @param given names and values: texts, numbers, true or false, and lists and maps of them
   * @param secrets where secrets come from
   * @throws IllegalArgumentException if an option is unknown, missing, of the wrong type or against
   *     its rule, or names a secret that there is not; the message names all mistakes at once and
   *     shows no secret
   */
  public static Settings resolved(
      String owner, List<Setting<?>> declared, Map<String, ?> given, Secrets secrets) {
    return of(owner, declared, given, secrets);
  }

  private static Settings of(
      String owner, List<Setting<?>> declared, Map<String, ?> given, @Nullable Secrets secrets) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Object> left = new TreeMap<>(given);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : declared) {
      Object value = left.remove(setting.name());
      try {
        values.put(setting.name(), valueOf(setting, value, owner, secrets));
      } catch (IllegalArgumentException e) {
        mistakes.add(String.valueOf(e.getMessage()));
      }
    }
    List<String> known = declared.stream().map(Setting::name).sorted().toList();
    left.keySet()
        .forEach(
            name ->
                mistakes.add("%s has no setting '%s'; it has %s".formatted(owner, name, known)));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return new Settings(owner, values);
  }

  /**
   * Returns the value of an option.
   *
   * @throws NoSuchElementException if the plugin did not declare it
   */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.name());
    if (value == null) {
      throw new NoSuchElementException(
          "setting '%s' is not declared by %s".formatted(setting.name(), owner));
    }
    return (T) value;
  }

  /** Returns the names of the options; never a value, for it may be secret. */
  @Override
  public String toString() {
    return "settings of " + owner + ": " + values.keySet();
  }

  private static Object valueOf(
      Setting<?> setting, @Nullable Object given, String owner, @Nullable Secrets secrets) {
    if (given != null) {
      Object value = secrets == null ? given : resolved(setting, given, owner, secrets);
      return setting.parse(value, given, owner);
    }
    return setting
        .defaultValue()
        .map(Object.class::cast)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "setting '%s' of %s is missing: %s"
                        .formatted(setting.name(), owner, setting.help())));
  }

  private static Object resolved(Setting<?> setting, Object given, String owner, Secrets secrets) {
    try {
      return resolved(given, secrets);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting '%s' of %s: %s".formatted(setting.name(), owner, e.getMessage()), e);
    }
  }

  private static Object resolved(Object given, Secrets secrets) {
    if (given instanceof String text) {
      String value = secrets.resolve(text);
      return value.equals(text) ? text : value;
    }
    if (given instanceof List<?> many) {
      return many.stream().map(one -> resolved(one, secrets)).toList();
    }
    if (given instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, one) -> copy.put(name, resolved(one, secrets)));
      return copy;
    }
    return given;
  }
}
