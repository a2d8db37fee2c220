package dev.qoe.core.engine;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.publish.EngineEvent;
import dev.qoe.api.score.Score;
import dev.qoe.core.internal.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an engine hands to its store and listeners beside measurements. Thread-safe. */
final class Outlet {

  /** Why a removed element is not added again now: the journal has no room to tell so. */
  static final String NO_ROOM = "journal-full";

  private static final String STORE = "store";

  private final EngineCore core;
  private final @Nullable StoreWriter writer;

  Outlet(EngineCore core, @Nullable StoreWriter writer) {
    this.core = core;
    this.writer = writer;
  }

  /** Hands a score to store and listeners. */
  void keep(Score score) {
    core.announcer().announce(new EngineEvent.ScoreChanged(score));
    if (writer != null) {
      writer.add(score);
    }
  }

  /** Hands an alert to the store. */
  void keep(Alert alert) {
    if (writer != null) {
      writer.then(store -> store.alerts().save(alert));
    }
  }

  /** Stores the lasting alerts with the evidence that has come since their last step. */
  void keepLastingAlerts() {
    if (writer != null) {
      core.alerts().lasting().forEach(this::keep);
    }
  }

  /**
   * Adds or replaces an element of a source and stores it.
   *
   * @return why not, {@link #NO_ROOM} if that may pass by; empty if it was done
   */
  Optional<String> save(NetworkElement element, Source source) {
    RemovalJournal removals = core.removals();
    Optional<String> refused =
        removals == null
            ? declare(element, source)
            : core.time().locked(() -> declare(element, source, removals));
    if (refused.isEmpty() && writer != null) {
      writer.then(store -> store.elements().save(List.of(element)));
    }
    return refused;
  }

  private Optional<String> declare(NetworkElement element, Source source, RemovalJournal removals) {
    ElementPath path = element.path();
    boolean removed = core.shard(path).ask(known -> known.removed().contains(path));
    if (removed && !removals.added(path)) {
      return Optional.of(NO_ROOM);
    }
    Optional<String> refused = declare(element, source);
    if (refused.isPresent() && removed) {
      removals.removed(List.of(path));
    }
    return refused;
  }

  private Optional<String> declare(NetworkElement element, Source source) {
    Optional<String> refused =
        core.shard(element.path())
            .ask(
                known -> {
                  String reason = core.capacity().mayDeclare(source, element, known);
                  if (reason == null) {
                    known.declare(element, source);
                  }
                  return Optional.ofNullable(reason);
                });
    core.alerts().enterSteps();
    return refused;
  }

  /**
   * Removes an element with all below it, in the store too. Under the lock of the engine's time.
   */
  void remove(ElementPath path) {
    Set<ElementPath> removed = new TreeSet<>();
    for (Shard shard : core.shardsBelow(path)) {
      shard.change(known -> removed.addAll(known.remove(path)));
    }
    RemovalJournal removals = core.removals();
    if (removals != null) {
      removals.removed(removed);
    }
    core.alerts().enterSteps();
    if (writer != null) {
      writer.then(store -> store.elements().remove(path));
    }
  }

  /** Tells listeners that the store began to fail, or works again. */
  void storeChanged(boolean healthy, String text) {
    Instant at = Micros.instant(core.nowMicros());
    core.announcer().announce(new EngineEvent.SystemStatus(STORE, healthy, text, at));
  }

  /** Answers once it is known whether all that was accepted so far would survive a crash. */
  void whenDurable(Consumer<Acceptance> answer) {
    JournalLink journal = core.journal();
    if (journal != null) {
      journal.whenDurable(answer);
    } else if (writer != null) {
      writer.whenStored(answer);
    } else {
      answer.accept(Acceptance.ACCEPTED);
    }
  }

  /** Waits until all that was accepted so far would survive a crash; returns whether it would. */
  boolean awaitDurable(Duration timeout) throws InterruptedException {
    CompletableFuture<Acceptance> answer = new CompletableFuture<>();
    whenDurable(answer::complete);
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS) == Acceptance.ACCEPTED;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer cannot fail", e);
    }
  }
}
