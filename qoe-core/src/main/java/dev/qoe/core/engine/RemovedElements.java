package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The elements that somebody removed, with those of their series that somebody still holds: these
 * come back with the element.
 *
 * <p>Of elements of which nobody holds a series the newest 100,000 are remembered. Guarded by the
 * shard's lock.
 */
final class RemovedElements {

  private static final int MOST = 100_000;

  /** The one removed longest ago first. */
  private final Map<ElementPath, List<WeakReference<LiveSeries>>> elements = new LinkedHashMap<>();

  boolean contains(ElementPath element) {
    return elements.containsKey(element);
  }

  List<ElementPath> paths() {
    return List.copyOf(elements.keySet());
  }

  /** Remembers that an element was removed. */
  void add(ElementPath element) {
    elements.putIfAbsent(element, new ArrayList<>(0));
    if (elements.size() > MOST) {
      forgetOldest();
    }
  }

  /** Remembers a series of a removed element for as long as somebody holds it. */
  void add(LiveSeries series) {
    add(series.element());
    List<WeakReference<LiveSeries>> ofElement = elements.get(series.element());
    if (ofElement != null) {
      ofElement.removeIf(held -> held.get() == null);
      ofElement.add(new WeakReference<>(series));
    }
  }

  /** Returns the series of an indicator of a removed element if somebody holds it. */
  Optional<LiveSeries> find(ElementPath element, Kpi kpi) {
    return held(elements.getOrDefault(element, List.of()))
        .filter(series -> series.kpi().equals(kpi))
        .findFirst();
  }

  /** Forgets that an element was removed; returns those of its series that somebody holds. */
  List<LiveSeries> takeOut(ElementPath element) {
    List<WeakReference<LiveSeries>> ofElement = elements.remove(element);
    return ofElement == null ? List.of() : held(ofElement).toList();
  }

  /** One of which a series is held is remembered for longer. */
  private void forgetOldest() {
    Iterator<Map.Entry<ElementPath, List<WeakReference<LiveSeries>>>> oldest =
        elements.entrySet().iterator();
    Map.Entry<ElementPath, List<WeakReference<LiveSeries>>> entry = oldest.next();
    oldest.remove();
    if (held(entry.getValue()).findAny().isPresent()) {
      elements.put(entry.getKey(), entry.getValue());
    }
  }

  private static Stream<LiveSeries> held(List<WeakReference<LiveSeries>> references) {
    return references.stream().map(WeakReference::get).filter(Objects::nonNull);
  }
}
