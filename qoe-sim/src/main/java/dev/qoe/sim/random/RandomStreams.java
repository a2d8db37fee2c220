package dev.qoe.sim.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Streams of random numbers, one for each purpose ({@code "arrivals"}, {@code "fading"}), with a
 * part of its own in each replication.
 *
 * <pre>{@code
 * RandomStreams streams = RandomStreams.of(42).replication(7);
 * UniformRandomProvider arrivals = streams.stream("arrivals");
 * }</pre>
 *
 * <p>What a stream draws depends on the seed, its name and the replication, and on nothing else:
 * neither on the thread, nor on which other streams exist or how far they were read. Two scenarios
 * that draw arrivals from the stream of that name therefore meet the same arrivals in the same
 * replication: common random numbers, by construction. {@link #antithetic()} gives the mirrored
 * streams, which draw {@code 1 - u} where these draw {@code u}.
 *
 * <p>Each stream is a xoshiro256++ generator (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", 2021; period 2^256 - 1) of Apache Commons RNG, seeded with the 256 bits of
 * SHA-256 over seed, replication and name. Jumping along one sequence would keep streams apart for
 * certain, but it needs a number for each name, known beforehand, and as many jumps as the
 * replication's number; a hash finds any stream at once. That two of a million streams of 2^40
 * draws each overlap has odds of about 2^-176.
 *
 * <p>Each call of {@link #stream} returns a new generator, which is to stay on one thread.
 * Immutable.
 *
 * @since 0.1
 */
public final class RandomStreams {

  private final long seed;
  private final long replication;
  private final boolean mirrored;

  private RandomStreams(long seed, long replication, boolean mirrored) {
    this.seed = seed;
    this.replication = replication;
    this.mirrored = mirrored;
  }

  /**
   * Returns the streams of replication 0.
   *
   * @param seed any number
   */
  public static RandomStreams of(long seed) {
    return new RandomStreams(seed, 0, false);
  }

  /**
   * Returns the streams of another replication.
   *
   * @param number counted from 0
   * @throws IllegalArgumentException if {@code number < 0}
   */
  public RandomStreams replication(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("replication must be >= 0: " + number);
    }
    return new RandomStreams(seed, number, mirrored);
  }

  /** Returns the mirrored streams: where these draw {@code u}, those draw {@code 1 - u}. */
  public RandomStreams antithetic() {
    return new RandomStreams(seed, replication, !mirrored);
  }

  /**
   * Returns a stream from its start.
   *
   * @param purpose what the numbers are drawn for
   * @throws IllegalArgumentException if {@code purpose} is blank
   */
  public UniformRandomProvider stream(String purpose) {
    if (Objects.requireNonNull(purpose, "purpose").isBlank()) {
      throw new IllegalArgumentException("purpose is blank; name what the numbers are drawn for");
    }
    return new Stream(RandomSource.XO_SHI_RO_256_PP.create(state(purpose)), mirrored ? -1L : 0L);
  }

  /** Returns the seed. */
  public long seed() {
    return seed;
  }

  /** Returns the replication's number, {@code >= 0}. */
  public long replication() {
    return replication;
  }

  /** Returns whether these are the mirrored streams. */
  public boolean isAntithetic() {
    return mirrored;
  }

  /** Returns for example {@code seed 42, replication 7, antithetic}. */
  @Override
  public String toString() {
    return "seed %d, replication %d%s".formatted(seed, replication, mirrored ? ", antithetic" : "");
  }

  private long[] state(String purpose) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(2 * Long.BYTES + name.length);
    message.putLong(seed).putLong(replication).put(name);
    long[] state = new long[4];
    ByteBuffer.wrap(sha256(message.array())).asLongBuffer().get(state);
    return state;
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
    }
  }

  /**
   * A generator, mirrored bit by bit if the mask is all ones.
   *
   * <p>Everything is drawn through {@link #nextLong()}, so that both mirrors take the same number
   * of steps; the mirrored double is {@code 1 - 2^-53 - u}, which keeps it below 1.
   */
  private record Stream(UniformRandomProvider source, long mask) implements UniformRandomProvider {

    @Override
    public long nextLong() {
      return source.nextLong() ^ mask;
    }
  }
}
