package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Sink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector that subscribes at a broker, and connects again when it is cut off.
 *
 * <p>Start and close: Confine to one thread. The rest is thread-safe.
 */
final class MqttCollector implements PushCollector {

  private static final Logger LOG = LoggerFactory.getLogger(MqttCollector.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration END = Duration.ofSeconds(1);

  private final Options options;
  private final CollectorContext context;
  private final SplittableRandom random;
  private final Object connections = new Object();
  private volatile @Nullable BrokerLink link;
  private volatile @Nullable Handover handover;
  private int connected;
  private int lost;
  private volatile boolean closed;
  private volatile String trouble = "";

  /**
   * What it is told by its settings.
   *
   * @param connection how it connects
   * @param routes the ways of messages
   * @param subscriptions what it subscribes
   * @param longestPause the longest pause before it connects again
   * @param waiting how many messages may wait, {@code >= 1}
   * @param waitingBytes how many bytes may wait
   */
  record Options(
      Function<CollectorContext, Connection> connection,
      List<Route> routes,
      List<BrokerLink.Subscription> subscriptions,
      Duration longestPause,
      int waiting,
      long waitingBytes) {}

  MqttCollector(Options options, CollectorContext context) {
    this.options = options;
    this.context = context;
    this.random = new SplittableRandom(System.identityHashCode(this));
  }

  @Override
  public void start(Sink sink) throws PluginException, InterruptedException {
    Connection connection = options.connection().apply(context);
    BrokerLink made = new BrokerLink(connection, new Ears());
    Inbox inbox = new Inbox(options.waiting(), options.waitingBytes());
    Handover hands = new Handover(inbox, options.routes(), connection.limit(), made, sink, context);
    link = made;
    handover = hands;
    int number = made.connect(options.subscriptions());
    synchronized (connections) {
      connected = number;
    }
    try {
      context.executor().execute(hands);
      context.executor().execute(() -> keep(made, connection));
    } catch (RejectedExecutionException e) {
      throw new PluginException(
          ErrorKind.OVERLOADED, "there is no thread to listen to " + connection.address(), e);
    }
  }

  /** What hears of messages and of lost connections. Thread-safe. */
  private final class Ears implements BrokerLink.Listener {

    @Override
    public void arrived(Message message) throws InterruptedException {
      Handover hands = handover;
      if (hands != null) {
        hands.arrived(message);
      }
    }

    @Override
    public void begunAnew() {
      Handover hands = handover;
      if (hands != null) {
        hands.begunAnew();
      }
    }

    @Override
    public void lost(int connection, String why) {
      synchronized (connections) {
        if (connection > lost && !closed) {
          lost = connection;
          trouble = "the connection to the broker is lost: " + why;
          connections.notifyAll();
        }
      }
    }
  }

  /** Connects again whenever the connection is lost. */
  private void keep(BrokerLink kept, Connection connection) {
    try {
      while (awaitLoss()) {
        LOG.warn("{}", trouble);
        Duration pause = FIRST_PAUSE;
        while (!closed && !again(kept)) {
          pauseAbout(pause);
          pause =
              pause.multipliedBy(2).compareTo(options.longestPause()) < 0
                  ? pause.multipliedBy(2)
                  : options.longestPause();
        }
        LOG.info("{} is connected again", connection);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitLoss() throws InterruptedException {
    synchronized (connections) {
      while (!closed && lost < connected) {
        connections.wait();
      }
    }
    return !closed;
  }

  private boolean again(BrokerLink kept) throws InterruptedException {
    try {
      int number = kept.connect(options.subscriptions());
      synchronized (connections) {
        connected = number;
        if (lost < connected) {
          trouble = "";
        }
      }
      if (closed) {
        kept.close();
      }
      return true;
    } catch (PluginException e) {
      trouble = String.valueOf(e.getMessage());
      return false;
    }
  }

  /** Waits between a half and the whole of a time, so that not all come back at once. */
  private void pauseAbout(Duration most) throws InterruptedException {
    long half = Math.max(1, most.toMillis() / 2);
    long millis = half + random.nextLong(half);
    while (millis > 0 && !closed) {
      context.pause(Duration.ofMillis(Math.min(millis, STEP.toMillis())));
      millis -= STEP.toMillis();
    }
  }

  @Override
  public Optional<String> trouble() {
    String present = trouble;
    return present.isEmpty() ? Optional.empty() : Optional.of(present);
  }

  @Override
  public void close() {
    closed = true;
    synchronized (connections) {
      connections.notifyAll();
    }
    Handover hands = handover;
    handover = null;
    try {
      if (hands != null) {
        hands.close(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    BrokerLink last = link;
    if (last != null) {
      last.close();
    }
    options.routes().forEach(route -> route.decoder().close());
  }
}
