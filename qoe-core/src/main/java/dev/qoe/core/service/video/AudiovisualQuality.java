package dev.qoe.core.service.video;

import static dev.qoe.core.service.video.RatingScale.clamp;

import java.util.Arrays;

/**
 * Sound and picture of each second taken together, and their mean over the session (ITU-T P.1203.3,
 * O34 and the baseline of O35).
 *
 * <p>Immutable.
 */
final class AudiovisualQuality {

  /** What stands in for O21 where there is no sound. */
  static final double NO_AUDIO_QUALITY = 5;

  /** The recency of a difference k = 0, 1, ... seconds before the end. */
  private static final double[] RECENCY = new double[1024];

  static {
    Arrays.setAll(RECENCY, AudiovisualQuality::recency);
  }

  private final double[] o34;
  private final double base;
  private final double pictureBase;

  private AudiovisualQuality(double[] o34, double base, double pictureBase) {
    this.o34 = o34;
    this.base = base;
    this.pictureBase = pictureBase;
  }

  /**
   * Returns the quality of the first {@code seconds} of a session.
   *
   * @param o21 audio quality of each second; empty if there is no sound
   * @param o22 video quality of each second
   * @param amended whether clause 8.2 of Amendment 1 holds
   */
  static AudiovisualQuality of(double[] o21, double[] o22, int seconds, boolean amended) {
    double[] o34 = new double[seconds];
    double sum = 0;
    double pictureSum = 0;
    double weights = 0;
    for (int t = 0; t < seconds; t++) {
      double sound = o21.length == 0 ? NO_AUDIO_QUALITY : o21[t];
      double quality = combined(sound, o22[t], amended);
      double w1 =
          0.00666620027943848
              + 0.0000404018840273729 * Math.exp((double) t / seconds / 0.156497800436237);
      double w2 = 0.143179744942738 - 0.0238641564518876 * quality;
      o34[t] = quality;
      sum += w1 * w2 * quality;
      pictureSum += w1 * w2 * combined(NO_AUDIO_QUALITY, o22[t], amended);
      weights += w1 * w2;
    }
    return new AudiovisualQuality(o34, sum / weights, pictureSum / weights);
  }

  private static double combined(double o21, double o22, boolean amended) {
    double o34 =
        clamp(-0.00069084 + 0.15374283 * o21 + 0.97153861 * o22 + 0.02461776 * o21 * o22, 1, 5);
    return amended ? (1 - Math.max(0, 2.0 - o21)) * (o34 - 1) + 1 : o34;
  }

  /** Returns O34 of each second, 1 to 5; not to be changed. */
  double[] o34() {
    return o34;
  }

  /** Returns the weighted mean of O34, 1 to 5. */
  double base() {
    return base;
  }

  /** Returns what {@link #base()} were if the sound were perfect. */
  double pictureBase() {
    return pictureBase;
  }

  /** Returns negBias, the penalty for the worst tenth of the seconds, {@code >= 0}. */
  double negativeBias() {
    double[] differences = new double[o34.length];
    for (int t = 0; t < o34.length; t++) {
      int age = o34.length - t - 1;
      double recency = age < RECENCY.length ? RECENCY[age] : recency(age);
      differences[t] = (o34[t] - base) * recency;
    }
    return Math.max(0, -LowPercentiles.of(differences).at(10)) * 0.01853820;
  }

  private static double recency(int age) {
    return 1.87403625 + (1 - 1.87403625) * Math.pow(0.5, age / 7.85416481);
  }
}
