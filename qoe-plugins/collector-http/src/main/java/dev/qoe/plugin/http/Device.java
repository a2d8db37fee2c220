package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/**
 * A device that may send, what it may tell of, and how much of its quota is left.
 *
 * <p>Its key is kept as a digest. Thread-safe.
 */
final class Device {

  private final ElementPath element;
  private final byte[] keyDigest;
  private final double perMinute;
  private double left;
  private Instant at = Instant.MIN;

  /**
   * Creates a device.
   *
   * @param element what it may tell of, with all below
   * @param key its key; empty for the one that needs none
   * @param perMinute how many values it may send a minute, {@code >= 1}
   */
  Device(ElementPath element, String key, int perMinute) {
    this.element = element;
    this.keyDigest = digest(key);
    this.perMinute = perMinute;
    this.left = perMinute;
  }

  ElementPath element() {
    return element;
  }

  /** Returns whether a key is this device's, in a time that tells nothing of it. */
  boolean has(byte[] digest) {
    return MessageDigest.isEqual(keyDigest, digest);
  }

  /** Returns the most values that it may send at once. */
  int most() {
    return (int) perMinute;
  }

  /**
   * Takes values from the quota; returns how long to wait if there are not so many: zero if not.
   */
  synchronized Duration take(int values, Instant now) {
    if (at.equals(Instant.MIN)) {
      at = now;
    }
    double seconds = Math.max(0, Duration.between(at, now).toMillis() / 1e3);
    left = Math.min(perMinute, left + seconds * perMinute / 60);
    at = now;
    if (values <= left) {
      left -= values;
      return Duration.ZERO;
    }
    return Duration.ofSeconds((long) Math.ceil((values - left) * 60 / perMinute));
  }

  /** Gives values back that were not taken over. */
  synchronized void giveBack(int values) {
    left = Math.min(perMinute, left + values);
  }

  /** Returns the digest by which keys are compared. */
  static byte[] digest(String key) {
    return digest(key.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
