package dev.qoe.api.spi;

import dev.qoe.api.Beta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A place where people keep tickets.
 *
 * <p>All methods block; an interrupt ends them within two seconds. Each throws {@link
 * PluginException} if the ticket system cannot be reached or refuses. Confine to one thread.
 *
 * @since 0.1
 */
@Beta
public interface TicketSystem extends AutoCloseable {

  /**
   * Opens a ticket, unless one with its key is open: a call that is made again opens no second one.
   *
   * @return the ticket, new or found
   */
  TicketStatus create(Ticket ticket) throws PluginException, InterruptedException;

  /** Makes ticket {@code id} say what {@code ticket} says. */
  void update(String id, Ticket ticket) throws PluginException, InterruptedException;

  /**
   * Adds a remark to ticket {@code id}.
   *
   * @param key what makes two remarks the same, so that a call made again adds no second one
   */
  void comment(String id, String key, String text) throws PluginException, InterruptedException;

  /** Closes ticket {@code id}; one that is closed stays so. */
  void close(String id, String reason) throws PluginException, InterruptedException;

  /** Returns the open ticket with that key, else the latest closed one, if any. */
  Optional<TicketStatus> find(String key) throws PluginException, InterruptedException;

  /**
   * Returns the tickets that changed at or after {@code since}, oldest change first. Some may have
   * been told before.
   */
  List<TicketStatus> changesSince(Instant since) throws PluginException, InterruptedException;

  /** Releases what it holds; may be called more than once. */
  @Override
  default void close() {}
}
