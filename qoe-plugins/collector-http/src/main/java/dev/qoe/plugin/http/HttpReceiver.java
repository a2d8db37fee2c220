package dev.qoe.plugin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that takes measurements.
 *
 * <p>{@code POST /v1/measurements} takes JSON, JSON lines and CSV, plain or gzip; {@code GET
 * /v1/health} answers 200. It answers once what it took is durable. Start and close: Confine to one
 * thread.
 */
final class HttpReceiver implements PushCollector {

  static final String PATH = "/v1/measurements";
  static final String HEALTH = "/v1/health";

  private static final long STOP_MILLIS = 1_000;
  private static final int MOST_AT_ONCE = 64;

  /** What a collector's settings say. */
  record Options(
      String host,
      int port,
      List<Device> devices,
      Optional<Device> anonymous,
      Map<String, Decoder> decoders,
      int mostBytes,
      Duration timeout,
      int threads,
      int connections,
      Tls tls) {}

  private final Options options;
  private final Intake intake;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private @Nullable Server server;

  HttpReceiver(Options options, CollectorContext context) {
    this.options = options;
    this.intake = new Intake(context.clock());
  }

  @Override
  public void start(Sink sink) throws PluginException, InterruptedException {
    QueuedThreadPool threads = new QueuedThreadPool(options.threads(), 4, 10_000);
    threads.setName("qoe-http-receiver");
    threads.setDaemon(true);
    Server made = new Server(threads);
    made.setStopTimeout(STOP_MILLIS);
    made.addConnector(connector(made));
    made.addBean(new NetworkConnectionLimit(options.connections(), made));
    made.setHandler(new Measurements(sink));
    server = made;
    try {
      made.start();
    } catch (InterruptedException e) {
      close();
      throw e;
    } catch (Exception e) { // Jetty declares no less
      close();
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "cannot listen at %s:%d: %s (is the port in use, or below 1024?)"
              .formatted(options.host(), options.port(), rootOf(e).getMessage()),
          e);
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  private ServerConnector connector(Server made) throws PluginException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16_384);
    http.setIdleTimeout(options.timeout().toMillis());
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector;
    if (options.tls().isPlain()) {
      connector = new ServerConnector(made, 1, 1, plain);
    } else {
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setSslContext(options.tls().context());
      tls.setNeedClientAuth(options.tls().trust().isPresent());
      connector = new ServerConnector(made, 1, 1, new SslConnectionFactory(tls, "http/1.1"), plain);
    }
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setIdleTimeout(options.timeout().toMillis());
    connector.setShutdownIdleTimeout(STOP_MILLIS / 2);
    return connector;
  }

  /** Returns the port that it listens at; -1 if it does not. */
  int port() {
    Server running = server;
    return running == null ? -1 : ((ServerConnector) running.getConnectors()[0]).getLocalPort();
  }

  @Override
  public Optional<String> trouble() {
    Server running = server;
    return running == null || running.isRunning()
        ? Optional.empty()
        : Optional.of("the server at %s:%d has ended".formatted(options.host(), options.port()));
  }

  @Override
  public void close() {
    Server running = server;
    server = null;
    if (running != null) {
      try {
        running.stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) { // Jetty declares no less
        throw new IllegalStateException("the server cannot be ended", e);
      }
    }
  }

  /** Answers requests. Thread-safe. */
  private final class Measurements extends Handler.Abstract {

    private final Sink sink;

    private Measurements(Sink sink) {
      this.sink = sink;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      if (path.equals(HEALTH)) {
        answer(response, callback, Intake.Reply.of(200, "listening"));
        return true;
      }
      if (!path.equals(PATH)) {
        String text = "there is nothing here: send to " + PATH;
        return refuse(response, callback, Intake.Reply.of(404, text));
      }
      if (!request.getMethod().equals("POST")) {
        response.getHeaders().put(HttpHeader.ALLOW, "POST");
        return refuse(response, callback, Intake.Reply.of(405, "only POST is taken here"));
      }
      Optional<Device> device = device(request);
      if (device.isEmpty()) {
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        String text = "the key is missing or not known: send it as X-API-Key";
        return refuse(response, callback, Intake.Reply.of(401, text));
      }
      String type = type(request);
      Decoder decoder = options.decoders().get(type);
      if (decoder == null) {
        String text =
            "content type must be one of %s: '%s'"
                .formatted(options.decoders().keySet().stream().sorted().toList(), type);
        return refuse(response, callback, Intake.Reply.of(415, text));
      }
      if (request.getLength() > options.mostBytes()) {
        return refuse(response, callback, tooLong());
      }
      if (!room.tryAcquire()) {
        Intake.Reply later =
            Intake.Reply.later(503, "too many requests at once", Duration.ofSeconds(1));
        return refuse(response, callback, later);
      }
      Callback done = Callback.from(callback, (Runnable) room::release);
      new Body(request, response, done, device.get(), decoder).read();
      return true;
    }

    /** Reads a body as it comes, within limits of time and length. Confine to one thread. */
    private final class Body {
      private final Request request;
      private final Response response;
      private final Callback callback;
      private final Device device;
      private final Decoder decoder;
      private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
      private final long end = System.nanoTime() + options.timeout().toNanos();

      private Body(
          Request request, Response response, Callback callback, Device device, Decoder decoder) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.device = device;
        this.decoder = decoder;
      }

      private void read() {
        while (true) {
          org.eclipse.jetty.io.Content.Chunk chunk = request.read();
          if (chunk == null) {
            request.demand(this::read);
            return;
          }
          if (org.eclipse.jetty.io.Content.Chunk.isFailure(chunk)) {
            callback.failed(chunk.getFailure());
            return;
          }
          ByteBuffer buffer = chunk.getByteBuffer();
          byte[] piece = new byte[buffer.remaining()];
          buffer.get(piece);
          bytes.write(piece, 0, piece.length);
          boolean last = chunk.isLast();
          chunk.release();
          if (bytes.size() > options.mostBytes()) {
            refuse(response, callback, tooLong());
            return;
          }
          if (last) {
            whole();
            return;
          }
          if (System.nanoTime() - end > 0) {
            String text = "the body did not come within " + options.timeout();
            refuse(response, callback, Intake.Reply.of(408, text));
            return;
          }
        }
      }

      private void whole() {
        String text;
        try {
          byte[] plain = bytes.toByteArray();
          String encoding = header(request, HttpHeader.CONTENT_ENCODING);
          if (encoding.equals("gzip")) {
            plain = Gunzip.unpack(plain, options.mostBytes());
          } else if (!encoding.isEmpty() && !encoding.equals("identity")) {
            refuse(response, callback, Intake.Reply.of(415, "a body is plain or gzip"));
            return;
          }
          text = Utf8.decode(ByteBuffer.wrap(plain));
        } catch (CharacterCodingException e) {
          refuse(response, callback, Intake.Reply.of(400, "the body is not UTF-8"));
          return;
        } catch (LimitedBody.TooLongException e) {
          refuse(response, callback, tooLong());
          return;
        } catch (IOException e) {
          refuse(response, callback, Intake.Reply.of(400, "the body is no gzip, or not whole"));
          return;
        }
        intake.take(device, decoder, text, sink, reply -> answer(response, callback, reply));
      }
    }

    private Intake.Reply tooLong() {
      return Intake.Reply.of(
          413, "a body must have at most %d bytes, unpacked".formatted(options.mostBytes()));
    }

    private Optional<Device> device(Request request) {
      String key = header(request, "X-API-Key");
      String bearer = header(request, HttpHeader.AUTHORIZATION);
      if (key.isEmpty() && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) {
        key = bearer.substring(7).strip();
      }
      if (key.isEmpty()) {
        return options.anonymous();
      }
      byte[] digest = Device.digest(key);
      Optional<Device> found = Optional.empty();
      for (Device device : options.devices()) {
        if (device.has(digest)) {
          found = Optional.of(device);
        }
      }
      return found;
    }

    private static String type(Request request) {
      String type = header(request, HttpHeader.CONTENT_TYPE);
      int end = type.indexOf(';');
      return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String header(Request request, HttpHeader name) {
      String value = request.getHeaders().get(name);
      return value == null ? "" : value.strip();
    }

    private static String header(Request request, String name) {
      String value = request.getHeaders().get(name);
      return value == null ? "" : value.strip();
    }

    /** Answers before the body was read, so that nothing may follow on the connection. */
    private boolean refuse(Response response, Callback callback, Intake.Reply reply) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      answer(response, callback, reply);
      return true;
    }

    private void answer(Response response, Callback callback, Intake.Reply reply) {
      ObjectNode json = JsonDecoder.JSON.createObjectNode();
      json.put("status", reply.status());
      json.put("text", reply.text());
      json.put("accepted", reply.told().accepted);
      json.put("refused", reply.told().refused);
      json.put("mistakes", reply.told().mistaken);
      com.fasterxml.jackson.databind.node.ArrayNode examples = json.putArray("examples");
      reply.told().mistakes.forEach(examples::add);
      response.setStatus(reply.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      if (!reply.retryAfter().isZero()) {
        response
            .getHeaders()
            .put(
                HttpHeader.RETRY_AFTER, Long.toString(Math.max(1, reply.retryAfter().toSeconds())));
      }
      byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
      response.write(true, ByteBuffer.wrap(bytes), callback);
    }
  }
}
