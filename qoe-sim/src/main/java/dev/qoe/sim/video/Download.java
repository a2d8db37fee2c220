package dev.qoe.sim.video;

/**
 * A download under way or just ended, as an algorithm sees it.
 *
 * <p>The player reuses one object for all downloads of a session: read it during the call and keep
 * only its numbers. Confine to one thread.
 *
 * @since 0.1
 */
public final class Download {

  private int segment;
  private int quality;
  private double sizeBits;
  private double receivedBits;
  private double elapsedMillis;
  private double latencyMillis;
  private int abandonedTo;
  private boolean replacement;

  Download() {}

  void begin(int segment, int quality, double sizeBits, boolean replacement) {
    this.segment = segment;
    this.quality = quality;
    this.sizeBits = sizeBits;
    this.replacement = replacement;
    receivedBits = 0;
    elapsedMillis = 0;
    latencyMillis = 0;
    abandonedTo = AbrRule.KEEP;
  }

  void firstBit(double latencyMillis) {
    this.latencyMillis = latencyMillis;
    this.elapsedMillis = latencyMillis;
  }

  void progress(double receivedBits, double elapsedMillis) {
    this.receivedBits = receivedBits;
    this.elapsedMillis = elapsedMillis;
  }

  void abandon(int quality) {
    abandonedTo = quality;
  }

  /** Returns the index of the segment, 0 for the film's first. */
  public int segment() {
    return segment;
  }

  /** Returns the quality that is downloaded, 0 for the lowest. */
  public int quality() {
    return quality;
  }

  /** Returns the size of the segment, in bits, {@code > 0}. */
  public double sizeBits() {
    return sizeBits;
  }

  /** Returns what has arrived, in bits, {@code >= 0}. */
  public double receivedBits() {
    return receivedBits;
  }

  /** Returns the time since the request, in milliseconds, {@code >= 0}. */
  public double elapsedMillis() {
    return elapsedMillis;
  }

  /** Returns the time from the request to the first bit, in milliseconds, {@code >= 0}. */
  public double latencyMillis() {
    return latencyMillis;
  }

  /** Returns whether the download was given up before its end. */
  public boolean isAbandoned() {
    return abandonedTo != AbrRule.KEEP;
  }

  /** Returns the quality for which it was given up, or {@link AbrRule#KEEP} if it was not. */
  public int abandonedTo() {
    return abandonedTo;
  }

  /** Returns whether it replaces a segment that is in the buffer already. */
  public boolean isReplacement() {
    return replacement;
  }
}
