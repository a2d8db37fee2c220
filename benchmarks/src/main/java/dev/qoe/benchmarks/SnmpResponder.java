package dev.qoe.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.TreeMap;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * A fleet of agents of SNMP v2c in one process: each on an address of its own, all with one table.
 *
 * <p><i>Confine to one thread.</i>
 */
final class SnmpResponder {

  /** The table that agents have. */
  static final String TABLE = "1.3.6.1.4.1.99999.2.1";

  private static final int MOST_OCTETS = 65_000;

  private final TreeMap<OID, Variable> objects = new TreeMap<>();

  private SnmpResponder(int columns, int rows) {
    objects.put(new OID("1.3.6.1.2.1.1.1.0"), new OctetString("responder"));
    objects.put(new OID("1.3.6.1.2.1.1.2.0"), new OID("1.3.6.1.4.1.99999"));
    objects.put(new OID("1.3.6.1.2.1.1.3.0"), new TimeTicks(360_000));
    for (int column = 1; column <= columns; column++) {
      for (int row = 1; row <= rows; row++) {
        OID oid = new OID(TABLE).append(column).append(row);
        objects.put(oid, new Counter64(value(column, row)));
      }
    }
  }

  /** Returns the address of an agent, from 0 on. */
  static String host(int agent) {
    return "127.0.%d.%d".formatted(1 + agent / 250, 1 + agent % 250);
  }

  /** Returns the sum of all values of a table. */
  static long sum(int columns, int rows) {
    long sum = 0;
    for (int column = 1; column <= columns; column++) {
      for (int row = 1; row <= rows; row++) {
        sum += value(column, row);
      }
    }
    return sum;
  }

  private static long value(int column, int row) {
    return 1_000_000L * column + row;
  }

  /** Serves until the process is ended: {@code AGENTS PORT COLUMNS ROWS}. */
  public static void main(String[] arguments) throws IOException {
    int agents = Integer.parseInt(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    SnmpResponder responder =
        new SnmpResponder(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    Selector selector = Selector.open();
    for (int agent = 0; agent < agents; agent++) {
      DatagramChannel channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
      channel.bind(new InetSocketAddress(host(agent), port));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
    System.out.println("ready");
    responder.serve(selector);
  }

  private void serve(Selector selector) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(MOST_OCTETS);
    while (selector.isOpen()) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        in.clear();
        for (SocketAddress peer = channel.receive(in); peer != null; peer = channel.receive(in)) {
          in.flip();
          channel.send(answer(in), peer);
          in.clear();
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private ByteBuffer answer(ByteBuffer request) throws IOException {
    BERInputStream in = new BERInputStream(request);
    BER.decodeHeader(in, new BER.MutableByte());
    Integer32 version = new Integer32();
    version.decodeBER(in);
    OctetString community = new OctetString();
    community.decodeBER(in);
    PDU asked = new PDU();
    asked.decodeBER(in);
    PDU answer = answer(asked);
    int length = version.getBERLength() + community.getBERLength() + answer.getBERLength();
    BEROutputStream out = new BEROutputStream(ByteBuffer.allocate(length + 8));
    BER.encodeHeader(out, BER.SEQUENCE, length);
    version.encodeBER(out);
    community.encodeBER(out);
    answer.encodeBER(out);
    ByteBuffer bytes = out.getBuffer();
    bytes.flip();
    return bytes;
  }

  private PDU answer(PDU asked) {
    PDU answer = new PDU();
    answer.setType(PDU.RESPONSE);
    answer.setRequestID(asked.getRequestID());
    OID[] cursors = new OID[asked.size()];
    boolean bulk = asked.getType() == PDU.GETBULK;
    for (int round = 0; round < (bulk ? asked.getMaxRepetitions() : 1); round++) {
      for (int i = 0; i < cursors.length; i++) {
        OID from = round == 0 ? asked.get(i).getOid() : cursors[i];
        Map.Entry<OID, Variable> found =
            asked.getType() == PDU.GET ? objects.floorEntry(from) : objects.higherEntry(from);
        cursors[i] = found == null ? from : found.getKey();
        answer.add(
            new VariableBinding(cursors[i], found == null ? Null.endOfMibView : found.getValue()));
      }
    }
    return answer;
  }
}
