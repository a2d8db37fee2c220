package dev.qoe.core.engine;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.network.Topology;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of removed elements when an engine starts on its journal: they are removed and added
 * again where that was done, and in the end just those are removed that were.
 *
 * <p>What the engine is built with is there afterwards: it counts as added again. Confine to one
 * thread.
 */
final class RemovalReplay {

  private final EngineCore core;
  private final RemovalJournal journal;
  private final Map<ElementPath, NetworkElement> declared = new HashMap<>();

  /** When elements were last added again. */
  private final Map<ElementPath, Long> added = new HashMap<>();

  RemovalReplay(EngineCore core, RemovalJournal journal, Topology topology) {
    this.core = core;
    this.journal = journal;
    topology.elements().forEach(element -> declared.put(element.path(), element));
  }

  /** Takes what the journal holds of removed elements. */
  void entry(long sequence, int type, ByteBuffer bytes) {
    journal.lacks(sequence);
    List<ElementPath> elements = JournalEntries.elements(bytes);
    for (ElementPath element : elements) {
      if (type == JournalEntries.REMOVED) {
        core.shard(element).change(known -> known.removeAlone(element));
      } else {
        added.put(element, sequence);
        core.shard(element).change(known -> revive(known, element));
      }
    }
  }

  /** Brings an element back of which something was measured: so it was there. */
  void measured(Inventory known, ElementPath element) {
    if (known.removed().contains(element)) {
      revive(known, element);
    }
  }

  private void revive(Inventory known, ElementPath element) {
    NetworkElement declaration = declared.get(element);
    if (declaration == null) {
      known.addAgain(element);
    } else {
      known.declare(declaration, null);
    }
  }

  /** Removes what the file tells of, and adds again what the engine is built with. */
  void end() throws IOException {
    journal
        .saved()
        .ifPresent(
            saved -> {
              for (ElementPath element : saved.removed()) {
                if (added.getOrDefault(element, 0L) <= saved.sequence()) {
                  core.shard(element).change(known -> known.removeAlone(element));
                }
              }
            });
    Set<ElementPath> removed = removed();
    for (NetworkElement element : declared.values()) {
      if (removed.contains(element.path())) {
        if (!journal.added(element.path())) {
          throw new IllegalStateException("the journal has no room for what was added again");
        }
        core.declare(element);
      }
    }
  }

  /** Returns the elements that are removed now. */
  Set<ElementPath> removed() {
    return removedElements().collect(Collectors.toSet());
  }

  /** Lets the numbers of series of removed elements be given back. */
  void giveBack() {
    journal.giveBackLater(removedElements().toList());
  }

  private Stream<ElementPath> removedElements() {
    return core.askAll(known -> known.removed().paths()).stream().flatMap(List::stream);
  }
}
