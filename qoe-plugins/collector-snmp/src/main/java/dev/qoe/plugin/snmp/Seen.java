package dev.qoe.plugin.snmp;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The notifications that came lately, by which one that is sent again is known.
 *
 * <p>Thread-safe.
 */
final class Seen {

  private static final int MOST = 100_000;

  /** How far a notification has come. */
  enum State {
    /** It was not seen before. */
    NEW,
    /** It is being taken, and the sender must wait for the acknowledgement. */
    PENDING,
    /** It was taken. */
    DONE
  }

  private final Duration within;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(State state, Instant at) {}

  Seen(Duration within) {
    this.within = within;
  }

  /** Returns how far this notification had come, and notes that it is being taken if it is new. */
  synchronized State meet(String notification, Instant now) {
    forgetBefore(now.minus(within));
    Entry known = entries.get(notification);
    if (known != null) {
      return known.state;
    }
    entries.put(notification, new Entry(State.PENDING, now));
    return State.NEW;
  }

  /** Notes that it was taken. */
  synchronized void done(String notification) {
    entries.computeIfPresent(notification, (key, entry) -> new Entry(State.DONE, entry.at));
  }

  /** Forgets it, so that it is taken when it is sent again. */
  synchronized void forget(String notification) {
    entries.remove(notification);
  }

  private void forgetBefore(Instant time) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext() && (oldest.next().at.isBefore(time) || entries.size() > MOST)) {
      oldest.remove();
    }
  }
}
