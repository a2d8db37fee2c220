package dev.qoe.plugin.snmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** Messages of SNMP v1 and v2c, octet by octet. */
final class Datagrams {

  private Datagrams() {}

  /** A message as it is on the wire. */
  record Message(int version, String community, PDU pdu) {}

  static byte[] get(String community, int requestId, String oid) {
    PDU pdu = new PDU();
    pdu.setType(PDU.GET);
    pdu.setRequestID(new Integer32(requestId));
    pdu.add(new VariableBinding(new OID(oid)));
    return encode(new Message(1, community, pdu));
  }

  static byte[] encode(Message message) {
    Integer32 version = new Integer32(message.version);
    OctetString community = new OctetString(message.community);
    int length = version.getBERLength() + community.getBERLength() + message.pdu.getBERLength();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BEROutputStream out = new BEROutputStream(ByteBuffer.allocate(length + 16));
      BER.encodeHeader(out, BER.SEQUENCE, length);
      version.encodeBER(out);
      community.encodeBER(out);
      message.pdu.encodeBER(out);
      bytes.write(out.getBuffer().array(), 0, out.getBuffer().position());
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Message decode(byte[] bytes, int length) {
    try {
      BERInputStream in = new BERInputStream(ByteBuffer.wrap(bytes, 0, length));
      BER.decodeHeader(in, new BER.MutableByte());
      Integer32 version = new Integer32();
      version.decodeBER(in);
      OctetString community = new OctetString();
      community.decodeBER(in);
      PDU pdu = new PDU();
      pdu.decodeBER(in);
      return new Message(version.getValue(), community.toString(), pdu);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
