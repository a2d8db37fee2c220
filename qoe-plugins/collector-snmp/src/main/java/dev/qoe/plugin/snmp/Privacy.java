package dev.qoe.plugin.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.smi.OID;

/** How SNMPv3 messages are encrypted (RFC 3414, RFC 3826; AES of 192 and 256 bits as is usual). */
enum Privacy {
  NONE(null),
  DES(PrivDES.ID),
  TRIPLE_DES(Priv3DES.ID),
  AES_128(PrivAES128.ID),
  AES_192(PrivAES192.ID),
  AES_256(PrivAES256.ID);

  private final String id;

  Privacy(@Nullable OID id) {
    this.id = id == null ? "" : id.toDottedString();
  }

  /** Returns the protocol's identity; null if there is none. */
  @Nullable OID id() {
    return id.isEmpty() ? null : new OID(id);
  }
}
