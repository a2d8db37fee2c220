package dev.qoe.plugin.mqtt;

import dev.qoe.api.network.ElementPath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The paths of elements that were told of lately: to check one costs more than all else in a small
 * message.
 *
 * <p>Used by one thread at a time.
 */
final class RecentPaths {

  private static final int MOST = 10_000;

  private final Map<String, ElementPath> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ElementPath> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Returns the path written as {@code text}.
   *
   * @throws IllegalArgumentException if it breaks the syntax
   */
  ElementPath of(String text) {
    ElementPath path = known.get(text);
    if (path == null) {
      path = ElementPath.of(text);
      known.put(text, path);
    }
    return path;
  }
}
