package dev.qoe.sim.telemetry;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.sim.random.RandomStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of one device of a fleet, with the faults that befall it.
 *
 * <p>Whether and how it fails is drawn from a stream of its own, so that its sound values are the
 * same with faults and without. Confine to one thread.
 */
final class DeviceSeries {

  private static final int SHORTEST_FAULT = 3;
  private static final int LONGEST_FAULT = 30;
  private static final int LATEST = 20;
  private static final long FARTHEST_FUTURE_SECONDS = 86_400;
  private static final Set<QualityFlag> FLAGS = Set.of(QualityFlag.SYNTHETIC);

  private final ElementPath device;
  private final DeviceKpi kind;
  private final Kpi kpi;
  private final Unit unit;
  private final Signal signal;
  private final UniformRandomProvider random;
  private final List<Fault> faults;
  private final double chance;
  private final double intervalSeconds;
  private final ArrayDeque<Late> late = new ArrayDeque<>();

  private @Nullable Fault fault;
  private long faultEnds;
  private double last = Double.NaN;
  private double count;

  /** A measurement that waits for its tick. */
  private record Late(long tick, Measurement measurement) {}

  DeviceSeries(
      ElementPath device, DeviceKpi kind, Personality personality, double level, FleetPlan plan) {
    this.device = device;
    this.kind = kind;
    kpi = kind.kpi();
    unit = kind.unit();
    RandomStreams streams = RandomStreams.of(plan.seed());
    String name = device.text() + " " + kpi.code();
    UniformRandomProvider own = streams.stream(name);
    double period = 600 * (1 + own.nextDouble());
    signal =
        personality
            .deviation(period, own.nextLong())
            .scaled(kind.spread * level)
            .offset(kind.usual * level)
            .clamped(kind.min, kind.max);
    random = streams.stream(name + " faults");
    faults =
        plan.faults().stream().filter(f -> kind.isCounter() || f != Fault.COUNTER_RESET).toList();
    intervalSeconds = plan.every().toNanos() / 1e9;
    chance = faults.isEmpty() ? 0 : plan.faultsPerHour() * intervalSeconds / 3600;
  }

  /** Hands on what arrives at a tick. */
  void report(
      long tick,
      Instant now,
      Duration every,
      Consumer<Measurement> out,
      Consumer<InjectedFault> truth) {
    while (!late.isEmpty() && late.element().tick() <= tick) {
      out.accept(late.remove().measurement().receivedAt(now));
    }
    double value = value(tick);
    if (fault != null && tick >= faultEnds) {
      fault = null;
    }
    if (fault == null && chance > 0 && random.nextDouble() < chance) {
      begin(tick, now, every, truth);
    }
    if (fault == null) {
      last = value;
      out.accept(measurement(now, now, value));
    } else {
      faulty(fault, tick, now, value, out);
    }
  }

  private double value(long tick) {
    double value = signal.at(tick * intervalSeconds);
    if (!kind.isCounter()) {
      return value;
    }
    count += Math.rint(value * intervalSeconds);
    return count;
  }

  private void begin(long tick, Instant now, Duration every, Consumer<InjectedFault> truth) {
    Fault begun = faults.get(random.nextInt(faults.size()));
    int length = begun.isLasting() ? random.nextInt(SHORTEST_FAULT, LONGEST_FAULT + 1) : 1;
    if (begun == Fault.STUCK && Double.isNaN(last)) {
      return;
    }
    fault = begun;
    faultEnds = tick + length;
    Instant to = now.plus(every.multipliedBy(length - 1L));
    truth.accept(new InjectedFault(begun, device, kpi, now, to));
  }

  private void faulty(Fault what, long tick, Instant now, double value, Consumer<Measurement> out) {
    switch (what) {
      case DROPOUT -> last = value;
      case STUCK -> out.accept(measurement(now, now, last));
      case SPIKE -> out.accept(measurement(now, now, spike(value)));
      case NOT_A_NUMBER -> out.accept(measurement(now, now, Double.NaN));
      case WRONG_UNIT -> out.accept(measurement(now, now, value * kind.wrongUnit));
      case LATE -> postpone(tick + random.nextInt(1, LATEST + 1), measurement(now, now, value));
      case DUPLICATE -> {
        out.accept(measurement(now, now, value));
        out.accept(measurement(now, now, value));
      }
      case FUTURE -> {
        long ahead = random.nextLong(60, FARTHEST_FUTURE_SECONDS);
        out.accept(measurement(now.plusSeconds(ahead), now, value));
      }
      case COUNTER_RESET -> {
        count = 0;
        out.accept(measurement(now, now, 0));
      }
    }
  }

  /** Keeps a measurement until its tick; none overtakes another. */
  private void postpone(long tick, Measurement measurement) {
    Late before = late.peekLast();
    late.add(new Late(before == null ? tick : Math.max(before.tick(), tick), measurement));
  }

  /** Returns a value beyond all that any personality does, but still a possible one. */
  private double spike(double value) {
    return Math.min(
        kind.max, value + kind.usual * (3 + 3 * random.nextDouble()) + 20 * kind.spread);
  }

  private Measurement measurement(Instant time, Instant received, double value) {
    return new Measurement(device, kpi, time, received, value, unit, 1, FLAGS);
  }
}
