package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Settings;
import dev.qoe.testkit.FlakySink;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

@DisplayName("traps and informs")
class TrapsTest {

  private static final String AUTH = "auctoritas";
  private static final String PRIV = "privatus";

  @TempDir private Path scratch;
  private TestContext context;
  private int port;

  @BeforeEach
  void start() throws IOException {
    context = TestContext.in(scratch);
    port = Processes.freePort();
  }

  @AfterEach
  void stop() {
    context.close();
  }

  private PushCollector collector(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>();
    all.put("address", "127.0.0.1");
    all.put("port", Integer.toString(port));
    all.put("elements", Map.of("127.0.0.1", "acme/site-1/router"));
    all.put("user", "trapuser");
    all.put("auth", "sha-1");
    all.put("auth-password", AUTH);
    all.put("priv", "aes-128");
    all.put("priv-password", PRIV);
    all.putAll(more);
    SnmpTrapCollectorFactory factory = new SnmpTrapCollectorFactory();
    return factory.create(
        Settings.of("collector 'traps'", factory.descriptor().settings(), all), context);
  }

  private void send(byte[] datagram) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"v1-linkDown", "v2c-linkDown", "v3-authPriv-SHA-AES-linkDown"})
  @DisplayName("as net-snmp sends them arrive, once")
  void recordedTrapsArrive(String name) throws Exception {
    Path file = Shared.folder("data/snmp/traps-bin").resolve(name + ".bin");
    assumeTrue(Files.exists(file), "the recorded traps are not there (qoe.shared)");
    byte[] datagram = Files.readAllBytes(file);
    RecordingSink sink = RecordingSink.accepting();
    try (PushCollector collector = collector(Map.of())) {
      collector.start(sink);
      send(datagram);
      send(datagram);
      until(() -> !sink.events().isEmpty() && !sink.rejects().isEmpty());
      assertThat(sink.events())
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.type()).isEqualTo("linkDown");
                assertThat(event.element()).isEqualTo(Agents.ROUTER);
                assertThat(event.text()).contains("ifIndex");
                assertThat(event.attributes()).containsEntry("snmp.source", "127.0.0.1");
              });
      assertThat(sink.rejectCounts()).isEqualTo(Map.of(TrapCollector.DUPLICATE, 1));
    }
  }

  @Test
  @DisplayName("of many vendors arrive with all they tell")
  void vendorsTrapsArrive() throws Exception {
    Path folder = Shared.folder("data/snmp/traps-snmptrapd");
    assumeTrue(Files.isDirectory(folder), "the texts of traps are not there (qoe.shared)");
    Map<String, List<String>> wanted = new TreeMap<>();
    RecordingSink sink = RecordingSink.accepting();
    try (PushCollector collector = collector(Map.of("per-second", "1000"));
        Stream<Path> files = Files.list(folder)) {
      collector.start(sink);
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        PDU trap = new PDU();
        trap.setType(PDU.TRAP);
        OID what = new OID("1.3.6.1.4.1.99999.0").append(wanted.size() + 1);
        trap.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(1)));
        trap.add(new VariableBinding(SnmpConstants.snmpTrapOID, what));
        List<String> values = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
          // The names are of MIBs that are not here: the lines' numbers stand for them.
          OID object = new OID("1.3.6.1.4.1.99999.1").append(values.size() + 1);
          String value = line.substring(line.indexOf(' ') + 1).strip();
          boolean isNumber = value.matches("-?[0-9]{1,9}");
          trap.add(
              new VariableBinding(
                  object,
                  isNumber ? new Integer32(Integer.parseInt(value)) : new OctetString(value)));
          values.add(value);
        }
        wanted.put(what.toDottedString(), values.stream().sorted().toList());
        send(Datagrams.encode(new Datagrams.Message(1, "public", trap)));
      }
      until(() -> sink.events().size() == wanted.size());
    }
    Map<String, List<String>> told = new TreeMap<>();
    for (Event event : sink.events()) {
      told.put(
          event.type(),
          event.attributes().entrySet().stream()
              .filter(one -> !one.getKey().startsWith("snmp."))
              .map(Map.Entry::getValue)
              .sorted()
              .toList());
    }
    assertThat(told).hasSizeGreaterThan(60).isEqualTo(wanted);
  }

  @Test
  @DisplayName("that do not say what they are arrive, too")
  void namelessTrapsArrive() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (PushCollector collector = collector(Map.of())) {
      collector.start(sink);
      PDU empty = new PDU();
      empty.setType(PDU.TRAP);
      send(Datagrams.encode(new Datagrams.Message(1, "public", empty)));
      byte[] none = {5, 0};
      byte[] noOid = {6, 0};
      for (byte[] value : List.of(none, noOid)) {
        PDU odd = new PDU();
        odd.setType(PDU.TRAP);
        odd.add(new VariableBinding(SnmpConstants.snmpTrapOID, new Null()));
        byte[] message = Datagrams.encode(new Datagrams.Message(1, "public", odd));
        System.arraycopy(value, 0, message, message.length - 2, 2);
        send(message);
      }
      PDU good = new PDU();
      good.setType(PDU.TRAP);
      good.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkUp));
      send(Datagrams.encode(new Datagrams.Message(1, "public", good)));
      until(() -> sink.events().stream().anyMatch(event -> event.type().equals("linkUp")));
    }
    assertThat(sink.events()).extracting(Event::type).contains("0.0", "linkUp");
  }

  private Process inform(String... who) throws IOException {
    assumeTrue(Processes.exists("snmpinform"), "snmpinform is not installed (package snmp)");
    List<String> command = new ArrayList<>(List.of(Processes.find("snmpinform")));
    command.addAll(List.of(who));
    command.addAll(
        List.of(
            "-r",
            "8",
            "-t",
            "1",
            "127.0.0.1:" + port,
            "",
            "1.3.6.1.6.3.1.1.5.3",
            "1.3.6.1.2.1.2.2.1.1.7",
            "i",
            "7"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SNMP_PERSISTENT_DIR", scratch.resolve("inform").toString());
    return builder.redirectOutput(scratch.resolve("inform.log").toFile()).start();
  }

  @Test
  @DisplayName("an inform of net-snmp by v2c and by v3 gets its acknowledgement, and is one event")
  void informsAreAcknowledged() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (PushCollector collector = collector(Map.of())) {
      collector.start(sink);
      List<Process> senders =
          List.of(
              inform("-v2c", "-c", "public"),
              inform(
                  "-v3",
                  "-l",
                  "authPriv",
                  "-u",
                  "trapuser",
                  "-a",
                  "SHA",
                  "-A",
                  AUTH,
                  "-x",
                  "AES",
                  "-X",
                  PRIV));
      for (Process sender : senders) {
        assertThat(sender.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.exitValue()).as(Files.readString(scratch.resolve("inform.log"))).isZero();
      }
      assertThat(sink.events()).hasSize(2).extracting(Event::type).containsOnly("linkDown");
    }
  }

  @Test
  @DisplayName("an inform is acknowledged only once it is durable, however often it is sent before")
  void acknowledgedOnceDurable() throws Exception {
    FlakySink sink = FlakySink.of(1, 0, 0);
    try (PushCollector collector = collector(Map.of())) {
      collector.start(sink);
      Process sender = inform("-v2c", "-c", "public");
      until(() -> sink.unanswered() > 0);
      assertThat(sender.waitFor(1500, TimeUnit.MILLISECONDS))
          .as("acknowledged too early")
          .isFalse();
      sink.answer(Acceptance.ACCEPTED);
      assertThat(sender.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(sender.exitValue()).isZero();
      assertThat(sink.record().events()).hasSize(1);
    }
  }

  @Test
  @DisplayName("an inform that could not be made durable is taken again when it is sent again")
  void sentAgainIfLost() throws Exception {
    FlakySink sink = FlakySink.of(1, 0, 0);
    try (PushCollector collector = collector(Map.of())) {
      collector.start(sink);
      Process sender = inform("-v2c", "-c", "public");
      until(() -> sink.unanswered() > 0);
      sink.answer(Acceptance.RETRY_LATER);
      until(() -> sink.unanswered() > 0);
      sink.answer(Acceptance.ACCEPTED);
      assertThat(sender.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(sender.exitValue()).isZero();
      assertThat(sink.record().events()).hasSize(2);
    }
  }

  @Test
  @DisplayName("of a wrong community, of an unknown user or of nonsense do not arrive")
  void strangersAreNotHeard() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (PushCollector collector = collector(Map.of("community", "private-one"))) {
      collector.start(sink);
      assumeTrue(Processes.exists("snmpinform"), "snmpinform is not installed (package snmp)");
      send(new byte[] {0x30, 0x03, 0x02, 0x01});
      send(Datagrams.get("private-one", 1, "1.3.6.1.2.1.1.1.0"));
      Process sender = inform("-v2c", "-c", "public");
      assertThat(sender.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
      Processes.end(sender);
      assertThat(sink.offered()).isEmpty();
    }
  }

  @Test
  @DisplayName("of a sender that floods are held down to what is allowed, and counted")
  void floodsAreHeldDown() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    try (PushCollector collector = collector(Map.of("per-second", "5", "same-within", "PT0S"))) {
      collector.start(sink);
      for (int i = 0; i < 50; i++) {
        org.snmp4j.PDU pdu = new org.snmp4j.PDU();
        pdu.setType(org.snmp4j.PDU.TRAP);
        pdu.setRequestID(new org.snmp4j.smi.Integer32(i + 1));
        send(Datagrams.encode(new Datagrams.Message(1, "public", pdu)));
      }
      until(() -> sink.events().size() + sink.rejects().size() >= 50);
      assertThat(sink.events()).hasSize(5);
      assertThat(sink.rejectCounts()).isEqualTo(Map.of(TrapCollector.TOO_MANY, 45));
    }
  }

  @Test
  @DisplayName("of a sender without an element are refused and counted")
  void unknownSourcesAreCounted() throws Exception {
    RecordingSink sink = RecordingSink.accepting();
    Map<String, ?> others = Map.of("elements", Map.of("192.0.2.9", "acme/other"));
    try (PushCollector collector = collector(others)) {
      collector.start(sink);
      org.snmp4j.PDU pdu = new org.snmp4j.PDU();
      pdu.setType(org.snmp4j.PDU.TRAP);
      pdu.setRequestID(new org.snmp4j.smi.Integer32(1));
      send(Datagrams.encode(new Datagrams.Message(1, "public", pdu)));
      until(() -> !sink.rejects().isEmpty());
      assertThat(sink.rejectCounts()).isEqualTo(Map.of(TrapCollector.UNKNOWN_SOURCE, 1));
    }
  }
}
