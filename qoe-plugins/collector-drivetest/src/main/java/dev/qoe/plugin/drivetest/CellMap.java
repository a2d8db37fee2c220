package dev.qoe.plugin.drivetest;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cells of a network, each at the one place in the hierarchy that all traces together give it.
 *
 * <p>Immutable.
 */
final class CellMap {

  private final Map<CellId, List<NetworkElement>> cells;

  private CellMap(Map<CellId, List<NetworkElement>> cells) {
    this.cells = cells;
  }

  /** An element to be, and where the phone was while one of its cells served. */
  private record Draft(NetworkElement.Builder element, Position position) {
    NetworkElement build() {
      return element.geometry(position.mean()).build();
    }
  }

  /** Returns the map below {@code root} that a survey gives, declared at {@code createdAt}. */
  static CellMap of(ElementPath root, CellSurvey survey, Instant createdAt) {
    Map<ElementPath, Draft> drafts = new HashMap<>();
    Map<CellId, List<Draft>> chains = new HashMap<>();
    survey
        .votes()
        .forEach(
            (id, votes) -> {
              List<Draft> chain =
                  chain(root, id, votes).stream()
                      .map(builder -> builder.createdAt(createdAt).updatedAt(createdAt))
                      .map(
                          builder ->
                              drafts.computeIfAbsent(
                                  builder.build().path(),
                                  path -> new Draft(builder, new Position())))
                      .toList();
              chain.forEach(draft -> draft.position().add(votes.position()));
              chains.put(id, chain);
            });
    Map<CellId, List<NetworkElement>> cells = new HashMap<>();
    chains.forEach((id, chain) -> cells.put(id, chain.stream().map(Draft::build).toList()));
    return new CellMap(cells);
  }

  /** Returns the elements from the area down to the cell; empty if the identity is none. */
  Optional<List<NetworkElement>> chain(String rawCellId) {
    return CellId.of(rawCellId).map(cells::get);
  }

  private static List<NetworkElement.Builder> chain(
      ElementPath root, CellId id, CellSurvey.Votes votes) {
    List<NetworkElement.Builder> chain = new ArrayList<>();
    String areaName = votes.area().orElse("unknown");
    ElementPath area = root.child("area-" + areaName);
    chain.add(NetworkElement.builder(area, "area").displayName("Area " + areaName));

    Map<String, String> labels = Map.of("rat", votes.rat().name());
    ElementPath site = id.site(votes.rat()).map(area::child).orElse(area);
    if (!site.equals(area)) {
      chain.add(NetworkElement.builder(site, "site").displayName(siteName(site)).labels(labels));
    }
    chain.add(
        NetworkElement.builder(site.child("cell-" + id.value()), "cell")
            .displayName("Cell " + id.value())
            .labels(labels));
    return chain;
  }

  private static String siteName(ElementPath site) {
    return site.name().startsWith("site-rnc-")
        ? site.name().replace("site-rnc-", "RNC ")
        : site.name().replace("site-", "eNB ");
  }
}
