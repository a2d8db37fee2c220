package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a journal tells of the series and sources that its numbers stood for in earlier lives.
 * Confine to the thread that recovers.
 */
final class KnownSeries {

  private final Map<Integer, Known> byNumber = new HashMap<>();

  /** The newest number of each. */
  private final Map<Known, Integer> last = new HashMap<>();

  /** The last that is known of each source, by name. */
  private final Map<String, SourceOptions> sources = new HashMap<>();

  // names and what they say: many series share them
  private final Map<String, ElementPath> elements = new HashMap<>();
  private final Map<String, Kpi> kpis = new HashMap<>();
  private final Map<String, SourceOptions> written = new HashMap<>();

  /** What was known of a number before this life. */
  record Known(ElementPath element, Kpi kpi, String unit, SourceOptions source) {}

  /**
   * Reads all that is defined in a journal, and gives its numbers to nothing else.
   *
   * @throws IOException if the journal cannot be read
   */
  KnownSeries(JournalLink link) throws IOException {
    link.journal()
        .series(
            (id, element, kpi, unit) -> {
              add(id, element, kpi, unit);
              link.reserve(id);
            });
  }

  private void add(int id, String element, String kpi, String unit) {
    Known one =
        new Known(
            elements.computeIfAbsent(element, ElementPath::of),
            kpis.computeIfAbsent(kpi, Kpi::of),
            JournalLink.unitOf(unit),
            written.computeIfAbsent(JournalLink.sourceIn(unit), OrderEntries::source));
    byNumber.put(id, one);
    last.put(one, id);
    sources.put(one.source.name(), one.source);
  }

  /** Returns what a number stood for; null if that is not known. */
  @Nullable Known find(int id) {
    return byNumber.get(id);
  }

  /** Returns the source that a number was of; null if that is not known. */
  @Nullable SourceOptions source(int id) {
    Known one = find(id);
    return one == null ? null : one.source;
  }

  /** Returns what is known last of a source: that, if no series of it is known. */
  SourceOptions lastKnown(SourceOptions source) {
    return sources.getOrDefault(source.name(), source);
  }

  /** Returns whether any source is ordered. */
  boolean ordered() {
    return sources.values().stream().anyMatch(SourceOptions::ordered);
  }

  /** Returns the newest number of each series of an element that is not {@code gone}. */
  BitSet newest(Collection<ElementPath> gone) {
    BitSet newest = new BitSet();
    last.forEach(
        (one, id) -> {
          if (!gone.contains(one.element)) {
            newest.set(id);
          }
        });
    return newest;
  }
}
