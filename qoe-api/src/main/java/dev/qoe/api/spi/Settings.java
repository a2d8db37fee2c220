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
   * Returns the options given as text.
   *
   * @param owner whose options they are, for messages, for example {@code collector 'snmp'}
   * @param declared the options there are
   * @param given names and texts
   * @throws IllegalArgumentException if an option is unknown, missing or of the wrong type; the
   *     message names all mistakes at once
   */
  public static Settings of(String owner, List<Setting<?>> declared, Map<String, String> given) {
    List<String> mistakes = new ArrayList<>();
    Map<String, String> left = new TreeMap<>(given);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : declared) {
      String text = left.remove(setting.name());
      try {
        values.put(setting.name(), valueOf(setting, text, owner));
      } catch (IllegalArgumentException e) {
        mistakes.add(e.getMessage());
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

  private static Object valueOf(Setting<?> setting, @Nullable String text, String owner) {
    if (text != null) {
      return setting.parse(text, owner);
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
}
