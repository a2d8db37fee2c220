package dev.qoe.plugin.mqtt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What tells a message that is delivered again from a new one: the broker's number for it, its
 * content, and that it comes on a later connection.
 *
 * <p>A broker repeats what it has no acknowledgement of, marked as duplicate; of what is known
 * here, nothing is handed over twice. There is at most one entry for each of the broker's 65,535
 * numbers. Thread-safe.
 */
final class Redeliveries {

  /** What is known of a message. */
  private static final class Entry {
    private final long content;
    private Message latest;
    private boolean done;

    Entry(long content, Message latest) {
      this.content = content;
      this.latest = latest;
    }
  }

  /** What a message is. */
  enum Kind {
    /** It has not been seen. */
    NEW,
    /** It waits, or is being handed over: it is acknowledged with the first. */
    PENDING,
    /** It has been handed over: it can be acknowledged. */
    DONE
  }

  private final Map<Integer, Entry> entries = new HashMap<>();

  /** Returns what a message is, and remembers it. */
  synchronized Kind arrived(Message message) {
    if (message.qos() == 0) {
      return Kind.NEW;
    }
    long content = content(message);
    Entry known = entries.get(message.id());
    if (known != null
        && known.content == content
        && known.latest.connection() < message.connection()
        && (message.duplicate() || message.qos() == 2)) {
      known.latest = bare(message);
      return known.done ? Kind.DONE : Kind.PENDING;
    }
    entries.put(message.id(), new Entry(content, bare(message)));
    return Kind.NEW;
  }

  /** Remembers that a message was handed over, and returns as what to acknowledge it. */
  synchronized Message done(Message message) {
    Entry known = entries.get(message.id());
    if (message.qos() == 0 || known == null) {
      return message;
    }
    boolean same =
        known.latest.connection() == message.connection() || known.content == content(message);
    if (!same) {
      return message;
    }
    known.done = true;
    return known.latest;
  }

  /** Forgets all: the broker kept nothing, its numbers begin anew. */
  synchronized void forget() {
    entries.clear();
  }

  /** A payload need not be kept to acknowledge it. */
  private static Message bare(Message m) {
    return new Message(m.connection(), m.id(), m.qos(), m.duplicate(), "", new byte[0], Map.of());
  }

  private static long content(Message message) {
    long hash = Arrays.hashCode(message.payload());
    return ((hash << 32) | (message.topic().hashCode() & 0xffffffffL)) * 31
        + message.payload().length;
  }
}
