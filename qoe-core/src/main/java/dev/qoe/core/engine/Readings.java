package dev.qoe.core.engine;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.core.counter.CounterDecision;
import dev.qoe.core.counter.CounterEvidence;
import dev.qoe.core.counter.CounterRate;
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

  /** A counter as it was before the reading that is judged. */
  private final CounterRate before = CounterRate.create();

  Acceptance take(LiveSeries target, Account account, CounterReading reading) {
    return take(
        target,
        account,
        Micros.of(reading.time()),
        reading.count(),
        reading.bits(),
        reading.unitsPerCount(),
        reading.upTimeMillis(),
        reading.discontinuityMillis(),
        reading.maxPerSecond());
  }

  /** Takes a reading through its counter's handle; allocates nothing unless it makes a gap. */
  Acceptance take(
      SourceCounter of, long micros, long count, long upTimeMillis, long discontinuityMillis) {
    CounterSpec spec = of.spec();
    return take(
        of.target(),
        of.account(),
        micros,
        count,
        spec.bits(),
        spec.unitsPerCount(),
        upTimeMillis,
        discontinuityMillis,
        spec.maxPerSecond());
  }

  private Acceptance take(
      LiveSeries target,
      Account account,
      long micros,
      long count,
      int bits,
      double unitsPerCount,
      long upTimeMillis,
      long discontinuityMillis,
      double maxPerSecond) {
    Acceptance refused = target.shard.refused(target, account, micros);
    if (refused != null) {
      return refused;
    }
    CounterRate counter = account.counter(target);
    before.become(counter);
    CounterDecision decision =
        counter.judge(
            micros, count, bits, unitsPerCount, upTimeMillis, discontinuityMillis, maxPerSecond);
    Acceptance answer =
        decision.hasRate()
            ? target.shard.take(target, account, micros, counter.rate(), 1, 1)
            : gap(account, micros, "counter-" + decision.name().toLowerCase(Locale.ROOT));
    if (answer == Acceptance.RETRY_LATER) {
      counter.become(before); // it was not taken: the same reading will come again
    } else if (latest.get(target) != counter) {
      latest.put(target, counter);
    }
    return answer;
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
