package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.alert.Annotation;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Ticket;
import dev.qoe.api.spi.TicketStatus;
import dev.qoe.api.spi.TicketSystem;
import dev.qoe.api.spi.TicketSystemFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of ticket systems, as a test: extend it and say which factory is meant.
 *
 * <p>It also overrides {@link #settings()} to reach a ticket system made for the test, empty at
 * first, and {@link #deadSettings()} and {@link #silentSettings} for what goes wrong. Confine to
 * one thread.
 *
 * @since 0.1
 */
public abstract class TicketSystemTck extends RemoteTck<TicketSystemFactory, TicketSystem> {

  private int keys;

  /** For subclasses. */
  protected TicketSystemTck() {}

  /** Returns a new factory of the ticket system under test. */
  @Override
  protected abstract TicketSystemFactory factory();

  @Override
  final TicketSystem create(TicketSystemFactory factory, Settings settings, TestContext context) {
    return factory.create(settings, context);
  }

  @Override
  final void use(TicketSystem tickets, TestContext context) throws Exception {
    tickets.create(ticket("use", "Loss is high"));
  }

  @Test
  @DisplayName("a ticket is open once it is made, and found by its key")
  void madeAndFound() {
    withTickets(
        tickets -> {
          String key = newKey();
          TicketStatus made = tickets.create(ticket(key, "Loss is high"));
          assertThat(made.open()).as("%s is open", made).isTrue();
          assertThat(made.key()).isEqualTo(key);
          assertThat(tickets.find(key)).map(TicketStatus::id).hasValue(made.id());
        });
  }

  @Test
  @DisplayName("a key that no ticket has finds nothing")
  void unknownKeyFindsNothing() {
    withTickets(
        tickets -> {
          tickets.create(ticket(newKey(), "Loss is high"));
          assertThat(tickets.find("no-such-" + newKey())).isEmpty();
        });
  }

  @Test
  @DisplayName("a ticket that is made again while it is open is the same ticket")
  void madeOnce() {
    withTickets(
        tickets -> {
          String key = newKey();
          TicketStatus first = tickets.create(ticket(key, "Loss is high"));
          TicketStatus again = tickets.create(ticket(key, "Loss is high"));
          assertThat(again.id()).isEqualTo(first.id());
        });
  }

  @Test
  @DisplayName("an update leaves the ticket what it is: open, with its id and key")
  void updated() {
    withTickets(
        tickets -> {
          String key = newKey();
          TicketStatus made = tickets.create(ticket(key, "Loss is high"));
          tickets.update(made.id(), ticket(key, "Loss is higher"));
          assertThat(tickets.find(key))
              .get()
              .extracting(TicketStatus::id, TicketStatus::open)
              .containsExactly(made.id(), true);
        });
  }

  @Test
  @DisplayName("a remark that is made twice with the same key is there once")
  void remarkedOnce() {
    withTickets(
        tickets -> {
          String key = newKey();
          String id = tickets.create(ticket(key, "Loss is high")).id();
          tickets.comment(id, "remark-1", "on it");
          tickets.comment(id, "remark-1", "on it");
          List<String> texts =
              tickets.find(key).orElseThrow().comments().stream().map(Annotation::text).toList();
          assertThat(texts).as("remarks").filteredOn(text -> text.contains("on it")).hasSize(1);
        });
  }

  @Test
  @DisplayName("a ticket that is closed stays so, and closing it again is fine")
  void closed() {
    withTickets(
        tickets -> {
          String key = newKey();
          String id = tickets.create(ticket(key, "Loss is high")).id();
          tickets.close(id, "loss is low");
          tickets.close(id, "loss is low");
          assertThat(tickets.find(key))
              .get()
              .extracting(TicketStatus::id, TicketStatus::open)
              .containsExactly(id, false);
        });
  }

  @Test
  @DisplayName("changes since a time are all told, oldest first")
  void changesAreTold() {
    withTickets(
        tickets -> {
          String first = tickets.create(ticket(newKey(), "Loss is high")).id();
          String second = tickets.create(ticket(newKey(), "Delay is high")).id();
          tickets.close(first, "loss is low");
          List<TicketStatus> changes = tickets.changesSince(Instant.EPOCH);
          assertThat(changes).extracting(TicketStatus::id).contains(first, second);
          assertThat(changes)
              .as("changes, oldest first")
              .isSortedAccordingTo(Comparator.comparing(TicketStatus::changedAt));
        });
  }

  /** Something done with a ticket system. */
  @FunctionalInterface
  private interface Talk {
    void with(TicketSystem tickets) throws Exception;
  }

  private void withTickets(Talk talk) {
    inContext((tickets, context) -> Call.expect("use", () -> talk.with(tickets)));
  }

  private String newKey() {
    return "tck-" + keys++;
  }

  private static Ticket ticket(String key, String title) {
    return Samples.ticket(key, title);
  }
}
