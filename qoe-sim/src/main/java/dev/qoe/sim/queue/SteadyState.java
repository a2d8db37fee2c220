package dev.qoe.sim.queue;

import java.util.Locale;

/**
 * The long-run means of a queue as theory has them.
 *
 * <p>Immutable.
 *
 * @param utilisation busy servers over all servers, 0 to 1
 * @param probabilityEmpty that nobody is there, 0 to 1
 * @param probabilityWait that an admitted customer must wait, 0 to 1
 * @param probabilityBlocked that a customer finds the queue full, 0 to 1
 * @param meanInSystem customers waiting or in service (L), {@code >= 0}
 * @param meanInQueue customers waiting (Lq), {@code >= 0}
 * @param meanTimeInSystemSeconds of admitted customers (W), {@code >= 0}
 * @param meanWaitSeconds of admitted customers (Wq), {@code >= 0}
 * @since 0.1
 */
public record SteadyState(
    double utilisation,
    double probabilityEmpty,
    double probabilityWait,
    double probabilityBlocked,
    double meanInSystem,
    double meanInQueue,
    double meanTimeInSystemSeconds,
    double meanWaitSeconds) {

  /** Returns the figures in a line: {@code utilisation 0.900, 9.000 in system, ...}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "utilisation %.3f, %.4g in system, %.4g in queue, wait %.4g s (probability %.3f), time in"
            + " system %.4g s, blocked %.4g",
        utilisation,
        meanInSystem,
        meanInQueue,
        meanWaitSeconds,
        probabilityWait,
        meanTimeInSystemSeconds,
        probabilityBlocked);
  }
}
