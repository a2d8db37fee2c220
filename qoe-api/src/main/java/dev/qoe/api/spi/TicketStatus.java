package dev.qoe.api.spi;

import dev.qoe.api.Beta;
import dev.qoe.api.alert.Annotation;
import dev.qoe.api.internal.Checks;
import java.time.Instant;
import java.util.List;

/**
 * Where a ticket stands in its ticket system.
 *
 * <p>Immutable.
 *
 * @param id the ticket system's own name for it, not blank
 * @param key what makes two tickets the same trouble
 * @param open whether somebody still has to do something
 * @param state the ticket system's own word for where it stands
 * @param assignee who works on it; empty if nobody does
 * @param link where a person can see it; empty if nowhere
 * @param changedAt when it last changed
 * @param comments what people wrote, oldest first
 * @since 0.1
 */
@Beta
public record TicketStatus(
    String id,
    String key,
    boolean open,
    String state,
    String assignee,
    String link,
    Instant changedAt,
    List<Annotation> comments) {

  /**
   * Creates a status; the list is copied.
   *
   * @throws IllegalArgumentException if {@code id} is blank
   */
  public TicketStatus {
    Checks.notBlank(id, "id of a ticket");
    comments = List.copyOf(comments);
  }
}
