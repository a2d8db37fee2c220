package dev.qoe.core.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which rates of readings that a journal brings back are in it, too: each reading is to yield one.
 *
 * <p>A reading was appended when it came, its rate when its turn had come; a crash may lie between.
 * Needed only until all is brought back. Confine to the thread that does that.
 */
final class RecoveredRates {

  private record Key(LiveSeries target, Account account, long micros) {}

  /** Rates that were read before their readings were judged again. */
  private final Set<Key> read = new HashSet<>();

  /** Rates of readings that were judged again before such a rate was read. */
  private final Map<Key, Double> made = new HashMap<>();

  private volatile boolean running;

  /** Returns whether an earlier life is being brought back. */
  boolean running() {
    return running;
  }

  void begin() {
    running = true;
  }

  /** Returns whether the rate of a reading was read, so that it must not be made again. */
  boolean isRead(LiveSeries target, Account account, long micros) {
    return read.contains(new Key(target, account, micros));
  }

  /** Notes that a reading was judged again and gave that rate. */
  void made(LiveSeries target, Account account, long micros, double rate) {
    made.put(new Key(target, account, micros), rate);
  }

  /**
   * Notes that a rate was read.
   *
   * @return whether its reading was judged again already, so that it counts by that
   */
  boolean read(LiveSeries target, Account account, long micros) {
    Key key = new Key(target, account, micros);
    if (made.remove(key) != null) {
      return true;
    }
    read.add(key);
    return false;
  }

  /** Appends the rates that the journal lacks: they are on their way from now on. */
  void end() {
    running = false;
    made.forEach(
        (key, rate) ->
            key.target.shard.change(
                unused -> {
                  key.account.accepted(key.micros);
                  key.target.shard.turns().journal(key.target, key.account, key.micros, rate);
                }));
    made.clear();
  }

  /** Forgets what was read: what still waits is known by then to lack its rate, or not. */
  void forget() {
    read.clear();
  }
}
