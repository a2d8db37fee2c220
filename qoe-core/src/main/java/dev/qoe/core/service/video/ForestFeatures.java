package dev.qoe.core.service.video;

import java.util.Arrays;

/**
 * The fourteen features that the random forest of ITU-T P.1203.3 looks at.
 *
 * <p>Thread-safe.
 */
final class ForestFeatures {

  static final int COUNT = 14;

  private ForestFeatures() {}

  /** Returns the features of a session; {@code o21} may be empty where there is no sound. */
  static double[] of(StallImpact stalls, double[] o21, double[] o22, int seconds) {
    double[] x = new double[COUNT];
    double delay = stalls.initialDelaySeconds();
    x[0] = stalls.stallCount();
    x[1] = stalls.stallSeconds() + delay / 3;
    x[2] = x[0] / seconds;
    x[3] = stalls.stallSeconds() / seconds + delay / (3.0 * seconds);
    x[4] = stalls.sinceLastSeconds();
    double[] video = rounded(o22);
    meansOfParts(video, 3, x, 5);
    LowPercentiles percentiles = LowPercentiles.of(video);
    x[8] = percentiles.at(1);
    x[9] = percentiles.at(5);
    x[10] = percentiles.at(10);
    if (o21.length == 0) {
      Arrays.fill(x, 11, 13, AudiovisualQuality.NO_AUDIO_QUALITY);
    } else {
      meansOfParts(rounded(o21), 2, x, 11);
    }
    x[13] = seconds;
    return x;
  }

  private static double[] rounded(double[] values) {
    double[] rounded = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      rounded[t] = Math.rint(values[t] * 1000) / 1000;
    }
    return rounded;
  }

  /**
   * Writes the means of equal parts of the values. A value at a border counts in the part before it
   * by the share that lies there, and in the part behind it the way the reference does.
   */
  private static void meansOfParts(double[] values, int parts, double[] into, int at) {
    double size = (double) values.length / parts;
    double mean = 0;
    double weight = 0;
    int part = 0;
    for (double value : values) {
      if (weight + 1 >= size) {
        if (part < parts) {
          into[at + part++] = (weight * mean + (size - weight) * value) / size;
        }
        mean = value;
        weight = weight + 1 - size;
      } else {
        mean = (mean * weight + value) / (weight + 1);
        weight += 1;
      }
    }
    while (part < parts) {
      into[at + part++] = mean;
    }
  }
}
