package dev.qoe.plugin.snmp;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/**
 * An element, and what is remembered of it from one look to the next.
 *
 * <p>Thread-safe.
 */
final class Place {

  private final ElementPath path;
  private final Map<String, Place> below = new ConcurrentHashMap<>();
  private final Map<Kpi, String> chosen = new ConcurrentHashMap<>();
  private final Map<String, List<@Nullable Variable>> told = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable NetworkElement> announced = new AtomicReference<>();

  Place(ElementPath path) {
    this.path = path;
  }

  /** Returns what the element is called. */
  ElementPath path() {
    return path;
  }

  /** Returns the element below that is called so, once a path can hold the name. */
  Place below(String name) {
    Place known = below.get(name); // most are, and then nothing is locked
    return known != null
        ? known
        : below.computeIfAbsent(name, text -> new Place(path.child(Template.segment(text))));
  }

  /** Returns the column that an indicator is read from; null if it was not read yet. */
  @Nullable String chosen(Kpi kpi) {
    return chosen.get(kpi);
  }

  /**
   * Notes from which column an indicator is read until the agent starts anew: that of the first
   * time. So a series never mixes counters of 32 and 64 bits.
   */
  void choose(Kpi kpi, String column) {
    chosen.putIfAbsent(kpi, column);
  }

  /** Forgets all choices, here and below. */
  void chooseAnew() {
    chosen.clear();
    below.values().forEach(Place::chooseAnew);
  }

  /** Whether a group tells something new or other of the element than it did. */
  boolean isNews(String group, List<@Nullable Variable> all) {
    return !all.equals(told.put(group, all));
  }

  /** Whether the element is new or other than it was; groups may tell the same of it. */
  boolean isNews(NetworkElement element) {
    return !element.equals(announced.getAndSet(element));
  }
}
