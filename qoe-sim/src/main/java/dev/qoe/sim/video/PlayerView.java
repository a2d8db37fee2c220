package dev.qoe.sim.video;

/**
 * What an algorithm sees of the session that it steers.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
public interface PlayerView {

  /** Returns the film. */
  Manifest manifest();

  /** Returns how many of the film's segments are played, {@code >= 1}. */
  int segments();

  /** Returns the index of the segment to be decided next, 0 to {@link #segments}. */
  int nextSegment();

  /** Returns the media waiting to be played, in milliseconds, {@code >= 0}. */
  double bufferMillis();

  /** Returns the most media that the buffer holds, in milliseconds. */
  double bufferCapacityMillis();

  /** Returns the estimated rate of the link, in kbit/s; NaN before the first segment. */
  double throughputKbps();

  /** Returns the estimated time from a request to the first bit, in milliseconds; NaN at first. */
  double latencyMillis();

  /**
   * Returns the highest quality whose segment arrives within its own duration at this rate and
   * {@link #latencyMillis}, scanning upwards to the first that does not; 0 if none does.
   *
   * @param kbps the rate of the link, in kbit/s
   */
  default int fit(double kbps) {
    Manifest manifest = manifest();
    double segment = manifest.segmentMillis();
    double latency = latencyMillis();
    int quality = 0;
    while (quality < manifest.top()
        && latency + segment * manifest.bitrateKbps(quality + 1) / kbps <= segment) {
      quality++;
    }
    return quality;
  }
}
