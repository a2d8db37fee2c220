package dev.qoe.core.service.suitability;

/**
 * What IQB asks of a connection.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Requirement {
  /** Download throughput in Mbit/s. */
  DOWNLOAD("download", true),
  /** Upload throughput in Mbit/s. */
  UPLOAD("upload", true),
  /** Round-trip latency in ms. */
  LATENCY("latency", false),
  /** Packet loss as a ratio, 0 to 1. */
  PACKET_LOSS("packet loss", false);

  private final String title;
  private final boolean moreIsBetter;

  Requirement(String title, boolean moreIsBetter) {
    this.title = title;
    this.moreIsBetter = moreIsBetter;
  }

  /** Returns whether a value strictly beats a threshold: an equal one does not. */
  public boolean isMet(double value, double threshold) {
    return moreIsBetter ? value > threshold : value < threshold;
  }

  /** Returns its name in words. */
  @Override
  public String toString() {
    return title;
  }
}
