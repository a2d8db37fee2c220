package dev.qoe.plugin.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.TransportStateReference;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * A socket at which notifications are taken, with an SNMP engine of its own.
 *
 * <p>Of informs this engine is the authority (RFC 3414, 1.5.1), so its ID stays the same and its
 * boots go on from one start to the next: both are kept in a file. Thread-safe.
 */
final class TrapPort implements CommandResponder, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrapPort.class);
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
  private static final int MOST_ENGINES = 10_000;
  private static final String ENGINE_FILE = "snmp-engine";

  private final Snmp snmp;
  private final List<String> communities;
  private final int level;
  private final Consumer<TrapCollector.Received> receiver;

  private TrapPort(
      Snmp snmp, List<String> communities, int level, Consumer<TrapCollector.Received> receiver) {
    this.snmp = snmp;
    this.communities = communities;
    this.level = level;
    this.receiver = receiver;
  }

  /**
   * Returns a port that listens.
   *
   * @param scratch the folder in which the engine is kept
   * @param admits whether a datagram of a source is looked at
   * @param receiver what takes notifications; it must not wait
   */
  static TrapPort open(
      TrapOptions options,
      Path scratch,
      Predicate<String> admits,
      Consumer<TrapCollector.Received> receiver)
      throws IOException {
    Engine engine = Engine.next(scratch.resolve(ENGINE_FILE));
    Guarded transport = new Guarded(new UdpAddress(options.address(), options.port()), admits);
    try {
      transport.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      // Messages are decoded on the socket's thread, so that one buffer of 64 KiB does for all.
      transport.setAsyncMsgProcessingSupported(false);
      CounterSupport counters = new CounterSupport();
      SecurityProtocols protocols = SnmpPort.protocols();
      USM usm = new USM(protocols, new OctetString(engine.id), engine.boots, counters);
      usm.getTimeTable().setMaxDiscoveredEntries(MOST_ENGINES);
      Credentials users = options.users();
      if (!users.user().isEmpty()) {
        usm.addUser(user(users));
      }
      MPv3 mpv3 =
          new MPv3(
              engine.id,
              null,
              protocols,
              SecurityModels.getCollection(new SecurityModel[] {usm}),
              counters);
      MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
      dispatcher.addMessageProcessingModel(new MPv1());
      dispatcher.addMessageProcessingModel(new MPv2c());
      dispatcher.addMessageProcessingModel(mpv3);
      Snmp snmp = new Snmp(dispatcher, transport);
      TrapPort port = new TrapPort(snmp, options.communities(), level(users), receiver);
      snmp.addCommandResponder(port);
      snmp.listen();
      return port;
    } catch (IOException | RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    PDU pdu = event.getPDU();
    boolean taken = pdu != null && (isTrap(pdu) || pdu.getType() == PDU.INFORM);
    if (!taken || !allowed(event)) {
      return;
    }
    event.setProcessed(true);
    String source =
        event.getPeerAddress() instanceof UdpAddress udp
            ? udp.getInetAddress().getHostAddress()
            : String.valueOf(event.getPeerAddress());
    Runnable acknowledge = isTrap(pdu) ? () -> {} : () -> acknowledge(event);
    receiver.accept(new TrapCollector.Received(source, pdu, acknowledge));
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }

  private static boolean isTrap(PDU pdu) {
    return pdu.getType() == PDU.TRAP || pdu.getType() == PDU.V1TRAP;
  }

  private boolean allowed(CommandResponderEvent<?> event) {
    if (event.getMessageProcessingModel() == MPv3.ID) {
      return event.getSecurityLevel() >= level;
    }
    return communities.contains(new String(event.getSecurityName(), StandardCharsets.ISO_8859_1));
  }

  private static <A extends Address> void acknowledge(CommandResponderEvent<A> event) {
    PDU response = (PDU) event.getPDU().clone();
    response.setType(PDU.RESPONSE);
    response.setErrorIndex(0);
    response.setErrorStatus(PDU.noError);
    try {
      event
          .getMessageDispatcher()
          .returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              response,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (MessageException e) {
      LOG.warn("an inform of {} cannot be acknowledged: {}", event.getPeerAddress(), e.toString());
    }
  }

  private static int level(Credentials users) {
    if (users.authentication() == Authentication.NONE) {
      return org.snmp4j.security.SecurityLevel.NOAUTH_NOPRIV;
    }
    return users.privacy() == Privacy.NONE
        ? org.snmp4j.security.SecurityLevel.AUTH_NOPRIV
        : org.snmp4j.security.SecurityLevel.AUTH_PRIV;
  }

  private static UsmUser user(Credentials users) {
    boolean auth = users.authentication() != Authentication.NONE;
    boolean priv = users.privacy() != Privacy.NONE;
    return new UsmUser(
        new OctetString(users.user()),
        users.authentication().id(),
        auth ? new OctetString(users.authPassword()) : null,
        users.privacy().id(),
        priv ? new OctetString(users.privPassword()) : null);
  }

  /** A socket that drops what is not admitted before it is decoded. */
  private static final class Guarded extends DefaultUdpTransportMapping {

    private final Predicate<String> admits;

    private Guarded(UdpAddress address, Predicate<String> admits) throws IOException {
      super(address);
      this.admits = admits;
    }

    @Override
    protected void fireProcessMessage(
        UdpAddress address, ByteBuffer buffer, TransportStateReference state) {
      if (admits.test(address.getInetAddress().getHostAddress())) {
        super.fireProcessMessage(address, buffer, state);
      }
    }
  }

  /** What stays of an engine from one start to the next. */
  @SuppressWarnings("ArrayRecordComponent") // is read once and thrown away
  private record Engine(byte[] id, int boots) {

    /** Returns the engine of a file after one more start. */
    private static Engine next(Path file) throws IOException {
      byte[] id = MPv3.createLocalEngineID();
      int boots = 0;
      if (Files.exists(file)) {
        String[] kept = Files.readString(file).strip().split(" ", -1);
        if (kept.length == 2
            && kept[0].matches("([0-9a-f]{2}){5,32}")
            && kept[1].matches("[0-9]{1,9}")) {
          id = java.util.HexFormat.of().parseHex(kept[0]);
          boots = Integer.parseInt(kept[1]);
        }
      }
      Engine next = new Engine(id, boots + 1);
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(written, java.util.HexFormat.of().formatHex(id) + " " + next.boots);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
      return next;
    }
  }
}
