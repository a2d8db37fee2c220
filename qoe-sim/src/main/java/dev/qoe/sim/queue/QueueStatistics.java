package dev.qoe.sim.queue;

import java.time.Duration;
import java.util.Locale;

/**
 * What was seen at a queue since its statistics were last reset.
 *
 * <p>Immutable.
 *
 * @param observed how long it was watched, {@code >= 0}
 * @param arrivals who came, blocked ones included, {@code >= 0}
 * @param blocked who found it full and left, {@code >= 0}
 * @param served who left after service, {@code >= 0}
 * @param utilisation busy servers over all servers, averaged over time, 0 to 1
 * @param meanInSystem those waiting or in service, averaged over time, {@code >= 0}
 * @param meanInQueue those waiting, averaged over time, {@code >= 0}
 * @param maxInQueue the most that waited at a time, {@code >= 0}
 * @param waitedShare who had to wait, as a share of those whose service began, 0 to 1; NaN if none
 * @param meanWaitSeconds the wait before service, averaged over those whose service began, {@code
 *     >= 0}; NaN if none
 * @param meanTimeInSystemSeconds from arrival to departure, {@code >= 0}; NaN if none left
 * @since 0.1
 */
public record QueueStatistics(
    Duration observed,
    long arrivals,
    long blocked,
    long served,
    double utilisation,
    double meanInSystem,
    double meanInQueue,
    long maxInQueue,
    double waitedShare,
    double meanWaitSeconds,
    double meanTimeInSystemSeconds) {

  /**
   * Returns who found the queue full, as a share of the arrivals, 0 to 1; NaN if there were none.
   */
  public double blockedShare() {
    return (double) blocked / arrivals;
  }

  /** Returns the figures in a line: {@code utilisation 0.899, 8.94 in system, ...}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "utilisation %.3f, %.4g in system, %.4g in queue (at most %d), wait %.4g s, time in system"
            + " %.4g s, %d of %d blocked, in %s",
        utilisation,
        meanInSystem,
        meanInQueue,
        maxInQueue,
        meanWaitSeconds,
        meanTimeInSystemSeconds,
        blocked,
        arrivals,
        observed);
  }
}
