package dev.qoe.plugin.snmp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * A socket with an SNMP engine of its own, from which any number of agents are asked.
 *
 * <p>Nothing of it is shared with another port: neither users nor the times of engines.
 * Thread-safe.
 */
final class SnmpPort implements AutoCloseable {

  /** So that the answers of a fleet that is asked at once are not lost. */
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  /** How many engines a port keeps apart. */
  private static final int MOST_ENGINES = 100_000;

  private final Snmp snmp;
  private final MPv3 mpv3;
  private final USM usm;
  private final Map<OctetString, UdpAddress> engines = new HashMap<>();

  private SnmpPort(Snmp snmp, MPv3 mpv3, USM usm) {
    this.snmp = snmp;
    this.mpv3 = mpv3;
    this.usm = usm;
  }

  /** Returns a port that listens for answers. */
  static SnmpPort open() throws IOException {
    // That a password is wrong, an agent tells without authentication: how else should it?
    SNMP4JSettings.setReportSecurityLevelStrategy(
        SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping(new UdpAddress(0));
    try {
      transport.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      // Messages are decoded on the socket's thread, so that one buffer of 64 KiB does for all.
      transport.setAsyncMsgProcessingSupported(false);
      byte[] engineId = MPv3.createLocalEngineID();
      CounterSupport counters = new CounterSupport();
      SecurityProtocols protocols = protocols();
      USM usm = new USM(protocols, new OctetString(engineId), 0, counters);
      usm.getTimeTable().setMaxDiscoveredEntries(MOST_ENGINES);
      SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
      MPv3 mpv3 = new MPv3(engineId, null, protocols, models, counters);
      mpv3.setMaxEngineIdCacheSize(MOST_ENGINES);
      MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
      dispatcher.addMessageProcessingModel(new MPv1());
      dispatcher.addMessageProcessingModel(new MPv2c());
      dispatcher.addMessageProcessingModel(mpv3);
      Snmp snmp = new Snmp(dispatcher, transport);
      snmp.setContextEngineIdDiscoveryDisabled(true);
      snmp.listen();
      return new SnmpPort(snmp, mpv3, usm);
    } catch (IOException | RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  /** Returns all protocols of authentication and encryption that there are, the weak ones too. */
  static SecurityProtocols protocols() {
    return new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
  }

  /**
   * An answer, and which of the tries had been sent when it came.
   *
   * @param pdu what came
   * @param tries how many requests had been sent by then, {@code >= 1}
   */
  record Answer(PDU pdu, int tries) {}

  /**
   * Asks until an answer comes, and returns it; empty if none came. An answer to an earlier try is
   * as good as one to the last.
   *
   * @param target whom to ask
   * @param patience how long to wait for an answer before the next try
   * @param request the request of each try, from 0 on
   */
  Optional<Answer> ask(
      Target<UdpAddress> target, Duration patience, int retries, IntFunction<PDU> request)
      throws IOException, InterruptedException {
    Waiting waiting = new Waiting();
    List<PDU> sent = new ArrayList<>(1);
    try {
      for (int attempt = 0; attempt <= retries; attempt++) {
        PDU pdu = request.apply(attempt);
        sent.add(pdu);
        Target<UdpAddress> once = target.duplicate();
        once.setRetries(0);
        once.setTimeout(patience.toMillis() * (retries + 1 - attempt) + 1);
        snmp.send(pdu, once, null, waiting);
        PDU answer = waiting.await(patience);
        if (answer != null) {
          return Optional.of(new Answer(answer, attempt + 1));
        }
      }
      return Optional.empty();
    } finally {
      sent.forEach(pdu -> snmp.cancel(pdu, waiting));
    }
  }

  /** Returns the engine ID that the agent at that address told, if it did. */
  Optional<OctetString> engineOf(UdpAddress address) {
    return Optional.ofNullable(mpv3.getEngineID(address));
  }

  /** Whether the engine is that of no other address, and so can be followed here. */
  synchronized boolean claim(OctetString engine, UdpAddress address) {
    return engines.computeIfAbsent(engine, key -> address).equals(address);
  }

  /** Forgets what is known of an agent's engine. */
  synchronized void forget(UdpAddress address) {
    OctetString engine = mpv3.removeEngineID(address);
    if (engine != null && engines.getOrDefault(engine, address).equals(address)) {
      engines.remove(engine);
      usm.removeEngineTime(engine);
    }
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }

  /** What waits for the first answer. */
  private static final class Waiting implements ResponseListener {

    private final CompletableFuture<PDU> first = new CompletableFuture<>();

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
      PDU answer = event.getResponse();
      if (answer != null) {
        first.complete(answer);
      }
    }

    private @Nullable PDU await(Duration patience) throws InterruptedException {
      try {
        return first.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return null;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
