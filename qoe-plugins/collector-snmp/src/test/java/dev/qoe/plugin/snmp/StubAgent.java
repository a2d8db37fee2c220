package dev.qoe.plugin.snmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** An agent of v1 and v2c made for tests, which can be wrong in any way. */
final class StubAgent implements AutoCloseable {

  /** What it answers, given the request and the right answer: any number of datagrams. */
  @FunctionalInterface
  interface Manner {
    List<byte[]> answer(PDU request, Datagrams.Message right) throws InterruptedException;
  }

  private final DatagramSocket socket;
  private final Thread thread;
  private final ConcurrentSkipListMap<OID, Variable> objects = new ConcurrentSkipListMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Manner manner = (request, right) -> List.of(Datagrams.encode(right));

  private StubAgent(DatagramSocket socket) {
    this.socket = socket;
    this.thread = new Thread(this::serve, "stub-agent");
    thread.setDaemon(true);
  }

  /** Returns one that is up for an hour and has no more than its description. */
  static StubAgent start() {
    try {
      StubAgent agent = new StubAgent(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
      agent.set("1.3.6.1.2.1.1.1.0", new OctetString("stub"));
      agent.set("1.3.6.1.2.1.1.2.0", new OID("1.3.6.1.4.1.99999.1"));
      agent.set("1.3.6.1.2.1.1.3.0", new TimeTicks(360_000));
      agent.thread.start();
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StubAgent set(String oid, Variable value) {
    objects.put(new OID(oid), value);
    return this;
  }

  StubAgent remove(String oid) {
    objects.remove(new OID(oid));
    return this;
  }

  StubAgent behave(Manner how) {
    manner = how;
    return this;
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    socket.close();
    thread.interrupt();
  }

  private void serve() {
    byte[] buffer = new byte[65_535];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        requests.incrementAndGet();
        Datagrams.Message request = Datagrams.decode(packet.getData(), packet.getLength());
        Datagrams.Message right =
            new Datagrams.Message(
                request.version(), request.community(), answer(request.version(), request.pdu()));
        for (byte[] answer : manner.answer(request.pdu(), right)) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException | InterruptedException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  /** Version 1 has no Counter64, so agents pass over them. */
  private Map.@Nullable Entry<OID, Variable> next(OID asked, int version) {
    Map.Entry<OID, Variable> next = objects.higherEntry(asked);
    while (version == 0 && next != null && next.getValue() instanceof Counter64) {
      next = objects.higherEntry(next.getKey());
    }
    return next;
  }

  private PDU answer(int version, PDU request) {
    PDU answer = new PDU();
    answer.setType(PDU.RESPONSE);
    answer.setRequestID(request.getRequestID());
    Map<Integer, OID> cursors = new TreeMap<>();
    int rounds = request.getType() == PDU.GETBULK ? Math.max(1, request.getMaxRepetitions()) : 1;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < request.size(); i++) {
        OID asked = cursors.getOrDefault(i, request.get(i).getOid());
        Map.Entry<OID, Variable> found =
            request.getType() == PDU.GET
                ? (objects.containsKey(asked) ? Map.entry(asked, objects.get(asked)) : null)
                : next(asked, version);
        if (found == null && version == 0) {
          PDU error = new PDU(request);
          error.setType(PDU.RESPONSE);
          error.setErrorStatus(PDU.noSuchName);
          error.setErrorIndex(i + 1);
          return error;
        }
        boolean get = request.getType() == PDU.GET;
        VariableBinding told =
            found == null
                ? new VariableBinding(asked, get ? Null.noSuchInstance : Null.endOfMibView)
                : new VariableBinding(found.getKey(), found.getValue());
        answer.add(told);
        cursors.put(i, told.getOid());
      }
    }
    return answer;
  }
}
