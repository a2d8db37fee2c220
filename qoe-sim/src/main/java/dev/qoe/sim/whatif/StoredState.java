package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.store.HistoryStore;
import dev.qoe.core.engine.QoeEngine;
import dev.qoe.core.kpi.KpiCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What history says of a period: replayed through an engine that takes it all as one window. */
final class StoredState {

  /** The mean quality of a series. */
  private static final class Quality {
    private double sum;
    private long count;

    double mean() {
      return sum / count;
    }
  }

  private StoredState() {}

  static NetworkStateBuilder of(
      HistoryStore store, KpiCatalog catalog, ElementPath root, Instant from, Instant to) {
    List<NetworkElement> elements =
        store.elements().list(root.tenant()).stream()
            .filter(element -> root.contains(element.path()))
            .toList();
    NetworkStateBuilder builder = new NetworkStateBuilder().catalog(catalog).at(to);
    elements.forEach(builder::element);
    try (QoeEngine engine =
        QoeEngine.builder()
            .catalog(catalog)
            .topology(new Topology(withKnownKpis(elements, catalog), List.of()))
            .replaying()
            .wholePeriod()
            .start()) {
      replay(store, root, from, to, engine, builder);
    }
    return builder.assumption(
        new Assumption(
            "the period from %s to %s counts as one: what changed within it is averaged"
                .formatted(from, to),
            Assumption.GIVEN,
            0));
  }

  private static void replay(
      HistoryStore store,
      ElementPath root,
      Instant from,
      Instant to,
      QoeEngine engine,
      NetworkStateBuilder builder) {
    Map<Parameter, Quality> qualities = new TreeMap<>();
    LongAdder refused = new LongAdder();
    Sink sink = engine.sink();
    store
        .measurements()
        .replay(
            root,
            from,
            to,
            measurement -> {
              if (sink.accept(measurement) == Acceptance.ACCEPTED) {
                add(qualities, measurement);
              } else {
                refused.increment();
              }
            });
    qualities.forEach(
        (at, quality) ->
            engine
                .value(at.element(), at.kpi())
                .ifPresent(
                    value -> builder.engineValue(at.element(), at.kpi(), value, quality.mean())));
    if (refused.sum() > 0) {
      builder.assumption(
          new Assumption(
              refused.sum() + " stored measurements are of no use to the catalogue and left out",
              Assumption.GIVEN,
              0));
    }
  }

  private static void add(Map<Parameter, Quality> qualities, Measurement measurement) {
    Quality quality =
        qualities.computeIfAbsent(
            Parameter.of(measurement.element(), measurement.kpi()), unused -> new Quality());
    quality.sum += measurement.quality();
    quality.count++;
  }

  /** An engine refuses elements that expect what its catalogue does not know. */
  private static List<NetworkElement> withKnownKpis(
      List<NetworkElement> elements, KpiCatalog catalog) {
    return elements.stream()
        .map(
            element ->
                element.toBuilder()
                    .expectedKpis(
                        Set.copyOf(
                            element.expectedKpis().stream()
                                .filter((Kpi kpi) -> catalog.find(kpi).isPresent())
                                .toList()))
                    .build())
        .toList();
  }
}
