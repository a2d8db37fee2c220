package dev.qoe.plugin.snmp;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What keeps one sender from taking all there is: no more than so many datagrams a second each.
 *
 * <p>It is asked before a datagram is decoded, so a flood costs little. Thread-safe.
 */
final class SourceGuard {

  private static final int MOST_SOURCES = 10_000;

  private final int perSecond;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_SOURCES;
        }
      };

  SourceGuard(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Whether a datagram of {@code source} is taken now. */
  synchronized boolean admits(String source, Instant now) {
    return buckets.computeIfAbsent(source, key -> new Bucket(perSecond, now)).take(now);
  }

  /** What may come: it fills up with time. */
  private final class Bucket {
    private double left;
    private @Nullable Instant at;

    private Bucket(double left, Instant at) {
      this.left = left;
      this.at = at;
    }

    private boolean take(Instant now) {
      double seconds = at == null ? 0 : Duration.between(at, now).toNanos() / 1e9;
      left = Math.min(perSecond, left + Math.max(0, seconds) * perSecond);
      at = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }
}
