package dev.qoe.plugin.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Settings;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

@DisplayName("messages with octets changed, cut out or put in")
@Timeout(120)
class MutationTest {

  private static final long SEED = 20_261_121;
  private static final OID WHAT = new OID("1.3.6.1.4.1.99999.1");

  @TempDir private Path scratch;

  /** Changes, cuts or repeats a few octets; the first say what it is, and are mostly left. */
  private static byte[] mutated(byte[] message, Random random) {
    byte[] octets = message;
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(octets.length);
      switch (random.nextInt(5)) {
        case 0 -> octets[at] = (byte) random.nextInt();
        case 1 -> octets[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> octets[at] = new byte[] {0, 1, 0x7F, (byte) 0x80, -1}[random.nextInt(5)];
        case 3 -> {
          ByteArrayOutputStream longer = new ByteArrayOutputStream();
          longer.write(octets, 0, at);
          longer.write(octets, at / 2, octets.length - at / 2);
          octets = longer.toByteArray();
        }
        default -> octets = java.util.Arrays.copyOf(octets, Math.max(1, at));
      }
    }
    return octets;
  }

  private static byte[] trap(Random random) {
    PDU pdu;
    if (random.nextBoolean()) {
      PDUv1 v1 = new PDUv1();
      v1.setType(PDU.V1TRAP);
      v1.setEnterprise(WHAT);
      v1.setGenericTrap(random.nextInt(8));
      pdu = v1;
    } else {
      pdu = new PDU();
      pdu.setType(random.nextBoolean() ? PDU.TRAP : PDU.INFORM);
      pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(1)));
      pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, WHAT));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      boolean counter64 = false;
      do {
        var value = FuzzTest.value(random);
        counter64 = pdu instanceof PDUv1 && value.getSyntax() == 70;
        if (!counter64) {
          pdu.add(new VariableBinding(new OID(WHAT).append(i), value));
        }
      } while (counter64);
    }
    return Datagrams.encode(new Datagrams.Message(pdu instanceof PDUv1 ? 0 : 1, "public", pdu));
  }

  @Test
  @DisplayName("sent as notifications do not keep the next good one from arriving")
  void notifications() throws Exception {
    Random random = new Random(SEED);
    int port = Processes.freePort();
    SnmpTrapCollectorFactory factory = new SnmpTrapCollectorFactory();
    Map<String, ?> settings =
        Map.of(
            "address",
            "127.0.0.1",
            "port",
            Integer.toString(port),
            "per-second",
            "1000000",
            "elements",
            Map.of("127.0.0.1", "acme/site-1/router"));
    RecordingSink sink = RecordingSink.accepting();
    try (TestContext context = TestContext.in(scratch);
        DatagramSocket socket = new DatagramSocket();
        PushCollector collector =
            factory.create(
                Settings.of("collector 'traps'", factory.descriptor().settings(), settings),
                context)) {
      collector.start(sink);
      for (int i = 0; i < 5_000; i++) {
        byte[] octets = mutated(trap(random), random);
        socket.send(
            new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
      }
      PDU good = new PDU();
      good.setType(PDU.TRAP);
      good.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(7)));
      good.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkUp));
      byte[] octets = Datagrams.encode(new Datagrams.Message(1, "public", good));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (sink.events().stream().noneMatch(MutationTest::isGood)) {
        assertThat(System.nanoTime()).as("seed %d", SEED).isLessThan(end);
        socket.send(
            new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(sink.events()).hasSizeGreaterThan(100);
    }
  }

  /** Returns whether it is the good one: a changed one may be a link's, too. */
  private static boolean isGood(Event event) {
    return event.type().equals("linkUp") && "0.07".equals(event.attributes().get("snmp.up-time"));
  }

  @Test
  @DisplayName("sent as answers end the look with data or a clear error")
  void answers() throws Exception {
    Random random = new Random(SEED);
    RecordingSink sink = RecordingSink.accepting();
    try (TestContext context = TestContext.in(scratch);
        StubAgent agent = Agents.ports(StubAgent.start(), 40);
        Collector collector =
            Agents.collector(
                context,
                Map.of("profiles", List.of("interfaces"), "timeout", "PT0.01S", "retries", "3"))) {
      agent.behave(
          (request, right) -> {
            byte[] octets = Datagrams.encode(right);
            return List.of(random.nextInt(3) == 0 ? mutated(octets, random) : octets);
          });
      for (int i = 0; i < 15; i++) {
        Optional<PluginException> fault = Agents.look(collector, agent.address(), sink);
        if (fault.isPresent()) {
          assertThat(fault.get().kind())
              .as("look %d of seed %d: %s", i, SEED, fault.get().getMessage())
              .isIn(ErrorKind.MALFORMED, ErrorKind.UNREACHABLE, ErrorKind.REJECTED);
          assertThat(fault.get()).hasMessageContaining(agent.address());
        }
      }
    }
    assertThat(sink.measurements())
        .isNotEmpty()
        .extracting(Measurement::value)
        .allMatch(Double::isFinite);
  }
}
