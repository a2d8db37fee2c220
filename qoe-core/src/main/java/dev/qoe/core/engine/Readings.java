package dev.qoe.core.engine;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.core.counter.CounterDecision;
import dev.qoe.core.counter.CounterEvidence;
import dev.qoe.core.counter.CounterRate;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.sum.ExactSum;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What readings that are no plain values become: rates, ratios of sums, means of histograms.
 *
 * <p>A reading that yields no value, such as the first of a counter, is accepted and counted as
 * dropped with its reason: a gap, never a guess. Guarded by the shard's lock.
 */
final class Readings {

  /** The least sum of a ratio's or a distribution's weights that a window resolves; 2^-30. */
  private static final double LEAST_WEIGHT = 0x1p-30;

  /** Of each counter what judged its last reading, whichever source that came from. */
  private final Map<LiveSeries, CounterRate> latest = new WeakHashMap<>();

  private final EngineCore core;

  /** A counter as it was before the reading that is judged. */
  private final CounterRate before = CounterRate.create();

  Readings(EngineCore core) {
    this.core = core;
  }

  Acceptance take(LiveSeries target, Account account, CounterReading reading) {
    return take(
        target,
        account,
        reading.spec(),
        Micros.of(reading.time()),
        reading.count(),
        reading.upTimeMillis(),
        reading.discontinuityMillis());
  }

  /** Takes a reading through its counter's handle; only one that waits or makes a gap allocates. */
  Acceptance take(
      SourceCounter of, long micros, long count, long upTimeMillis, long discontinuityMillis) {
    return take(
        of.target(), of.account(), of.spec(), micros, count, upTimeMillis, discontinuityMillis);
  }

  private Acceptance take(
      LiveSeries target,
      Account account,
      CounterSpec spec,
      long micros,
      long count,
      long upTimeMillis,
      long discontinuityMillis) {
    Acceptance refused = target.shard.refused(target, account, micros);
    if (refused != null) {
      return refused;
    }
    boolean ahead = core.isAhead(micros);
    if (account.ordered || ahead) {
      CounterSample sample =
          new CounterSample(micros, count, spec, upTimeMillis, discontinuityMillis);
      return target.shard.turns().take(ahead, new CounterPoll(target, account, true, sample));
    }
    CounterRate counter = account.counter(target);
    before.become(counter);
    CounterDecision decision =
        counter.judge(spec, micros, count, upTimeMillis, discontinuityMillis);
    Acceptance answer =
        decision.hasRate()
            ? target.shard.take(target, account, micros, counter.rate(), 1, 1)
            : gap(account, micros, reason(decision));
    if (answer == Acceptance.RETRY_LATER) {
      counter.become(before); // it was not taken: the same reading will come again
    } else {
      note(target, counter);
    }
    return answer;
  }

  /** Judges a reading whose turn has come and that was counted when it was taken. */
  void judge(CounterPoll poll) {
    LiveSeries target = poll.target();
    Account account = poll.account();
    if (!target.attached() && !target.pending) {
      drop(poll, "removed");
      return;
    }
    CounterRate counter = account.counter(target);
    CounterSample read = poll.sample();
    CounterDecision decision =
        counter.judge(
            read.spec(),
            read.micros(),
            read.count(),
            read.upTimeMillis(),
            read.discontinuityMillis());
    note(target, counter);
    if (decision.hasRate()) {
      settle(poll, counter.rate());
    } else {
      drop(poll, reason(decision));
    }
  }

  /** Lets the rate of a reading count, unless the journal has brought it back by itself. */
  private void settle(CounterPoll poll, double rate) {
    LiveSeries target = poll.target();
    Account account = poll.account();
    RecoveredRates recovered = core.recoveredRates();
    String reason =
        Validation.reason(target.meaning.definition, poll.micros(), rate, 1, Long.MAX_VALUE);
    if (reason != null) {
      drop(poll, reason);
    } else if (recovered.running()) {
      if (!recovered.isRead(target, account, poll.micros())) {
        recovered.made(target, account, poll.micros(), rate);
        target.shard.judge(target, account, poll.micros(), rate, 1, 1);
      }
    } else if (poll.counted()) {
      target.shard.settle(target, account, poll.micros(), rate);
    }
  }

  private static void drop(CounterPoll poll, String reason) {
    if (poll.counted()) {
      poll.account().dropped(reason, 1);
    }
  }

  private void note(LiveSeries target, CounterRate counter) {
    if (latest.get(target) != counter) {
      latest.put(target, counter);
    }
  }

  private static String reason(CounterDecision decision) {
    return "counter-" + decision.name().toLowerCase(Locale.ROOT);
  }

  /** Returns what the last reading of a counter was taken for, and why; empty before the first. */
  Optional<CounterEvidence> evidence(LiveSeries target) {
    return Optional.ofNullable(latest.get(target)).map(CounterRate::evidence);
  }

  Acceptance take(LiveSeries target, Account account, RatioReading reading) {
    double part = reading.numerator();
    double whole = reading.denominator();
    long micros = Micros.of(reading.time());
    if (part == 0 && whole == 0) {
      return gapOf(target, account, micros, "ratio-of-nothing");
    }
    return weighs(whole) && ExactSum.accepts(part)
        ? target.shard.take(target, account, micros, part / whole, reading.quality(), whole)
        : target.shard.take(target, account, micros, Double.NaN, reading.quality(), 1);
  }

  Acceptance take(LiveSeries target, Account account, DistributionReading reading) {
    List<Double> bounds = reading.bounds();
    double sum = 0;
    double count = 0;
    for (int i = 0; i < reading.counts().size(); i++) {
      sum += reading.counts().get(i) * ((bounds.get(i) + bounds.get(i + 1)) / 2);
      count += reading.counts().get(i);
    }
    long micros = Micros.of(reading.time());
    if (count == 0) {
      return gapOf(target, account, micros, "distribution-of-nothing");
    }
    return weighs(count) && ExactSum.accepts(sum)
        ? target.shard.take(target, account, micros, sum / count, reading.quality(), count)
        : target.shard.take(target, account, micros, Double.NaN, reading.quality(), 1);
  }

  private static boolean weighs(double weight) {
    return weight >= LEAST_WEIGHT && weight <= ExactSum.MAX_TERM;
  }

  private static Acceptance gapOf(LiveSeries target, Account account, long micros, String reason) {
    Acceptance refused = target.shard.refused(target, account, micros);
    return refused != null ? refused : gap(account, micros, reason);
  }

  private static Acceptance gap(Account account, long micros, String reason) {
    account.accepted(micros);
    account.dropped(reason, 1);
    return Acceptance.ACCEPTED;
  }
}
