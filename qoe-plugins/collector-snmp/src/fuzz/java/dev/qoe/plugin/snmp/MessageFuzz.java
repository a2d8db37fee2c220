package dev.qoe.plugin.snmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.qoe.api.network.ElementPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A datagram of any octets is a notification, whose event is made, or is dropped. */
class MessageFuzz implements CommandResponder {

  private static final ElementPath ROUTER = ElementPath.of("acme/router");
  private static final TrapEvents EVENTS = new TrapEvents(Profiles.with(List.of()));

  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
  private final DefaultUdpTransportMapping transport;
  private final UdpAddress peer = new UdpAddress("127.0.0.1/50000");
  private @Nullable RuntimeException mistake;

  MessageFuzz() throws IOException {
    transport = new DefaultUdpTransportMapping();
    transport.close();
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addCommandResponder(this);
    SNMP4JSettings.setForwardRuntimeExceptions(false);
  }

  /** Notifications with a value of each kind, for the fuzzer to begin with. */
  static Stream<byte[]> notifications() {
    PDUv1 v1 = new PDUv1();
    v1.setType(PDU.V1TRAP);
    v1.setEnterprise(new OID("1.3.6.1.4.1.99999"));
    v1.setGenericTrap(PDUv1.ENTERPRISE_SPECIFIC);
    v1.setSpecificTrap(7);
    PDU trap = new PDU();
    trap.setType(PDU.TRAP);
    trap.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(1)));
    trap.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkDown));
    PDU inform = new PDU(trap);
    inform.setType(PDU.INFORM);
    for (PDU pdu : List.of(v1, trap, inform)) {
      pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.1.7"), new Integer32(7)));
      pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.2.7"), new OctetString("ge-0/0/7")));
    }
    trap.add(new VariableBinding(new OID("1.3.6.1.4.1.9"), new Counter64(7)));
    return Stream.of(message(0, v1), message(1, trap), message(1, inform));
  }

  private static byte[] message(int version, PDU pdu) {
    Integer32 number = new Integer32(version);
    OctetString community = new OctetString("public");
    int length = number.getBERLength() + community.getBERLength() + pdu.getBERLength();
    BEROutputStream out = new BEROutputStream(ByteBuffer.allocate(length + 8));
    try {
      BER.encodeHeader(out, BER.SEQUENCE, length);
      number.encodeBER(out);
      community.encodeBER(out);
      pdu.encodeBER(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(out.getBuffer().array(), out.getBuffer().position());
  }

  @MethodSource("notifications")
  @FuzzTest(maxDuration = "60s")
  void datagram(byte[] bytes) {
    mistake = null;
    dispatcher.processMessage(
        transport,
        peer,
        ByteBuffer.wrap(bytes),
        new TransportStateReference(
            transport, peer, null, SecurityLevel.undefined, SecurityLevel.undefined, false, null));
    RuntimeException thrown = mistake;
    if (thrown != null) {
      throw thrown;
    }
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    event.setProcessed(true);
    try {
      TrapEvents.key("127.0.0.1", event.getPDU());
      EVENTS.of(ROUTER, Instant.EPOCH, "127.0.0.1", event.getPDU());
    } catch (RuntimeException e) {
      mistake = e; // the dispatcher would swallow it
    }
  }
}
