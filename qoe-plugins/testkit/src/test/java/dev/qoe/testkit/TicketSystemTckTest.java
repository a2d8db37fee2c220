package dev.qoe.testkit;

import dev.qoe.api.alert.Annotation;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Ticket;
import dev.qoe.api.spi.TicketStatus;
import dev.qoe.api.spi.TicketSystem;
import dev.qoe.api.spi.TicketSystemFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the contract of ticket systems")
class TicketSystemTckTest extends ContractsTest {

  private static final Setting<String> END = Setting.text("end", "well", "how the other end is");

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return new Subject(RemoteFaults.NONE, Flaw.NONE);
  }

  @Override
  Stream<Broken> broken() {
    return Stream.concat(
        Stream.of(
            remote(
                "deadEndIsTold", "keeps silent about a dead end", RemoteFaults.SILENT_ABOUT_DEATH),
            remote("deadEndIsTold", "waits beyond the deadline", RemoteFaults.SLOW_ABOUT_DEATH),
            remote("interruptEndsIt", "does not hear interrupts", RemoteFaults.DEAF_TO_INTERRUPTS)),
        Stream.of(Flaw.values())
            .filter(flaw -> flaw != Flaw.NONE)
            .map(flaw -> new Broken(flaw.rule, flaw.how, new Subject(RemoteFaults.NONE, flaw))));
  }

  private static Broken remote(String rule, String how, RemoteFaults fault) {
    return new Broken(rule, how, new Subject(fault, Flaw.NONE));
  }

  private enum Flaw {
    NONE("", "is right"),
    MADE_CLOSED("madeAndFound", "says that a new ticket is closed"),
    FINDS_ANY("unknownKeyFindsNothing", "finds a ticket for any key"),
    MAKES_ANOTHER("madeOnce", "makes a second ticket for the same trouble"),
    UPDATE_CLOSES("updated", "closes a ticket that is updated"),
    REMARKS_AGAIN("remarkedOnce", "adds a remark as often as it is told"),
    CLOSES_ONCE("closed", "fails when a closed ticket is closed"),
    NEWEST_FIRST("changesAreTold", "tells changes newest first");

    private final String rule;
    private final String how;

    Flaw(String rule, String how) {
      this.rule = rule;
      this.how = how;
    }
  }

  private record Subject(RemoteFaults fault, Flaw flaw) {}

  /** Tickets in memory, with an id each. */
  private static final class Tickets implements TicketSystem {
    private final Subject subject;
    private final String end;
    private final Map<String, TicketStatus> byId = new TreeMap<>();
    private final Set<String> remarks = new HashSet<>();
    private long changes;

    private Tickets(Subject subject, String end) {
      this.subject = subject;
      this.end = end;
    }

    @Override
    public TicketStatus create(Ticket ticket) throws PluginException, InterruptedException {
      subject.fault().reach(end);
      Optional<TicketStatus> open = byKey(ticket.key()).filter(TicketStatus::open);
      if (open.isPresent() && subject.flaw() != Flaw.MAKES_ANOTHER) {
        return open.get();
      }
      TicketStatus made = put("T" + byId.size(), ticket.key(), true, List.of());
      return subject.flaw() == Flaw.MADE_CLOSED
          ? new TicketStatus(made.id(), made.key(), false, "", "", "", made.changedAt(), List.of())
          : made;
    }

    @Override
    public void update(String id, Ticket ticket) {
      put(id, ticket.key(), subject.flaw() != Flaw.UPDATE_CLOSES, byId(id).comments());
    }

    @Override
    public void comment(String id, String key, String text) {
      if (remarks.add(id + key) || subject.flaw() == Flaw.REMARKS_AGAIN) {
        TicketStatus ticket = byId(id);
        List<Annotation> comments = new ArrayList<>(ticket.comments());
        comments.add(new Annotation(Instant.EPOCH, "ann", text));
        put(id, ticket.key(), ticket.open(), comments);
      }
    }

    @Override
    public void close(String id, String reason) {
      TicketStatus ticket = byId(id);
      if (subject.flaw() == Flaw.CLOSES_ONCE && !ticket.open()) {
        throw new IllegalStateException("closed already");
      }
      put(id, ticket.key(), false, ticket.comments());
    }

    @Override
    public Optional<TicketStatus> find(String key) {
      boolean any = subject.flaw() == Flaw.FINDS_ANY && byKey(key).isEmpty();
      return any ? byId.values().stream().findFirst() : byKey(key);
    }

    @Override
    public List<TicketStatus> changesSince(Instant since) {
      List<TicketStatus> all = new ArrayList<>(byId.values());
      all.sort(Comparator.comparing(TicketStatus::changedAt));
      if (subject.flaw() == Flaw.NEWEST_FIRST) {
        Collections.reverse(all);
      }
      return all;
    }

    private TicketStatus byId(String id) {
      return Objects.requireNonNull(byId.get(id), id);
    }

    private Optional<TicketStatus> byKey(String key) {
      return byId.values().stream()
          .filter(ticket -> ticket.key().equals(key))
          .max(Comparator.comparing(TicketStatus::open));
    }

    private TicketStatus put(String id, String key, boolean open, List<Annotation> comments) {
      TicketStatus ticket =
          new TicketStatus(id, key, open, "", "", "", Instant.ofEpochSecond(changes++), comments);
      byId.put(id, ticket);
      return ticket;
    }
  }

  static class Contract extends TicketSystemTck {
    @Override
    protected TicketSystemFactory factory() {
      return new Factory();
    }

    @Override
    protected Optional<Map<String, ?>> deadSettings() {
      return Optional.of(Map.of("end", "dead"));
    }

    @Override
    protected Optional<Map<String, ?>> silentSettings(SilentServer server) {
      return Optional.of(Map.of("end", "silent"));
    }

    @Override
    Duration grace() {
      return RemoteFaults.patience();
    }

    @Override
    protected Duration deadline() {
      return RemoteFaults.patience();
    }
  }

  /** Makes the subject. */
  public static class Factory implements TicketSystemFactory {
    /** As services are made. */
    public Factory() {}

    @Override
    public PluginDescriptor descriptor() {
      return PluginDescriptor.of("tickets", "Keeps tickets in memory.", List.of(END));
    }

    @Override
    public TicketSystem create(Settings settings, PluginContext context) {
      return new Tickets((Subject) subject(), settings.get(END));
    }
  }
}
