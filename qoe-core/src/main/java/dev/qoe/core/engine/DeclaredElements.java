package dev.qoe.core.engine;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The declared elements of a shard, which are counted into what the engine holds. Guarded by the
 * shard's lock.
 */
final class DeclaredElements {

  /** What an element takes with its place in the scores, roughly, in bytes. */
  private static final int BYTES = 1_000;

  /** What an expected indicator, a label beside its text, or a point takes, roughly, in bytes. */
  private static final int PART_BYTES = 100;

  private final Map<ElementPath, NetworkElement> elements = new TreeMap<>();
  private final AtomicLong held;
  private final AtomicLong bytes;

  /**
   * Creates the elements of a shard.
   *
   * @param held counts those of all shards
   * @param bytes counts what those of all shards take, roughly
   */
  DeclaredElements(AtomicLong held, AtomicLong bytes) {
    this.held = held;
    this.bytes = bytes;
  }

  /** Returns the elements in the order of their paths, not to be changed. */
  Map<ElementPath, NetworkElement> all() {
    return Collections.unmodifiableMap(elements);
  }

  @Nullable NetworkElement get(ElementPath path) {
    return elements.get(path);
  }

  /** Returns how many bytes more would be taken with an element, roughly; may be negative. */
  long growth(NetworkElement element) {
    return bytes(element) - bytes(elements.get(element.path()));
  }

  void put(NetworkElement element) {
    count(elements.put(element.path(), element), -1);
    count(element, 1);
  }

  void remove(ElementPath path) {
    count(elements.remove(path), -1);
  }

  private void count(@Nullable NetworkElement element, int sign) {
    if (element != null) {
      held.addAndGet(sign);
      bytes.addAndGet(sign * bytes(element));
    }
  }

  private static long bytes(@Nullable NetworkElement element) {
    if (element == null) {
      return 0;
    }
    long sum =
        BYTES
            + element.path().text().length()
            + element.displayName().length()
            + element.type().length()
            + element.address().length()
            + PART_BYTES * parts(element);
    for (Map.Entry<String, String> label : element.labels().entrySet()) {
      sum += label.getKey().length() + label.getValue().length();
    }
    return sum;
  }

  private static long parts(NetworkElement element) {
    return (long) element.expectedKpis().size()
        + element.labels().size()
        + element.geometry().points().size();
  }
}
