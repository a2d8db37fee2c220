package dev.qoe.sim.video;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * What the viewer of one session saw, segment by segment, and what it cost the link.
 *
 * <p>Times are milliseconds since the player's first request, so that the film begins at {@link
 * #startupMillis}. Immutable.
 *
 * @since 0.1
 */
public final class SessionResult {

  /** Shorter standstills are rounding residue of the clock, not stalls: 1 microsecond. */
  private static final double DEAD_BAND_MILLIS = 1e-3;

  private final SessionLog log;
  private final double[] startMillis;
  private final @Nullable Adaptation adaptation;

  SessionResult(SessionLog log, @Nullable Adaptation adaptation) {
    this.log = log;
    this.adaptation = adaptation;
    startMillis = new double[log.quality.length];
    double clock = log.startupMillis;
    for (int i = 0; i < startMillis.length; i++) {
      clock += log.stallMillis[i];
      startMillis[i] = clock;
      clock += log.manifest.segmentMillis();
    }
  }

  /** Returns the film. */
  public Manifest manifest() {
    return log.manifest;
  }

  /** Returns the time from the first request to the first picture, in milliseconds, {@code > 0}. */
  public double startupMillis() {
    return log.startupMillis;
  }

  /**
   * Returns the part of {@link #startupMillis} before the first bit, in milliseconds, {@code >= 0}.
   */
  public double startupLatencyMillis() {
    return log.startupLatencyMillis;
  }

  /**
   * Returns the time from the first request to the end of the film, in milliseconds, {@code > 0}.
   */
  public double totalMillis() {
    return log.clockMillis;
  }

  /**
   * Returns how long the picture stood still after the film had begun, in milliseconds, {@code >=
   * 0.}
   */
  public double stallMillis() {
    return log.stallTotalMillis;
  }

  /**
   * Returns how often the picture stood still as the player counts, which may include standstills
   * that are rounding residue; {@link #stalls} leaves those out.
   */
  public int stallEvents() {
    return log.stallEvents;
  }

  /** Returns the media left in the buffer when the last segment had arrived, in milliseconds. */
  public double finalBufferMillis() {
    return log.finalBufferMillis;
  }

  /**
   * Returns the end of the session as Pensieve logs it, in milliseconds: the sum of the downloads'
   * times and, of each pause, only the part after its last crossing of a trace sample. {@link
   * #totalMillis} for a {@link SegmentPlayer}.
   */
  public double loggedMillis() {
    return log.loggedMillis;
  }

  /** Returns the number of downloads, given up and replacing ones included. */
  public int downloads() {
    return log.downloads;
  }

  /** Returns the number of downloads that were given up. */
  public int abandoned() {
    return log.abandoned;
  }

  /** Returns everything that arrived, unplayed bits included, in bits. */
  public double receivedBits() {
    return log.receivedBits;
  }

  /** Returns how well the player followed its link; empty for a {@link ChunkPlayer}. */
  public Optional<Adaptation> adaptation() {
    return Optional.ofNullable(adaptation);
  }

  /** Returns the number of played segments, {@code >= 1}. */
  public int size() {
    return log.quality.length;
  }

  /** Returns the quality in which a segment was played, 0 for the lowest. */
  public int quality(int segment) {
    return log.quality[segment];
  }

  /** Returns how long the picture stood still before a segment, in milliseconds, {@code >= 0}. */
  public double stallMillis(int segment) {
    return log.stallMillis[segment];
  }

  double arrivalMillis(int segment) {
    return log.arrivalMillis[segment];
  }

  double startMillis(int segment) {
    return startMillis[segment];
  }

  /** Returns a segment as it was played. */
  public PlayedSegment segment(int index) {
    int quality = log.quality[index];
    return new PlayedSegment(
        index,
        quality,
        log.manifest.bitrateKbps(quality),
        log.manifest.sizeBits(index, quality),
        log.requestMillis[index],
        log.arrivalMillis[index],
        startMillis[index],
        log.stallMillis[index]);
  }

  /** Returns all segments in order; the list makes them on demand. */
  public List<PlayedSegment> segments() {
    return new Segments();
  }

  private final class Segments extends AbstractList<PlayedSegment> implements RandomAccess {
    @Override
    public PlayedSegment get(int index) {
      return segment(index);
    }

    @Override
    public int size() {
      return SessionResult.this.size();
    }
  }

  /** Returns the stalls in order, without those of less than a microsecond. */
  public List<Stall> stalls() {
    List<Stall> stalls = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      double stall = log.stallMillis[i];
      if (stall >= DEAD_BAND_MILLIS) {
        double media = i * log.manifest.segmentMillis();
        stalls.add(new Stall(startMillis[i] - stall, media, stall));
      }
    }
    return List.copyOf(stalls);
  }

  /**
   * Returns the qualities in order, one character a segment: {@code 0} to {@code 9}, then {@code a}
   * to {@code z}; {@code ?} beyond.
   */
  public String qualities() {
    StringBuilder text = new StringBuilder(size());
    for (int quality : log.quality) {
      text.append(quality < 36 ? Character.forDigit(quality, 36) : '?');
    }
    return text.toString();
  }

  /**
   * Returns how good the session was by ITU-T P.1203, on a computer monitor and without sound.
   *
   * @throws IllegalStateException if it holds less than a second of film
   */
  public SessionMos mos() {
    return mos(Viewing.standard());
  }

  /**
   * Returns how good the session was by ITU-T P.1203, mode 0. It is computed when asked for: a
   * session of ten minutes takes about a millisecond.
   *
   * @throws IllegalStateException if the session holds less than a second of film
   * @throws IllegalArgumentException if the model does not take a codec of the film
   */
  public SessionMos mos(Viewing viewing) {
    return new SessionScorer(this, viewing).mos();
  }

  /**
   * Returns what ITU-T P.1203 would have said after each second of film, had the session ended
   * there. The last one is that of {@link #mos(Viewing)}. The time it takes grows with the square
   * of the film's length: about 20 ms for ten minutes.
   *
   * @throws IllegalArgumentException if the model does not take a codec of the film
   */
  public List<LiveMos> liveMos(Viewing viewing) {
    return new SessionScorer(this, viewing).live();
  }

  /**
   * Returns the state at each full second from 0 until the film has ended, with the quality by
   * ITU-T P.1203 of what is on a computer monitor then.
   */
  public List<Moment> timeline() {
    return timeline(Viewing.standard());
  }

  /**
   * Returns the state at each full second from 0 until the film has ended, with the quality by
   * ITU-T P.1203 of what is on the screen then.
   *
   * @throws IllegalArgumentException if the model does not take a codec of the film
   */
  public List<Moment> timeline(Viewing viewing) {
    return new Timeline(this, new SessionScorer(this, viewing).result()).moments();
  }

  /** Returns for example {@code 199 segments at 2912 kbit/s, start 0.7 s, 0 stalls, 0.0 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d segments at %.0f kbit/s, start %.1f s, %d stalls, %.1f s",
        size(),
        SessionMetrics.of(this).meanBitrateKbps(),
        startupMillis() / 1000,
        stalls().size(),
        stallMillis() / 1000);
  }
}
