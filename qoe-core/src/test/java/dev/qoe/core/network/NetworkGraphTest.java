package dev.qoe.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.Link;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network as a graph")
class NetworkGraphTest {

  private static final NetworkGraph CORK =
      graph(
          List.of(
              "acme/cork/s1/c1", "acme/cork/s1/c2", "acme/cork/s2/c3", "acme/router", "acme/core"),
          "acme/cork/s1 acme/router",
          "acme/router acme/core");

  @Test
  @DisplayName("is a tree of what contains what, declared or not")
  void containment() {
    assertThat(CORK.children(path("acme")))
        .containsExactly(paths("acme/core", "acme/cork", "acme/router"));
    assertThat(CORK.children(path("acme/cork/s1")))
        .containsExactly(paths("acme/cork/s1/c1", "acme/cork/s1/c2"));
    assertThat(CORK.descendants(path("acme/cork")))
        .containsExactly(
            paths(
                "acme/cork/s1",
                "acme/cork/s1/c1",
                "acme/cork/s1/c2",
                "acme/cork/s2",
                "acme/cork/s2/c3"));
    assertThat(CORK.pathToRoot(path("acme/cork/s1")))
        .containsExactly(paths("acme/cork/s1", "acme/cork", "acme"));
    assertThat(CORK.ancestors(path("acme/cork/s1"))).containsExactly(paths("acme/cork", "acme"));
    assertThat(CORK.contains(path("acme/cork/s2"))).isTrue();
    assertThat(CORK.find(path("acme/cork/s2"))).isEmpty();
    assertThat(CORK.children(path("other"))).isEmpty();
    assertThat(CORK.descendants(path("other"))).isEmpty();
  }

  @Test
  @DisplayName("tells what a cell needs through the links of its site, and who needs the core")
  void dependence() {
    assertThat(CORK.dependencies(path("acme/cork/s1/c1")))
        .containsExactly(paths("acme/core", "acme/router"));
    assertThat(CORK.dependencies(path("acme/cork/s2/c3"))).isEmpty();
    assertThat(CORK.dependents(path("acme/core")))
        .containsExactly(
            paths("acme/cork/s1", "acme/cork/s1/c1", "acme/cork/s1/c2", "acme/router"));
    assertThat(CORK.links(path("acme/router"))).hasSize(2);
    assertThat(CORK.links(path("acme/cork"))).isEmpty();
  }

  @Test
  @DisplayName("allows rings and reports them, but not what merely hangs between them")
  void cycles() {
    NetworkGraph rings =
        graph(
            List.of("t/a", "t/b", "t/c", "t/d", "t/e", "t/f", "t/g"),
            "t/a t/b",
            "t/b t/a",
            "t/b t/c",
            "t/c t/d",
            "t/d t/e",
            "t/e t/f",
            "t/f t/d",
            "t/f t/g");
    assertThat(rings.cycles())
        .hasSize(2)
        .anySatisfy(ring -> assertThat(ring).containsExactly(paths("t/a", "t/b")))
        .anySatisfy(ring -> assertThat(ring).containsExactly(paths("t/d", "t/e", "t/f")));
    assertThat(rings.dependencies(path("t/d"))).containsExactly(paths("t/e", "t/f", "t/g"));
    assertThat(CORK.cycles()).isEmpty();
  }

  @Test
  @DisplayName("tells the same of dependence from both ends, in 50 random networks (seed 7)")
  void bothEnds() {
    Random random = new Random(7);
    for (int run = 0; run < 50; run++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        names.add("t/" + (char) ('a' + random.nextInt(3)) + "/" + i);
      }
      List<String> links = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int from = random.nextInt(12);
        int to = (from + 1 + random.nextInt(11)) % 12;
        String group = names.get(from).substring(0, 3);
        links.add((i % 2 == 0 ? names.get(from) : group) + " " + names.get(to));
      }
      NetworkGraph graph = graph(names, links.toArray(String[]::new));
      for (String one : names) {
        for (String other : names) {
          assertThat(graph.dependencies(path(one)).contains(path(other)))
              .as("run %d: %s needs %s", run, one, other)
              .isEqualTo(graph.dependents(path(other)).contains(path(one)));
        }
      }
    }
  }

  @Test
  @DisplayName("changes by elements and links that come and go, and tells what changed")
  void change() {
    NetworkElement heavier = element("acme/cork/s1/c1").toBuilder().weight(3).build();
    Link backup = new Link(path("acme/cork/s2"), path("acme/router"), "backhaul");
    NetworkGraph now =
        CORK.with(heavier).with(element("acme/cork/s3")).with(backup).without(path("acme/core"));

    NetworkGraph.Changes changes = now.changesSince(CORK);

    assertThat(changes.added()).containsExactly(element("acme/cork/s3"));
    assertThat(changes.changed()).containsExactly(heavier);
    assertThat(changes.removed()).containsExactly(path("acme/core"));
    assertThat(changes.linksAdded()).containsExactly(backup);
    assertThat(changes.linksRemoved())
        .containsExactly(new Link(path("acme/router"), path("acme/core"), "link"));
    assertThat(changes.none()).isFalse();
    assertThat(now.changesSince(NetworkGraph.of(now.topology())).none()).isTrue();
    assertThat(CORK.contains(path("acme/cork/s3"))).isFalse();
  }

  @Test
  @DisplayName("loses with a site all its cells and links")
  void withoutSubtree() {
    NetworkGraph rest = CORK.without(path("acme/cork/s1"));
    assertThat(rest.contains(path("acme/cork/s1"))).isFalse();
    assertThat(rest.topology().elements())
        .extracting(NetworkElement::path)
        .containsExactly(paths("acme/core", "acme/cork/s2/c3", "acme/router"));
    assertThat(rest.topology().links()).hasSize(1);
  }

  private static NetworkGraph graph(List<String> elements, String... links) {
    return NetworkGraph.of(
        new Topology(
            elements.stream().map(NetworkGraphTest::element).toList(),
            Arrays.stream(links)
                .map(link -> link.split(" ", -1))
                .filter(ends -> !ends[0].equals(ends[1]))
                .map(ends -> new Link(path(ends[0]), path(ends[1]), "link"))
                .distinct()
                .toList()));
  }

  private static NetworkElement element(String path) {
    return NetworkElement.builder(path(path), "thing").build();
  }

  private static ElementPath path(String text) {
    return ElementPath.of(text);
  }

  private static ElementPath[] paths(String... texts) {
    return Arrays.stream(texts).map(ElementPath::of).toArray(ElementPath[]::new);
  }
}
