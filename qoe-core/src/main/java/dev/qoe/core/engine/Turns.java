package dev.qoe.core.engine;

import dev.qoe.api.measure.Acceptance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What waits in a shard for its turn to be judged: measurements of ordered sources until all of
 * these have come as far, and measurements stamped ahead of the clock until that gets there.
 * Guarded by the shard's lock.
 */
final class Turns {

  private final EngineCore core;
  private final Shard shard;
  private final long windowMicros;

  /** What waits for ordered sources. */
  private final WaitingLine ordered = new WaitingLine();

  /** What waits for the clock. */
  private final WaitingLine ahead = new WaitingLine();

  /** Rates that were judged, but that the journal had no room for yet. */
  private final ArrayDeque<Rate> unjournaled = new ArrayDeque<>();

  private record Rate(LiveSeries target, Account account, long micros, double value) {}

  Turns(EngineCore core, Shard shard, long windowMicros) {
    this.core = core;
    this.shard = shard;
    this.windowMicros = windowMicros;
  }

  /**
   * Lets a value wait, which is counted already.
   *
   * @param early whether it is ahead of the clock
   */
  void add(
      boolean early,
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight) {
    wait(early, target, account, micros, value, quality, weight);
    if (early) {
      account.source.ahead(core.ahead(micros));
    }
  }

  /** Lets a value wait as it did in an earlier life. */
  void wait(
      boolean early,
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight) {
    (early ? ahead : ordered).values().add(target, account, micros, value, quality, weight);
    account.waits(1);
    core.buffered(1);
  }

  /**
   * Takes a reading of a counter that has to wait, or would have to if it were not late.
   *
   * @param early whether it is ahead of the clock
   */
  Acceptance take(boolean early, CounterPoll poll) {
    Account account = poll.account();
    if ((early && !core.admission().roomAhead())
        || (account.allowance != null && !account.allowance.take())) {
      return Acceptance.RETRY_LATER;
    }
    JournalLink journal = core.journal();
    if (journal != null && !journal.append(poll)) {
      return Acceptance.RETRY_LATER;
    }
    account.accepted(poll.micros());
    if (early) {
      wait(true, poll);
      account.source.ahead(core.ahead(poll.micros()));
    } else if (poll.micros() > core.time().released()) {
      wait(false, poll);
    } else {
      account.late();
      shard.readings().judge(poll);
    }
    return Acceptance.ACCEPTED;
  }

  /** Lets a reading wait. */
  void wait(boolean early, CounterPoll poll) {
    (early ? ahead : ordered).polls().add(poll);
    poll.account().waits(poll.counted() ? 1 : 0);
    core.buffered(CounterPoll.ROOM);
  }

  /** Returns the event time of the first that waits for ordered sources. */
  long firstMicros() {
    return ordered.firstMicros();
  }

  /** Judges what waits for ordered sources and is older than {@code limitMicros}, in order. */
  void judgeUntil(long limitMicros) {
    journalLeft();
    while (ordered.firstMicros() < limitMicros) {
      if (ordered.startsWithPoll()) {
        shard.readings().judge(remove(ordered));
      } else {
        judgeFirst(ordered);
      }
    }
  }

  /** Judges what waited for the clock to reach a time before {@code limitMicros}. */
  void wake(long limitMicros) {
    journalLeft();
    while (ahead.firstMicros() < limitMicros) {
      if (ahead.startsWithPoll()) {
        CounterPoll poll = remove(ahead);
        if (joinsOrder(poll.account(), poll.micros())) {
          wait(false, poll);
        } else {
          shard.readings().judge(poll);
        }
      } else {
        TimeBuffer values = ahead.values();
        if (joinsOrder(values.firstAccount(), values.firstMicros())) {
          values.moveFirstTo(ordered.values());
        } else {
          judgeFirst(ahead);
        }
      }
    }
  }

  private boolean joinsOrder(Account account, long micros) {
    boolean joins = account.ordered && !account.source.left() && micros > core.time().released();
    if (joins) {
      account.source.seen(micros);
    }
    return joins;
  }

  /** Appends the rate of a reading to the journal, now or when that has room. */
  void journal(LiveSeries target, Account account, long micros, double rate) {
    if (core.journal() != null) {
      unjournaled.addLast(new Rate(target, account, micros, rate));
      journalLeft();
    }
  }

  private void journalLeft() {
    JournalLink journal = core.journal();
    for (Rate next = unjournaled.peekFirst();
        next != null
            && journal != null
            && journal.appendRate(next.target, next.account, next.micros, next.value);
        next = unjournaled.peekFirst()) {
      unjournaled.removeFirst();
    }
  }

  /** Converts the values of a series that wait, for its unit is another from now on. */
  void convert(LiveSeries target, DoubleUnaryOperator conversion) {
    ordered.values().convert(target, conversion);
    ahead.values().convert(target, conversion);
  }

  /** Returns whether there are readings that wait for their turn. */
  boolean holdsReadings() {
    return !ordered.polls().isEmpty() || !ahead.polls().isEmpty();
  }

  /** Counts the readings of an earlier life that still wait as received in this one. */
  void count() {
    for (WaitingLine line : List.of(ordered, ahead)) {
      List<CounterPoll> polls = new ArrayList<>(line.polls());
      line.polls().clear();
      for (CounterPoll poll : polls) {
        boolean counts =
            !core.recoveredRates().isRead(poll.target(), poll.account(), poll.micros());
        if (counts) {
          poll.account().accepted(poll.micros());
          poll.account().waits(1);
        }
        line.polls().add(poll.counting(counts));
      }
    }
  }

  private CounterPoll remove(WaitingLine line) {
    CounterPoll poll = line.polls().remove();
    poll.account().waits(poll.counted() ? -1 : 0);
    core.buffered(-CounterPoll.ROOM);
    return poll;
  }

  private void judgeFirst(WaitingLine line) {
    TimeBuffer values = line.values();
    LiveSeries target = values.firstSeries();
    Account account = values.firstAccount();
    long micros = values.firstMicros();
    double value = values.firstValue();
    double quality = values.firstQuality();
    double weight = values.firstWeight();
    values.removeFirst();
    account.waits(-1);
    core.buffered(-1);
    if ((target.attached() || target.pending) && !Double.isNaN(value)) {
      if (account.ordered && target.late(micros, windowMicros)) {
        account.late(); // others have moved on: those that are not ordered
      }
      shard.judge(target, account, micros, value, quality, weight);
    }
  }
}
