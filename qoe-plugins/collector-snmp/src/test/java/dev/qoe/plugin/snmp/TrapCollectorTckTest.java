package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.testkit.PushCollectorTck;
import dev.qoe.testkit.SilentServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

@DisplayName("the trap collector keeps the contract of collectors that are pushed to")
class TrapCollectorTckTest extends PushCollectorTck {

  private static final int PUSHED = 6;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private int port;
  private DatagramSocket taken;

  @BeforeEach
  void findPorts() throws IOException {
    port = Processes.freePort();
    taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void release() {
    taken.close();
  }

  @Override
  protected PushCollectorFactory factory() {
    return new SnmpTrapCollectorFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of(
        "address", "127.0.0.1",
        "port", Integer.toString(port),
        "community", "not-for-everybody",
        "element", "tck/{source}",
        "user", "trapuser",
        "auth", "sha-256",
        "auth-password", "auctoritas-magna",
        "priv", "aes-128",
        "priv-password", "privatus-magnus");
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("port", "70000"),
        Map.of("element", ""),
        Map.of("elements", Map.of("192.0.2.1", "not//a-path")),
        Map.of("per-second", "0"),
        Map.of("same-within", "-PT1S"));
  }

  @Override
  protected int push() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < PUSHED; i++) {
        PDU pdu = new PDU();
        pdu.setType(PDU.TRAP);
        pdu.setRequestID(new Integer32(NUMBER.incrementAndGet()));
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(100)));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkDown));
        pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.1"), new Integer32(i)));
        byte[] bytes = Datagrams.encode(new Datagrams.Message(1, "not-for-everybody", pdu));
        socket.send(
            new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
      }
    }
    return PUSHED;
  }

  @Override
  protected Optional<Map<String, ?>> deadSettings() {
    Map<String, Object> dead = new HashMap<>(settings());
    dead.put("port", Integer.toString(taken.getLocalPort()));
    return Optional.of(dead);
  }

  @Override
  protected Optional<Map<String, ?>> silentSettings(SilentServer server) {
    return Optional.empty();
  }
}
