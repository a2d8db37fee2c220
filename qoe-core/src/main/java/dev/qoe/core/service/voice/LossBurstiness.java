package dev.qoe.core.service.voice;

import java.util.BitSet;

/**
 * How lost packets cluster: the two-state Markov chain that fits a trace of received and lost
 * packets.
 *
 * <p>p = P(received to lost) and q = P(lost to received) are the maximum-likelihood estimates, the
 * shares of such transitions. The burst ratio of the E-model is then 1 / (p + q), which is recalled
 * from ITU-T G.107: 1 for random loss, more for bursts, less where losses keep apart.
 *
 * <p>Where a trace does not show a transition at all (nothing lost, all lost, or the only loss at
 * its end), the missing one is chosen so that the loss counts as random: q = 1 - p or p = 1 - q.
 *
 * <p>Immutable.
 *
 * @param packets how many packets the trace has, &gt;= 1
 * @param lost how many of them were lost, 0 to {@code packets}
 * @param p the probability that a lost packet follows a received one, 0 to 1
 * @param q the probability that a received packet follows a lost one, 0 to 1
 * @since 0.1
 */
public record LossBurstiness(int packets, int lost, double p, double q) {

  /**
   * Creates an estimate.
   *
   * @throws IllegalArgumentException if a number is outside its range or {@code p + q == 0}
   */
  public LossBurstiness {
    if (packets < 1 || lost < 0 || lost > packets) {
      throw new IllegalArgumentException(
          "a loss trace needs packets >= 1 and 0 <= lost <= packets: %d of %d"
              .formatted(lost, packets));
    }
    if (!(p >= 0 && p <= 1 && q >= 0 && q <= 1 && p + q > 0)) {
      throw new IllegalArgumentException(
          "p and q must be 0 to 1 and not both 0: %s and %s".formatted(p, q));
    }
  }

  /**
   * Returns the estimate from a trace in the order of sending.
   *
   * @param lost whether each packet was lost
   * @throws IllegalArgumentException if the trace is empty
   */
  public static LossBurstiness of(boolean[] lost) {
    BitSet set = new BitSet(lost.length);
    for (int i = 0; i < lost.length; i++) {
      set.set(i, lost[i]);
    }
    return of(set, lost.length);
  }

  /**
   * Returns the estimate from a trace in the order of sending.
   *
   * @param lost the packets that were lost, by their number from 0
   * @param packets how many packets were sent, &gt;= 1
   * @throws IllegalArgumentException if {@code packets < 1} or {@code lost} holds a number that is
   *     not below {@code packets}
   */
  public static LossBurstiness of(BitSet lost, int packets) {
    if (packets < 1 || lost.length() > packets) {
      throw new IllegalArgumentException(
          "a loss trace needs at least one packet and no loss beyond its end: %d packets, last loss at %d"
              .formatted(packets, lost.length() - 1));
    }
    int losses = lost.cardinality();
    int begins = 0; // received, then lost
    int ends = 0; // lost, then received
    for (int i = 1; i < packets; i++) {
      if (lost.get(i) && !lost.get(i - 1)) {
        begins++;
      } else if (!lost.get(i) && lost.get(i - 1)) {
        ends++;
      }
    }
    boolean lastLost = lost.get(packets - 1);
    int fromReceived = packets - losses - (lastLost ? 0 : 1);
    int fromLost = losses - (lastLost ? 1 : 0);
    if (fromReceived == 0 && fromLost == 0) {
      return new LossBurstiness(packets, losses, losses, 1 - losses);
    }
    if (fromReceived == 0) {
      double q = (double) ends / fromLost;
      return new LossBurstiness(packets, losses, 1 - q, q);
    }
    double p = (double) begins / fromReceived;
    double q = fromLost == 0 ? 1 - p : (double) ends / fromLost;
    return new LossBurstiness(packets, losses, p, q);
  }

  /** Returns the share of lost packets in the trace, in percent, 0 to 100. */
  public double lossPercent() {
    return 100.0 * lost / packets;
  }

  /** Returns BurstR, &gt;= 0.5; 1 is random loss. */
  public double burstRatio() {
    return 1 / (p + q);
  }
}
