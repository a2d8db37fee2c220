package dev.qoe.sim.video.abr;

import dev.qoe.sim.video.AbrRule;
import dev.qoe.sim.video.Manifest;

/*
 * BOLA weighs a quality q at buffer level B by its score (V (U[q] + gp) - B) / R[q]: the utility
 * that its bits buy, less the room that they take. V and gp set at which levels one quality
 * overtakes another [1]. The expressions keep the association of the reference simulator [2],
 * because BOLA-E puts the level exactly onto such a crossing and rounding then decides.
 *
 * [1] K. Spiteri, R. Urgaonkar, R. Sitaraman, "BOLA: near-optimal bitrate adaptation for online
 *     videos", INFOCOM 2016.
 * [2] K. Spiteri, R. Sitaraman, D. Sparacio, "From theory to practice: improving bitrate adaptation
 *     in the DASH reference player", MMSys 2018.
 */

/** BOLA's scores of all qualities over the buffer level. Confine to one thread. */
final class BolaCurve {

  /** Far above the rounding of the scores. */
  private static final double SLACK = 1e-9;

  private final double[] bitrate;
  private final double[] utility;
  private final double gp;
  private final double[] worth;
  private double v;

  /**
   * Creates a curve whose V is still to be set.
   *
   * @param utilityOfLowest U[0]; U[q] = ln R[q] + (U[0] - ln R[0])
   */
  BolaCurve(Manifest manifest, double utilityOfLowest, double gp) {
    bitrate = manifest.bitratesKbps();
    utility = utilities(bitrate, utilityOfLowest);
    worth = new double[bitrate.length];
    this.gp = gp;
  }

  static double[] utilities(double[] bitrate, double utilityOfLowest) {
    double offset = utilityOfLowest - StrictMath.log(bitrate[0]);
    double[] utility = new double[bitrate.length];
    for (int q = 0; q < utility.length; q++) {
      utility[q] = StrictMath.log(bitrate[q]) + offset;
    }
    return utility;
  }

  /** Sets V, in milliseconds. */
  BolaCurve setV(double v) {
    this.v = v;
    for (int q = 0; q < worth.length; q++) {
      worth[q] = v * (utility[q] + gp);
    }
    return this;
  }

  /** Sets V so that the top quality's score crosses zero where the buffer is full. */
  BolaCurve fill(double bufferMillis, double segmentMillis) {
    return setV((bufferMillis - segmentMillis) / (utility[top()] + gp));
  }

  int top() {
    return utility.length - 1;
  }

  /** Returns the quality with the highest score at a level, the lowest of equals. */
  int best(double level) {
    int best = 0;
    double highest = (worth[0] - level) / bitrate[0];
    for (int q = 1; q < worth.length; q++) {
      double score = (worth[q] - level) / bitrate[q];
      if (score > highest) {
        best = q;
        highest = score;
      }
    }
    return best;
  }

  /** Returns the level at which the score of a quality falls to zero, in milliseconds. */
  double highest(int quality) {
    return worth[quality];
  }

  /**
   * Returns the level above which a quality beats all lower ones, in milliseconds, {@code >= 0}.
   */
  double lowest(int quality) {
    double level = 0;
    double r = bitrate[quality];
    for (int x = 0; x < quality; x++) {
      double crossing =
          v * (gp + (r * utility[x] - bitrate[x] * utility[quality]) / (r - bitrate[x]));
      level = Math.max(level, crossing);
    }
    return level;
  }

  /**
   * Returns a level from which on no lower quality beats the rest of a download, nor will later on,
   * as the rest only shrinks; negative infinity if none ever can.
   *
   * <p>Quality x beats the rest, a share s of the download, where (worth[x] - B) s R[q] > (worth[q]
   * - B) R[x], which solved for B is below the crossing here. A margin covers the rounding of the
   * scores themselves.
   *
   * @param share what remains of the download, 0 to 1
   */
  double safeLevel(int quality, double share) {
    double rest = share * bitrate[quality];
    double level = Double.NEGATIVE_INFINITY;
    for (int x = 0; x < quality && bitrate[x] <= rest * (1 + SLACK); x++) {
      double crossing = (rest * worth[x] - bitrate[x] * worth[quality]) / (rest - bitrate[x]);
      level = Math.max(level, rest > bitrate[x] ? crossing : level);
    }
    return level + SLACK * worth[quality];
  }

  /**
   * Returns the lower quality for which the rest of a download is better given up, or {@link
   * AbrRule#KEEP}: one that takes less than what remains, and scores higher.
   */
  int abandon(double size, int quality, double remaining, double level) {
    int best = AbrRule.KEEP;
    double highest = (worth[quality] - level) / remaining;
    for (int x = 0; x < quality; x++) {
      double other = size * bitrate[x] / bitrate[quality];
      double score = (worth[x] - level) / other;
      if (other < remaining && score > highest) {
        best = x;
        highest = score;
      }
    }
    return best;
  }
}
