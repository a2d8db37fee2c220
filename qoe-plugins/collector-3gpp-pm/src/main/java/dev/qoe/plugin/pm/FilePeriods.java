package dev.qoe.plugin.pm;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The granularity periods that a file tells of, by managed element. Confine to one thread. */
final class FilePeriods {

  /** How many elements and lengths of periods are followed at most. */
  private static final int MOST = 100_000;

  /**
   * Periods of one length of one managed element.
   *
   * @param localDn the element's name
   * @param seconds how long one is
   */
  record Key(String localDn, double seconds) {}

  /** From the first end to the last. */
  record Span(Instant first, Instant last) {
    Span with(Instant end) {
      return new Span(end.isBefore(first) ? end : first, end.isAfter(last) ? end : last);
    }
  }

  private final Map<Key, Span> spans = new LinkedHashMap<>();

  /** Takes note of the period of a group. */
  void add(String element, PmGroup group) {
    if (Double.isNaN(group.seconds()) || spans.size() >= MOST) {
      return;
    }
    Instant end = group.end();
    spans.merge(new Key(element, group.seconds()), new Span(end, end), (old, one) -> old.with(end));
  }

  /** Returns the spans of periods, in the order of the file. */
  Map<Key, Span> spans() {
    return spans;
  }

  /** Returns when the last period ended. */
  Optional<Instant> last() {
    return spans.values().stream().map(Span::last).max(Instant::compareTo);
  }

  /** Returns how the periods contradict what the file says of itself; empty if they do not. */
  Optional<String> doubt(@Nullable Instant begin, @Nullable Instant end) {
    for (Map.Entry<Key, Span> entry : spans.entrySet()) {
      Duration period = Duration.ofMillis((long) (entry.getKey().seconds() * 1e3));
      Span span = entry.getValue();
      boolean early = begin != null && span.first().minus(period).isBefore(begin.minus(period));
      boolean late = end != null && span.last().isAfter(end.plus(period));
      if (early || late) {
        return Optional.of(
            "its values are of periods that end from %s to %s, but it says it was collected from %s"
                    .formatted(span.first(), span.last(), begin == null ? "?" : begin)
                + " to %s; the values are kept at their own times"
                    .formatted(end == null ? "?" : end));
      }
    }
    return Optional.empty();
  }
}
