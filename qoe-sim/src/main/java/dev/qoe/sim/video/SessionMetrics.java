package dev.qoe.sim.video;

/**
 * The figures by which the literature compares sessions.
 *
 * <p>A time average multiplies a sum over segments by segment duration / session duration. Utility
 * is ln(bitrate / lowest bitrate). Immutable.
 *
 * @param meanBitrateKbps the mean of the segments' bitrates, in kbit/s
 * @param timeAverageBitrateKbps the time average of the bitrates, in kbit/s
 * @param timeAverageUtility the time average of the utilities
 * @param switches how many segments differ in quality from the one before
 * @param bitrateChangeKbps the sum of the changes' sizes, in kbit/s
 * @param timeAverageBitrateChangeKbps its time average, in kbit/s
 * @param logBitrateChange the sum of |ln(bitrate / bitrate before)|
 * @param stallRatio stalled time / session duration, 0 to 1
 * @param score Sabre's score: the time average of utility less 5 per segment duration stalled
 *     (Spiteri et al., MMSys 2018)
 * @since 0.1
 */
public record SessionMetrics(
    double meanBitrateKbps,
    double timeAverageBitrateKbps,
    double timeAverageUtility,
    int switches,
    double bitrateChangeKbps,
    double timeAverageBitrateChangeKbps,
    double logBitrateChange,
    double stallRatio,
    double score) {

  private static final double STALL_COST = 5;

  /** The cost of a second stalled in Pensieve's QoE_lin: the highest bitrate in Mbit/s. */
  private static final double LINEAR_STALL_COST = 4.3;

  /** Returns the figures of a session. */
  public static SessionMetrics of(SessionResult session) {
    Manifest film = session.manifest();
    double segment = film.segmentMillis();
    double offset = 0 - StrictMath.log(film.bitrateKbps(0));
    double bitrate = 0;
    double utility = 0;
    double change = 0;
    double logChange = 0;
    int switches = 0;
    for (int i = 0; i < session.size(); i++) {
      double kbps = film.bitrateKbps(session.quality(i));
      bitrate += kbps;
      utility += StrictMath.log(kbps) + offset;
      if (i > 0 && session.quality(i) != session.quality(i - 1)) {
        double before = film.bitrateKbps(session.quality(i - 1));
        switches++;
        change += Math.abs(kbps - before);
        logChange += Math.abs(StrictMath.log(kbps / before));
      }
    }
    double perTime = 1 / (session.totalMillis() / segment);
    return new SessionMetrics(
        bitrate / session.size(),
        bitrate * perTime,
        utility * perTime,
        switches,
        change,
        change * perTime,
        logChange,
        session.stallMillis() / session.totalMillis(),
        perTime * (utility - STALL_COST * session.stallMillis() / segment));
  }

  /**
   * Returns QoE_lin from a segment on: the sum of bitrate less change of bitrate, both in Mbit/s,
   * less 4.3 for each second stalled, where waiting for segment 0 counts as stalled. H. Mao et al.,
   * "Neural adaptive video streaming with Pensieve", SIGCOMM 2017, eq. 5.
   *
   * @param first the first segment that counts, 0 to the session's size; Pensieve's figures use 1
   * @throws IllegalArgumentException if {@code first < 0} or it is beyond the session's size
   */
  public static double linearQoe(SessionResult session, int first) {
    Checks.index("first segment", first, session.size());
    Manifest film = session.manifest();
    double sum = 0;
    for (int i = first; i < session.size(); i++) {
      double kbps = film.bitrateKbps(session.quality(i));
      double before = i == 0 ? kbps : film.bitrateKbps(session.quality(i - 1));
      double stall = i == 0 ? session.startupMillis() : session.stallMillis(i);
      sum += kbps / 1000 - LINEAR_STALL_COST * (stall / 1000) - Math.abs(kbps - before) / 1000;
    }
    return sum;
  }
}
