package dev.qoe.core.engine;

import dev.qoe.core.journal.JournalConsumer;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ordered sources that had joined before a journal begins: those that send or leave in it
 * without having joined. Confine to one thread.
 */
final class OrderedBefore implements JournalConsumer {

  /** What a number of a series tells of its source. */
  @FunctionalInterface
  interface Sources {
    @Nullable SourceOptions of(int id);
  }

  private final Sources sources;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> known = new HashSet<>();
  private final BitSet looked = new BitSet();

  OrderedBefore(Sources sources) {
    this.sources = sources;
  }

  /** Returns their names. */
  Set<String> names() {
    return names;
  }

  @Override
  public void measurement(
      long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
    look(id);
  }

  @Override
  public void entry(long sequence, int type, ByteBuffer bytes) {
    if (type == JournalEntries.WEIGHED) {
      look(JournalEntries.weighed(bytes).id());
    } else if (type == OrderEntries.POLL) {
      look(OrderEntries.poll(bytes).id());
    } else if (type == OrderEntries.JOINED) {
      known.add(OrderEntries.source(bytes).name());
    } else if (type == OrderEntries.LEFT) {
      look(OrderEntries.source(bytes).name());
    }
  }

  @Override
  public void lost(long firstSequence, long count) {
    // what is lost is counted where the rest is judged
  }

  private void look(int id) {
    if (looked.get(id)) {
      return;
    }
    looked.set(id);
    SourceOptions source = sources.of(id);
    if (source != null && source.ordered()) {
      look(source.name());
    }
  }

  private void look(String name) {
    if (known.add(name)) {
      names.add(name);
    }
  }
}
