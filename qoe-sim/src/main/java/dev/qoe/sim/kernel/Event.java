package dev.qoe.sim.kernel;

/**
 * Something that happens at an instant of virtual time.
 *
 * <p>An event may be scheduled again, any number of times; one that is kept in a field costs no
 * allocation. It may schedule and cancel others, and itself.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Event {

  /**
   * Happens. The kernel's time is the time that it was scheduled for.
   *
   * @param kernel the kernel whose time has come to this event
   */
  void happen(EventKernel kernel);
}
