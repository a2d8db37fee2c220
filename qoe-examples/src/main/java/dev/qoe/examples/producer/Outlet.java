package dev.qoe.examples.producer;

import java.io.IOException;

/**
 * Where messages go: a broker or a web server.
 *
 * <p>Confine to one thread.
 */
public interface Outlet extends AutoCloseable {

  /**
   * Sends a message, and returns once the other end has taken it over.
   *
   * <p>Blocks; an interrupt ends it.
   *
   * @throws NotTakenException if it was refused for good
   * @throws IOException if it was not taken over: it may be sent again
   */
  void send(byte[] message) throws IOException, InterruptedException;

  @Override
  void close();
}
