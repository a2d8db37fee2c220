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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What readings that are no plain values become: rates, ratios of sums, means of histograms.
 *
 * <p>A reading that yields no value, such as the first of a counter, is accepted and counted as
 * dropped with its reason: a gap, never a guess. Guarded by the shard's lock.
 */
final class Readings {

  private final Map<LiveSeries, CounterRate> counters = new HashMap<>();

  Acceptance take(LiveSeries target, Account account, CounterReading reading) {
    CounterRate counter = counter(target);
    counter.judge(reading);
    return judged(target, account, counter, Micros.of(reading.time()));
  }

  /** Takes a reading through its counter's handle; allocates nothing unless it makes a gap. */
  Acceptance take(
      SourceCounter of, long micros, long count, long upTimeMillis, long discontinuityMillis) {
    CounterRate counter = counter(of.target());
    CounterSpec spec = of.spec();
    counter.judge(
        micros,
        count,
        spec.bits(),
        spec.unitsPerCount(),
        upTimeMillis,
        discontinuityMillis,
        spec.maxPerSecond());
    return judged(of.target(), of.account(), counter, micros);
  }

  private CounterRate counter(LiveSeries target) {
    CounterRate known = counters.get(target);
    return known != null ? known : counters.computeIfAbsent(target, unused -> CounterRate.create());
  }

  private static Acceptance judged(
      LiveSeries target, Account account, CounterRate counter, long micros) {
    CounterDecision decision = counter.decision();
    return decision.hasRate()
        ? target.shard.take(target, account, micros, counter.rate(), 1, 1)
        : target.shard.gap(
            target, account, micros, "counter-" + decision.name().toLowerCase(Locale.ROOT));
  }

  /** Returns what the last reading of a counter was taken for, and why; empty before the first. */
  Optional<CounterEvidence> evidence(LiveSeries target) {
    return Optional.ofNullable(counters.get(target)).map(CounterRate::evidence);
  }

  Acceptance take(LiveSeries target, Account account, RatioReading reading) {
    double part = reading.numerator();
    double whole = reading.denominator();
    if (part == 0 && whole == 0) {
      return target.shard.gap(target, account, Micros.of(reading.time()), "ratio-of-nothing");
    }
    long micros = Micros.of(reading.time());
    double quality = reading.quality();
    return whole > 0 && whole <= ExactSum.MAX_TERM
        ? target.shard.take(target, account, micros, part / whole, quality, whole)
        : target.shard.take(target, account, micros, Double.NaN, quality, 1);
  }

  Acceptance take(LiveSeries target, Account account, DistributionReading reading) {
    List<Double> bounds = reading.bounds();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < reading.counts().size(); i++) {
      sum += reading.counts().get(i) * ((bounds.get(i) + bounds.get(i + 1)) / 2);
      count += reading.counts().get(i);
    }
    if (count == 0) {
      return target.shard.gap(
          target, account, Micros.of(reading.time()), "distribution-of-nothing");
    }
    double mean = ExactSum.accepts(sum) ? sum / count : Double.NaN;
    return target.shard.take(
        target, account, Micros.of(reading.time()), mean, reading.quality(), (double) count);
  }
}
