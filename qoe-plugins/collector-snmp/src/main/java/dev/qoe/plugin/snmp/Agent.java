package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * One agent, and what was learnt of it: its engine, and how many rows it can tell at once.
 *
 * <p>Of SNMPv3 the engine ID is asked for at first. A restart is followed by SNMP4J where the agent
 * tells so; where it falls silent instead, or has another engine ID, its engine is forgotten and
 * asked for anew. Thread-safe.
 */
final class Agent {

  /** How many objects are asked for at once; an answer of them fits a datagram of Ethernet. */
  private static final int MOST_PER_GET = 40;

  private final String name;
  private final UdpAddress address;
  private final Credentials credentials;
  private final SnmpOptions options;
  private final SnmpPorts ports;
  private final Pace pace;
  private @Nullable Route route;

  /** By which port, and as whom, an agent is asked. */
  private record Route(SnmpPort port, Target<UdpAddress> target) {}

  Agent(
      String name,
      UdpAddress address,
      Credentials credentials,
      SnmpOptions options,
      SnmpPorts ports) {
    this.name = name;
    this.address = address;
    this.credentials = credentials;
    this.options = options;
    this.ports = ports;
    this.pace = new Pace(options.maxRepetitions());
  }

  /** Returns the address as the configuration names it. */
  String name() {
    return name;
  }

  /** Returns how fast it is read. */
  Pace pace() {
    return pace;
  }

  /** Returns how many values are read of one table at most. */
  int maxValues() {
    return options.maxValues();
  }

  /** Whether it can be asked for many rows at once. */
  boolean knowsBulk() {
    return credentials.version() != Version.V1;
  }

  /** Returns a request without objects. */
  PDU request(int type) {
    if (credentials.version() != Version.V3) {
      PDU pdu = new PDU();
      pdu.setType(type);
      return pdu;
    }
    ScopedPDU pdu = new ScopedPDU();
    pdu.setType(type);
    pdu.setContextName(new OctetString(credentials.context()));
    return pdu;
  }

  /**
   * Asks until the agent answers.
   *
   * @param request the request of each try, from 0 on
   * @throws PluginException if it does not answer, or refuses us
   */
  SnmpPort.Answer ask(IntFunction<PDU> request) throws PluginException, InterruptedException {
    try {
      for (boolean again = true; ; again = false) {
        Route by = route();
        Optional<SnmpPort.Answer> answer =
            by.port.ask(by.target, options.timeout(), options.retries(), request);
        boolean known = answer.isPresent() && !Trouble.isAboutTheEngine(answer.get().pdu());
        if (known && Trouble.isReport(answer.get().pdu())) {
          throw Trouble.report(name, answer.get().pdu());
        } else if (known) {
          return answer.get();
        } else if (!again || credentials.version() != Version.V3) {
          throw answer.isPresent()
              ? Trouble.report(name, answer.get().pdu())
              : Trouble.silent(name, options.retries() + 1);
        }
        forget(by);
      }
    } catch (IOException e) {
      throw new PluginException(
          ErrorKind.UNREACHABLE, "agent '%s' cannot be asked: %s".formatted(name, e), e);
    }
  }

  /**
   * Returns the values of those objects that the agent has.
   *
   * @throws PluginException if it cannot be read
   */
  Map<OID, Variable> get(List<OID> objects) throws PluginException, InterruptedException {
    Map<OID, Variable> values = new HashMap<>();
    Deque<List<OID>> left = new ArrayDeque<>();
    for (int from = 0; from < objects.size(); from += MOST_PER_GET) {
      left.add(objects.subList(from, Math.min(objects.size(), from + MOST_PER_GET)));
    }
    while (!left.isEmpty()) {
      List<OID> some = left.remove();
      PDU answer = ask(attempt -> with(request(PDU.GET), some)).pdu();
      int culprit = answer.getErrorIndex() - 1;
      switch (answer.getErrorStatus()) {
        case PDU.noError -> take(answer, some, values);
        case PDU.tooBig -> split(answer, some, left);
        default -> {
          boolean one = culprit >= 0 && culprit < some.size();
          if (!one || answer.getErrorStatus() == PDU.authorizationError) {
            throw Trouble.status(name, answer);
          }
          List<OID> others = new ArrayList<>(some);
          others.remove(culprit);
          if (!others.isEmpty()) {
            left.push(others);
          }
        }
      }
    }
    return values;
  }

  /** Returns a request with objects of which no value is told. */
  static PDU with(PDU pdu, List<OID> objects) {
    for (OID object : objects) {
      pdu.add(new VariableBinding(object));
    }
    return pdu;
  }

  private static void take(PDU answer, List<OID> asked, Map<OID, Variable> values) {
    for (VariableBinding binding : answer.getVariableBindings()) {
      if (!binding.isException() && asked.contains(binding.getOid())) {
        values.put(binding.getOid(), binding.getVariable());
      }
    }
  }

  private void split(PDU answer, List<OID> some, Deque<List<OID>> left) throws PluginException {
    if (some.size() == 1) {
      throw Trouble.status(name, answer);
    }
    int half = some.size() / 2;
    left.push(some.subList(half, some.size()));
    left.push(some.subList(0, half));
  }

  private synchronized void forget(Route old) {
    old.port.forget(address);
    if (old.equals(route)) {
      route = null;
    }
  }

  private synchronized Route route() throws IOException, PluginException, InterruptedException {
    Route known = route;
    if (known != null) {
      return known;
    }
    Route found = credentials.version() == Version.V3 ? secured() : open();
    route = found;
    return found;
  }

  private Route open() throws IOException {
    CommunityTarget<UdpAddress> target =
        new CommunityTarget<>(address, new OctetString(credentials.community()));
    target.setVersion(
        credentials.version() == Version.V1 ? SnmpConstants.version1 : SnmpConstants.version2c);
    return new Route(ports.first(), target);
  }

  private Route secured() throws IOException, PluginException, InterruptedException {
    SnmpPorts.Place place =
        ports
            .discover(address, options)
            .orElseThrow(() -> Trouble.silent(name, options.retries() + 1));
    SecurityProtocols protocols = SnmpPort.protocols();
    byte[] engine = place.engine().getValue();
    OID auth = credentials.authentication().id();
    OID priv = credentials.privacy().id();
    OctetString authKey = null;
    OctetString privKey = null;
    if (auth != null) {
      OctetString password = new OctetString(credentials.authPassword());
      authKey = new OctetString(protocols.passwordToKey(auth, password, engine));
    }
    if (auth != null && priv != null) {
      OctetString password = new OctetString(credentials.privPassword());
      privKey = new OctetString(protocols.passwordToKey(priv, auth, password, engine));
    }
    DirectUserTarget<UdpAddress> target =
        new DirectUserTarget<>(
            address,
            new OctetString(credentials.user()),
            engine,
            auth == null ? null : protocols.getAuthenticationProtocol(auth),
            authKey,
            priv == null ? null : protocols.getPrivacyProtocol(priv),
            privKey);
    target.setVersion(SnmpConstants.version3);
    return new Route(place.port(), target);
  }
}
