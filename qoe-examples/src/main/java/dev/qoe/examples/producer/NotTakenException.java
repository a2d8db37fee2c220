package dev.qoe.examples.producer;

import java.io.IOException;

/**
 * The other end's refusal of a message that it would refuse again.
 *
 * <p>Immutable.
 */
public final class NotTakenException extends IOException {

  private static final long serialVersionUID = 1L;

  NotTakenException(String message) {
    super(message);
  }
}
