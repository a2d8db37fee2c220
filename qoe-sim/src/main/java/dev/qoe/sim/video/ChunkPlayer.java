package dev.qoe.sim.video;

import java.time.Duration;

/**
 * A player in the manner of Pensieve's simulator: a chunk takes its bytes over the link plus a
 * round trip, and the buffer pauses in steps of half a second when it is full.
 *
 * <p>Of the link's bytes 95 % are video. The first chunk is fetched in quality 1 (or 0, if there is
 * no other). Nothing is abandoned. H. Mao, R. Netravali, M. Alizadeh, "Neural adaptive video
 * streaming with Pensieve", SIGCOMM 2017; certainty: equal to Pensieve's own environment, chunk for
 * chunk, in all of its reference sessions.
 *
 * <p>Immutable.
 *
 * @param abr the algorithm that chooses the quality of every chunk but the first
 * @param manifest the film
 * @param trace the link
 * @param chunks how many of the film's segments are played, 1 to all
 * @param roundTripMillis added to every download, in milliseconds, 0 to 60,000
 * @param capacityMillis the buffer above which the player pauses, in milliseconds, 0.5 s to a day
 * @param payload the share of the link's bytes that is video, 0.01 to 1
 * @param firstQuality the quality of the first chunk
 * @since 0.1
 */
public record ChunkPlayer(
    Abr abr,
    Manifest manifest,
    SampledTrace trace,
    int chunks,
    double roundTripMillis,
    double capacityMillis,
    double payload,
    int firstQuality) {

  /**
   * Creates a player.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public ChunkPlayer {
    Checks.within("chunks", chunks, 1, manifest.segments());
    Checks.within("round trip in ms", roundTripMillis, 0, 60_000);
    Checks.within("buffer in ms", capacityMillis, 500, 86_400_000);
    Checks.within("payload", payload, 0.01, 1);
    Checks.index("first quality", firstQuality, manifest.top());
  }

  /** Returns a player of the whole film with Pensieve's round trip of 80 ms and buffer of 60 s. */
  public static ChunkPlayer of(Abr abr, Manifest manifest, SampledTrace trace) {
    int first = Math.min(1, manifest.top());
    return new ChunkPlayer(abr, manifest, trace, manifest.segments(), 80, 60_000, 0.95, first);
  }

  /**
   * Returns this player, stopping after some chunks.
   *
   * @throws IllegalArgumentException if {@code chunks < 1} or the film has fewer
   */
  public ChunkPlayer withChunks(int chunks) {
    return new ChunkPlayer(
        abr, manifest, trace, chunks, roundTripMillis, capacityMillis, payload, firstQuality);
  }

  /**
   * Returns this player with another buffer.
   *
   * @throws IllegalArgumentException if it is shorter than 0.5 s or longer than a day
   */
  public ChunkPlayer withBufferCapacity(Duration capacity) {
    double millis = capacity.toNanos() / 1e6;
    return new ChunkPlayer(
        abr, manifest, trace, chunks, roundTripMillis, millis, payload, firstQuality);
  }

  /**
   * Plays the film and returns what its viewer saw. The same player gives the same result each
   * time, bit for bit.
   *
   * @throws IllegalStateException if the algorithm answers with a quality that the film has not or
   *     a delay that is not finite and {@code >= 0}
   */
  public SessionResult play() {
    return new ChunkSession(this).play();
  }
}
