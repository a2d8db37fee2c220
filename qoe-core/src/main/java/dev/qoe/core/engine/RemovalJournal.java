package dev.qoe.core.engine;

import dev.qoe.api.network.ElementPath;
import dev.qoe.core.journal.SideFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journal knows of removed elements: that they were removed or added again, in order with
 * what was measured, and a file that tells which are removed once these records are trimmed.
 *
 * <p>The file holds the sequence at which it was true. What the journal holds from there on comes
 * on top of it. Changes are made under the lock of the engine's time, so that they have one order.
 * Thread-safe.
 */
final class RemovalJournal {

  private static final Logger LOG = LoggerFactory.getLogger(QoeEngine.class);
  private static final String FILE = "removed-elements";

  /** How many elements an entry tells of at most: their paths have 4,000 bytes at most. */
  private static final int IN_ENTRY = 60;

  private static final long NONE = Long.MAX_VALUE;

  private final EngineCore core;
  private final JournalLink link;
  private final SideFile file;

  /** The first sequence of what the file does not tell. Guarded by this. */
  private long unsaved = NONE;

  private boolean failing;

  /** Removed elements whose series' numbers are not given back, with the last they may have. */
  private final Map<ElementPath, Long> numbered = new HashMap<>();

  /** What the file tells. */
  record Saved(long sequence, List<ElementPath> removed) {}

  RemovalJournal(EngineCore core, JournalLink link) {
    this.core = core;
    this.link = link;
    this.file = link.journal().sideFile(FILE);
  }

  /**
   * Notes that a removed element is about to be added again; returns false if there is no room for
   * that. Under the lock of the engine's time.
   */
  synchronized boolean added(ElementPath element) {
    long sequence = link.append(JournalEntries.ADDED, List.of(element));
    if (sequence <= 0) {
      return false;
    }
    lacks(sequence);
    return true;
  }

  /** Notes that the journal tells something from there on that the file may lack. */
  synchronized void lacks(long sequence) {
    unsaved = Math.min(unsaved, sequence);
  }

  /**
   * Notes that elements were removed. If there is no room for that in the journal, the file will
   * tell. Under the lock of the engine's time.
   */
  synchronized void removed(Collection<ElementPath> elements) {
    List<ElementPath> all = List.copyOf(elements);
    for (int from = 0; from < all.size(); from += IN_ENTRY) {
      List<ElementPath> part = all.subList(from, Math.min(all.size(), from + IN_ENTRY));
      lacks(link.append(JournalEntries.REMOVED, part));
    }
    giveBackLater(elements);
  }

  /** Lets the numbers of series of removed elements be given back once all is carried on. */
  synchronized void giveBackLater(Collection<ElementPath> elements) {
    long last = link.journal().state().appendedSequence();
    elements.forEach(element -> numbered.put(element, last));
  }

  /**
   * Brings the file up to date if it lacks something up to {@code upTo}, which may be trimmed then;
   * returns whether it may. Blocks.
   */
  boolean save(long upTo) {
    synchronized (this) {
      if (unsaved > Math.max(0, upTo)) {
        return true;
      }
    }
    try {
      save();
      failing = false;
      return true;
    } catch (IOException e) {
      if (!failing) {
        LOG.atWarn()
            .addKeyValue("file", FILE)
            .addKeyValue("reason", e.toString())
            .log("the journal is not trimmed: which elements are removed cannot be written");
      }
      failing = true;
      return false;
    }
  }

  private void save() throws IOException {
    Snapshot now = core.time().locked(this::snapshot);
    byte[] paths = JournalEntries.elements(now.told.removed);
    ByteBuffer content = ByteBuffer.allocate(Long.BYTES + paths.length);
    content.order(ByteOrder.LITTLE_ENDIAN).putLong(now.told.sequence).put(paths);
    try {
      file.replace(content.array());
    } catch (IOException | RuntimeException e) {
      lacks(now.unsaved);
      throw e;
    }
  }

  /** What the file is to tell, and what it lacks if it cannot be written. */
  private record Snapshot(Saved told, long unsaved) {}

  private Snapshot snapshot() {
    List<ElementPath> removed =
        core.askAll(known -> known.removed().paths()).stream().flatMap(List::stream).toList();
    long sequence = link.journal().state().appendedSequence();
    synchronized (this) {
      long lacking = unsaved;
      unsaved = NONE;
      return new Snapshot(new Saved(sequence, removed), lacking);
    }
  }

  /** Returns what an earlier life has saved. */
  Optional<Saved> saved() throws IOException {
    return file.read()
        .map(
            content -> {
              long sequence = content.getLong();
              return new Saved(sequence, JournalEntries.elements(content.slice()));
            });
  }

  /**
   * Gives back the numbers of series of removed elements, of which all has been carried on.
   *
   * @param carriedOn the sequence up to which that is so
   */
  void giveBack(long carriedOn) {
    synchronized (this) {
      if (numbered.isEmpty()) {
        return;
      }
    }
    var unused =
        core.time()
            .locked(
                () -> {
                  Set<ElementPath> due = takeDue(carriedOn);
                  link.giveBack(due);
                  return due.size();
                });
  }

  private synchronized Set<ElementPath> takeDue(long carriedOn) {
    Set<ElementPath> due = new HashSet<>();
    numbered.forEach(
        (element, last) -> {
          if (last <= carriedOn) {
            due.add(element);
          }
        });
    numbered.keySet().removeAll(due);
    return due;
  }
}
