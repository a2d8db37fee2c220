package dev.qoe.sim.queue;

/**
 * Who is served next.
 *
 * @since 0.1
 */
public enum Discipline {
  /** Who came first. */
  FIFO,
  /** Who has the smallest priority number, and of these who came first; nobody is interrupted. */
  PRIORITY
}
