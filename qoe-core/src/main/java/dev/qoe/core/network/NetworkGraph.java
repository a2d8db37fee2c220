package dev.qoe.core.network;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import com.google.common.graph.ElementOrder;
import com.google.common.graph.Graph;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.ImmutableGraph;
import com.google.common.graph.ImmutableNetwork;
import com.google.common.graph.MutableGraph;
import com.google.common.graph.MutableNetwork;
import com.google.common.graph.Network;
import com.google.common.graph.NetworkBuilder;
import com.google.common.graph.Traverser;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A network as two graphs over the same elements: a tree of what contains what, which follows from
 * the paths, and a directed network of links, each from what depends to what it depends on.
 *
 * <p>Groups that nobody declared but that paths lead through are part of the tree. Sets come in the
 * order of paths. Immutable.
 *
 * @since 0.1
 */
public final class NetworkGraph {

  private final NavigableMap<ElementPath, NetworkElement> elements;
  private final Set<Link> links;
  private final Graph<ElementPath> containment;
  private final Network<ElementPath, Link> linked;

  private NetworkGraph(NavigableMap<ElementPath, NetworkElement> elements, Collection<Link> links) {
    this.elements = elements;
    this.containment = tree(elements.keySet());
    this.linked = network(links);
    this.links = linked.edges();
  }

  /** Returns the graph of a network; of two elements of the same path the later one counts. */
  public static NetworkGraph of(Topology topology) {
    NavigableMap<ElementPath, NetworkElement> elements = new TreeMap<>();
    topology.elements().forEach(element -> elements.put(element.path(), element));
    return new NetworkGraph(elements, topology.links());
  }

  // ---- what there is ------------------------------------------------------------------------

  /** Returns the network as a list of elements, in the order of paths, and of links. */
  public Topology topology() {
    return new Topology(List.copyOf(elements.values()), List.copyOf(links));
  }

  /** Returns the declared element of that path, if there is one. */
  public Optional<NetworkElement> find(ElementPath path) {
    return Optional.ofNullable(elements.get(path));
  }

  /** Returns whether an element of that path, or one below it, is declared. */
  public boolean contains(ElementPath path) {
    return containment.nodes().contains(path);
  }

  // ---- containment --------------------------------------------------------------------------

  /** Returns the way from an element, itself first, to the root of its tenant. */
  public List<ElementPath> pathToRoot(ElementPath path) {
    List<ElementPath> way = new ArrayList<>();
    for (Optional<ElementPath> next = Optional.of(path); next.isPresent(); ) {
      way.add(next.get());
      next = next.get().parent();
    }
    return way;
  }

  /** Returns what contains an element, the nearest first, the root of its tenant last. */
  public List<ElementPath> ancestors(ElementPath path) {
    List<ElementPath> way = pathToRoot(path);
    return way.subList(1, way.size());
  }

  /** Returns what is one step below an element; nothing if the network does not contain it. */
  public SortedSet<ElementPath> children(ElementPath path) {
    return contains(path)
        ? ImmutableSortedSet.copyOf(containment.successors(path))
        : ImmutableSortedSet.of();
  }

  /** Returns all that is below an element; nothing if the network does not contain it. */
  public SortedSet<ElementPath> descendants(ElementPath path) {
    return others(path, contains(path) ? parts(path) : List.of());
  }

  // ---- dependence ---------------------------------------------------------------------------

  /** Returns the links that begin or end at an element. */
  public Set<Link> links(ElementPath path) {
    return linked.nodes().contains(path) ? linked.incidentEdges(path) : Set.of();
  }

  /**
   * Returns all that an element needs: what it or anything that contains it is linked to, what
   * these need, and so on.
   */
  public SortedSet<ElementPath> dependencies(ElementPath path) {
    return others(path, Traverser.forGraph(this::needs).breadthFirst(path));
  }

  /** Returns all that need an element: those whose {@link #dependencies} hold it. */
  public SortedSet<ElementPath> dependents(ElementPath path) {
    return others(path, Traverser.forGraph(this::needing).breadthFirst(path));
  }

  private Iterable<ElementPath> needs(ElementPath path) {
    return Iterables.concat(
        Iterables.transform(
            pathToRoot(path),
            at -> linked.nodes().contains(at) ? linked.successors(at) : Set.of()));
  }

  private Iterable<ElementPath> needing(ElementPath path) {
    return linked.nodes().contains(path)
        ? Iterables.concat(Iterables.transform(linked.predecessors(path), this::parts))
        : Set.of();
  }

  /** An element and all below it. */
  private Iterable<ElementPath> parts(ElementPath path) {
    return contains(path) ? Traverser.forTree(containment).breadthFirst(path) : List.of(path);
  }

  private static SortedSet<ElementPath> others(ElementPath path, Iterable<ElementPath> all) {
    return ImmutableSortedSet.copyOf(Iterables.filter(all, other -> !other.equals(path)));
  }

  /**
   * Returns the groups of elements that depend on each other in a circle, by their links alone.
   *
   * <p>A circle is no mistake, rings are built on purpose; but no one element of it can be told to
   * be the cause of trouble in all the others.
   */
  public List<SortedSet<ElementPath>> cycles() {
    MutableGraph<ElementPath> rest = Graphs.copyOf(linked.asGraph());
    Deque<ElementPath> ends = new ArrayDeque<>(rest.nodes());
    while (!ends.isEmpty()) {
      ElementPath end = ends.remove();
      if (rest.nodes().contains(end) && (rest.inDegree(end) == 0 || rest.outDegree(end) == 0)) {
        ends.addAll(rest.adjacentNodes(end));
        rest.removeNode(end);
      }
    }
    List<SortedSet<ElementPath>> cycles = new ArrayList<>();
    for (ElementPath path : new TreeSet<>(rest.nodes())) {
      if (cycles.stream().noneMatch(cycle -> cycle.contains(path))) {
        SortedSet<ElementPath> cycle =
            ImmutableSortedSet.copyOf(
                Sets.intersection(
                    Graphs.reachableNodes(rest, path),
                    Graphs.reachableNodes(Graphs.transpose(rest), path)));
        if (cycle.size() > 1) {
          cycles.add(cycle);
        }
      }
    }
    return cycles;
  }

  // ---- change -------------------------------------------------------------------------------

  /** Returns this network with an element added, or replaced if its path is taken. */
  public NetworkGraph with(NetworkElement element) {
    NavigableMap<ElementPath, NetworkElement> more = new TreeMap<>(elements);
    more.put(element.path(), element);
    return new NetworkGraph(more, links);
  }

  /** Returns this network with a link added. */
  public NetworkGraph with(Link link) {
    List<Link> more = new ArrayList<>(links);
    more.add(link);
    return new NetworkGraph(elements, more);
  }

  /** Returns this network without an element, all below it and all links that touch them. */
  public NetworkGraph without(ElementPath path) {
    NavigableMap<ElementPath, NetworkElement> fewer = new TreeMap<>(elements);
    fewer.keySet().removeIf(path::contains);
    return new NetworkGraph(
        fewer,
        links.stream()
            .filter(link -> !path.contains(link.from()) && !path.contains(link.to()))
            .toList());
  }

  /** Returns what has to be done to {@code before} to make it this network. */
  public Changes changesSince(NetworkGraph before) {
    List<NetworkElement> added = new ArrayList<>();
    List<NetworkElement> changed = new ArrayList<>();
    for (Map.Entry<ElementPath, NetworkElement> now : elements.entrySet()) {
      NetworkElement old = before.elements.get(now.getKey());
      if (old == null) {
        added.add(now.getValue());
      } else if (!old.equals(now.getValue())) {
        changed.add(now.getValue());
      }
    }
    return new Changes(
        added,
        changed,
        List.copyOf(Sets.difference(before.elements.keySet(), elements.keySet())),
        List.copyOf(Sets.difference(links, before.links)),
        List.copyOf(Sets.difference(before.links, links)));
  }

  /**
   * What makes one network another.
   *
   * <p>Immutable.
   *
   * @param added elements that are new
   * @param changed elements that were declared otherwise, as they are now
   * @param removed paths of elements that are gone
   * @param linksAdded links that are new
   * @param linksRemoved links that are gone
   */
  public record Changes(
      List<NetworkElement> added,
      List<NetworkElement> changed,
      List<ElementPath> removed,
      List<Link> linksAdded,
      List<Link> linksRemoved) {

    /** Creates a list of changes; the lists are copied. */
    public Changes {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      removed = List.copyOf(removed);
      linksAdded = List.copyOf(linksAdded);
      linksRemoved = List.copyOf(linksRemoved);
    }

    /** Returns whether nothing has changed. */
    public boolean none() {
      return added.isEmpty()
          && changed.isEmpty()
          && removed.isEmpty()
          && linksAdded.isEmpty()
          && linksRemoved.isEmpty();
    }
  }

  private static Graph<ElementPath> tree(Set<ElementPath> paths) {
    MutableGraph<ElementPath> tree =
        GraphBuilder.directed().nodeOrder(ElementOrder.<ElementPath>natural()).build();
    for (ElementPath path : paths) {
      tree.addNode(path);
      ElementPath part = path;
      for (Optional<ElementPath> whole = path.parent();
          whole.isPresent() && tree.putEdge(whole.get(), part);
          whole = part.parent()) {
        part = whole.get();
      }
    }
    return ImmutableGraph.copyOf(tree);
  }

  private static Network<ElementPath, Link> network(Collection<Link> links) {
    MutableNetwork<ElementPath, Link> network =
        NetworkBuilder.directed()
            .allowsParallelEdges(true)
            .nodeOrder(ElementOrder.<ElementPath>natural())
            .edgeOrder(ElementOrder.<Link>insertion())
            .build();
    links.forEach(link -> network.addEdge(link.from(), link.to(), link));
    return ImmutableNetwork.copyOf(network);
  }
}
