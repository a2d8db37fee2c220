package dev.qoe.api.measure;

import dev.qoe.api.internal.Checks;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened to an element and is not a number: a log line, a trap, a change of state.
 *
 * <p>Immutable.
 *
 * @param element what it happened to
 * @param type what kind of thing happened, for example {@code rat-change}
 * @param time when it happened
 * @param text what happened, for people
 * @param attributes names and values, in the order of names
 * @since 0.1
 */
public record Event(
    ElementPath element, String type, Instant time, String text, Map<String, String> attributes) {

  /**
   * Creates an event; the map is copied.
   *
   * @throws IllegalArgumentException if {@code type} is blank
   */
  public Event {
    Checks.notBlank(type, "type of an event");
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** Returns an event without attributes. */
  public static Event of(ElementPath element, String type, Instant time, String text) {
    return new Event(element, type, time, text, Map.of());
  }
}
