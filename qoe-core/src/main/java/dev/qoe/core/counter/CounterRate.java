package dev.qoe.core.counter;

import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.CounterSpec;
import dev.qoe.core.internal.Micros;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/*
 * How a reading is judged. Let dt be the time since the reading before, up the up-time of the
 * source and cap the most counts a second.
 *
 * Restart. A source that has been up for less than dt was started in between; so was one whose
 * up-time went back, unless sysUpTime was full: it counts hundredths of a second in 32 bits and
 * begins again after 497.1 days (RFC 3418; TimeTicks, RFC 2578, 7.1.8). A changed
 * ifCounterDiscontinuityTime says the same of the counter alone (RFC 2863).
 *
 * Proof of a wrap. A source that has been up for longer than dt cannot have been restarted within
 * it, whatever its up-time was before. Then a step back is a wrap if what it implies is possible at
 * the cap. Without an up-time or a cap nothing is proven, and over a wrap of the up-time itself
 * neither.
 *
 * Hidden wraps. If even one wrap more than is seen fits under the cap, the reading says nothing:
 * 32 bits of octets at 1 Gbit/s are full in 34 s (RFC 2863, 3.1.6 asks for 64 bits there).
 *
 * Times. Readings are stamped by who asks; answers come with jitter. Two clocks that differ by more
 * than 2 s (a quarter of dt if that is less) and 5 % of dt make a gap. A rate up to 5 % above the
 * cap is the jitter of a line that is full, and is told as the cap: such a line must not show as a
 * gap.
 */

/**
 * The rate of one counter from its successive readings, and what each reading was taken for.
 *
 * <p>A step back is a wrap only where the source proves it; all doubt makes a gap, never a spike: a
 * rate is never above the cap that came with the reading. Judging allocates nothing but, once in a
 * counter's life, the tally of what was no plain rate. Confine to one thread.
 *
 * @since 0.1
 */
public final class CounterRate {

  /** 2^32 hundredths of a second: when sysUpTime begins again at 0. */
  static final double UP_TIME_WRAP_MILLIS = 0x1p32 * 10;

  /** How far above the cap a rate may seem to be by jitter; an engineering choice. */
  static final double JITTER = 0.05;

  /**
   * How far two clocks may disagree beside {@link #JITTER}, in milliseconds, but no more than a
   * quarter of the time between the readings; likewise.
   */
  static final double CLOCK_MILLIS = 2_000;

  private static final long MOST_SECONDS = (1L << 53) / 1_000_000;
  private static final CounterDecision[] DECISIONS = CounterDecision.values();
  private static final long MASK_32 = 0xFFFF_FFFFL;

  private long fromMicros;
  private long toMicros;
  private long before;
  private long after;
  private long upTimeMillis;
  private long discontinuityMillis;
  private long readings;
  private double rate = Double.NaN;
  private byte bits;
  private CounterDecision decision = CounterDecision.FIRST;
  private long referenceMicros;
  private long referenceCount;
  private int firsts;
  private int @Nullable [] exceptions;

  private CounterRate() {}

  /** Returns a counter that was never read. */
  public static CounterRate create() {
    return new CounterRate();
  }

  /** Judges a reading; what it is a reading of does not matter here. */
  public CounterDecision judge(CounterReading reading) {
    return judge(
        reading.spec(),
        micros(reading.time()),
        reading.count(),
        reading.upTimeMillis(),
        reading.discontinuityMillis());
  }

  /**
   * Judges a reading. Allocates nothing.
   *
   * @param spec what all readings of the counter have in common
   * @param epochMicros when it was read, in microseconds since 1970, UTC
   * @param count the count, unsigned; only as many low bits as the counter has count
   * @param upTimeMillis how long the source has been up, in milliseconds; {@code < 0} if it does
   *     not say
   * @param discontinuityMillis the up-time at which the count last lost its continuity, in
   *     milliseconds; {@code < 0} if the source does not say
   */
  public CounterDecision judge(
      CounterSpec spec, long epochMicros, long count, long upTimeMillis, long discontinuityMillis) {
    int bits = spec.bits();
    double cap = spec.maxPerSecond();
    long now = bits == 32 ? count & MASK_32 : count;
    double millis = ((double) epochMicros - referenceMicros) / 1e3;
    double delta = delta(now, bits);
    CounterDecision found =
        isFirst()
            ? CounterDecision.FIRST
            : decide(now, bits, millis, delta, upTimeMillis, discontinuityMillis, cap);
    fromMicros = found == CounterDecision.FIRST ? epochMicros : referenceMicros;
    before = found == CounterDecision.FIRST ? now : referenceCount;
    toMicros = epochMicros;
    after = now;
    rate =
        found.hasRate() ? Math.min(delta / (millis / 1e3), cap) * spec.unitsPerCount() : Double.NaN;
    note(found);
    if (found.isReference()) {
      this.upTimeMillis =
          upTimeMillis >= 0 || this.upTimeMillis < 0 || isFirst()
              ? upTimeMillis
              : this.upTimeMillis + (long) millis; // up since, unless the next one proves otherwise
      if (discontinuityMillis >= 0 || isFirst()) {
        this.discontinuityMillis = discontinuityMillis;
      }
      this.referenceMicros = epochMicros;
      this.referenceCount = now;
      this.bits = (byte) bits;
    }
    return found;
  }

  /** Becomes what another counter is, as if it had been given the same readings. */
  public void become(CounterRate other) {
    fromMicros = other.fromMicros;
    toMicros = other.toMicros;
    before = other.before;
    after = other.after;
    upTimeMillis = other.upTimeMillis;
    discontinuityMillis = other.discontinuityMillis;
    readings = other.readings;
    rate = other.rate;
    bits = other.bits;
    decision = other.decision;
    referenceMicros = other.referenceMicros;
    referenceCount = other.referenceCount;
    firsts = other.firsts;
    if (other.exceptions == null) {
      exceptions = null;
    } else {
      if (exceptions == null) {
        exceptions = new int[other.exceptions.length];
      }
      System.arraycopy(other.exceptions, 0, exceptions, 0, exceptions.length);
    }
  }

  /** Forgets the reading before, as after a silence too long to fill; the tally stays. */
  public void restart() {
    bits = 0;
  }

  /** Returns what the last reading was taken for; FIRST before any. */
  public CounterDecision decision() {
    return decision;
  }

  /** Returns the rate of the last reading, in units a second, {@code >= 0}; NaN for a gap. */
  public double rate() {
    return rate;
  }

  /** Returns where the span of the last rate begins, in microseconds since 1970, UTC. */
  public long fromMicros() {
    return fromMicros;
  }

  /** Returns the time of the last reading, in microseconds since 1970, UTC. */
  public long toMicros() {
    return toMicros;
  }

  /** Returns how many readings were taken for that. */
  @SuppressWarnings("EnumOrdinal") // an index within this object only
  public long count(CounterDecision of) {
    if (of == CounterDecision.FIRST) {
      return firsts;
    }
    if (of == CounterDecision.RATE) {
      return readings
          - firsts
          - (exceptions == null ? 0 : IntStream.of(exceptions).asLongStream().sum());
    }
    return exceptions == null ? 0 : exceptions[of.ordinal()];
  }

  /** Returns how many readings there were. */
  public long readings() {
    return readings;
  }

  /** Returns what the last decision was made of. */
  public CounterEvidence evidence() {
    return new CounterEvidence(
        decision, Micros.instant(fromMicros), Micros.instant(toMicros), before, after, rate);
  }

  /** Returns the last decision with its evidence. */
  @Override
  public String toString() {
    return readings == 0 ? "never read" : evidence().toString();
  }

  private boolean isFirst() {
    return bits == 0;
  }

  private CounterDecision decide(
      long now,
      int width,
      double millis,
      double delta,
      long upTime,
      long discontinuity,
      double cap) {
    if (millis <= 0) {
      return millis < 0 ? CounterDecision.OUT_OF_ORDER : CounterDecision.DUPLICATE;
    }
    if (width != bits) {
      return CounterDecision.WIDTH;
    }
    double slack = Math.min(CLOCK_MILLIS, millis / 4) + JITTER * millis;
    double upFor = upTime - (double) upTimeMillis;
    boolean timed = upTime >= 0 && upTimeMillis >= 0;
    boolean upTimeFull =
        timed && upFor < 0 && Math.abs(upFor + UP_TIME_WRAP_MILLIS - millis) <= slack;
    boolean startedSince = upTime >= 0 && !upTimeFull && upTime < millis - slack;
    boolean wentBack = timed && !upTimeFull && upFor < 0;
    if (startedSince || wentBack || lost(discontinuity)) {
      return CounterDecision.RESET;
    }
    if (timed && !upTimeFull && Math.abs(upFor - millis) > slack) {
      return CounterDecision.CLOCK;
    }
    boolean proven = timed && !upTimeFull && upTime > millis + slack;
    return onward(
        Long.compareUnsigned(now, referenceCount) >= 0, proven, delta, millis / 1e3 * cap);
  }

  private boolean lost(long discontinuity) {
    return discontinuity >= 0 && discontinuityMillis >= 0 && discontinuity != discontinuityMillis;
  }

  /** Decides for a source that was not restarted as far as is known. */
  private CounterDecision onward(boolean forward, boolean proven, double delta, double most) {
    boolean limited = most < Double.POSITIVE_INFINITY;
    double withJitter = most * (1 + JITTER);
    if (!forward && !(proven && limited && delta <= withJitter)) {
      return CounterDecision.STEP_BACK;
    }
    if (delta > withJitter) {
      return CounterDecision.TOO_FAST;
    }
    if (bits == 32 && limited && delta + 0x1p32 <= withJitter) {
      return CounterDecision.AMBIGUOUS;
    }
    if (delta > most) {
      return CounterDecision.CAPPED;
    }
    return forward ? CounterDecision.RATE : CounterDecision.WRAP;
  }

  /** Returns how many counts there were since the reading before if the counter was full once. */
  private double delta(long now, int width) {
    long steps = now - referenceCount;
    if (width == 32) {
      return steps & MASK_32;
    }
    return steps >= 0 ? (double) steps : ((steps >>> 1) | (steps & 1)) * 2.0;
  }

  @SuppressWarnings("EnumOrdinal") // an index within this object only
  private void note(CounterDecision found) {
    decision = found;
    readings++;
    if (found == CounterDecision.FIRST) {
      firsts++;
    } else if (found != CounterDecision.RATE) {
      if (exceptions == null) {
        exceptions = new int[DECISIONS.length];
      }
      exceptions[found.ordinal()]++;
    }
  }

  /** Returns the microseconds since 1970, of absurd times the most that a double tells apart. */
  private static long micros(Instant time) {
    long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, time.getEpochSecond()));
    return seconds * 1_000_000 + time.getNano() / 1_000;
  }
}
