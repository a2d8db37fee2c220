package dev.qoe.api.spi;

import dev.qoe.api.Beta;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.internal.Checks;
import dev.qoe.api.network.ElementPath;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ticket should say.
 *
 * <p>Immutable.
 *
 * @param key what makes two tickets the same trouble, not blank; the ticket system keeps it
 * @param element what is in trouble
 * @param severity how grave it is
 * @param title one line, not blank
 * @param text all of it
 * @param fields further fields of the ticket system, by its own names
 * @since 0.1
 */
@Beta
public record Ticket(
    String key,
    ElementPath element,
    Severity severity,
    String title,
    String text,
    Map<String, String> fields) {

  /**
   * Creates a ticket; the map is copied.
   *
   * @throws IllegalArgumentException if key or title is blank
   */
  public Ticket {
    Checks.notBlank(key, "key of a ticket");
    Checks.notBlank(title, "title of a ticket");
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }
}
