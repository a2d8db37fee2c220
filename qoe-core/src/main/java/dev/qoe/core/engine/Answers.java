package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.core.counter.CounterEvidence;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.score.LiveScore;
import dev.qoe.core.score.ScoreTree;
import dev.qoe.core.score.SharedScore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an engine answers to those who ask how things are now. Thread-safe. */
final class Answers {

  private final EngineCore core;

  Answers(EngineCore core) {
    this.core = core;
  }

  /** Returns a tree of its own with the scores at and below {@code path} as they are now. */
  ScoreTree copy(ElementPath path) {
    return copy(path, core.nowMicros());
  }

  /** Returns a tree of its own with the scores at and below {@code path} as they are then. */
  ScoreTree copy(ElementPath path, long micros) {
    ScoreTree copy = ScoreTree.of(core.shards()[0].ask(Inventory::model));
    for (Shard shard : core.shardsBelow(path)) {
      shard.change(
          known -> {
            known.expire(micros);
            known.tree().copy(path, copy);
          });
    }
    return copy;
  }

  /** Returns the current value of an indicator of an element; NaN if there is none. */
  double value(ElementPath element, Kpi kpi) {
    return core.shard(element)
        .ask(
            known -> {
              LiveSeries found = known.find(element, kpi);
              return found == null || !found.hasValue() ? Double.NaN : found.current();
            });
  }

  /** Returns how an element does now. */
  ElementState state(ElementPath path) {
    Shard shard = core.shard(path);
    ElementState own =
        shard.ask(
            known -> {
              long newest = known.newest(path);
              LiveScore live = known.tree().live(path);
              long word = live.read();
              return new ElementState(
                  path,
                  known.element(path).status(),
                  newest == LiveSeries.NEVER
                      ? Optional.empty()
                      : Optional.of(Micros.instant(newest)),
                  live.value(word),
                  live.confidence(word));
            });
    if (path.depth() > 0) {
      return own;
    }
    SharedScore score = SharedScore.of(path, core.shards()[0].ask(Inventory::model));
    for (Shard each : core.shards()) {
      each.change(known -> score.add(known.tree()));
    }
    return new ElementState(path, own.status(), own.lastSeen(), score.value(), score.confidence());
  }

  /** Returns the declared elements by path. */
  Map<ElementPath, NetworkElement> elements() {
    Map<ElementPath, NetworkElement> all = new TreeMap<>();
    core.askAll(known -> Map.copyOf(known.elements().all())).forEach(all::putAll);
    return all;
  }

  /** Returns an element's score to be read by any thread at any time. */
  LiveScore liveScore(ElementPath element) {
    if (element.depth() == 0) {
      throw new IllegalArgumentException(
          "the score of '%s' is spread over the engine: ask for its state".formatted(element));
    }
    return core.shard(element).ask(known -> known.tree().live(element));
  }

  /** Returns what the last reading of a counter was taken for; empty before the first. */
  Optional<CounterEvidence> counterEvidence(ElementPath element, Kpi kpi) {
    Shard shard = core.shard(element);
    return shard.ask(
        known ->
            Optional.ofNullable(known.find(element, kpi))
                .flatMap(found -> shard.readings().evidence(found)));
  }

  /**
   * Returns the newest window of an indicator that was told; empty before the first.
   *
   * @throws java.util.NoSuchElementException if no windows of that name were declared
   */
  Optional<ToldWindow> window(String name, ElementPath element, Kpi kpi) {
    core.windows().declared().require(name);
    return core.shard(element)
        .ask(
            known -> {
              LiveSeries found = known.find(element, kpi);
              return found == null || found.windows == null
                  ? Optional.empty()
                  : found.windows.newest(name);
            });
  }

  /** Copies the newest values of an indicator, the oldest of them first; returns how many. */
  int lastValues(ElementPath element, Kpi kpi, long[] epochMicros, double[] values) {
    return core.shard(element)
        .ask(
            known -> {
              LiveSeries found = known.find(element, kpi);
              return found == null || found.history == null
                  ? 0
                  : found.history.copy(epochMicros, values);
            });
  }

  /** Returns what is known of the recent values of an indicator; empty if there are none. */
  Optional<Recent> recent(ElementPath element, Kpi kpi) {
    return core.shard(element)
        .ask(
            known ->
                Optional.ofNullable(known.find(element, kpi))
                    .filter(LiveSeries::hasValue)
                    .map(LiveSeries::recent));
  }
}
