package dev.qoe.sim.whatif;

import dev.qoe.api.network.ElementPath;
import dev.qoe.core.network.NetworkGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which elements feel what happens to another: all that it contains, all that needs any of these
 * over links, and so on; only those with readings count. Confine to one thread.
 */
final class Reach {

  private final NetworkState state;
  private final Map<ElementPath, SortedSet<ElementPath>> behind = new HashMap<>();
  private final Map<ElementPath, SortedSet<ElementPath>> parts = new HashMap<>();

  Reach(NetworkState state) {
    this.state = state;
  }

  /** Returns what is behind an element, without itself. */
  SortedSet<ElementPath> behind(ElementPath element) {
    return behind.computeIfAbsent(element, this::find);
  }

  /** Returns what an element contains, without itself. */
  SortedSet<ElementPath> parts(ElementPath element) {
    return parts.computeIfAbsent(
        element,
        whole -> {
          SortedSet<ElementPath> found = new TreeSet<>();
          for (ElementPath path : state.allReadings().tailMap(whole).keySet()) {
            if (!path.text().startsWith(whole.text())) {
              break;
            }
            if (whole.contains(path) && !path.equals(whole)) {
              found.add(path);
            }
          }
          return found;
        });
  }

  private SortedSet<ElementPath> find(ElementPath element) {
    NetworkGraph graph = state.graph();
    TreeSet<ElementPath> found = new TreeSet<>();
    Deque<ElementPath> left = new ArrayDeque<>();
    left.add(element);
    TreeSet<ElementPath> seen = new TreeSet<>();
    while (!left.isEmpty()) {
      ElementPath next = left.remove();
      if (seen.add(next)) {
        found.addAll(parts(next));
        left.addAll(parts(next));
        left.addAll(graph.descendants(next));
        for (ElementPath dependent : graph.dependents(next)) {
          left.add(dependent);
          if (state.allReadings().containsKey(dependent)) {
            found.add(dependent);
          }
        }
      }
    }
    found.remove(element);
    return found;
  }

  /** Returns how many of the elements have more than one link to go by. */
  long withSeveralLinks(SortedSet<ElementPath> elements) {
    NetworkGraph graph = state.graph();
    return elements.stream()
        .filter(
            element ->
                graph.pathToRoot(element).stream()
                    .anyMatch(
                        at ->
                            graph.links(at).stream().filter(link -> link.from().equals(at)).count()
                                > 1))
        .count();
  }
}
