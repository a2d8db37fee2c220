package dev.qoe.plugin.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.UserTarget;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * The ports from which agents are asked: one, and one more for each time that the same engine ID is
 * found at another address.
 *
 * <p>An engine's boots and time are known by its ID alone (RFC 3414, 2.3), so two agents that have
 * the same one, as clones of a disk do, would drive each other out of the time window. Thread-safe.
 */
final class SnmpPorts implements AutoCloseable {

  private final List<SnmpPort> ports = new ArrayList<>();
  private @Nullable SnmpPort scout;
  private boolean closed;

  /** Where an engine is followed. */
  record Place(SnmpPort port, OctetString engine) {}

  /** Returns the port of all that have no engine of their own. */
  SnmpPort first() throws IOException {
    return port(0);
  }

  /** Asks an agent for its engine ID, and returns where it is followed; empty if it is silent. */
  Optional<Place> discover(UdpAddress address, SnmpOptions options)
      throws IOException, InterruptedException {
    SnmpPort asking = scout();
    UserTarget<UdpAddress> target = new UserTarget<>();
    target.setAddress(address);
    target.setSecurityLevel(SecurityLevel.NOAUTH_NOPRIV);
    asking.ask(target, options.timeout(), options.retries(), attempt -> discovery());
    Optional<OctetString> engine = asking.engineOf(address);
    asking.forget(address);
    if (engine.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; ; i++) {
      SnmpPort port = port(i);
      if (port.claim(engine.get(), address)) {
        return Optional.of(new Place(port, engine.get()));
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (SnmpPort port : ports) {
      port.close();
    }
    ports.clear();
    if (scout != null) {
      scout.close();
      scout = null;
    }
  }

  private static PDU discovery() {
    PDU pdu = new ScopedPDU();
    pdu.setType(PDU.GET);
    return pdu;
  }

  private synchronized SnmpPort port(int number) throws IOException {
    checkOpen();
    while (ports.size() <= number) {
      ports.add(SnmpPort.open());
    }
    return ports.get(number);
  }

  private synchronized SnmpPort scout() throws IOException {
    checkOpen();
    if (scout == null) {
      scout = SnmpPort.open();
    }
    return scout;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the collector is closed");
    }
  }
}
