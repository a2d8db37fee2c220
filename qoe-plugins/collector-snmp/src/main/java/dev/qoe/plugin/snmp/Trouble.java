package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.util.Map;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** What an agent's refusals mean, in words. */
final class Trouble {

  private static final Map<OID, String> REPORTS =
      Map.of(
          SnmpConstants.usmStatsUnsupportedSecLevels,
          "it does not allow this level of security (check 'auth' and 'priv')",
          SnmpConstants.usmStatsNotInTimeWindows,
          "its engine time cannot be followed",
          SnmpConstants.usmStatsUnknownUserNames,
          "it does not know the user (check 'user')",
          SnmpConstants.usmStatsUnknownEngineIDs,
          "it changes its engine ID",
          SnmpConstants.usmStatsWrongDigests,
          "it refuses the password (check 'auth' and 'auth-password')",
          SnmpConstants.usmStatsDecryptionErrors,
          "it cannot decrypt (check 'priv' and 'priv-password')",
          SnmpConstants.snmpUnknownContexts,
          "it does not know the context (check 'context')",
          SnmpConstants.snmpUnavailableContexts,
          "the context is not available now");

  private Trouble() {}

  /** Returns that nobody answered. */
  static PluginException silent(String agent, int tries) {
    return new PluginException(
        ErrorKind.UNREACHABLE,
        "agent '%s' does not answer after %d tries (is it up, are address, version and community or user right?)"
            .formatted(agent, tries));
  }

  /** Whether a report tells that we know an old engine. */
  static boolean isAboutTheEngine(PDU pdu) {
    return isReport(pdu)
        && (reason(pdu).equals(SnmpConstants.usmStatsNotInTimeWindows)
            || reason(pdu).equals(SnmpConstants.usmStatsUnknownEngineIDs));
  }

  static boolean isReport(PDU pdu) {
    return pdu.getType() == PDU.REPORT;
  }

  /** Returns what a report of SNMPv3 means. */
  static PluginException report(String agent, PDU pdu) {
    OID reason = reason(pdu);
    String words = REPORTS.get(reason);
    return new PluginException(
        ErrorKind.REJECTED,
        "agent '%s' refuses us: %s"
            .formatted(agent, words == null ? "report " + reason.toDottedString() : words));
  }

  /** Returns what an error status means that ends the reading. */
  static PluginException status(String agent, PDU pdu) {
    int status = pdu.getErrorStatus();
    boolean ours = status == PDU.authorizationError || status == PDU.noAccess;
    return new PluginException(
        ours ? ErrorKind.REJECTED : ErrorKind.MALFORMED,
        "agent '%s' answers with error '%s'".formatted(agent, pdu.getErrorStatusText()));
  }

  private static OID reason(PDU pdu) {
    return pdu.size() == 0 ? new OID("0.0") : pdu.get(0).getOid();
  }
}
