package dev.qoe.core.service.video;

import dev.qoe.core.internal.Checks;

/**
 * An interruption of the play-out because the buffer ran empty.
 *
 * <p>Immutable.
 *
 * @param positionSeconds where in the media it happened, in seconds of media time: earlier stalls
 *     and the initial delay do not count
 * @param lengthSeconds how long it lasted, in seconds, {@code >= 0}
 * @since 0.1
 */
public record Stall(double positionSeconds, double lengthSeconds) {

  /**
   * Creates a stall.
   *
   * @throws IllegalArgumentException if a number is not finite or {@code lengthSeconds < 0}
   */
  public Stall {
    Checks.finite("positionSeconds of a stall", positionSeconds);
    Checks.notNegative("lengthSeconds of a stall", lengthSeconds);
  }
}
