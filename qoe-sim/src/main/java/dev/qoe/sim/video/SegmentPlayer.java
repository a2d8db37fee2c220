package dev.qoe.sim.video;

import java.time.Duration;
import java.util.function.Function;

/**
 * A player in the manner of dash.js as Sabre simulates it: requests have a latency, downloads are
 * watched and may be given up, and playing resumes as soon as a segment is there.
 *
 * <p>The first segment is fetched in the lowest quality. It plays when it has arrived; every
 * further segment waits until the buffer has room for it, is decided by the algorithm, and may be
 * abandoned as often as the algorithm likes, up to {@value #MAX_ABANDONMENTS} times a segment. K.
 * Spiteri, R. Sitaraman, D. Sparacio, "From theory to practice: improving bitrate adaptation in the
 * DASH reference player", MMSys 2018; certainty: equal to Sabre's own code, segment for segment, in
 * all of its reference sessions.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class SegmentPlayer {

  /** After how many abandonments of one segment the algorithm is taken for broken. */
  public static final int MAX_ABANDONMENTS = 1000;

  private static final double DEFAULT_CAPACITY_MILLIS = 25_000;
  private static final double MAX_CAPACITY_MILLIS = 86_400_000;

  final Abr abr;
  final Manifest manifest;
  final Trace trace;
  final double capacityMillis;
  final boolean abandonment;
  final Replacement replacement;
  final Function<Manifest, ? extends ThroughputEstimator> estimator;

  private SegmentPlayer(
      Abr abr,
      Manifest manifest,
      Trace trace,
      double capacityMillis,
      boolean abandonment,
      Replacement replacement,
      Function<Manifest, ? extends ThroughputEstimator> estimator) {
    this.abr = abr;
    this.manifest = manifest;
    this.trace = trace;
    this.capacityMillis = capacityMillis;
    this.abandonment = abandonment;
    this.replacement = replacement;
    this.estimator = estimator;
  }

  /**
   * Returns a player with a buffer of 25 s (or one segment, if that is longer), abandonment, no
   * replacement and {@link EwmaEstimator#create(Manifest)}.
   */
  public static SegmentPlayer of(Abr abr, Manifest manifest, Trace trace) {
    double capacity = Math.max(DEFAULT_CAPACITY_MILLIS, manifest.segmentMillis());
    return new SegmentPlayer(
        abr, manifest, trace, capacity, true, Replacement.NONE, EwmaEstimator::create);
  }

  /**
   * Returns this player with a buffer of another size.
   *
   * @throws IllegalArgumentException if it is shorter than a segment or longer than a day
   */
  public SegmentPlayer withBufferCapacity(Duration capacity) {
    double millis = capacity.toNanos() / 1e6;
    Checks.within("buffer in ms", millis, manifest.segmentMillis(), MAX_CAPACITY_MILLIS);
    return new SegmentPlayer(abr, manifest, trace, millis, abandonment, replacement, estimator);
  }

  /** Returns this player, never asking whether to give a download up. */
  public SegmentPlayer withoutAbandonment() {
    return new SegmentPlayer(abr, manifest, trace, capacityMillis, false, replacement, estimator);
  }

  /**
   * Returns this player, replacing buffered segments by better ones. While one is replaced, the
   * download is given up only when the segment is about to play.
   */
  public SegmentPlayer withReplacement(Replacement replacement) {
    return new SegmentPlayer(
        abr, manifest, trace, capacityMillis, abandonment, replacement, estimator);
  }

  /** Returns this player with another estimate of throughput, a fresh one each session. */
  public SegmentPlayer withEstimator(Function<Manifest, ? extends ThroughputEstimator> estimator) {
    return new SegmentPlayer(
        abr, manifest, trace, capacityMillis, abandonment, replacement, estimator);
  }

  /**
   * Plays the film from its first segment to its last and returns what its viewer saw. The same
   * player gives the same result each time, bit for bit.
   *
   * @throws IllegalStateException if the algorithm answers with a quality that the film has not, a
   *     delay that is not finite and {@code >= 0}, or abandons one segment more than {@value
   *     #MAX_ABANDONMENTS} times
   */
  public SessionResult play() {
    return new SegmentSession(this).play();
  }
}
