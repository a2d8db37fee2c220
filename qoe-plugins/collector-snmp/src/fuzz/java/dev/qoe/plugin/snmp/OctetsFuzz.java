package dev.qoe.plugin.snmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/** Octets are a text, a time or a number of some form, or none; and a display hint, or none. */
class OctetsFuzz {

  @FuzzTest(maxDuration = "60s")
  void octets(byte[] bytes) {
    ValueFuzz.convert(new OID("1.3"), new OctetString(bytes));
    String hint = new OctetString(bytes).toString();
    if (hint.length() < 40) {
      try {
        DisplayHint.octets(new byte[200], hint);
      } catch (IllegalArgumentException e) {
        // is no hint, and the profile is refused
      }
    }
  }
}
