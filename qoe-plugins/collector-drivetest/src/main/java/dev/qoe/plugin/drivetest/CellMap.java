package dev.qoe.plugin.drivetest;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** Returns the map below {@code root} that a survey gives, declared at {@code createdAt}. */
  static CellMap of(ElementPath root, CellSurvey survey, Instant createdAt) {
    Map<CellId, Map<ElementPath, NetworkElement.Builder>> builders = new LinkedHashMap<>();
    Map<ElementPath, Position> positions = new HashMap<>();
    survey
        .votes()
        .forEach(
            (id, votes) -> {
              Map<ElementPath, NetworkElement.Builder> chain = chain(root, id, votes);
              builders.put(id, chain);
              chain
                  .keySet()
                  .forEach(
                      path ->
                          positions
                              .computeIfAbsent(path, p -> new Position())
                              .add(votes.position()));
            });
    Map<CellId, List<NetworkElement>> cells = new HashMap<>();
    builders.forEach(
        (id, chain) ->
            cells.put(
                id,
                chain.entrySet().stream()
                    .map(
                        entry ->
                            entry
                                .getValue()
                                .geometry(positions.get(entry.getKey()).mean())
                                .createdAt(createdAt)
                                .updatedAt(createdAt)
                                .build())
                    .toList()));
    return new CellMap(cells);
  }

  /** Returns the elements from the area down to the cell; empty if the identity is none. */
  Optional<List<NetworkElement>> chain(String rawCellId) {
    return CellId.of(rawCellId).map(cells::get);
  }

  private static Map<ElementPath, NetworkElement.Builder> chain(
      ElementPath root, CellId id, CellSurvey.Votes votes) {
    Map<ElementPath, NetworkElement.Builder> chain = new LinkedHashMap<>();
    String areaName = votes.area().orElse("unknown");
    ElementPath area = root.child("area-" + areaName);
    chain.put(area, NetworkElement.builder(area, "area").displayName("Area " + areaName));

    Map<String, String> labels = Map.of("rat", votes.rat().name());
    ElementPath site = id.site(votes.rat()).map(area::child).orElse(area);
    if (!site.equals(area)) {
      chain.put(
          site, NetworkElement.builder(site, "site").displayName(siteName(site)).labels(labels));
    }
    ElementPath cell = site.child("cell-" + id.value());
    chain.put(
        cell,
        NetworkElement.builder(cell, "cell").displayName("Cell " + id.value()).labels(labels));
    return chain;
  }

  private static String siteName(ElementPath site) {
    return site.name().startsWith("site-rnc-")
        ? site.name().replace("site-rnc-", "RNC ")
        : site.name().replace("site-", "eNB ");
  }
}
