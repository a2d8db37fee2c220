package dev.qoe.plugin.snmp;

import dev.qoe.api.measure.Event;
import dev.qoe.api.network.ElementPath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * What notifications mean as events.
 *
 * <p>Immutable.
 *
 * @param profiles the names of notifications and objects
 */
record TrapEvents(Profiles profiles) {

  /** The beginning of the identities of the notifications that every agent knows (RFC 3418). */
  private static final OID STANDARD = new OID("1.3.6.1.6.3.1.1.5");

  private static final List<OID> HEADER =
      List.of(SnmpConstants.sysUpTime, SnmpConstants.snmpTrapOID);
  private static final int LONGEST_VALUE = 1_000;
  private static final int MOST_ATTRIBUTES = 200;

  /** Returns the event that a notification tells. */
  Event of(ElementPath element, Instant time, String source, PDU pdu) {
    OID identity = identity(pdu);
    Map<String, String> attributes = new LinkedHashMap<>();
    StringJoiner text = new StringJoiner(", ");
    for (VariableBinding binding : pdu.getVariableBindings()) {
      if (HEADER.contains(binding.getOid()) || attributes.size() >= MOST_ATTRIBUTES) {
        continue;
      }
      String name = profiles.nameOf(binding.getOid());
      String value = shown(binding.getVariable());
      attributes.put(name, value);
      text.add(name + " " + value);
    }
    attributes.put("snmp.source", source);
    attributes.put("snmp.trap", identity.toDottedString());
    attributes.put("snmp.up-time", Double.toString(upTimeSeconds(pdu)));
    if (pdu instanceof PDUv1 v1) {
      attributes.put("snmp.agent", v1.getAgentAddress().toString());
      attributes.put("snmp.enterprise", v1.getEnterprise().toDottedString());
    }
    String type = profiles.nameOf(identity);
    String told = text.length() == 0 ? type : type + ": " + text;
    return new Event(element, type, time, told, attributes);
  }

  /** Returns what makes two datagrams of a source the same notification. */
  static String key(String source, PDU pdu) {
    return source + " " + pdu;
  }

  /** Returns the identity of a notification; that of version 1 as RFC 3584, 3.1 makes it. */
  private static OID identity(PDU pdu) {
    if (pdu instanceof PDUv1 v1) {
      return v1.getGenericTrap() == PDUv1.ENTERPRISE_SPECIFIC
          ? new OID(v1.getEnterprise()).append(0).append(v1.getSpecificTrap())
          : new OID(STANDARD).append(v1.getGenericTrap() + 1);
    }
    return pdu.getVariable(SnmpConstants.snmpTrapOID) instanceof OID oid && oid.size() > 0
        ? oid
        : new OID("0.0");
  }

  private static double upTimeSeconds(PDU pdu) {
    if (pdu instanceof PDUv1 v1) {
      return v1.getTimestamp() / 100.0;
    }
    Variable told = pdu.getVariable(SnmpConstants.sysUpTime);
    double seconds = told == null ? Double.NaN : Values.number(told);
    return Double.isNaN(seconds) ? -1 : seconds;
  }

  private String shown(Variable value) {
    String text =
        value instanceof OID oid
            ? profiles.nameOf(oid)
            : value instanceof OctetString octets && isDate(octets.getValue())
                ? Values.dateAndTime(octets.getValue()).map(Instant::toString).orElse("")
                : Values.text(value);
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
  }

  /** Octets that no text can be, and that tell a plausible time. */
  private static boolean isDate(byte[] octets) {
    boolean binary = (octets.length == 8 || octets.length == 11) && octets[0] == 0x07;
    return binary && Values.dateAndTime(octets).isPresent();
  }
}
