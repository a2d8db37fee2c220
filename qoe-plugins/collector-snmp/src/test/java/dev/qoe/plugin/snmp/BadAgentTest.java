package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

@DisplayName("an agent that is wrong")
@Timeout(60)
class BadAgentTest {

  private static final OID IN_OCTETS = new OID("1.3.6.1.2.1.31.1.1.1.6");

  @TempDir private Path scratch;
  private StubAgent agent;
  private TestContext context;
  private RecordingSink sink;

  @BeforeEach
  void start() {
    agent = Agents.ports(StubAgent.start(), 30);
    context = TestContext.in(scratch);
    sink = RecordingSink.accepting();
  }

  @AfterEach
  void stop() {
    agent.close();
    context.close();
  }

  private Optional<PluginException> look(Map<String, ?> settings) throws InterruptedException {
    Map<String, Object> all = new HashMap<>(Map.of("profiles", List.of("interfaces")));
    all.putAll(settings);
    try (Collector collector = Agents.collector(context, all)) {
      return Agents.look(collector, agent.address(), sink);
    }
  }

  @Test
  @DisplayName("does not answer: it is unreachable, and named")
  void isSilent() throws Exception {
    agent.behave((request, right) -> List.of());
    assertThat(look(Map.of()))
        .hasValueSatisfying(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNREACHABLE);
              assertThat(e).hasMessageContaining(agent.address()).hasMessageContaining("2 tries");
            });
    assertThat(sink.offered()).isEmpty();
  }

  @Test
  @DisplayName("answers after the first try was given up: the answer still counts")
  void answersLate() throws Exception {
    AtomicInteger count = new AtomicInteger();
    List<byte[]> held = new java.util.concurrent.CopyOnWriteArrayList<>();
    agent.behave(
        (request, right) -> {
          if (count.getAndIncrement() == 0) {
            held.add(Datagrams.encode(right));
            return List.of();
          }
          byte[] first = held.isEmpty() ? Datagrams.encode(right) : held.remove(0);
          return List.of(first);
        });
    assertThat(look(Map.of("retries", "5"))).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE")).hasSize(30);
  }

  @Test
  @DisplayName("answers everything twice: nothing comes twice")
  void answersTwice() throws Exception {
    agent.behave((request, right) -> List.of(Datagrams.encode(right), Datagrams.encode(right)));
    assertThat(look(Map.of())).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE")).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("goes round in a column: the walk ends with an error and what was read")
  void loops() throws Exception {
    agent.behave(
        (request, right) -> {
          PDU pdu = right.pdu();
          for (int i = 0; i < pdu.size(); i++) {
            OID oid = pdu.get(i).getOid();
            if (oid.startsWith(IN_OCTETS) && oid.last() > 20) {
              OID back = new OID(IN_OCTETS).append(2);
              pdu.set(i, new VariableBinding(back, pdu.get(i).getVariable()));
            }
          }
          return List.of(Datagrams.encode(right));
        });
    assertThat(look(Map.of()))
        .hasValueSatisfying(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.MALFORMED);
              assertThat(e)
                  .hasMessageContaining(
                      "after 1.3.6.1.2.1.31.1.1.1.6.20 came 1.3.6.1.2.1.31.1.1.1.6.2")
                  .hasMessageContaining("handed on");
            });
    assertThat(Agents.readings(sink, "IF_IN_RATE").stream().filter(r -> r.bits() == 64))
        .hasSize(20);
  }

  @Test
  @DisplayName("has no end: the walk ends at the most values allowed")
  void neverEnds() throws Exception {
    agent.behave(
        (request, right) -> {
          PDU pdu = right.pdu();
          for (int i = 0; i < pdu.size() && request.getType() == PDU.GETBULK; i++) {
            OID from =
                i < request.size() ? request.get(i).getOid() : pdu.get(i - request.size()).getOid();
            OID next = new OID(from);
            if (next.size() <= 11) {
              next.append(1);
            } else {
              next.set(next.size() - 1, next.last() + 1);
            }
            pdu.set(i, new VariableBinding(next, new Integer32(1)));
          }
          return List.of(Datagrams.encode(right));
        });
    assertThat(look(Map.of("max-values", "500")))
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("more than 500 values"));
  }

  @Test
  @DisplayName("sends the wrong types: they are counted, and the rest is read")
  void sendsWrongTypes() throws Exception {
    agent.set("1.3.6.1.2.1.31.1.1.1.6.3", new OctetString("broken"));
    agent.set("1.3.6.1.2.1.31.1.1.1.15.4", new OctetString("fast"));
    agent.set("1.3.6.1.2.1.2.2.1.8.5", new OctetString(new byte[] {1, 2, 3}));
    assertThat(look(Map.of())).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE")).hasSize(29);
    assertThat(sink.rejects()).isNotEmpty();
    assertThat(sink.rejects().toString())
        .contains(Emitter.WRONG_TYPE, Emitter.NOT_A_NUMBER, "ifHCInOctets.3");
  }

  @Test
  @DisplayName("has holes in its table: only they are missing")
  void hasHoles() throws Exception {
    agent.set("1.3.6.1.2.1.31.1.1.1.6.7", Null.noSuchInstance);
    agent.remove("1.3.6.1.2.1.31.1.1.1.6.9").remove("1.3.6.1.2.1.2.2.1.10.9");
    agent.remove("1.3.6.1.2.1.2.2.1.10.7");
    assertThat(look(Map.of())).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE"))
        .hasSize(28)
        .extracting(reading -> reading.element().name())
        .doesNotContain("port-ge-0-0-7", "port-ge-0-0-9");
  }

  @Test
  @DisplayName("cuts its answers short: fewer rows are asked for until they fit")
  void truncates() throws Exception {
    agent.behave(
        (request, right) -> {
          byte[] whole = Datagrams.encode(right);
          return List.of(whole.length > 1400 ? Arrays.copyOf(whole, 1400) : whole);
        });
    assertThat(look(Map.of("timeout", "PT0.1S", "retries", "4"))).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE")).hasSize(30);
  }

  @Test
  @DisplayName("says that the answer is too big: fewer rows and columns are asked for")
  void saysTooBig() throws Exception {
    agent.behave(
        (request, right) -> {
          if (Datagrams.encode(right).length > 200) {
            PDU error = new PDU(request);
            error.setType(PDU.RESPONSE);
            error.setErrorStatus(PDU.tooBig);
            error.setErrorIndex(0);
            return List.of(Datagrams.encode(new Datagrams.Message(1, right.community(), error)));
          }
          return List.of(Datagrams.encode(right));
        });
    assertThat(look(Map.of())).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE")).hasSize(30);
  }

  @Test
  @DisplayName("answers with nothing: the walk ends with an error")
  void answersWithNothing() throws Exception {
    agent.behave(
        (request, right) -> {
          if (request.getType() == PDU.GETBULK) {
            while (right.pdu().size() > 0) {
              right.pdu().remove(0);
            }
          }
          return List.of(Datagrams.encode(right));
        });
    assertThat(look(Map.of()))
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("an answer without values"));
  }

  @Test
  @DisplayName("knows only version 1: it is read row by row")
  void knowsVersionOne() throws Exception {
    assertThat(look(Map.of("version", "v1"))).isEmpty();
    assertThat(Agents.readings(sink, "IF_IN_RATE"))
        .hasSize(30)
        .allMatch(reading -> reading.bits() == 32);
  }

  @Test
  @DisplayName("does not always say how long it is up: a series keeps to its width all the same")
  void forgetsItsUpTime() throws Exception {
    try (Collector collector =
        Agents.collector(context, Map.of("profiles", List.of("interfaces")))) {
      Agents.look(collector, agent.address(), sink);
      agent.remove("1.3.6.1.2.1.1.3.0").remove("1.3.6.1.2.1.31.1.1.1.6.1");
      RecordingSink second = RecordingSink.accepting();
      Agents.look(collector, agent.address(), second);
      assertThat(Agents.readings(second, "IF_IN_RATE"))
          .hasSize(29)
          .allMatch(reading -> reading.upTimeMillis() == CounterReading.UNKNOWN);
    }
  }

  @Test
  @DisplayName("changes between 32 and 64 bits: a series keeps to one until the agent restarts")
  void neverMixesWidths() throws Exception {
    Map<String, Object> settings = Map.of("profiles", List.of("interfaces"));
    try (Collector collector = Agents.collector(context, settings)) {
      Agents.look(collector, agent.address(), sink);
      agent.remove("1.3.6.1.2.1.31.1.1.1.6.1");
      RecordingSink second = RecordingSink.accepting();
      Agents.look(collector, agent.address(), second);
      assertThat(Agents.readings(second, "IF_IN_RATE")).hasSize(29);
      agent.set("1.3.6.1.2.1.1.3.0", new TimeTicks(500));
      RecordingSink third = RecordingSink.accepting();
      Agents.look(collector, agent.address(), third);
      assertThat(Agents.readings(third, "IF_IN_RATE"))
          .hasSize(30)
          .extracting(CounterReading::bits)
          .contains(32);
    }
  }
}
