package dev.qoe.plugin.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.smi.OID;

/** How SNMPv3 messages are authenticated (RFC 3414, RFC 7860). */
enum Authentication {
  NONE(null),
  MD5(AuthMD5.ID),
  SHA_1(AuthSHA.ID),
  SHA_224(AuthHMAC128SHA224.ID),
  SHA_256(AuthHMAC192SHA256.ID),
  SHA_384(AuthHMAC256SHA384.ID),
  SHA_512(AuthHMAC384SHA512.ID);

  private final String id;

  Authentication(@Nullable OID id) {
    this.id = id == null ? "" : id.toDottedString();
  }

  /** Returns the protocol's identity; null if there is none. */
  @Nullable OID id() {
    return id.isEmpty() ? null : new OID(id);
  }
}
