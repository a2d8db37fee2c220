package dev.qoe.core.engine;

import dev.qoe.core.score.ScoreLeaf;
import dev.qoe.core.sum.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * The recent values of an indicator: those of the current span of event time and of the one before
 * it.
 *
 * <p>Spans follow each other without a gap. A value of a later span opens it; one of an earlier
 * span than the two is late. So the same values are held whatever the order in which they came, and
 * never the few of a new span alone. A span of 0 keeps the values of the newest instant only.
 *
 * <p>It is a part of the indicator, and fields stand in the order in which they are needed: with
 * many series, fetching them from memory takes longer than all that is done with them. Confine to
 * one thread.
 */
abstract class RecentValues extends ScoreLeaf {

  static final long NEVER = Long.MIN_VALUE;

  /** A sum so large that more of its kind may be lost: some thousand values of 2^53. */
  private static final long MOST_EIGHTS = 1L << 61;

  private int currentCount;
  private long start;
  private long currentEights;
  private long currentRest;

  /** The time of the newest value, in microseconds of the epoch. */
  long newest = NEVER;

  private double previousTotal;
  private double currentMin;
  private double currentMax;
  private int previousCount;

  /** There once a value was not fully trusted or stood for several. */
  private @Nullable Uneven uneven;

  // from here on only needed by values that come late, and by who asks
  private long previousEights;
  private long previousRest;
  private double previousMin;
  private double previousMax;

  /**
   * Takes in a value that stands for {@code weight} values; returns whether it is recent enough.
   */
  boolean take(long micros, double value, double quality, double weight, long spanMicros) {
    long into = micros - start;
    if (into < 0 || into >= spanMicros || currentCount == 0) {
      long spanStart = spanMicros == 0 ? micros : Math.floorDiv(micros, spanMicros) * spanMicros;
      if (currentCount == 0 || spanStart > start) {
        open(spanStart, spanMicros);
      } else if (spanStart != start) {
        boolean recent = spanMicros > 0 && spanStart == start - spanMicros;
        if (recent) {
          addToPrevious(value, quality, weight);
        }
        return recent;
      }
    }
    if (weight != 1 || quality != 1 || uneven != null) {
      uneven().addToCurrent(quality, weight);
    }
    double term = value * weight;
    long rest = currentRest + ExactSum.rest(term);
    long carry = ExactSum.carry(rest);
    currentEights += ExactSum.eights(term) + carry;
    currentRest = ExactSum.without(carry, rest);
    if (currentCount++ == 0) {
      currentMin = value;
      currentMax = value;
    } else {
      currentMin = Math.min(currentMin, value);
      currentMax = Math.max(currentMax, value);
    }
    if (micros > newest) {
      newest = micros;
    }
    return true;
  }

  private void addToPrevious(double value, double quality, double weight) {
    if (weight != 1 || quality != 1 || uneven != null) {
      uneven().addToPrevious(quality, weight);
    }
    double term = value * weight;
    long rest = previousRest + ExactSum.rest(term);
    long carry = ExactSum.carry(rest);
    previousEights += ExactSum.eights(term) + carry;
    previousRest = ExactSum.without(carry, rest);
    previousTotal = ExactSum.value(previousEights, previousRest);
    previousMin = previousCount == 0 ? value : Math.min(previousMin, value);
    previousMax = previousCount == 0 ? value : Math.max(previousMax, value);
    previousCount++;
  }

  private Uneven uneven() {
    if (uneven == null) {
      uneven = new Uneven(currentCount, previousCount);
    }
    return uneven;
  }

  private void open(long spanStart, long spanMicros) {
    boolean next = currentCount > 0 && spanMicros > 0 && spanStart - spanMicros == start;
    if (uneven != null) {
      uneven.open(next);
    }
    previousEights = next ? currentEights : 0;
    previousRest = next ? currentRest : 0;
    previousTotal = next ? ExactSum.value(currentEights, currentRest) : 0;
    previousCount = next ? currentCount : 0;
    previousMin = currentMin;
    previousMax = currentMax;
    clearCurrent();
    start = spanStart;
  }

  private void clearCurrent() {
    currentEights = 0;
    currentRest = 0;
    currentCount = 0;
  }

  /** Forgets its values. */
  void forget() {
    clearCurrent();
    previousEights = 0;
    previousRest = 0;
    previousTotal = 0;
    previousCount = 0;
    uneven = null;
    newest = NEVER;
  }

  /** Returns whether a value of that time comes after its spans have passed. */
  boolean late(long micros, long spanMicros) {
    return currentCount > 0
        && micros < start
        && (spanMicros == 0 || Math.floorDiv(micros, spanMicros) * spanMicros < start - spanMicros);
  }

  /** Returns whether it has any value. */
  boolean hasValue() {
    return currentCount > 0;
  }

  /** Returns how many values there are in both spans. */
  long count() {
    return (long) currentCount + previousCount;
  }

  /** Returns the sum over the current span. */
  double sum() {
    return ExactSum.value(currentEights, currentRest);
  }

  /** Returns the mean over both spans, each value counting by its weight. */
  double mean() {
    double sum = sum();
    double total = previousCount == 0 ? sum : sum + previousTotal;
    double mean = total / (uneven == null ? count() : uneven.weight(previousCount));
    return Math.abs(currentEights) < MOST_EIGHTS ? mean : Math.max(min(), Math.min(max(), mean));
  }

  /** Returns the least value of both spans. */
  double min() {
    return previousCount == 0 ? currentMin : Math.min(currentMin, previousMin);
  }

  /** Returns the greatest value of both spans. */
  double max() {
    return previousCount == 0 ? currentMax : Math.max(currentMax, previousMax);
  }

  /**
   * Returns the mean quality of its values, 0 to 1, less in proportion if there are fewer than
   * {@code fullEvidence}.
   */
  double trust(int fullEvidence) {
    long count = count();
    double mean = uneven == null ? 1 : uneven.quality(count);
    return fullEvidence <= 1 || count >= fullEvidence ? mean : mean * count / fullEvidence;
  }

  /** Reads a word out of each 64 bytes of what a value changes; the number means nothing. */
  long warm() {
    return newest + previousCount;
  }

  /** The sums of what most values have in common: that they are fully trusted and stand for one. */
  private static final class Uneven {

    private static final double QUALITY_ONE = 1L << 20;

    /** What all values of a span lack of full quality, together. */
    private long currentLack;

    private long previousLack;
    private final ExactSum currentWeight = ExactSum.zero();
    private final ExactSum previousWeight = ExactSum.zero();

    private Uneven(int currentCount, int previousCount) {
      currentWeight.add(currentCount);
      previousWeight.add(previousCount);
    }

    private void addToCurrent(double quality, double weight) {
      currentLack += lack(quality);
      currentWeight.add(weight);
    }

    private void addToPrevious(double quality, double weight) {
      previousLack += lack(quality);
      previousWeight.add(weight);
    }

    private static long lack(double quality) {
      return (long) QUALITY_ONE - (long) (quality * QUALITY_ONE + 0.5);
    }

    private void open(boolean next) {
      previousLack = next ? currentLack : 0;
      previousWeight.clear();
      if (next) {
        previousWeight.add(currentWeight);
      }
      currentLack = 0;
      currentWeight.clear();
    }

    private double weight(int previousCount) {
      double sum = currentWeight.value();
      return previousCount == 0 ? sum : sum + previousWeight.value();
    }

    private double quality(long count) {
      long lack = currentLack + previousLack;
      return lack == 0 ? 1 : ((count << 20) - lack) / QUALITY_ONE / count;
    }
  }
}
